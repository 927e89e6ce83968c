"""A document as each platform gets it, held against what that platform takes."""

import json
from typing import Final

from adapters.console.markup import words
from adapters.discord.outbound.components import components, question
from adapters.discord.outbound.markup import parts
from adapters.matrix.offers.content import FIELD
from adapters.matrix.outbound.markup import content, replacement
from bot.messages.document import Choosing, Document
from bot.messages.offers import LONGEST
from tests.discord_server.components import checked, checked_form

DISCORD_CONTENT: Final = 2000
MATRIX_EVENT: Final = 65_536
SEALED: Final = 4 / 3
"""So much larger is an event in base64, as encryption sends it."""
ROOM_FOR_THE_REST: Final = 4_000
"""Bytes of an event beside its content: signatures, ids, hashes, what encryption adds."""

WAYS: Final = {
    "discord": (Choosing.BUTTONS, Choosing.BUTTONS),
    "matrix": (Choosing.SIGNS, Choosing.NUMBERS),
    "console": (Choosing.NUMBERS, Choosing.NUMBERS),
}
"""How each platform's rooms and private chats take what is offered."""


def fits(platform: str, document: Document) -> None:
    """AssertionError (or what the platform says) if it does not go out whole, with all that it offers."""
    match platform:
        case "discord":
            _discord(document)
        case "matrix":
            _matrix(document)
        case _:
            _console(document)


def _discord(document: Document) -> None:
    contents = parts(document)
    assert contents
    assert all(0 < len(text) <= DISCORD_CONTENT for text in contents)
    view = components(document.choices)
    rows = checked({"components": view.to_components()}) if view else []
    items = [item for row in rows for item in _list(row["components"])]
    offered = {str(option["value"]) for item in items for option in _list(item.get("options"))}
    offered |= {str(item["custom_id"]) for item in items if "options" not in item}
    assert offered == {choice.token for choice in document.choices}
    for choice in document.choices:
        checked_form(question(choice.token, choice.label).to_dict())


def _matrix(document: Document) -> None:
    made = content(document)
    for event in (made, replacement(document, "$" + "e" * 43)):
        size = len(json.dumps(event, ensure_ascii=False).encode())
        assert size * SEALED + ROOM_FOR_THE_REST <= MATRIX_EVENT, size
    assert [each["token"] for each in made.get(FIELD, [])] == [choice.token for choice in document.choices]


def _console(document: Document) -> None:
    shown = words(document)
    assert shown.strip()
    assert all(each.isprintable() or each == "\n" or ord(each) > 127 for each in set(shown))
    assert len(document.choices) < 1000
    assert all(0 < len(choice.token) <= LONGEST for choice in document.choices)


def _list(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []
