"""What is done when a group is to be reminded of a date."""

from msgspec import Struct

from bot.domain.calendar.reminders import Reminder
from bot.domain.group.dates import due_now, looked, next_due, said_until, to_open
from bot.domain.group.rows import Going, KeyDate, text_id
from bot.domain.meeting.decision import Change, Keep, Wake
from bot.domain.meeting.state import Meeting
from bot.domain.message import Listing, TextRef, say
from bot.ports.clock import Clock
from bot.ports.store import Records, Store, Transaction
from bot.reactions.effects import Effect, Tell, TellPerson
from bot.services.event_writer import Cause, EventWriter
from bot.services.groups.calls import Calls
from bot.services.groups.keeping import due_cause, of_due_id
from bot.services.meeting_repository import MeetingRepository
from bot.views.group.dates import moment, taking_part, title


class DateTimers(Struct, frozen=True):
    """bot.services.scheduling.scheduler.TimerOwner for key dates."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock
    calls: Calls

    async def prepare(self, store: Store) -> None:
        """Nothing follows from elsewhere."""
        del store

    def happen(self, tx: Transaction, id: str) -> None:
        """Remind the channels, and who takes part unseen, of what has not begun yet; open a call."""
        group, number = of_due_id(id)
        records, now = tx.records.of(group), self.clock.now()
        date = records.get(KeyDate, number)
        if date is None:
            return
        loaded = self.repository.load(tx, group)
        told = [
            each for reminder in due_now(date, now) for each in _told(loaded.meeting, records, date, reminder)
        ]
        cause, opens = Cause(due_cause(KeyDate, id, now.isoformat()), now), to_open(date, now)
        kept, missed = self.calls.open(tx, loaded.meeting, date, opens, cause) if opens else ((), ())
        told += missed
        date = looked(date, now)
        change = Change((), (Keep(date), Wake(date, next_due(date)), *kept))
        _, following = self.event_writer.record(tx, loaded, change, cause, told)
        self.event_writer.hand_in(tx, following)


def _told(group: Meeting, records: Records, date: KeyDate, reminder: Reminder) -> list[Effect]:
    """Nothing is said of it once the next reminder is due or it has begun, however long it was on its way."""
    known = records.texts([text_id(date, name) for name in ("place", "link", "how")])
    lines = [
        say(f"date-{name}", text=TextRef(text_id(date, name)))
        for name in ("place", "link", "how")
        if text_id(date, name) in known
    ]
    going = records.all(Going, date=date.number)
    part = say("date-going", going=len(going), speaking=sum(each.speaking for each in going))
    message = taking_part(
        say(
            "date-reminder",
            title=title(date),
            when=moment(date, reminder.occurrence),
            lines=Listing((*lines, part), lines=True),
        ),
        date,
    )
    unseen = [each.person for each in going if group.participants[each.person].quietly]
    until = said_until(date, reminder)
    alone = (TellPerson(person, message, until) for person in unseen)
    return [Tell("rooms", message, expires=until), *alone]
