"""A press at any moment is the command typed, or "already done": nobody is skipped or called twice."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.presses.player import Player

tapes = st.one_of(st.binary(max_size=120), st.binary(min_size=120, max_size=240))


def play(player: Player, tape: bytes) -> None:
    for start in range(0, len(tape) - 3, 4):
        player.step(*tape[start : start + 4])


@given(tapes)
def test_every_press_is_the_command_or_nothing(tape: bytes) -> None:
    play(Player(), tape)


@pytest.mark.slow
def test_long_meetings_of_old_and_new_cards() -> None:
    """All that is ever offered is pressed in time in some meeting, and what has a mark too late as well."""
    acted, late = set[str](), set[str]()
    for seed in range(30):
        player = Player()
        play(player, Random(seed).randbytes(1200))
        acted |= {name for name, times in player.acted.items() if times}
        late |= {name for name, times in player.late.items() if times}
    assert acted >= {"join", "withdraw", "position", "why", "whoami", "identify", "name", "later", "ready"}
    assert acted >= {"next", "absent", "undo", "more", "phase", "walkup", "nametag", "about", "pick"}
    assert acted >= {"skip", "remove", "regroup", "done", "stay", "unstay"}
    assert late >= {"next", "absent", "undo", "more", "phase", "pick", "skip", "done"}
