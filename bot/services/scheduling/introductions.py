"""The first private word to whoever waits, on platforms where nothing else tells that it cannot be given."""

from msgspec import Struct

from bot.domain.meeting.state import Meeting
from bot.domain.message import offering, say
from bot.ports.clock import Clock
from bot.ports.store import Account, Store, Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.groups.keeping import of_due_id
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting
from bot.services.outbound.actions import DirectMessage, Planned
from bot.views.panel import POSITION, WITHDRAW


class Introductions(Struct, frozen=True):
    """bot.services.scheduling.scheduler.TimerOwner for people who have joined a queue."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    async def prepare(self, store: Store) -> None:
        """Each moment is set when somebody joins."""
        del store

    def happen(self, tx: Transaction, id: str) -> None:
        """Each person once on a platform; whoever does not wait any more is left alone."""
        meeting, person = of_due_id(id)
        try:
            state = self.repository.load(tx, meeting).meeting
        except UnknownMeeting:
            return
        if state.status != "open" or not state.tickets_of(person):
            return
        now = self.clock.now()
        for account in tx.people.accounts(meeting, {person}):
            if self._unknown(state, account):
                told = DirectMessage(account.identity, offering(say("introduction"), POSITION, WITHDRAW))
                cause = Cause(f"{meeting}/introduction/{account.person}/{account.identity.platform}", now)
                self.event_writer.send(tx, meeting, [Planned(told)], cause)

    def _unknown(self, meeting: Meeting, account: Account) -> bool:
        """Whether it was seen in a room alone, so that its private chat may be shut."""
        has = self.event_writer.recipients.connected.get(account.identity.platform)
        return has is not None and has.may_close_chats and not account.seen.isdisjoint(meeting.plan.places)
