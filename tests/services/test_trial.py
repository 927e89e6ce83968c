"""Whether a meeting could be held is found out before it is: what fails is named, what does not is let be."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from bot.domain.changing import replace
from bot.domain.plan import Notices, Plan
from bot.meeting_file.read import read_meeting
from bot.messages.catalogue import Catalogues
from bot.services.serializer import Serializer
from bot.services.trial import Trial
from tests.support.plans import phase, plan

SOUND = plan(notices=Notices(opening=600))
UNTIL_THE_END = replace(SOUND, start=datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
FROM_THE_BEGINNING = replace(SOUND, start=datetime(1, 1, 1, tzinfo=UTC))
EXAMPLE = Path(__file__).parents[2] / "meetings" / "uncc-roundtable.toml"


@pytest.fixture
def trial(catalogues: Catalogues) -> Trial:
    return Trial(Serializer(), catalogues)


@pytest.mark.parametrize(
    "sound",
    [
        SOUND,
        replace(SOUND, phases=tuple(phase(str(n), "discussion", 5, advances=True) for n in range(3))),
        replace(SOUND, moderators_rooms=(), rooms=SOUND.rooms[:1]),
        replace(SOUND, rule=replace(SOUND.rule, weights={"group": {"cs": Fraction(1, 3)}})),
        replace(SOUND, start=datetime(2200, 12, 31, 23, 59, tzinfo=UTC)),
        replace(SOUND, start=datetime(2000, 1, 1, tzinfo=UTC)),
    ],
)
def test_what_can_be_held(trial: Trial, sound: Plan) -> None:
    assert trial.failure(sound) is None


def test_the_example(trial: Trial) -> None:
    example = read_meeting(EXAMPLE).plan
    assert example is not None
    assert trial.failure(example) is None


@pytest.mark.parametrize(
    ("odd", "failure"),
    [
        (UNTIL_THE_END, "OverflowError"),
        (FROM_THE_BEGINNING, "OverflowError"),
        (replace(SOUND, dimensions=()), "IndexError"),
        (replace(SOUND, zone="Europe/Atlantis"), "ZoneInfoNotFoundError"),
    ],
)
def test_what_cannot(trial: Trial, odd: Plan, failure: str) -> None:
    assert trial.failure(odd) == failure
