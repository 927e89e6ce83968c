"""T4 in a whole meeting: how many turns go before somebody's, whatever else is asked, undone and not there.

A failure prints the settings and the tape that repeat it.
"""

import pytest
from hypothesis import strategies as st
from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.fair_queue import Rule
from bot.domain.plan import Plan
from tests.domain.fair_queue.strategies import holds
from tests.domain.meeting.conftest import IVO, VERA
from tests.domain.meeting.history import History
from tests.domain.meeting.random_histories import START, STEPS, VALUES, play
from tests.domain.meeting.whole_waits import Wait, decisions, waits
from tests.support.plans import phase, plan

LEFT_OUT = ("pick", "rule", "close")
"""What the promise is not about."""
OFTEN = ("next", "join") * 12 + ("absent", "ready", "join again") * 6 + ("identify", "walk up", "away") * 2
"""So that turns are had, by whoever comes back too, and that many who are called are not there."""
LINES = tuple(name for name in STEPS if name not in LEFT_OUT) + OFTEN


class Tape(Struct, frozen=True):
    """A meeting to be played: the rule's settings, and how many groups its people belong to."""

    bypass: int
    groups: int
    steps: bytes


tapes = st.builds(
    Tape,
    st.integers(0, 3),
    st.integers(1, 4),
    st.one_of(st.binary(max_size=80), st.binary(min_size=200, max_size=300)),
)


def talk(bypass: int = Rule().bypass) -> Plan:
    usual = plan()
    rule = replace(usual.rule, bypass=bypass)
    return replace(usual, rule=rule, phases=tuple(phase(title, "discussion", 600) for title in "ABC"))


def begun(plan: Plan) -> History:
    history = History(plan, START)
    history.open(VERA)
    history.start(VERA)
    return history


def played(tape: Tape, plan: Plan) -> History:
    history = begun(plan)
    for seat in range(12):
        history.identify(seat, **VALUES["group"][seat % tape.groups])
    for what, number in zip(tape.steps[::2], tape.steps[1::2], strict=False):
        history.wait(4)
        play(history, LINES[what % len(LINES)], number)
    return history


def most(wait: Wait, bypass: int) -> int:
    """The turns that may go before, as the document has it."""
    return (len(wait.ahead) + 1) * (bypass + 1) * len(wait.groups) - 1 + wait.absences


def nobody_starves(tape: Tape) -> None:
    for wait in waits(decisions(played(tape, talk(tape.bypass)))):
        assert wait.turns <= most(wait, tape.bypass)


def nobody_starves_though_the_longest_waiters_are_forgotten(tape: Tape) -> None:
    for wait in waits(decisions(played(tape, talk(bypass=10**6)))):
        assert wait.turns <= most(wait, tape.bypass)


def test_nobody_starves_in_a_whole_meeting() -> None:
    holds(nobody_starves, tapes)


@pytest.mark.slow
def test_a_rule_that_forgets_the_longest_waiters_is_noticed() -> None:
    with pytest.raises(AssertionError):
        holds(nobody_starves_though_the_longest_waiters_are_forgotten, tapes, simplest=False)


def test_each_absence_lets_one_turn_more_go_before() -> None:
    """Newcomers of one's group are called and not there: who was on deck behind them speaks all the same."""
    history, ana = begun(talk()), 0
    for seat, group in ((ana, "cs"), (1, "ps"), (2, "gov"), (3, "ps"), (4, "gov")):
        history.identify(seat, group=group)
        history.join(seat)
    for _ in range(5):
        _next(history)
    history.done(4)
    for seat in range(5):
        history.join(seat)
    absent = [history.person(seat) for seat in range(10, 24)]
    for seat in range(10, 24):
        history.identify(seat, group="cs")
        history.join(seat)
    for _ in range(2 * len(absent)):
        person = _next(history)
        if person in absent:
            history.absent(IVO)
        else:
            history.join(next(seat for seat, who in history.seats.items() if who == person))
    assert history.person(ana) in [w.person for w in history.meeting.queue]
    longest = max(waits(decisions(history)), key=lambda wait: wait.turns)
    assert not longest.ahead
    assert len(longest.groups) == 3
    assert longest.turns == 14 > most(replace(longest, absences=0), Rule().bypass) == 11
    assert longest.turns <= most(longest, Rule().bypass)


def _next(history: History) -> int:
    history.wait(4)
    history.next(VERA)
    assert history.meeting.floor is not None
    return history.meeting.floor.person
