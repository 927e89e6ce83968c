"""Figures that can be worked out by hand."""

import pytest

from bot.domain.fair_queue import Ticket
from bot.simulation.measures import Measures, measure, summary
from bot.simulation.playing import PlayedTurn, Record
from bot.simulation.population import Watch


def record(turns: str, waiting: str = "AB", picked: str = "") -> Record:
    """Turns by their groups, all while the same groups wait; small letters are remote people."""
    tickets = [
        Ticket(number, (letter.upper(), "remote" if letter.islower() else "hall", None), number)
        for number, letter in enumerate(turns)
    ]
    played = [
        PlayedTurn(ticket, frozenset(waiting), number, 60, str(number) in picked)
        for number, ticket in enumerate(tickets)
    ]
    return Record(played, tickets)


@pytest.mark.parametrize(
    ("turns", "waiting", "run", "gap"),
    [
        ("ABAB", "AB", 1, 1),
        ("AAAB", "AB", 3, 3),
        ("AABB", "AB", 2, 2),
        ("AAAA", "A", 1, 0),
        ("ACAC", "ABC", 1, 2),
    ],
)
def test_runs_and_gaps(turns: str, waiting: str, run: int, gap: int) -> None:
    found = measure(record(turns, waiting))
    assert (found.longest_run, found.worst_gap) == (run, gap)


def test_a_pick_makes_no_run_but_is_followed_by_one() -> None:
    assert measure(record("AA", picked="1")).longest_run == 1
    assert measure(record("AA", picked="0")).longest_run == 2


def test_equal_turns() -> None:
    assert measure(record("ABCABC", "ABC")).jain == pytest.approx(1)


def test_one_group_takes_all() -> None:
    """B asked for 4 of 4 turns as A did, each is entitled to 2, and A has all."""
    taken = record("AAAA")
    taken.joins += [Ticket(10 + number, ("B", "hall", None), 10 + number) for number in range(4)]
    assert measure(taken).jain == pytest.approx(1 / 2)


def test_nobody_is_entitled_to_more_than_asked_for() -> None:
    assert measure(record("AAAB")).jain == pytest.approx(1)


def test_the_longest_wait_includes_those_never_heard() -> None:
    waited = record("AB")
    assert measure(waited).longest_wait == 1
    waited.left_waiting.append(7)
    assert measure(waited).longest_wait == 7


def test_of_the_waits_the_middle_and_what_95_of_100_waited_at_most() -> None:
    waited = record("A" * 100)
    assert (measure(waited).median_wait, measure(waited).late_wait) == (49, 94)
    waited.left_waiting += [500] * 100
    assert (measure(waited).median_wait, measure(waited).late_wait) == (99, 500)


def test_remote_turns_over_remote_hands() -> None:
    half = record("aB")
    assert measure(half).remote == pytest.approx(1)
    half.joins += [Ticket(5, ("B", "hall", None), 5), Ticket(6, ("B", "hall", None), 6)]
    assert measure(half).remote == pytest.approx(2)
    assert measure(record("AB")).remote == 1


def test_the_watched_group() -> None:
    assert measure(record("ABBABB"), Watch("B", 2, 3)).watched == 2


def test_nothing_happened() -> None:
    assert measure(Record()) == Measures(1, 0, 0, 0, 0, 1)


def test_of_several_the_means_and_the_worst() -> None:
    found = summary([Measures(1, 1, 5, 2, 10, 1, 1, 2, 4), Measures(0.5, 3, 1, 9, 20, 2, 3, 8, 8)])
    assert found == Measures(0.75, 3, 5, 9, 15, 1.5, 2, 5, 6)
