"""Carrying out one action on its platform."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import assert_never

from bot.commands.board import board
from bot.domain.identity import Place
from bot.domain.meeting.decision import Change
from bot.domain.meeting.facts import ChannelOpened
from bot.domain.message import Message, PlanText, say
from bot.messages.document import Document, plain
from bot.ports.clock import Clock
from bot.ports.platform import ChannelSpec, Platform, Undeliverable
from bot.ports.store import Delivery, Posted, Store, Transaction
from bot.services.actions import Action, Board, LetIn, OpenChannel, Planned, Post, Whisper, platform_of
from bot.services.archive import Archive, Loaded, UnknownMeeting
from bot.services.rendering import Reader, Renderer
from bot.services.saving import Occasion, Saver
from bot.services.sending import Sending

BURIED = 8
"""A board with more posts of the bot's own behind it than this is posted again."""

Settle = Callable[[Transaction], bool]
"""What is saved together with the word that an action is done; True if something is to be sent in turn."""


def _nothing(tx: Transaction) -> bool:
    del tx
    return False


@dataclass(frozen=True)
class _Drawn:
    """A board as it looks at a head of the log, and where the one before it hangs."""

    document: Document
    head: int
    posted: Posted | None


@dataclass(frozen=True)
class Carrier:
    """Knows the platforms, and how each action is made of what they can do."""

    platforms: Mapping[str, Platform]
    store: Store
    archive: Archive
    renderer: Renderer
    saver: Saver
    sending: Sending
    clock: Clock

    async def carry(self, delivery: Delivery, action: Action) -> Settle:
        """Do it; Undeliverable or TryLater if it cannot be done. The same key twice does it once."""
        platform = self.platforms[platform_of(action)]
        match action:
            case Post():
                return await self._post(platform, delivery, action)
            case Whisper():
                return await self._whisper(platform, delivery, action)
            case Board():
                return await self._board(platform, delivery, action)
            case OpenChannel():
                return await self._open(platform, delivery, action)
            case LetIn(place, who):
                await platform.invite(place, who)
                return _nothing
        assert_never(action)

    async def _post(self, platform: Platform, delivery: Delivery, post: Post) -> Settle:
        document = await self._document(delivery, post.message, Reader("en", platform.name), post.urgent)
        await self.sending.post(platform, post.place, document, delivery)

        def settle(tx: Transaction) -> bool:
            tx.boards.buried(delivery.meeting, post.place)
            return False

        return settle

    async def _whisper(self, platform: Platform, delivery: Delivery, whisper: Whisper) -> Settle:
        reader = Reader(whisper.language or "en", platform.name)
        document = await self._document(delivery, whisper.message, reader, whisper.urgent)
        await self.sending.whisper(platform, whisper.to, document, delivery, whisper.answering)
        return _nothing

    async def _board(self, platform: Platform, delivery: Delivery, action: Board) -> Settle:
        drawn = await self.store.read(lambda tx: self._draw(tx, delivery, action))
        if not action.again and (drawn.posted is None or drawn.posted.since <= BURIED):
            if drawn.posted is None or not platform.capabilities.edits:
                # The first board is on its way by itself, and will be brought up to date.
                return _nothing
            try:
                await platform.edit(action.place, drawn.posted.message, drawn.document, delivery.key)
            except Undeliverable:
                pass  # Somebody removed it: a new one is hung up.
            else:
                return _nothing
        message = await self.sending.post(platform, action.place, drawn.document, delivery)
        return lambda tx: self._hang(tx, delivery, action.place, message, drawn.head)

    def _draw(self, tx: Transaction, delivery: Delivery, action: Board) -> _Drawn:
        loaded = self._loaded(tx, delivery)
        reader = Reader("en", action.place.platform)
        document = self.renderer.document(tx, loaded.meeting, board(loaded.meeting), reader)
        return _Drawn(document, loaded.head, tx.boards.get(delivery.meeting, action.place))

    def _hang(self, tx: Transaction, delivery: Delivery, place: Place, message: str, head: int) -> bool:
        """A new board hangs there; what happened while it was being posted may have gone to the old one."""
        tx.boards.set(delivery.meeting, place, message)
        changed = self.archive.load(tx, delivery.meeting).head != head
        if changed:
            occasion = Occasion(delivery.key, self.clock.now())
            self.saver.send(tx, delivery.meeting, [Planned(Board(place))], occasion, "fresh")
        return changed

    async def _open(self, platform: Platform, delivery: Delivery, action: OpenChannel) -> Settle:
        """Make the channel, or find the one made before a crash; only then is it a fact."""
        reader = Reader("en", platform.name)
        name = await self._document(
            delivery, say("channel-name", name=PlanText(("coordination", "name"))), reader
        )
        topic = await self._document(delivery, say("channel-topic", title=PlanText(("title",))), reader)
        spec = ChannelSpec(delivery.meeting, plain(name.nodes), plain(topic.nodes), action.near)
        place = await platform.open_channel(spec, delivery.key)

        def settle(tx: Transaction) -> bool:
            loaded = self.archive.load(tx, delivery.meeting)
            opened = Change((ChannelOpened(place),))
            self.saver.save(tx, loaded, opened, Occasion(f"{delivery.key}/opened", self.clock.now()))
            return True

        return settle

    async def _document(
        self, delivery: Delivery, message: Message, reader: Reader, urgent: bool = False
    ) -> Document:
        def render(tx: Transaction) -> Document:
            meeting = self._loaded(tx, delivery).meeting if delivery.meeting else None
            return self.renderer.document(tx, meeting, message, reader, urgent=urgent)

        return await self.store.read(render)

    def _loaded(self, tx: Transaction, delivery: Delivery) -> Loaded:
        try:
            return self.archive.load(tx, delivery.meeting)
        except UnknownMeeting as error:
            raise Undeliverable("its meeting is not known any more") from error
