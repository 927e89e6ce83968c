"""What is said of the queue and the floor is so, in meetings by chance; a failure begins with its seed."""

import pytest

from bot.messages.catalogue import Catalogues, load_catalogues
from tests.truth.lies import LIES, SOONEST
from tests.truth.listening import play

SEEDS = 12
LENGTH = 100


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    return load_catalogues()


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_sentence_is_so(seed: int, catalogues: Catalogues) -> None:
    played = play(seed, LENGTH, catalogues)
    assert not played.wrong, str(played)
    assert played.heard > LENGTH


@pytest.mark.slow
@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_noticed(lie: str, catalogues: Catalogues) -> None:
    seeds = (SOONEST.get(lie, 0), *range(1000))
    seed = next(seed for seed in seeds if play(seed, LENGTH, catalogues, LIES[lie]).wrong)
    assert not play(seed, LENGTH, catalogues).wrong
