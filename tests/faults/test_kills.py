"""The bot is killed: some moments of each name and some plans with several, and planted bugs are noticed."""

import re

import pytest

from tests.faults.bugs import Bug
from tests.faults.running import faults

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(600)]

SHOWS = {
    Bug.ACKNOWLEDGE_FIRST: "after acknowledging",
    Bug.NO_DEDUPE: "before acknowledging",
    Bug.NEW_KEYS: "after send",
    Bug.TWO_TRANSACTIONS: "after COMMIT",
    Bug.CLAIM_WITHOUT_STATE: "after COMMIT",
}
"""The moment at which a kill brings each bug to light."""


def kills(database: str, points: int, plans: int, *more: str) -> tuple[int, str]:
    numbers = ("--points", str(points), "--plans", str(plans), "--away", "0", "--database", database)
    return faults("--only", "kills", *numbers, *more)


@pytest.mark.parametrize(("database", "points"), [("sqlite", 200), ("postgresql", 150)])
def test_nothing_lost_and_nothing_twice(database: str, points: int) -> None:
    code, said = kills(database, points, 100)
    assert code == 0, said
    rows = re.findall(rf"^(single|several) +{database} +(\d+) +(\d+)", said, re.MULTILINE)
    runs = {kind: (int(runs), int(kills)) for kind, runs, kills in rows}
    assert runs["single"][0] == points
    assert runs["single"][1] >= 0.95 * points, "some moments do not come by each time"
    assert runs["several"][0] == 100
    assert runs["several"][1] >= 150


def away(database: str, *more: str) -> tuple[int, str]:
    numbers = ("--points", "0", "--plans", "0", "--away", "60", "--database", database)
    return faults("--only", "kills", *numbers, *more)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_back_later_than_the_platforms_know_a_key(database: str) -> None:
    code, said = away(database)
    assert code == 0, said
    assert re.search(rf"^long away +{database} +60 ", said, re.MULTILINE), said


def test_who_does_not_look_is_noticed() -> None:
    code, said = away("sqlite", "--stop", "--bug", Bug.NO_LOOKING.name)
    assert code == 1, said
    assert "doubled in" in said


@pytest.mark.parametrize("bug", list(SHOWS), ids=lambda bug: bug.name)
def test_a_planted_bug_is_noticed(bug: Bug) -> None:
    code, said = kills("sqlite", 100_000, 0, "--stop", "--bug", bug.name, "--kind", SHOWS[bug])
    assert code == 1, said
    assert "killed at" in said
