"""Another rule in the middle: what it promises holds from there on."""

from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from bot.domain.fair_queue import Ledger, Rule, under
from bot.domain.fair_queue.presets import PRESETS
from tests.domain.fair_queue import first_voices, properties
from tests.domain.fair_queue.history import History
from tests.domain.fair_queue.strategies import histories, history_bytes, holds

Carry = Callable[[Rule, Ledger], Ledger]

IGF, FIRST_VOICES, OPEN_MIC = (PRESETS[name].rule for name in ("igf", "first-voices", "open-mic"))


@st.composite
def changed(draw: st.DrawFn, before: Rule, after: Rule, carry: Carry = under) -> History:
    """A history under another rule, of which only the accounts are left, and a history after it."""
    history = draw(histories(st.just(before)))
    history.rule, history.ledger, history.steps = after, carry(after, history.ledger), []
    return history.play(draw(history_bytes), without=("pick",))


BACK = (properties.alternation, properties.coverage, properties.everybody_once, properties.no_starvation)
FORTH = (
    first_voices.no_run,
    first_voices.first_voices_first,
    first_voices.most_between,
    first_voices.no_starvation,
)


@pytest.mark.parametrize("before", [FIRST_VOICES, OPEN_MIC], ids=["first-voices", "open-mic"])
@pytest.mark.parametrize("check", [*BACK, properties.runs], ids=lambda check: check.__name__)
def test_back_to_strict_alternation(check: Callable[[History], None], before: Rule) -> None:
    holds(check, changed(before, IGF))


@pytest.mark.parametrize("check", FORTH, ids=lambda check: check.__name__)
def test_to_first_voices(check: Callable[[History], None]) -> None:
    holds(check, changed(IGF, FIRST_VOICES))


def as_it_was(_: Rule, ledger: Ledger) -> Ledger:
    """Who was six turns ahead stays so."""
    return ledger


@pytest.mark.slow
@pytest.mark.parametrize("check", BACK[:3], ids=lambda check: check.__name__)
def test_accounts_taken_over_as_they_were_would_be_noticed(check: Callable[[History], None]) -> None:
    with pytest.raises(AssertionError):
        holds(check, changed(FIRST_VOICES, IGF, as_it_was), simplest=False)
