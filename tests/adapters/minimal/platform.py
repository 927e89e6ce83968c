"""The paper platform's adapter."""

import re
from collections.abc import Sequence

from bot.domain.identity import Identity, Place
from bot.messages.document import Choosing, Document, Mention, Node, Strong, plain
from bot.messages.offers import PressedRequest
from bot.ports.capabilities import Capabilities
from bot.ports.clock import Clock
from bot.ports.inspection import Inspection
from bot.ports.platform import (
    Answering,
    ChannelSpec,
    ChosenRequest,
    Inbox,
    Invocation,
    Undeliverable,
)
from tests.adapters.minimal.slips import Closed, NoSuchBoard, Note, Slip, SlipServer

NAME = "paper"


class MinimalPlatform:
    """The Platform of one office. Notes come taken apart, as from a form with a field for the command."""

    name = NAME
    capabilities = Capabilities(
        "",
        private_replies=True,
        edits=True,
        open_channels=True,
        in_rooms=Choosing.BUTTONS,
        in_private=Choosing.BUTTONS,
    )

    def __init__(self, server: SlipServer, clock: Clock) -> None:
        self._server = server
        self._clock = clock

    async def run(self, inbox: Inbox) -> None:
        while True:
            try:
                await inbox.handle(self._invocation(await self._server.next_note()))
            except Closed:
                continue

    def _invocation(self, note: Note) -> Invocation:
        return Invocation(
            cause=f"{NAME}:{note.number}",
            author=Identity(NAME, note.who),
            author_name=note.who,
            place=Place(NAME, f"tray:{note.who}" if note.board is None else note.board),
            direct=note.board is None,
            request=_request(note),
            at=self._clock.now(),
        )

    async def ready(self) -> None:
        return

    async def post(self, place: Place, document: Document, key: str) -> str:
        slip = Slip(markup(document.nodes), boxes=document.choices, enclosed=document.file)
        self._slips(place.id).setdefault(key, slip)
        return key

    async def edit(self, place: Place, message: str, document: Document, key: str) -> None:
        slips = self._slips(place.id)
        if message not in slips:
            raise Undeliverable(f"no slip {message} on {place} ({key})")
        slips[message] = Slip(markup(document.nodes), slips[message].edits + 1, document.choices)

    async def direct_message(
        self, to: Identity, document: Document, key: str, answering: Answering | None = None
    ) -> str:
        del answering
        return await self.post(Place(NAME, f"tray:{to.id}"), document, key)

    async def open_channel(self, spec: ChannelSpec, key: str) -> Place:
        board = self._server.named.setdefault(spec.marker, f"board-{key}")
        self._server.boards.setdefault(board, {})
        return Place(NAME, board)

    async def invite(self, place: Place, who: Identity, coordinator: bool = False) -> None:
        self._server.keys.setdefault(place.id, set()).add(who.id)
        if coordinator:
            self._server.copies.setdefault(place.id, set()).add(who.id)

    async def may_moderate(self, who: Identity, place: Place) -> bool:
        return who.platform == NAME and (who.id, place.id) in self._server.chiefs

    async def inspect(self, places: Sequence[Place], beside: Sequence[Sequence[Place]] = ()) -> Inspection:
        del beside
        missing = [place.id for place in places if place.id not in self._server.boards]
        return Inspection([f"hang up a board {each}" for each in missing])

    def _slips(self, board: str) -> dict[str, Slip]:
        try:
            return self._server.board(board)
        except NoSuchBoard as missing:
            raise Undeliverable(f"no board {board}") from missing


def _request(note: Note) -> ChosenRequest | PressedRequest:
    if note.ticked is not None:
        return PressedRequest(note.ticked, note.text)
    command, *arguments = note.text.split(maxsplit=1)
    return ChosenRequest(command, dict(fields_of(arguments)))


def fields_of(arguments: Sequence[str]) -> list[tuple[str, str]]:
    """The fields of a form, by name."""
    return [(f"field-{number}", text) for number, text in enumerate(arguments)]


def markup(nodes: Sequence[Node]) -> str:
    """A document in the office's markup."""
    parts: list[str] = []
    for node in nodes:
        match node:
            case Strong(children):
                parts.append(f"*{markup(children)}*")
            case Mention(identity) if identity.platform == NAME:
                parts.append(f"@[{identity.id}]")
            case _:
                parts.append(re.sub(r"[\\*@]", r"\\\g<0>", plain((node,))))
    return "".join(parts)
