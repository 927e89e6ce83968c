"""Copies of what is said elsewhere: posted in as many messages as they take, changed, and taken away."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import quote

from msgspec import Struct, field

from adapters.matrix.api import Json
from adapters.matrix.inbound.events import homeserver
from adapters.matrix.outbound.history import MatrixHistory
from adapters.matrix.outbound.markup import fits
from adapters.matrix.outbound.sender import Sender
from adapters.matrix.outbound.threads import Threads
from adapters.matrix.relay.files import MatrixFiles
from adapters.matrix.relay.hearing import Listening
from adapters.matrix.relay.reactions import counted
from adapters.matrix.rooms.removal import MatrixRemoval
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.session import Session
from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.messages.document import Document, plain
from bot.messages.rich import cut
from bot.ports.relay import Look, PostedFile


class MatrixRelaying(Struct, frozen=True):
    """bot.ports.relay.Relaying over the account's rooms."""

    session: Session
    rooms: Rooms
    sender: Sender
    history: MatrixHistory
    removal: MatrixRemoval
    files: MatrixFiles
    bridged: Callable[[str], bool]
    """Whether an account stands for somebody on another platform."""
    threads: Threads
    listening: Listening = field(default_factory=Listening)

    async def listen(self, place: Place) -> None:
        """The bot hears whatever is said in its rooms."""
        self.listening.rooms.add(place)

    async def sealed(self, place: Place) -> bool:
        """As the room's state says."""
        return await self.sender.encrypted(await self.rooms.id_of(place))

    async def reactions(self, place: Place, message: str) -> Mapping[str, int]:
        """As the homeserver has them."""
        return await counted(self.session.api, await self.rooms.id_of(place), message, self._ignores)

    def link(self, place: Place, message: str) -> str | None:
        """By way of the bot's homeserver, which is in the room."""
        where = f"{quote(place.id, safe='')}/{quote(message, safe='')}"
        return f"https://matrix.to/#/{where}?via={quote(homeserver(self.session.me), safe='')}"

    async def open(self, place: Place, message: str, file: str, most: int) -> PostedFile | None:
        """As its author posted it: an edit changes the words below a file."""
        del file
        return await self.files.open(await self.rooms.id_of(place), message, most)

    async def room_for(self, place: Place) -> float:
        """The homeserver says it, for all rooms alike."""
        del place
        return await self.sender.room_for_file()

    async def post(self, place: Place, document: Document, key: str, look: Look | None) -> Sequence[str]:
        """Each part under a transaction id of its own, and with a key by which it is found."""
        first, behind = await self.threads.replying(await self.rooms.id_of(place), document.replies_to)
        return [
            await self._once(
                place, part, f"{key}#{number}", look, behind if number or document.follows else first
            )
            for number, part in enumerate(_parts(document))
        ]

    async def revise(
        self, place: Place, messages: Sequence[str], document: Document, key: str
    ) -> Sequence[str]:
        """Each part in its place; more parts follow, and those that are left over go."""
        room_id, parts = await self.rooms.id_of(place), list(_parts(document))
        for number, (message, part) in enumerate(zip(messages, parts, strict=False)):
            await self.sender.edit(room_id, message, part, f"{key}#{number}")
        more = range(len(messages), len(parts))
        _, behind = await self.threads.replying(room_id, document.replies_to if more else "")
        added = [await self.sender.post(room_id, parts[number], f"{key}#{number}", behind) for number in more]
        await self.remove(place, messages[len(parts) :])
        return [*messages[: len(parts)], *added]

    async def remove(self, place: Place, messages: Sequence[str]) -> None:
        """With their edits."""
        for message in messages:
            await self.removal.message(place, message)

    def _ignores(self, account: str) -> bool:
        return account == self.session.me or self.bridged(account)

    async def _once(self, place: Place, part: Document, key: str, look: Look | None, beside: Json) -> str:
        found = await self.history.find(place, part, key, look.since) if look else None
        return found or await self.sender.post(await self.rooms.id_of(place), part, key, beside)


def _parts(document: Document) -> Iterator[Document]:
    """As few messages as it takes, none too large for an event."""
    if fits(document):
        yield document
        return
    for nodes in cut(document.nodes, max(len(plain(document.nodes)) // 2, 1)):
        if nodes:
            yield from _parts(replace(document, nodes=nodes))
