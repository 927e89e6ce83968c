"""T6 on a floor: two groups that wait all the while have equal minutes, whatever each turn takes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fair_queue import Rule
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import History
from tests.domain.meeting.tapes import PLANS, START


@given(st.lists(st.integers(1, 240), min_size=1, max_size=24))
def test_minutes_are_shared_alike(lengths: list[int]) -> None:
    history = History(replace(PLANS["usual"], rule=Rule(unit="seconds")), START)
    history.open(VERA)
    history.start(VERA)
    history.move(VERA, 1)
    for seat in range(48):
        history.identify(seat, group="cs" if seat % 2 else "ps")
        history.join(seat)
    for length in lengths:
        history.next(VERA)
        history.wait(length)
    history.move(VERA, 1)
    had = {"cs": [0], "ps": [0]}
    ahead = [0]
    for turn, length in zip(history.meeting.spoken, lengths, strict=True):
        assert turn.seconds == length
        had[str(turn.attributes[0])].append(length)
        ahead.append(ahead[-1] + (length if turn.attributes[0] == "cs" else -length))
    # Who is on deck was called while the turn before still counted as one slot: a turn more may lie between.
    most = max(had["cs"]) + max(had["ps"]) + max(lengths)
    assert max(ahead) - min(ahead) <= most
