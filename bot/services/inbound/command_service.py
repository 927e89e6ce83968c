"""Where commands arrive: decide, save, and answer."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.commands.authorize import authorize_and_run
from bot.commands.input.parsing import ParsedCommand
from bot.commands.model import Asker, Kind, Outcome, Request, When
from bot.domain.identity import Identity, Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, Refusal, refuse, say
from bot.ports.clock import Clock
from bot.ports.platform import Invocation, Suggestion, TypedRequest
from bot.ports.store import Account, Delivery, Store, Transaction, Unavailable
from bot.services.event_writer import Cause, EventWriter
from bot.services.inbound.admission import Admission
from bot.services.inbound.command_resolver import CommandResolver, OutOfDate, ResolvedCommand
from bot.services.inbound.edits import carried_out, remember
from bot.services.inbound.meeting_finder import note_use, other_in_rooms
from bot.services.inbound.outage_notice import OutageNotifier
from bot.services.inbound.rate_limit import RateDecision
from bot.services.inbound.revisions import Revisions
from bot.services.inbound.roster import names_somebody, roster
from bot.services.inbound.suggesting.suggester import Suggester
from bot.services.log_redaction import redact
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.answering import Answerer
from bot.services.outbound.warning import (
    in_use,
    tell_of_lost_room,
    tell_of_regained_room,
    warn_moderators,
)

log = logging.getLogger(__name__)

LEFT_OUT = {RateDecision.TELL: "refused-too-many", RateDecision.BUSY: "refused-busy"}


@dataclass(frozen=True)
class CommandService:
    """bot.ports.platform.Inbox over a store."""

    resolver: CommandResolver
    suggester: Suggester
    admission: Admission
    store: Store
    repository: MeetingRepository
    event_writer: EventWriter
    answerer: Answerer
    outage_notifier: OutageNotifier
    revisions: Revisions
    clock: Clock
    secret: Callable[[], str]
    """Gives a code that nobody can guess."""
    wake: Callable[[], None]
    """Called when there is something to send, or another moment to wait for."""

    async def handle(self, invocation: Invocation) -> bool:
        """Decide and save; on return it is kept, or its author is asked to repeat it.

        A repeat of the same cause changes nothing and is not answered again. Whatever fails is answered, so
        that no command comes back for ever. False if it is passed over.
        """
        return await self._keep(invocation, self._handle)

    async def unreadable(self, cause: str, author: Identity, place: Place, server: str = "") -> None:
        """Say that a message could not be read, and what to do."""
        now, nothing = self.clock.now(), TypedRequest("")
        unread = Invocation(cause, author, "", place, False, nothing, now, read=False, server=server)
        await self._keep(unread, partial(self._turn_away, refusal=refuse("refused-unreadable")))

    async def removed(self, messages: Sequence[str], by: Identity | None = None) -> None:
        """Have words forgotten whose messages are gone; Unavailable if that cannot be kept."""
        known = await self.store.read(lambda tx: [each for each in messages if tx.people.written(each)])
        for message in known:
            await self._write(partial(self.revisions.removed, message=message, by=by))
        if known:
            self.wake()

    async def warn(self, notice: Message, key: str, place: Place | None = None) -> None:
        """Tell the moderators' rooms of all meetings, once for each key; Unavailable if it cannot be kept.

        With a place that is lost, those of the meetings that use it.
        """
        cause, repository, writer = Cause(key, self.clock.now()), self.repository, self.event_writer
        if place is None:
            await self._write(lambda tx: warn_moderators(tx, repository, writer, notice, cause))
        else:
            await self._write(lambda tx: tell_of_lost_room(tx, repository, writer, notice, cause, place))
        self.wake()

    async def regained(self, place: Place, key: str) -> None:
        """Have what was missed in that room follow; Unavailable if that cannot be kept."""
        used = await self.store.read(lambda tx: in_use(tx, self.repository, place))
        if not used:
            return
        cause, repository, writer = Cause(key, self.clock.now()), self.repository, self.event_writer
        await self._write(lambda tx: tell_of_regained_room(tx, repository, writer, cause, place))
        self.wake()

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
        try:
            await self._decide(invocation, await self.resolver.resolve(invocation))
        except OutOfDate:
            await self._decide(invocation, await self.resolver.resolve(invocation, anew=True))

    async def _decide(self, invocation: Invocation, resolved: ResolvedCommand | Refusal) -> None:
        if isinstance(resolved, Refusal):
            await self._turn_away(invocation, resolved)
            return
        if resolved.moderator is not None:
            self.admission.rights_seen(invocation.author, moderator=resolved.moderator)
        await self._write(lambda tx: self._carry_out(tx, resolved))

    async def _warn_of_flood(self, invocation: Invocation) -> None:
        """The moderators are told once an hour while it lasts."""
        hour = f"{self.clock.now():%Y-%m-%dT%H}"
        if self.admission.first_in(hour):
            log.warning("more comes in on %s than is taken", invocation.author.platform)
            await self.warn(say("flooded"), f"flooded/{hour}")

    async def _turn_away(self, invocation: Invocation, refusal: Refusal) -> None:
        """Answer what concerns no meeting, or none that could be found."""

        def answer(tx: Transaction) -> None:
            if tx.causes.first_time(invocation.cause, self.clock.now()):
                if carried_out(tx, invocation):
                    self._revise(tx, invocation, None)
                else:
                    self._answer(tx, invocation, refusal)

        await self._write(answer)

    def _carry_out(self, tx: Transaction, resolved: ResolvedCommand) -> None:
        now, invocation = self.clock.now(), resolved.invocation
        begun = tx.causes.begin(invocation.cause, now, resolved.meeting)
        if begun is None:
            return
        if resolved.remembered and not self.repository.knows(tx, begun.events):
            raise OutOfDate
        if carried_out(tx, invocation):
            self._revise(tx, invocation, resolved.parsed)
            return
        loaded = self.repository.load(tx, resolved.meeting, begun.head)
        account = tx.people.account(resolved.meeting, invocation.author)
        request = self._request(tx, loaded.meeting, resolved, account)
        result = authorize_and_run(loaded.meeting, resolved.parsed, request)
        command, deliveries = resolved.parsed.command, list[Delivery]()
        if self._is_answered(tx, invocation, result):
            asker = request.asker.person
            deliveries += self.answerer.of_command(tx, loaded.meeting, invocation, command, asker, result)
        if isinstance(result, Outcome):
            cause = Cause(invocation.cause, now)
            saved, following = self.event_writer.record(tx, loaded, result.change, cause, result.effects)
            self.repository.keep(tx, resolved.meeting, saved)
            deliveries += following
            note_use(tx, resolved.meeting, invocation, account, now)
            tx.commit.then(partial(self.admission.served, invocation.author))
        self.event_writer.hand_in(tx, deliveries)

    def _revise(self, tx: Transaction, invocation: Invocation, parsed: ParsedCommand | None) -> None:
        """A message that was carried out says something else now."""
        result = self.revisions.edited(tx, invocation, parsed)
        self._answer(tx, invocation, result if isinstance(result, Refusal) else Outcome(result))

    def _request(
        self, tx: Transaction, meeting: Meeting, resolved: ResolvedCommand, account: Account | None
    ) -> Request:
        invocation, command = resolved.invocation, resolved.parsed.command
        asker = Asker(
            identity=invocation.author,
            person=account.person if account else None,
            shown_name=invocation.author_name,
            direct=invocation.direct,
            moderator=bool(resolved.moderator),
            place=None if invocation.direct else invocation.place,
            overheard=self.resolver.overheard(invocation),
            stays=account is not None and account.stays,
            language=(account.language if account else None) or invocation.language,
        )
        needs = {parameter.kind for parameter in command.parameters}
        somebody = names_somebody(meeting, resolved.parsed, moderator=bool(resolved.moderator))
        opening = command.when is When.PLANNED
        return Request(
            asker,
            {},
            self.clock.now(),
            invocation.edits or invocation.cause,
            secret=self.secret() if Kind.CODE in needs else "",
            roster=roster(tx, meeting.plan.id, openly=invocation.target is not None) if somebody else {},
            taken_by=other_in_rooms(self.repository.all(tx), meeting) if opening else None,
            target=invocation.target,
            hand=invocation.hand.raised if invocation.hand else None,
        )

    def _answer(self, tx: Transaction, invocation: Invocation, result: Outcome | Refusal) -> None:
        if self._is_answered(tx, invocation, result):
            self.event_writer.hand_in(tx, self.answerer.of_no_meeting(tx, invocation, result))

    def _is_answered(self, tx: Transaction, invocation: Invocation, result: Outcome | Refusal) -> bool:
        refused = isinstance(result, Refusal)
        if refused and invocation.hand and not invocation.hand.up:
            return False  # Whoever takes an old hand down after the meeting has asked for nothing.
        remember(tx, invocation, self.clock.now(), ok=not refused)
        return True
