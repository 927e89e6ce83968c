"""Where commands arrive: decide, save, and answer."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.domain.message import Message, Refusal, refuse, say
from bot.ports.clock import Clock
from bot.ports.platform import Invocation, Suggestion, TypedRequest
from bot.ports.relay import Talk
from bot.ports.stage import StageAct
from bot.ports.store import Store, Transaction, Unavailable
from bot.services.event_writer import Cause, EventWriter
from bot.services.inbound.admission import Admission
from bot.services.inbound.command_resolver import CommandResolver, OutOfDate, ResolvedCommand
from bot.services.inbound.deciding.decider import Decider
from bot.services.inbound.deciding.revisions import Revisions
from bot.services.inbound.organising import Decide
from bot.services.inbound.outage_notice import OutageNotifier
from bot.services.inbound.rate_limit import RateDecision
from bot.services.inbound.stage.presence import Seen, StagePresence
from bot.services.inbound.suggesting.suggester import Suggester
from bot.services.inbound.traceless.service import TracelessService
from bot.services.log_redaction import redact
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.warning import (
    LostRoom,
    MovedRoom,
    in_use,
    say_unread,
    served_in,
    show_newcomers,
    tell_of_lost_room,
    tell_of_moved_room,
    tell_of_regained_room,
    warn_moderators,
)
from bot.services.relay.hearing import RelayService
from bot.services.room_talk import RoomTalk

log = logging.getLogger(__name__)

LEFT_OUT = {RateDecision.TELL: "refused-too-many", RateDecision.BUSY: "refused-busy"}


class CommandService(Struct, frozen=True):
    """bot.ports.platform.Inbox over a store."""

    resolver: CommandResolver
    suggester: Suggester
    admission: Admission
    store: Store
    repository: MeetingRepository
    event_writer: EventWriter
    decider: Decider
    traceless: TracelessService
    revisions: Revisions
    presence: StagePresence
    outage_notifier: OutageNotifier
    talk: RoomTalk
    relay: RelayService
    clock: Clock
    wake: Callable[[], None]
    """Called when something is left that another process may have to do."""

    async def handle(self, invocation: Invocation) -> bool:
        """Decide and save; on return it is kept, or its author is asked to repeat it.

        A repeat of the same cause changes nothing and is not answered again. Whatever fails is answered, so
        that no command comes back for ever. False if it is passed over.
        """
        taken = await self._keep(invocation, self._handle)
        if invocation.edits:  # What it was before its author made it a command stands nowhere any more.
            await self.relay.removed([invocation.edits], invocation.author)
        return taken

    async def unreadable(self, cause: str, author: Identity, place: Place, server: str = "") -> None:
        """Say that a message could not be read, and what to do."""
        now, nothing = self.clock.now(), TypedRequest("")
        unread = Invocation(cause, author, "", place, False, nothing, now, read=False, server=server)
        await self._keep(unread, self._tell_unread)

    async def removed(self, messages: Sequence[str], by: Identity | None = None) -> None:
        """Have words forgotten whose messages are gone; Unavailable if that cannot be kept."""
        known = await self.store.read(lambda tx: [each for each in messages if tx.people.written(each)])
        for message in known:
            await self._write(partial(self.revisions.removed, message=message, by=by))
        if known:
            self.wake()
        if by is None:
            await self.relay.removed(messages)

    async def said(self, talk: Talk) -> None:
        """Have it go to the other channels of its group, where a relay does that."""
        await self.relay.said(talk)

    async def reacted(self, place: Place, message: str) -> None:
        """Have the other channels told of it in a moment, where a relay does that."""
        await self.relay.reacted(place, message)

    async def relayed_in(self, place: Place) -> Sequence[str]:
        """What of that room's messages went across of late."""
        return await self.relay.relayed_in(place)

    async def warn(self, notice: Message, key: str, place: Place | None = None, gone: bool = False) -> None:
        """Tell the moderators' rooms of all meetings, once for each key; Unavailable if it cannot be kept.

        With a place that is lost, perhaps for good, those of the meetings that use it.
        """
        cause, repository, writer = Cause(key, self.clock.now()), self.repository, self.event_writer
        if place is None:
            await self._write(lambda tx: warn_moderators(tx, repository, writer, notice, cause))
        else:
            lost = LostRoom(place, notice, gone)
            await self._write(lambda tx: tell_of_lost_room(tx, repository, writer, lost, cause))
        self.wake()

    async def regained(self, place: Place, key: str) -> None:
        """Have what was missed in that room follow; Unavailable if that cannot be kept."""
        used = await self.store.read(lambda tx: in_use(tx, self.repository, place))
        if not used:
            return
        cause, repository, writer = Cause(key, self.clock.now()), self.repository, self.event_writer
        await self._write(lambda tx: tell_of_regained_room(tx, repository, writer, cause, place))
        self.wake()

    async def moved(self, place: Place, new: str, key: str) -> None:
        """Have what everybody needs posted in the new room; Unavailable if that cannot be kept."""
        if not await self.store.read(lambda tx: in_use(tx, self.repository, place)):
            return
        cause, moved = Cause(key, self.clock.now()), MovedRoom(place, new)
        repository, writer = self.repository, self.event_writer
        await self._write(lambda tx: tell_of_moved_room(tx, repository, writer, moved, cause))
        self.wake()

    async def newcomer(self, place: Place, key: str) -> None:
        """Have the board posted again in that room; Unavailable if that cannot be kept."""
        if not await self.store.read(lambda tx: served_in(tx, self.repository, place)):
            return
        cause, repository, writer = Cause(key, self.clock.now()), self.repository, self.event_writer
        await self._write(lambda tx: show_newcomers(tx, repository, writer, cause, place))
        self.wake()

    async def on_stage(self, who: Identity, place: Place, act: StageAct, hand: str = "") -> None:
        """Have it known in the meetings where it matters; Unavailable if that cannot be kept."""
        seen, presence = Seen(act, hand), self.presence
        concerned = await self.store.read(lambda tx: presence.concerned(tx, who, place, seen))
        if not concerned or presence.too_often(who, act):
            return
        for meeting in concerned:
            await self._write(partial(presence.keep, meeting=meeting, who=who, seen=seen))
        self.wake()

    def talked(self, place: Place) -> None:
        """Note that a board may be out of sight by now."""
        self.talk.heard(place)

    async def expects(self, who: Identity) -> bool:
        """Whether somebody may be about to set up a meeting."""
        return await self.resolver.organising.expects(who)

    async def sets_up(self, place: Place) -> bool:
        """Whether a meeting is being set up in that room."""
        return await self.resolver.organising.sets_up(place)

    async def suggest(self, partial: Invocation, parameter: str) -> Sequence[Suggestion]:
        """Offers while somebody types."""
        return await self.suggester.suggest(partial, parameter)

    async def _keep(self, invocation: Invocation, handle: Callable[[Invocation], Awaitable[None]]) -> bool:
        """Unless its author was told already that nothing came of it, or that they give too many."""
        if self.outage_notifier.told(invocation.cause):
            return True
        try:
            decision = await self.admission.decide(invocation)
            if decision in (RateDecision.BUSY, RateDecision.DROP):
                await self._warn_of_flood(invocation)
            if decision in (RateDecision.IGNORE, RateDecision.DROP):
                return False
            if decision is RateDecision.GO:
                await handle(invocation)
            else:
                await self._turn_away(invocation, refuse(LEFT_OUT[decision]))
        except Unavailable as problem:
            log.warning("a command was not saved: %s", problem)
            await self.outage_notifier.not_saved(invocation)
        else:
            self.wake()
            await self.outage_notifier.saved(invocation)
        return True

    async def _handle(self, invocation: Invocation) -> None:
        try:
            await self._obey(invocation)
        except Unavailable:
            raise
        except Exception as problem:
            log.exception("a command failed", exc_info=redact(problem))
            await self._turn_away(invocation, refuse("refused-failure"))

    async def _write(self, work: Callable[[Transaction], None]) -> None:
        """Once more if it fails: it may have been kept and only the word of it lost; then nothing changes."""
        try:
            await self.store.write(work)
        except Unavailable:
            await self.store.write(work)

    async def _obey(self, invocation: Invocation) -> None:
        if await self.traceless.takes(invocation):
            return
        try:
            await self._decide(invocation, await self.resolver.resolve(invocation))
        except OutOfDate:
            await self._decide(invocation, await self.resolver.resolve(invocation, anew=True))

    async def _decide(self, invocation: Invocation, resolved: ResolvedCommand | Decide | Refusal) -> None:
        if not isinstance(resolved, ResolvedCommand):
            await self._turn_away(invocation, resolved)
            return
        if resolved.moderator is not None:
            self.admission.rights_seen(invocation.author, moderator=resolved.moderator)
        await self._write(lambda tx: self.decider.carry_out(tx, resolved))

    async def _warn_of_flood(self, invocation: Invocation) -> None:
        """The moderators are told once an hour while it lasts."""
        hour = f"{self.clock.now():%Y-%m-%dT%H}"
        if self.admission.first_in(hour):
            log.warning("more comes in on %s than is taken", invocation.author.platform)
            await self.warn(say("flooded"), f"flooded/{hour}")

    async def _tell_unread(self, unread: Invocation) -> None:
        def tell(tx: Transaction) -> None:
            self.decider.turn_away(tx, unread, refuse("refused-unreadable"))
            say_unread(tx, self.repository, self.event_writer, unread.place, self.clock.now())

        await self._write(tell)

    async def _turn_away(self, invocation: Invocation, answer: Decide | Refusal) -> None:
        await self._write(lambda tx: self.decider.turn_away(tx, invocation, answer))
