"""Recorded traffic, with the odd turns that real traffic has."""

from pathlib import Path
from random import Random

from bot.simulation.replay import Traffic, read_traffic
from bot.simulation.scenario import Event

FILE = Path(__file__).with_name("traffic.jsonl")


def traffic() -> Traffic:
    return read_traffic(FILE.read_text(encoding="utf-8").splitlines())


def test_what_cannot_be_read_is_counted() -> None:
    found = traffic()
    assert found.unread == 5
    assert found.summary == "2 meetings, 5 hands"


def test_a_meeting_becomes_a_scenario() -> None:
    """A pick right after the same person's call is that call; the last turn ends in silence."""
    one, two = traffic().scenarios(Random(1))
    assert one.events == (
        Event("join", 1),
        Event("join", 2),
        Event("join", 3),
        Event("join", 3),
        Event("next", 1, 60),
        Event("next", 2, 300),
        Event("withdraw", 2),
        Event("withdraw", 9),
        Event("next", 3, 3),
        Event("pick", 2, 300),
    )
    assert two.events == (Event("join", "ana"), Event("next", "ana", 300))


def test_attributes_are_taken_or_given() -> None:
    one, _ = traffic().scenarios(Random(1))
    assert one.people[1][:2] == ("cs", "hall")
    assert one.people[2][:2] == ("cs", "remote")
    assert one.people[3][0] == "gov"
    assert all(value for person in one.people.values() for value in person)


def test_the_same_seed_gives_the_same() -> None:
    assert traffic().scenarios(Random(7)) == traffic().scenarios(Random(7))
    assert traffic().scenarios(Random(7)) != traffic().scenarios(Random(8))
