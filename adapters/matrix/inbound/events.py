"""What an event of a room means for the bot; pure, from the JSON of the event."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, TypeGuard

from msgspec import Struct

from adapters.matrix.inbound.addressing import Bot, addressed
from adapters.matrix.inbound.sync_answer import part
from bot.commands.input.hands import raised
from bot.commands.input.prefix import command_text

LONGEST_ID = 255
LONGEST_KEY = 64
"""Characters of a reaction that can be a sign of the bot's."""
LAST_MS = 253_402_300_800_000
"""The year 10,000, with which Python's times end."""

_LONG_MS = 7 * 24 * 3_600_000
"""Older than that is as good as that old."""


class TextMessage(Struct, frozen=True):
    """A command in words; with the event that it replaces, if it is an edit, and the one it replies to."""

    text: str
    edits: str | None = None
    reply_to: str | None = None


class Reply(Struct, frozen=True):
    """Words that are no command, behind a message."""

    text: str
    reply_to: str


class Reaction(Struct, frozen=True):
    """An emoji put on a message."""

    on: str
    key: str

    @property
    def hand(self) -> bool:
        """Whether it is a raised hand."""
        return raised(self.key)


class TookBack(Struct, frozen=True):
    """An event removed, by its author or by whoever moderates the room."""

    event_id: str


class Unsaid(Struct, frozen=True):
    """A message changed into one that is no command."""

    event_id: str


class Sealed(Struct, frozen=True):
    """An encrypted event whose key is missing."""


Heard = TextMessage | Reply | Reaction | TookBack | Unsaid | Sealed


def heard(event: Mapping[str, Any], bot: Bot, *, direct: bool) -> Heard | None:
    """What to act on; None for the bot's own, other bots' notices, and talk among people."""
    content = event.get("content")
    if event.get("sender") == bot.id or not isinstance(content, Mapping) or redacted(event):
        return None
    match event.get("type"):
        case "m.room.message":
            return _said(content, bot, direct=direct)
        case "m.reaction":
            return _reaction(_relation(content))
        case "m.room.redaction":
            target = content.get("redacts") or event.get("redacts")
            return TookBack(target) if is_id(target) else None
        case "m.room.encrypted":
            return Sealed()
    return None


def own_member(event: Mapping[str, Any], bot_id: str) -> tuple[str, str] | None:
    """The bot's membership before and after, if the event changes it."""
    if event.get("type") != "m.room.member" or event.get("state_key") != bot_id:
        return None
    before, after = _standings(event)
    return (before, after) if before != after else None


def arrived(event: Mapping[str, Any]) -> bool:
    """Whether somebody has just come into the room."""
    before, after = _standings(event)
    return event.get("type") == "m.room.member" and before != after == "join"


def _standings(event: Mapping[str, Any]) -> tuple[str, str]:
    before = part(part(event, "unsigned", dict), "prev_content", dict).get("membership", "leave")
    return before, part(event, "content", dict).get("membership", "leave")


def sound(event: Mapping[str, Any]) -> bool:
    """Whether an event has what each has: an id, a sender, a kind and a time."""
    at = event.get("origin_server_ts")
    named = is_id(event.get("event_id")) and is_id(event.get("sender")) and is_id(event.get("type"))
    return named and isinstance(at, int) and 0 <= at < LAST_MS


def age(event: Mapping[str, Any]) -> timedelta:
    """How long ago it was sent, as the homeserver reckons it; its time is of the sender's clock."""
    told = part(event, "unsigned", dict).get("age")
    return timedelta(milliseconds=min(max(told, 0), _LONG_MS) if isinstance(told, int) else 0)


def homeserver(user: str) -> str:
    """Where an account is."""
    return user.partition(":")[2]


def redacted(event: Mapping[str, Any]) -> bool:
    """Whether the event was taken back before it could be read."""
    return bool(part(event, "unsigned", dict).get("redacted_because"))


def _said(content: Mapping[str, Any], bot: Bot, *, direct: bool) -> TextMessage | Reply | Unsaid | None:
    """The command in a message, or in what an edit makes of one."""
    relation, edits = _relation(content), None
    if relation.get("rel_type") == "m.replace":
        content, edits = part(content, "m.new_content", dict), relation.get("event_id")
        if not is_id(edits):
            return None
    replied = part(relation, "m.in_reply_to", dict).get("event_id")
    reply_to = replied if is_id(replied) else None
    words = _words(content, quotes="m.in_reply_to" in relation)
    text = None if words is None else _command(content, words, bot, direct=direct)
    if text:
        return TextMessage(text, edits, reply_to)
    if words and reply_to and not edits:
        return Reply(words.strip(), reply_to)
    return Unsaid(edits) if edits else None


def _words(content: Mapping[str, Any], *, quotes: bool) -> str | None:
    body = content.get("body")
    if content.get("msgtype") != "m.text" or not isinstance(body, str):
        return None
    return _without_quote(body) if quotes else body


def _command(content: Mapping[str, Any], body: str, bot: Bot, *, direct: bool) -> str | None:
    address = addressed(content, body, bot)
    if address is None:
        return command_text(body, direct=direct)
    text = command_text(address.text, direct=True)
    sure = address.certain or direct or command_text(body, direct=False) is not None
    return text if sure or (text and bot.knows(text)) else None


def _relation(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return part(content, "m.relates_to", dict)


def _reaction(relation: Mapping[str, Any]) -> Reaction | None:
    key, on = relation.get("key"), relation.get("event_id")
    short = isinstance(key, str) and 0 < len(key) <= LONGEST_KEY
    if relation.get("rel_type") == "m.annotation" and short and is_id(on):
        return Reaction(on, str(key))
    return None


def is_id(value: object) -> TypeGuard[str]:
    """Matrix allows 255 bytes, and asking for a longer one is no question that homeservers answer.

    What cannot be printed is none either, and no database takes it.
    """
    return isinstance(value, str) and 0 < len(value) <= LONGEST_ID and value.isprintable()


def _without_quote(body: str) -> str:
    """Older clients put the message that is replied to before the reply."""
    lines = body.split("\n")
    while lines and lines[0].startswith(">"):
        lines.pop(0)
    return "\n".join(lines)
