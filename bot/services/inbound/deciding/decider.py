"""One command in one transaction: what comes of it, and its answer."""

from collections.abc import Callable
from functools import partial

from msgspec import Struct

from bot.commands.authorize import authorize_and_run
from bot.commands.input.parsing import ParsedCommand
from bot.commands.model import Asker, Kind, Outcome, Request, When
from bot.domain.codes import new_code
from bot.domain.identity import Identity
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal
from bot.ports.clock import Clock
from bot.ports.platform import Invocation
from bot.ports.store import NOTHING, Account, Delivery, Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.groups.keeping import note_active
from bot.services.inbound.command_resolver import OutOfDate, ResolvedCommand
from bot.services.inbound.deciding.ahead import concerned
from bot.services.inbound.deciding.arriving import arrived
from bot.services.inbound.deciding.edits import carried_out, remember
from bot.services.inbound.deciding.everywhere import known_as, known_in, one_person, selves
from bot.services.inbound.deciding.revisions import Revisions
from bot.services.inbound.deciding.roster import names_somebody, roster
from bot.services.inbound.meeting_finder import note_use, other_in_rooms
from bot.services.inbound.organising import Decide
from bot.services.inbound.stage.presence import meant_for_others
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.answering import Answerer


class Decider(Struct, frozen=True):
    """Decides once for each cause, and writes down what is to be kept and sent."""

    repository: MeetingRepository
    event_writer: EventWriter
    answerer: Answerer
    revisions: Revisions
    clock: Clock
    secret: Callable[[], str]
    """Gives a code that nobody can guess."""
    overheard: Callable[[Invocation], bool]
    """Whether others read what its author types."""
    served: Callable[[Identity], None]
    """Called when a command of somebody's was carried out."""

    def carry_out(self, tx: Transaction, resolved: ResolvedCommand) -> None:
        """Decide, keep and answer; OutOfDate if more has happened than its resolving knew of."""
        now, invocation = self.clock.now(), resolved.invocation
        begun = tx.causes.begin(invocation.cause, now, resolved.meeting)
        if begun is None:
            return
        if resolved.remembered and not self.repository.knows(begun.moves):
            raise OutOfDate
        if carried_out(tx, invocation):
            self._revise(tx, invocation, resolved.parsed)
            return
        loaded = self.repository.load(tx, resolved.meeting, begun.head)
        ahead = concerned(loaded.meeting, resolved.parsed.command)
        account = tx.people.account(resolved.meeting, invocation.author, ahead)
        request = self.request(tx, loaded.meeting, resolved, account)
        result = authorize_and_run(loaded.meeting, resolved.parsed, request)
        command, deliveries = resolved.parsed.command, list[Delivery]()
        elsewhere = invocation.hand and meant_for_others(loaded.meeting, invocation.place, now)
        if not elsewhere and self._is_answered(tx, invocation, result):
            asker = request.asker.person
            deliveries += self.answerer.of_command(tx, loaded.meeting, invocation, command, asker, result)
        if isinstance(result, Outcome):
            arriving, cause = arrived(result.change, invocation, now), Cause(invocation.cause, now)
            if arriving is None:
                note_use(tx, resolved.meeting, invocation, account, now)
            change = arriving or result.change
            saved, following = self.event_writer.record(tx, loaded, change, cause, result.effects)
            self.repository.keep(tx, resolved.meeting, saved)
            if saved.meeting.plan.is_group:
                note_active(tx, saved.meeting, invocation.author, now)
            deliveries += following
            tx.commit.then(partial(self.served, invocation.author))
        self.event_writer.hand_in(tx, deliveries)

    def turn_away(self, tx: Transaction, invocation: Invocation, answer: Decide | Refusal) -> None:
        """Answer what concerns no meeting, or none that could be found."""
        if tx.causes.first_time(invocation.cause, self.clock.now()):
            if carried_out(tx, invocation):
                self._revise(tx, invocation, None)
            else:
                self._answer(tx, invocation, answer if isinstance(answer, Refusal) else answer(tx))

    def _revise(self, tx: Transaction, invocation: Invocation, parsed: ParsedCommand | None) -> None:
        """A message that was carried out says something else now."""
        result = self.revisions.edited(tx, invocation, parsed)
        self._answer(tx, invocation, result if isinstance(result, Refusal) else Outcome(result))

    def request(
        self, tx: Transaction, meeting: Meeting, resolved: ResolvedCommand, account: Account | None
    ) -> Request:
        """What is asked, with all that its handler may want to know."""
        invocation, command = resolved.invocation, resolved.parsed.command
        calls = meeting.plan.is_call and account is not None and account.person in meeting.moderators
        moderator = calls or bool(resolved.moderator)
        asker = Asker(
            identity=invocation.author,
            person=account.person if account else None,
            shown_name=invocation.author_name,
            direct=invocation.direct,
            moderator=moderator,
            place=None if invocation.direct else invocation.place,
            overheard=self.overheard(invocation),
            stays=account is not None and account.stays,
            language=(account.language if account else None) or invocation.language,
        )
        needs = {parameter.kind for parameter in command.parameters}
        somebody = names_somebody(meeting, resolved.parsed, moderator=moderator)
        opening, id = command.when is When.PLANNED, meeting.plan.id
        return Request(
            asker,
            {},
            self.clock.now(),
            invocation.edits or invocation.cause,
            secret=new_code(self.secret)
            if meeting.plan.is_group
            else self.secret()
            if Kind.CODE in needs
            else "",
            ways=resolved.ways,
            sealed=resolved.sealed,
            roster=roster(tx, id, openly=invocation.target is not None) if somebody else {},
            everywhere=lambda: known_in(tx, self.repository, invocation.author),
            elsewhere=partial(known_as, tx, self.repository, invocation.author),
            one_person=partial(one_person, tx, id),
            selves=partial(selves, tx, invocation.author),
            records=tx.records.of(id) if meeting.plan.is_group else NOTHING,
            taken_by=other_in_rooms(self.repository.all(tx), meeting) if opening else None,
            target=invocation.target,
            sent=invocation.at,
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
