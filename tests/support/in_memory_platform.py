"""A platform in memory: rooms, people and their private trays, for tests of the bot as a whole."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct, field

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.messages.document import AttachedFile, Choice, Choosing, Document, Mention, plain, walk
from bot.messages.rich import cut
from bot.ports.capabilities import Capabilities, Removal, SendLimit
from bot.ports.inspection import Inspection
from bot.ports.platform import Answering, ChannelSpec, Inbox, Undeliverable
from bot.ports.premises import Premises
from bot.ports.relay import Look, PostedFile
from bot.ports.stage import Stage


class Shown(Struct):
    """A message as it stands."""

    text: str
    pings: frozenset[Identity]
    edits: int = 0
    choices: tuple[Choice, ...] = ()
    file: AttachedFile | None = None
    replies_to: str = ""


class Hold(Struct):
    """Where everything stops (anywhere if `where` is empty), after so many calls that still pass."""

    moment: Literal["before", "after"]
    where: str = ""
    passing: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def stop(self, moment: str, where: str) -> None:
        if moment != self.moment or self.where not in ("", where):
            return
        self.passing -= 1
        if self.passing < 0:
            self.reached.set()
            await self.gate.wait()


class Remembered(Struct, frozen=True):
    """bot.ports.capabilities.History of an in-memory platform."""

    keys_last: timedelta
    shown: Mapping[str, Mapping[str, Shown]]

    async def find(self, to: Place | Identity, document: Document, key: str, since: datetime) -> str | None:
        del document, since
        where = f"@{to}" if isinstance(to, Identity) else str(to)
        return key if key in self.shown[where] else None


class InMemoryPlatform(Struct):
    """One platform.

    `failures` are raised, one by one, by the next sends; `refusals` by those to one place or "@person",
    by edits in one "place board", and by questions after "rights".
    While it is held, whatever comes stops before or after it is done.
    """

    name: str
    private_replies: bool = True
    may_close_chats: bool = False
    shown: dict[str, dict[str, Shown]] = field(default_factory=lambda: defaultdict(dict))
    moderators: set[tuple[Identity, Place]] = field(default_factory=set)
    channels: dict[str, Place] = field(default_factory=dict)
    inside: dict[Place, set[Identity]] = field(default_factory=lambda: defaultdict(set))
    coordinators: dict[Place, set[Identity]] = field(default_factory=lambda: defaultdict(set))
    failures: list[Exception] = field(default_factory=list)
    refusals: dict[str, list[Exception]] = field(default_factory=lambda: defaultdict(list))
    hold: "Hold | None" = None
    keys_last: timedelta | None = None
    """If it is set, every key makes a second message, but what was sent can be looked up."""
    limit: SendLimit | None = None
    stage: Stage | None = None
    premises: Premises | None = None
    removal: Removal | None = None
    taken_down: list[tuple[Place, str]] = field(default_factory=list)
    """Hands, by their causes."""
    listens: set[Place] = field(default_factory=set)
    sealed: set[Place] = field(default_factory=set)
    files: dict[tuple[str, str], PostedFile] = field(default_factory=dict)
    """What people posted, by message and by what tells it from others of it."""
    largest: float = float("inf")
    """In bytes, of a file that it takes."""
    reactions: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By message."""
    pinned: dict[Place, list[str]] = field(default_factory=lambda: defaultdict(list))
    calls: Counter[str] = field(default_factory=Counter)
    inbox: Inbox | None = None
    endings: list[Exception] = field(default_factory=list)
    """Each ends it once: at its start, or where it runs, by `end`."""
    runs: int = 0
    running: int = 0
    """By how many processes just now."""
    up: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def capabilities(self) -> Capabilities:
        prefix = "/" if self.private_replies else "!"
        history = None if self.keys_last is None else Remembered(self.keys_last, self.shown)
        return Capabilities(
            prefix,
            self.private_replies,
            edits=True,
            open_channels=True,
            may_close_chats=self.may_close_chats,
            history=history,
            limit=self.limit,
            removal=self.removal,
            pins=_Hands(self),
            joining=_Hands(self),
            hands=None if self.private_replies else _Hands(self),
            relaying=_Copies(self),
            stage=self.stage,
            premises=self.premises,
            in_rooms=Choosing.BUTTONS,
            in_private=Choosing.BUTTONS,
        )

    async def run(self, inbox: Inbox) -> None:
        self.runs += 1
        if self.endings:
            raise self.endings.pop(0)
        self.running += 1
        self.up.set()
        try:
            async with self.changed:
                self.inbox = inbox
                self.changed.notify_all()
            await self.ended.wait()
            self.ended.clear()
            raise self.endings.pop(0)
        finally:
            self.running -= 1
            if not self.running:
                self.up.clear()

    def end(self, problem: Exception) -> None:
        """As when somebody revokes the token."""
        self.endings.append(problem)
        self.ended.set()

    async def ready(self) -> None:
        await self.up.wait()

    async def post(self, place: Place, document: Document, key: str) -> str:
        return await self._show(str(place), document, key)

    async def edit(self, place: Place, message: str, document: Document, key: str) -> None:
        del key
        await self._go("before", f"{place} board")
        if message not in self.shown[str(place)]:
            raise Undeliverable("it was removed")
        async with self.changed:
            shown = self.shown[str(place)][message]
            shown.text, shown.edits = plain(document.nodes, self.capabilities.prefix), shown.edits + 1
            shown.choices = document.choices
            self.changed.notify_all()
        await self._go("after", f"{place} board")

    async def direct_message(
        self, to: Identity, document: Document, key: str, answering: Answering | None = None
    ) -> str:
        del answering
        return await self._show(f"@{to}", document, key)

    async def _show(self, where: str, document: Document, key: str) -> str:
        self.calls[key] += 1
        await self._go("before", where)
        pings = frozenset(node.identity for node in walk(document.nodes) if isinstance(node, Mention))
        async with self.changed:
            text = plain(document.nodes, self.capabilities.prefix)
            choices, file = document.choices, document.file
            replies_to = "" if document.follows else document.replies_to
            shown = Shown(text, pings, choices=choices, file=file, replies_to=replies_to)
            forgotten = self.keys_last is not None and key in self.shown[where]
            self.shown[where].setdefault(f"{key} again" if forgotten else key, shown)
            self.changed.notify_all()
        await self._go("after", where)
        return key

    async def open_channel(self, spec: ChannelSpec, key: str) -> Place:
        del key
        await self._go("before", "channel")
        number = len(self.channels) + 1
        place = self.channels.setdefault(spec.marker, Place(self.name, f"channel-{number}"))
        await self._go("after", "channel")
        return place

    async def invite(self, place: Place, who: Identity, coordinator: bool = False) -> None:
        await self._go("before", str(place))
        self.inside[place].add(who)
        if coordinator:
            self.coordinators[place].add(who)

    async def _go(self, moment: Literal["before", "after"], where: str) -> None:
        """Stop or fail here, if a test wants it."""
        if self.hold:
            await self.hold.stop(moment, where)
        for failures in (self.failures, self.refusals[where]):
            if moment == "before" and failures:
                raise failures.pop(0)

    async def may_moderate(self, who: Identity, place: Place) -> bool:
        if self.refusals["rights"]:
            raise self.refusals["rights"].pop(0)
        return (who, place) in self.moderators

    async def inspect(self, places: Sequence[Place], beside: Sequence[Sequence[Place]] = ()) -> Inspection:
        del places, beside
        return Inspection()

    async def unstuck(self, what: str) -> None:
        """Fail here, if a test wants it."""
        await self._go("before", what)

    def texts(self, where: Place | Identity) -> list[str]:
        """What stands in a room, or what one person was told alone, the oldest first."""
        key = f"@{where}" if isinstance(where, Identity) else str(where)
        return [shown.text for shown in self.shown[key].values()]

    def choices(self, where: Place | Identity) -> dict[str, Choice]:
        """What all that stands there offers, by its label; of two alike the newest."""
        key = f"@{where}" if isinstance(where, Identity) else str(where)
        return {choice.label: choice for shown in self.shown[key].values() for choice in shown.choices}

    async def until(self, reached: Callable[[], bool]) -> None:
        """Return when what is shown has come to be so."""
        async with asyncio.timeout(60), self.changed:
            await self.changed.wait_for(reached)


class _Hands(Struct, frozen=True):
    """bot.ports.capabilities.Pins and Joining over the platform; a right is lacking where a test says so."""

    platform: InMemoryPlatform

    async def take_down(self, place: Place, hand: str) -> None:
        async with self.platform.changed:
            self.platform.taken_down.append((place, hand))
            self.platform.changed.notify_all()

    async def pin(self, place: Place, message: str) -> None:
        await self.platform.unstuck("pin")
        if message not in self.platform.pinned[place]:
            self.platform.pinned[place].append(message)

    async def unpin(self, place: Place, message: str) -> None:
        await self.platform.unstuck("pin")
        self.platform.pinned[place] = [each for each in self.platform.pinned[place] if each != message]

    async def link_to(self, place: Place) -> str | None:
        await self.platform.unstuck("link")
        return f"https://{self.platform.name}.example.org/{place.id}"

    def link_to_chat(self) -> str | None:
        name = self.platform.name
        return None if self.platform.capabilities.private_replies else f"https://{name}.example.org/@bot"

    async def eject(self, place: Place, who: Identity, reason: str) -> None:
        del reason
        await self.platform.unstuck("eject")
        self.platform.inside[place].discard(who)


class _Copies(Struct, frozen=True):
    """bot.ports.relay.Relaying over the platform; each message has room for 2000 characters."""

    platform: InMemoryPlatform

    async def listen(self, place: Place) -> None:
        await self.platform.unstuck("listen")
        self.platform.listens.add(place)

    async def sealed(self, place: Place) -> bool:
        await self.platform.unstuck("sealed")
        return place in self.platform.sealed

    async def reactions(self, place: Place, message: str) -> Mapping[str, int]:
        await self.platform.unstuck(f"{place} reactions")
        return self.platform.reactions[message]

    def link(self, place: Place, message: str) -> str | None:
        return f"https://{self.platform.name}.example.org/{place.id}/{message}"

    async def open(self, place: Place, message: str, file: str, most: int) -> PostedFile | None:
        await self.platform.unstuck(f"{place} open")
        found = self.platform.files.get((message, file))
        too_large = found is not None and len(found.content or b"") > most
        return replace(found, content=None) if found and too_large else found

    async def room_for(self, place: Place) -> float:
        await self.platform.unstuck(f"{place} room")
        return self.platform.largest

    async def post(self, place: Place, document: Document, key: str, look: Look | None) -> list[str]:
        del look
        if document.file is not None:
            await self.platform.unstuck(f"{place} file")
        parts = _parts(document)
        return [
            await self.platform.post(place, part, f"{key}#{n}" if n else key) for n, part in enumerate(parts)
        ]

    async def revise(self, place: Place, messages: Sequence[str], document: Document, key: str) -> list[str]:
        parts = _parts(document)
        for message, part in zip(messages, parts, strict=False):
            await self.platform.edit(place, message, part, key)
        more = [
            await self.platform.post(place, part, f"{key}#{n}")
            for n, part in enumerate(parts)
            if n >= len(messages)
        ]
        await self.remove(place, messages[len(parts) :])
        return [*messages[: len(parts)], *more]

    async def remove(self, place: Place, messages: Sequence[str]) -> None:
        await self.platform.unstuck(f"{place} remove")
        async with self.platform.changed:
            for message in messages:
                self.platform.shown[str(place)].pop(message, None)
            self.platform.changed.notify_all()


def _parts(document: Document) -> list[Document]:
    first, rest = cut(document.nodes, 2000)
    parts = [replace(document, nodes=first)]
    while rest:
        first, rest = cut(rest, 2000)
        parts.append(replace(document, nodes=first))
    return parts
