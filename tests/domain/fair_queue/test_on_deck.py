"""Who is on deck was decided one turn ahead and is kept: that costs the others at most one turn."""

from collections.abc import Callable
from itertools import combinations, pairwise

import pytest
from hypothesis import strategies as st

from bot.domain.fair_queue import Attributes, Call, Ledger, Rule, Turn, charge, select
from tests.domain.fair_queue.history import History
from tests.domain.fair_queue.properties import groups_of, stretches
from tests.domain.fair_queue.strategies import history_bytes, holds, people


class Deck(History):
    """A queue whose next ones are decided ahead and kept: one is on deck, as it should be, or more."""

    def __init__(self, rule: Rule, who: tuple[Attributes, ...], depth: int) -> None:
        super().__init__(rule, who)
        self.calls: list[Call] = []
        self._depth = depth

    def next(self, whom: int) -> None:
        self._decide(1)
        if self.calls:
            call = self.calls.pop(0)
            self._give(call.ticket, Turn(0, (), "rule", call.front, call.forced, whom))
        self._decide(self._depth)

    def withdraw(self, whom: int) -> None:
        super().withdraw(whom)
        self._drop()

    def hold(self, whom: int) -> None:
        super().hold(whom)
        self._drop()

    def phase(self, whom: int) -> None:
        super().phase(whom)
        self.calls = []

    def _drop(self) -> None:
        if any(self.tickets.get(int(call.ticket.person)) != call.ticket for call in self.calls):
            self.calls = []

    def _decide(self, depth: int) -> None:
        """Fill up to that depth, each decided as if those before had had their turns."""
        ledger, left = self.ledger, dict(self.tickets)
        for call in self.calls:
            ledger = _charged(self.rule, ledger, call)
            del left[int(call.ticket.person)]
        while len(self.calls) < depth and (found := select(self.rule, ledger, left.values())):
            self.calls.append(found)
            ledger = _charged(self.rule, ledger, found)
            del left[int(found.ticket.person)]


def _charged(rule: Rule, ledger: Ledger, call: Call) -> Ledger:
    ticket = call.ticket
    return charge(rule, ledger, Turn(ticket.person, ticket.attributes, "rule", call.front, call.forced))


@st.composite
def decks(draw: st.DrawFn, depth: int) -> Deck:
    deck = Deck(Rule(), draw(people()), depth)
    deck.play(draw(history_bytes), without=("pick", "undo"))
    return deck


def gap_of_two(deck: History) -> None:
    """While two groups both wait, their turns differ by at most 2, which is one more than without."""
    for a, b in combinations(groups_of(deck), 2):
        for stretch in stretches(deck.steps, a, b):
            ahead = [0]
            for step in stretch:
                ahead.append(ahead[-1] + (step.group == a) - (step.group == b))
            assert max(ahead) - min(ahead) <= 2


def who_came_is_seen_next(deck: History) -> None:
    """No group has two turns in a row while another waits at both."""
    for before, step in pairwise(deck.steps):
        if len(before.callable & step.callable) > 1:
            assert step.group != before.group


@pytest.mark.parametrize("check", [gap_of_two, who_came_is_seen_next])
def test_one_on_deck(check: Callable[[History], None]) -> None:
    holds(check, decks(1))


@pytest.mark.parametrize("check", [gap_of_two, who_came_is_seen_next])
def test_more_on_deck_would_be_noticed(check: Callable[[History], None]) -> None:
    with pytest.raises(AssertionError):
        holds(check, decks(3), simplest=False)
