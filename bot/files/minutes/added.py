"""What people added to the minutes: notes, names of those who agreed, words that were not reached."""

from datetime import datetime

from msgspec import Struct

from bot.domain.meeting.state import Meeting
from bot.ports.store import Transaction


class Added(Struct, frozen=True):
    """Who was erased is in none of it."""

    notes: tuple[tuple[datetime, str], ...]
    named: tuple[str, ...]
    """The names of speakers who agreed to be named, in the order of their first turn."""
    handed_in: tuple[str, ...]
    """What people whose turn did not come had handed in to be read aloud; not who."""


def added(tx: Transaction, meeting: Meeting) -> Added:
    """Looked up where erasing a person erases it."""
    id, record = meeting.plan.id, meeting.record
    waiting = [text for ticket in meeting.queue for text in ticket.texts]
    texts = tx.people.texts(id, [*(note.text for note in record.notes), *waiting])
    speakers = list(dict.fromkeys(each.person for each in meeting.spoken if record.named.get(each.person)))
    profiles = tx.people.profiles(id, speakers) if speakers else {}
    names = (profiles[person].name for person in speakers if person in profiles)
    return Added(
        tuple((note.at, texts[note.text]) for note in record.notes if note.text in texts),
        tuple(name for name in names if name),
        tuple(texts[text] for text in waiting if text in texts),
    )
