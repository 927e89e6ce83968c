"""What the group has before it: its dates, its actions, and the moments at which something is changed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from bot.domain.changing import replace
from tests.e2e.months.oracle import DAY, HOUR, LEADS, Dated, Due, digests, of_action, reminders

CHANNELS = ("the thread", "the room")
VIENNA = "Europe/Vienna"
FOUNDED = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
END = datetime(2027, 12, 3, 13, 0, tzinfo=UTC)
UNSEEN = ("Dora1", "Mats1")
"""Those who chose summaries alone, one on each platform."""
UNASKED = ("Hall1", "Hall2")
"""Those who came in by a code, and have not chosen to be seen."""


def _local(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


ZONES: Final = (
    (VIENNA, "01-05 10:00", LEADS),
    ("America/New_York", "01-13 09:30", (DAY, HOUR)),
    ("Asia/Kolkata", "01-20 18:00", (HOUR,)),
    ("Australia/Adelaide", "01-27 08:15", (DAY,)),
)
CALLS = tuple(
    Dated(number, f"Call {number}", zone, _local(f"2027-{first}"), FOUNDED, END, leads, monthly=True)
    for number, (zone, first, leads) in enumerate(ZONES, start=1)
)
"""Each comes again every month."""
SPRING = datetime(2027, 3, 1, 13, tzinfo=UTC)
ROUND = Dated(5, "Round 3", VIENNA, _local("2027-04-15 14:00"), FOUNDED, END, alone=UNSEEN)
MOVED_AT = datetime(2027, 4, 8, 12, tzinfo=UTC)
"""One reminder was given by then, and two were not."""
MOVED = replace(ROUND, first=_local("2027-04-29 15:00"), since=MOVED_AT)
DROPPED_AT = datetime(2027, 9, 4, 12, tzinfo=UTC)
CONSULTATION = Dated(6, "Consultation", VIENNA, _local("2027-09-10 09:00"), FOUNDED, DROPPED_AT)
DRAFT = _local("2027-03-29 00:00")
"""The day of the first action, the day after the clocks change."""
LETTER = _local("2027-11-08 00:00")
"""The day of the second, which is done before it."""
LETTER_DONE_AT = datetime(2027, 11, 7, 12, tzinfo=UTC)


def spring() -> tuple[Dated, ...]:
    """The dates of a group that begins shortly before the clocks change, first in New York."""
    calls = (replace(each, first=each.first.replace(month=3)) for each in CALLS)
    return tuple(replace(each, since=SPRING) for each in (*calls, ROUND, CONSULTATION))


def all_due(dates: Sequence[Dated], since: datetime) -> list[Due]:
    """Every reminder and digest from then on."""
    due = [one for each in dates for one in reminders(each, CHANNELS)]
    due += digests(VIENNA, since, END, (*CHANNELS, *UNSEEN, *UNASKED))
    due += of_action(DRAFT, VIENNA, "Dora2", END)
    due += of_action(LETTER, VIENNA, "Mats2", LETTER_DONE_AT)
    return sorted(due)
