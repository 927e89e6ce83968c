"""Saving a decision: its facts, what stands beside them, what is to be sent, and when to look again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from bot.commands.effects import Invite, TellPerson
from bot.commands.notices.all import consequences
from bot.domain.meeting.clock import still_due
from bot.domain.meeting.decision import Beside, Change, Enrolment, Merger, Renaming, Writing
from bot.domain.meeting.facts import Recorded
from bot.domain.meeting.fold import fold
from bot.domain.meeting.names import distinct
from bot.domain.meeting.state import Meeting
from bot.ports.store import Delivery, NameKind, Profile, Transaction
from bot.services.actions import Action, Planned, Post, Whisper, destination_of
from bot.services.addressing import Addressing
from bot.services.archive import Loaded
from bot.services.codec import Codec
from bot.services.words import by_reference

MEETING = "meeting"
"""The owner of meetings' due moments in the table of timers."""


@dataclass(frozen=True)
class Occasion:
    """What a decision came from, and when."""

    cause: str
    now: datetime


@dataclass(frozen=True)
class Saver:
    """Writes decisions into a transaction."""

    codec: Codec
    addressing: Addressing

    def save(self, tx: Transaction, loaded: Loaded, change: Change, occasion: Occasion) -> Loaded:
        """The whole change; returns the meeting as it is then."""
        meeting = loaded.meeting.plan.id
        records = [Recorded(fact, occasion.now) for fact in change.facts]
        rows = [
            self.codec.row(seq, record, occasion.cause)
            for seq, record in enumerate(records, start=loaded.head + 1)
        ]
        tx.log.append(meeting, rows)
        end = fold(loaded.meeting, records)
        for beside in change.beside:
            _keep(tx, end, beside)
        effects = consequences(loaded.meeting, records)
        personal = any(isinstance(effect, TellPerson | Invite) for effect in effects)
        accounts = tx.people.accounts(meeting) if personal else ()
        planned = self.addressing.plan(end, accounts, effects)
        self.send(tx, meeting, planned, occasion)
        remember_due(tx, end, occasion.now)
        return Loaded(loaded.head + len(rows), end)

    def send(
        self,
        tx: Transaction,
        meeting: str,
        planned: Sequence[Planned],
        occasion: Occasion,
        part: str = "then",
    ) -> None:
        """Actions into the outbox, under keys made from their cause, so that none goes out twice."""
        deliveries = []
        for number, one in enumerate(planned):
            key = f"{occasion.cause}/{part}/{number}"
            action = _by_reference(tx, meeting, one.action, key)
            payload, destination = self.codec.payload(action), destination_of(action)
            deliveries.append(
                Delivery(key, destination, meeting, action.action, payload, occasion.now, one.expires)
            )
        tx.outbox.add(deliveries)


def _by_reference(tx: Transaction, meeting: str, action: Action, key: str) -> Action:
    """The action with free texts moved into the text table."""
    if not isinstance(action, Post | Whisper):
        return action
    numbers = count()

    def keep(body: str) -> str:
        id = f"{key}/{next(numbers)}"
        writer = tx.people.person(meeting, action.to) if isinstance(action, Whisper) else None
        tx.people.keep_text(meeting, id, writer, body)
        return id

    return replace(action, message=by_reference(action.message, keep))


def _keep(tx: Transaction, meeting: Meeting, beside: Beside) -> None:
    people, id = tx.people, meeting.plan.id
    match beside:
        case Enrolment(person, identity, name, chosen):
            kind: NameKind = "guest" if name is None else "chosen" if chosen else "platform"
            people.add(id, Profile(person, _distinct(tx, meeting, person, name), kind), identity)
        case Renaming(person, name):
            kind = "guest" if name is None else "chosen"
            people.rename(id, person, _distinct(tx, meeting, person, name), kind)
        case Merger(kept, gone):
            people.merge(id, kept, gone)
        case Writing(text, person, body):
            people.keep_text(id, text, person, body)


def _distinct(tx: Transaction, meeting: Meeting, person: int, name: str | None) -> str | None:
    """The name, told apart from look-alikes in the meeting and in its programme.

    Whose entering was undone takes none away.
    """
    if name is None:
        return None
    profiles = tx.people.profiles(meeting.plan.id)
    others = {number: p.name for number, p in profiles.items() if p.name and number in meeting.participants}
    own = meeting.participants[person].listed if person in meeting.participants else None
    listed = [each.name for number, each in enumerate(meeting.plan.people) if number != own]
    return distinct(name, [*listed, *(taken for number, taken in others.items() if number != person)])


def remember_due(tx: Transaction, meeting: Meeting, now: datetime) -> None:
    """When the meeting is to be looked at again; one row, replaced each time."""
    due = still_due(meeting, now)
    tx.timers.set(MEETING, meeting.plan.id, due[0].at if due else None)
