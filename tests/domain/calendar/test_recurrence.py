"""Dates come again on the days and at the moments that a plain walk over the calendar finds."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise, takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar.recurrence import (
    MonthlyOnDay,
    MonthlyOnWeekday,
    Recurrence,
    Weekly,
    occurrences,
    repeats,
)
from bot.domain.calendar.recurrence_words import read_recurrence
from bot.domain.calendar.values import When
from bot.domain.message import Refusal
from bot.messages.catalogue import load_catalogues
from bot.messages.document import plain
from bot.messages.render import Context, render
from tests.domain.calendar.dates import repeating, whens
from tests.domain.calendar.oracle import moment_of, moments_of
from tests.domain.calendar.zones import ZONES

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MONDAY = When(datetime(2027, 3, 1, 9, tzinfo=UTC), "Europe/Vienna")
LAST_FRIDAY = When(datetime(2027, 3, 26, 9, tzinfo=UTC), "Europe/Vienna")
LAST_DAY = When(datetime(2027, 1, 31, 9, tzinfo=UTC), "Europe/Vienna")


def agrees(when: When, recurrence: Recurrence, years: int = 10) -> None:
    end = when.at + timedelta(days=years * 365 - 3)
    expected = [at for at in moments_of(when.at, when.zone, recurrence, years) if at < end]
    for after in (LONG_AGO, expected[len(expected) // 2]):
        found = takewhile(end.__gt__, occurrences(when, recurrence, after))
        assert list(found) == [at for at in expected if at > after]


@given(repeating(), st.integers(1, 4))
def test_dates_come_again_as_a_walk_over_the_days_finds(date: tuple[When, Recurrence], years: int) -> None:
    agrees(*date, years)


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
def test_they_do_so_for_ten_years_in_twenty_zones(zone: str) -> None:
    @settings(max_examples=100)
    @given(repeating(st.just(zone)))
    def check(date: tuple[When, Recurrence]) -> None:
        agrees(*date)

    check()


@given(repeating())
def test_occurrences_rise_and_end_when_they_are_to(date: tuple[When, Recurrence]) -> None:
    when, recurrence = date
    found = list(occurrences(when, recurrence, LONG_AGO))
    assert found[0] == when.at
    assert all(one < other for one, other in pairwise(found))
    assert len(found) <= (recurrence.times or 10_000)
    assert not list(occurrences(when, recurrence, found[-1]))


@given(whens(), st.integers(-1, 1))
def test_a_single_date_comes_once(when: When, before: int) -> None:
    after = when.at + timedelta(seconds=before)
    assert list(occurrences(when, None, after)) == ([when.at] if before < 0 else [])


@pytest.mark.parametrize("every", [1, 12, 10**9])
@pytest.mark.parametrize("pattern", [Weekly(), MonthlyOnDay(31), MonthlyOnWeekday(-1, 6)])
@pytest.mark.parametrize("after", [LONG_AGO, datetime(9999, 12, 31, 23, tzinfo=UTC)])
def test_nothing_runs_off_the_end_of_the_calendar(
    pattern: Weekly | MonthlyOnDay | MonthlyOnWeekday, every: int, after: datetime
) -> None:
    first = When(datetime(2027, 1, 31, 9, tzinfo=UTC), "Pacific/Kiritimati")
    assert sum(1 for _ in occurrences(first, Recurrence(pattern, every), after)) <= 10_000


def test_clocks_that_change_keep_the_time_on_the_wall() -> None:
    def hours(clock: time, start: date) -> list[str]:
        first = When(moment_of(start, clock, "Europe/Vienna"), "Europe/Vienna")
        return [f"{at:%d %H:%M}" for at in islice(occurrences(first, Recurrence(Weekly()), LONG_AGO), 3)]

    assert hours(time(10), date(2027, 3, 21)) == ["21 09:00", "28 08:00", "04 08:00"]
    assert hours(time(2, 30), date(2027, 3, 21)) == ["21 01:30", "28 01:30", "04 00:30"]
    assert hours(time(2, 30), date(2027, 10, 24)) == ["24 00:30", "31 00:30", "07 01:30"]


@pytest.mark.parametrize(
    ("words", "first", "expected"),
    [
        ("every week", MONDAY, Recurrence(Weekly())),
        ("weekly", MONDAY, Recurrence(Weekly())),
        ("every Monday", MONDAY, Recurrence(Weekly())),
        ("every other week", MONDAY, Recurrence(Weekly(), 2)),
        ("every 2 weeks until 2027-06-01", MONDAY, Recurrence(Weekly(), 2, date(2027, 6, 1))),
        ("weekly until 1 June", MONDAY, Recurrence(Weekly(), 1, date(2027, 6, 1))),
        ("monthly", MONDAY, Recurrence(MonthlyOnDay(1))),
        ("every three months, 4 times", MONDAY, Recurrence(MonthlyOnDay(1), 3, None, 4)),
        ("monthly on the 31st", LAST_DAY, Recurrence(MonthlyOnDay(31))),
        ("on the last day of each month", LAST_DAY, Recurrence(MonthlyOnDay(31))),
        ("first Monday every month", MONDAY, Recurrence(MonthlyOnWeekday(1, 0))),
        ("every 2 months on the first Monday", MONDAY, Recurrence(MonthlyOnWeekday(1, 0), 2)),
        (
            "last Friday of the month, 6 times",
            LAST_FRIDAY,
            Recurrence(MonthlyOnWeekday(-1, 4), 1, None, 6),
        ),
        ("4th Friday", LAST_FRIDAY, Recurrence(MonthlyOnWeekday(4, 4))),
    ],
)
def test_it_is_read(words: str, first: When, expected: Recurrence) -> None:
    assert read_recurrence(words, first) == expected


@pytest.mark.parametrize(
    ("words", "first", "key"),
    [
        ("", MONDAY, "repeat-unreadable"),
        ("daily", MONDAY, "repeat-unreadable"),
        ("every week on the 1st", MONDAY, "repeat-unreadable"),
        ("every week" + " " * 100, MONDAY, "repeat-unreadable"),
        ("every 53 weeks", MONDAY, "repeat-every"),
        ("every 0 weeks", MONDAY, "repeat-every"),
        ("every 13 months", MONDAY, "repeat-every"),
        ("every Tuesday", MONDAY, "repeat-weekday"),
        ("first Tuesday", MONDAY, "repeat-first"),
        ("monthly on the 31st", MONDAY, "repeat-first"),
        ("fifth Monday", MONDAY, "repeat-fifth"),
        ("weekly 1 times", MONDAY, "repeat-times"),
        ("weekly 1001 times", MONDAY, "repeat-times"),
        ("weekly until soon", MONDAY, "repeat-until"),
        ("weekly until 03/04/2027", MONDAY, "repeat-until"),
        ("weekly until 31 April 2027", MONDAY, "when-month-end"),
        ("weekly until 99999-01-01", MONDAY, "when-far"),
        ("weekly until 2027-02-28", MONDAY, "repeat-ends"),
        ("monthly on day 32", MONDAY, "when-day"),
        ("weekly", When(datetime(2027, 10, 31, 1, 30, tzinfo=UTC), "Europe/Vienna"), "repeat-twice"),
    ],
)
def test_what_cannot_be_is_refused(words: str, first: When, key: str) -> None:
    refusal = read_recurrence(words, first)
    assert isinstance(refusal, Refusal)
    assert refusal.message.key == f"refused-{key}"
    assert len(plain(render(refusal.message, Context(load_catalogues(), "en")).nodes)) > 40


WORDS = ("every", "2", "last", "friday", "31st", "month", "weekly", "until", "times", "9", "day")


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_whatever_is_written_is_read_or_refused(words: str) -> None:
    read = read_recurrence(words, LAST_FRIDAY)
    assert isinstance(read, Refusal) or next(occurrences(LAST_FRIDAY, read, LONG_AGO)) == LAST_FRIDAY.at


@pytest.mark.parametrize(
    ("recurrence", "text"),
    [
        (Recurrence(Weekly()), "every week"),
        (
            Recurrence(Weekly(), 2, date(2027, 6, 1)),
            "every 2 weeks, until Tuesday, June 1, 2027 (Europe/Vienna)",
        ),
        (Recurrence(MonthlyOnDay(28), 1, None, 3), "every month on day 28, 3 times"),
        (Recurrence(MonthlyOnDay(31)), "every month on day 31, in shorter months on the last day"),
        (Recurrence(MonthlyOnWeekday(1, 0), 2), "every 2 months on the first Monday"),
        (Recurrence(MonthlyOnWeekday(-1, 4)), "every month on the last Friday"),
    ],
)
def test_it_is_said(recurrence: Recurrence, text: str) -> None:
    assert plain(render(repeats(MONDAY, recurrence), Context(load_catalogues(), "en")).nodes) == text
