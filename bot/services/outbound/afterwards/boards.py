"""The board of a room: drawn as it is, edited where it hangs, or hung up anew."""

from msgspec import Struct

from bot.domain.identity import Place
from bot.messages.document import Document
from bot.ports.clock import Clock
from bot.ports.platform import Platform, Undeliverable
from bot.ports.store import Delivery, Pending, Posted, Store, Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.actions import Board, Planned, RetireBoard
from bot.services.outbound.afterwards.channels import Sent, loaded_for
from bot.services.outbound.deduplication import DeduplicatingSender
from bot.services.outbound.rendering import Renderer, readers
from bot.services.room_talk import RoomTalk
from bot.views.board import board


class _Drawn(Struct, frozen=True):
    """A board as it looks at a head of the log, and where the one before it hangs."""

    document: Document
    version: int
    posted: Posted | None
    newest: int
    """The last row in the outbox that asked for it."""


class _Hung(Struct, frozen=True):
    """A board that has just been posted: where, as what, and in whose stead."""

    place: Place
    message: str
    version: int | None
    before: Posted | None


class Boards(Struct, frozen=True):
    """Those of all rooms."""

    store: Store
    repository: MeetingRepository
    renderer: Renderer
    event_writer: EventWriter
    sender: DeduplicatingSender
    clock: Clock
    talk: RoomTalk

    async def show(self, platform: Platform, pending: Pending, action: Board, *, unsure: bool) -> Sent:
        """As it is now; `unsure` if it may have been posted before, and so as it was then.

        What was to be shown by later rows is shown as well, and so are they done.
        """
        drawn = await self.store.read(lambda tx: self._draw(tx, platform, pending, action))
        if action.again and drawn.newest > pending.id:
            return Sent()  # It is about to be hung up once more.
        delivery, edited = pending.delivery, Sent(upto=drawn.newest)
        anew = action.again or action.newcomers
        if not anew and (drawn.posted is None or not self.talk.buries(drawn.posted)):
            if drawn.posted is None or not platform.capabilities.edits:
                # The first board is on its way by itself, and will be brought up to date.
                return edited
            try:
                await platform.edit(action.place, drawn.posted.message, drawn.document, delivery.key)
            except Undeliverable:
                pass  # Somebody removed it: a new one is hung up.
            else:
                return edited
        message = await self.sender.post(platform, action.place, drawn.document, delivery)
        self.talk.begin(action.place)
        known = None if unsure else drawn.version
        before = drawn.posted if platform.capabilities.edits else None
        hung = _Hung(action.place, message, known, before)
        return Sent(lambda tx: self._hang(tx, delivery, hung), drawn.newest)

    def _draw(self, tx: Transaction, platform: Platform, pending: Pending, action: Board) -> _Drawn:
        loaded, newest = loaded_for(self.repository, tx, pending.delivery), tx.outbox.newest(pending.id)
        reader = readers(platform, action.place)
        document = self.renderer.document(tx, loaded.meeting, board(loaded.meeting), reader)
        posted = tx.boards.get(pending.delivery.meeting, action.place)
        return _Drawn(document, loaded.version, posted, newest)

    def _hang(self, tx: Transaction, delivery: Delivery, hung: _Hung) -> bool:
        """A new board hangs there, as at that version of the meeting, or nobody knows of which.

        What happened while it was being posted may have gone to the old one.
        """
        tx.boards.set(delivery.meeting, hung.place, hung.message)
        cause, follow = Cause(delivery.key, self.clock.now()), list[tuple[str, Board | RetireBoard]]()
        if self.repository.load(tx, delivery.meeting).version != hung.version:
            follow.append(("fresh", Board(hung.place)))
        if hung.before is not None and hung.before.message != hung.message:
            follow.append(("old", RetireBoard(hung.before.place, hung.before.message)))
        for part, action in follow:
            self.event_writer.send(tx, delivery.meeting, [Planned(action)], cause, part)
        return bool(follow)
