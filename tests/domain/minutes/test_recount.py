"""The minutes say what the log says, and of few people nothing."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from itertools import product

import pytest
from hypothesis import given

from bot.domain.meeting.balance import FEW
from bot.domain.meeting.events import (
    Absent,
    FloorGiven,
    FloorLeft,
    PhaseStarted,
    RecordedEvent,
)
from bot.domain.minutes.facts import recount
from bot.domain.statement.counts import told
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.random_histories import (
    PLANS,
    STEPS,
    history_bytes,
    opened,
    plans,
    play,
    steps,
)


@given(plans, history_bytes)
def test_they_equal_a_count_of_the_bare_log(plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape, without=("pause", "undo")):
        play(history, name, number)
    history.close(VERA)
    history.wait(1)
    history.close(VERA)
    minutes = recount(history.plan, history.records)
    assert minutes is not None
    turns, starts = _bare(history.records)
    free = [each for each in turns if each[0] != "speaker"]
    assert (minutes.turns, minutes.seconds) == (len(free), sum(seconds for _, seconds in free))
    assert minutes.speakers == len(turns) - len(free)
    assert [(each.index, each.start) for each in minutes.phases] == starts
    ends = [at for _, at in starts[1:]] + [minutes.closed]
    assert [each.end for each in minutes.phases] == ends[: len(starts)]
    for shares in minutes.shares.values():
        assert all(each.turns >= FEW for each in shares)
        assert sum(each.turns for each in shares) in (minutes.turns, 0)
        assert sum(each.seconds for each in shares) in (minutes.seconds, 0)


def _bare(records: Sequence[RecordedEvent]) -> tuple[list[tuple[str, int]], list[tuple[int, datetime]]]:
    """Turns with their manner and seconds, and the starts of phases, by the events alone."""
    given: dict[int, tuple[str, datetime]] = {}
    seconds: dict[int, int] = {}
    starts: list[tuple[int, datetime]] = []
    for record in records:
        match record.event:
            case FloorGiven(turn=turn, manner=manner):
                given[turn] = manner, record.at
            case FloorLeft(turn=turn):
                seconds[turn] = round((record.at - given[turn][1]).total_seconds())
            case Absent(turn=turn):
                del given[turn]
            case PhaseStarted(index=index):
                starts.append((index, record.at))
    return [(manner, seconds[turn]) for turn, (manner, _) in given.items()], starts


@given(plans, history_bytes)
def test_what_was_undone_is_not_in_them(plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape, without=("close",)):
        play(history, name, number)
    history.tick()
    for name in ("phase next", "next"):
        before, decisions = recount(history.plan, history.records), history.meeting.counters.decisions
        STEPS[name](history, 0)
        if history.meeting.counters.decisions > decisions:
            history.undo(VERA)
        assert recount(history.plan, history.records) == before


def test_a_meeting_that_never_opened_has_none() -> None:
    assert recount(PLANS["usual"], []) is None


def test_half_waited_no_longer_and_who_was_not_reached() -> None:
    history = opened("usual")
    history.move(VERA, 1)
    for seat in range(4):
        history.join(seat)
    for _ in range(3):
        history.wait(60)
        history.next(VERA)
    history.close(VERA)
    history.wait(1)
    history.close(VERA)
    history.wait(100)
    minutes = recount(history.plan, history.records)
    assert minutes is not None
    assert (minutes.turns, minutes.seconds, minutes.waited, minutes.unreached) == (3, 121, 120, 1)


@pytest.mark.parametrize("groups", [2, 3, 4])
def test_no_count_under_three_follows_from_what_is_told(groups: int) -> None:
    """The reader knows the rule, and tries every meeting that would be told in the same words."""
    same = defaultdict(list)
    for counts in product(range(8), repeat=groups):
        shown = told({str(number): count for number, count in enumerate(counts)})
        same[shown].append(counts)
    for shown, possible in same.items():
        if shown.total < FEW or shown.total > 7:
            continue
        for values in zip(*possible, strict=True):
            assert len(set(values)) > 1 or values[0] == 0 or values[0] >= FEW, shown
