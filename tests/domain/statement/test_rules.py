"""Until when a statement is open, and when people are reminded, whatever the clocks do in between."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.statement.rows import Statement
from bot.domain.statement.rules import (
    MOST_VERSIONS,
    closes,
    in_order,
    is_open,
    may_revise,
    next_moment,
    reminder,
)

VIENNA = "Europe/Vienna"


def statement(at: datetime, deadline: datetime, *, whole_day: bool = True) -> Statement:
    return Statement(1, 4, at, deadline, VIENNA, whole_day)


@pytest.mark.parametrize(
    ("day", "eve_utc", "end_utc"),
    [
        # Clocks go forward on 28 March 2027, and back on 31 October.
        (datetime(2027, 3, 28, 7, tzinfo=UTC), (27, 8), (28, 21)),
        (datetime(2027, 3, 29, 7, tzinfo=UTC), (28, 7), (29, 21)),
        (datetime(2027, 10, 31, 8, tzinfo=UTC), (30, 7), (31, 22)),
    ],
)
def test_a_day_lasts_to_its_end_and_is_told_the_morning_before(
    day: datetime, eve_utc: tuple[int, int], end_utc: tuple[int, int]
) -> None:
    one = statement(day - timedelta(days=9), day)
    eve, end = reminder(one), closes(one)
    assert eve is not None
    assert (eve.day, eve.hour) == eve_utc
    assert (end.day, end.hour, end.minute) == (*end_utc, 59)
    assert is_open(one, end - timedelta(seconds=1))
    assert not is_open(one, end)
    assert next_moment(one) == eve


def test_a_near_deadline_is_told_an_hour_before_and_one_still_nearer_never() -> None:
    now = datetime(2027, 5, 1, 12, tzinfo=UTC)
    near = statement(now, now + timedelta(hours=5), whole_day=False)
    assert reminder(near) == now + timedelta(hours=4)
    nearer = statement(now, now + timedelta(minutes=50), whole_day=False)
    assert reminder(nearer) is None
    assert next_moment(nearer) == closes(nearer)


def test_the_open_ones_stand_first_by_their_deadlines() -> None:
    now = datetime(2027, 5, 1, 12, tzinfo=UTC)
    rows = [
        Statement(number, 4, now, now + timedelta(days=days), "UTC", False)
        for number, days in enumerate((3, 1, -2, -1), 1)
    ]
    assert [each.number for each in in_order(rows, now)] == [2, 1, 4, 3]


@pytest.mark.parametrize(
    ("person", "version", "later", "refused"),
    [
        (4, 1, 0, None),
        (5, 1, 0, None),
        (6, 1, 0, "refused-statement-others"),
        (4, MOST_VERSIONS, 0, "refused-statement-versions"),
        (5, 1, 3, "refused-statement-final"),
    ],
)
def test_its_author_and_coordinators_revise_it_so_often_until_its_deadline(
    person: int, version: int, later: int, refused: str | None
) -> None:
    now = datetime(2027, 5, 1, 12, tzinfo=UTC)
    one = Statement(1, 4, now, now + timedelta(days=2), "UTC", whole_day=False, version=version)
    found = may_revise(one, person, {5}, now + timedelta(days=later))
    assert (found.message.key if found else None) == refused
