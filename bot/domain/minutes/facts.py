"""The facts of the minutes: counted from the log alone, without names, and with few people hidden."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from statistics import median_low

from msgspec import Struct

from bot.domain.meeting.balance import FEW, counts_for
from bot.domain.meeting.events import Closed, FloorGiven, Opened, RecordedEvent
from bot.domain.meeting.fold import evolve
from bot.domain.meeting.state import Meeting, Spoken
from bot.domain.plan import Dimension, Plan
from bot.domain.statement.counts import told


class Held(Struct, frozen=True):
    """A phase as it was really held; `end` is None while it goes on."""

    index: int
    start: datetime
    end: datetime | None


class Share(Struct, frozen=True):
    """What several values of a dimension have had together; None among them is "not stated"."""

    values: tuple[str | None, ...]
    turns: int
    seconds: int


class Minutes(Struct, frozen=True):
    """What may be told of a meeting to anybody."""

    plan: Plan
    opened: datetime
    closed: datetime | None
    phases: tuple[Held, ...]
    turns: int
    """Of everybody but the speakers of the programme."""
    seconds: int
    speakers: int
    """Turns of the speakers of the programme."""
    shares: Mapping[str, tuple[Share, ...]]
    """By dimension; no share is of fewer than three turns, and none follows from the others."""
    waited: int | None
    """Seconds that half of those who got the floor waited at most; None where too few waited."""
    unreached: int
    """Who still waited for a turn at the end."""


class _Seen(Struct):
    meeting: Meeting
    opened: datetime | None = None
    closed: datetime | None = None
    starts: tuple[tuple[int, int, datetime], ...] = ()
    """The runs of phases that were not undone, with their phases and when they began."""
    waits: tuple[float | None, ...] = ()
    """Beside the turns: how long each was waited for."""


def recount(plan: Plan, records: Iterable[RecordedEvent]) -> Minutes | None:
    """The minutes of a meeting; None of one that was never opened."""
    seen = _Seen(Meeting(plan))
    for record in records:
        _see(seen, record)
        if seen.closed is not None:
            break
    if seen.opened is None:
        return None
    meeting = seen.meeting
    turns = [turn for turn in meeting.spoken if turn.manner != "speaker"]
    waits = [wait for wait in seen.waits if wait is not None]
    return Minutes(
        meeting.plan,
        seen.opened,
        seen.closed,
        _phases(seen),
        len(turns),
        sum(turn.seconds for turn in turns),
        len(meeting.spoken) - len(turns),
        {each.id: _shares(meeting, each, turns) for each in meeting.plan.dimensions},
        round(median_low(waits)) if len(waits) >= FEW else None,
        sum(not ticket.aside for ticket in meeting.queue),
    )


def _see(seen: _Seen, record: RecordedEvent) -> None:
    before = seen.meeting
    seen.meeting = after = evolve(before, record)
    if isinstance(record.event, Opened):
        seen.opened = record.at
    if isinstance(record.event, Closed):
        seen.closed = record.at
        return
    run = after.run
    kept = tuple(start for start in seen.starts if start[0] <= run)
    if after.phase is not None and run not in [start[0] for start in kept]:
        kept = (*kept, (run, after.phase.index, after.phase.since))
    seen.starts = kept
    seen.waits = seen.waits[: len(after.spoken)]
    if isinstance(record.event, FloorGiven) and len(after.spoken) > len(seen.waits):
        seen.waits = (*seen.waits, _wait(before, record.event, record.at))
    seen.waits += (None,) * (len(after.spoken) - len(seen.waits))


def _wait(before: Meeting, given: FloorGiven, at: datetime) -> float | None:
    """How long the one who is called by the rule has waited; other turns were not queued for."""
    ticket = before.ticket(given.person)
    return (at - ticket.since).total_seconds() if ticket and given.manner == "rule" else None


def _phases(seen: _Seen) -> tuple[Held, ...]:
    ends = [*(start[2] for start in seen.starts[1:]), seen.closed]
    return tuple(Held(index, at, end) for (_, index, at), end in zip(seen.starts, ends, strict=False))


def _shares(meeting: Meeting, dimension: Dimension, turns: list[Spoken]) -> tuple[Share, ...]:
    values = [choice.code for choice in dimension.choices if not choice.undisclosed]
    listed = {
        value: [turn for turn in turns if counts_for(meeting, dimension, turn) == (value,)]
        for value in (*values, None)
    }
    counts = told({value: len(each) for value, each in listed.items()})
    groups: list[tuple[str | None, ...]] = [(value,) for value, _ in counts.alone]
    if counts.together:
        groups.append(counts.together)
    return tuple(_share(group, listed) for group in groups)


def _share(values: tuple[str | None, ...], turns: Mapping[str | None, list[Spoken]]) -> Share:
    own = [turn for value in values for turn in turns[value]]
    return Share(values, len(own), sum(turn.seconds for turn in own))
