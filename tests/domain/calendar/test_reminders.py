"""Each reminder comes once, on time by the clocks of its date's zone, and none after the date has begun."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar.recurrence import Recurrence, Weekly
from bot.domain.calendar.reminders import (
    LEADS,
    Lead,
    Reminded,
    Reminder,
    due,
    looked_at,
    next_reminder,
    read_leads,
)
from bot.domain.calendar.values import When
from bot.domain.changing import replace
from bot.domain.message import Refusal
from bot.messages.catalogue import load_catalogues
from bot.messages.document import plain
from bot.messages.render import Context, render
from tests.domain.calendar import dates
from tests.domain.calendar.oracle import due_moments, moments_of
from tests.domain.calendar.zones import ZONES

VIENNA = "Europe/Vienna"
Dated = tuple[When, Recurrence | None]
SOME = st.lists(dates.LEADS, unique=True, max_size=4).map(tuple)


def dated(zones: st.SearchStrategy[str]) -> st.SearchStrategy[Dated]:
    return st.one_of(dates.whens(zones).map(lambda when: (when, None)), dates.repeating(zones))


def every(date: Reminded, years: int) -> list[Reminder]:
    """All that may be told, as the oracle finds it, by when it is due."""
    moments = moments_of(date.first.at, date.first.zone, date.recurrence, years)
    found = [
        Reminder(at, moment, lead)
        for moment in moments
        for lead, at in due_moments(moment, date.leads, date.first.zone).items()
        if at > date.since
    ]
    return sorted(found, key=lambda each: each.at)


def played(date: Reminded, end: datetime) -> list[tuple[datetime, Reminder]]:
    """What is told by somebody who wakes up whenever something is due."""
    told = []
    while (following := next_reminder(date, date.since)) and following.at < end:
        told += [(following.at, each) for each in due(date, following.at)]
        date = looked_at(date, following.at)
    return told


def agrees(dated: Dated, leads: tuple[Lead, ...], added: timedelta, years: int) -> None:
    when, recurrence = dated
    date = Reminded(when, recurrence, leads, when.at + added)
    end = when.at + timedelta(days=years * 365 - 100)
    expected = [each for each in every(date, years) if each.at < end]
    told = played(date, end)
    assert [at for at, _ in told] == [each.at for _, each in told]
    last = {(each.occurrence, each.at): each for each in expected}
    assert Counter((each.occurrence, each.at) for _, each in told) == Counter([*last])


ADDED = st.integers(-100 * 24, 100 * 24).map(lambda hours: timedelta(hours=hours))


@given(dated(dates.ANYWHERE), SOME, ADDED)
def test_reminders_are_due_when_a_walk_over_the_days_finds(
    dated: Dated, leads: tuple[Lead, ...], added: timedelta
) -> None:
    agrees(dated, leads, added, 1)


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
def test_they_are_for_ten_years_in_twenty_zones(zone: str) -> None:
    @settings(max_examples=15)
    @given(dated(st.just(zone)), SOME, ADDED)
    def check(dated: Dated, leads: tuple[Lead, ...], added: timedelta) -> None:
        agrees(dated, leads, added, 10)

    check()


@given(dated(dates.ANYWHERE), SOME, ADDED, st.integers(0, 300 * 24))
def test_the_next_one_is_the_first_that_is_due_later(
    dated: Dated, leads: tuple[Lead, ...], added: timedelta, hours: int
) -> None:
    when, recurrence = dated
    date = Reminded(when, recurrence, leads, when.at + added)
    after = when.at - timedelta(days=100) + timedelta(hours=hours)
    following = next_reminder(date, after)
    later = [each.at for each in every(date, 2) if each.at > after]
    assert (following and following.at) == (later[0] if later else None)


class Life:
    """A date that is moved, given other leads, or left alone while the bot sleeps; what was told of it."""

    def __init__(self, date: Reminded) -> None:
        self.date, self.now, self.told = date, date.since, Counter[tuple[datetime, int]]()

    def wait(self, hours: float) -> None:
        """Until the clock says so, waking up in time."""
        end = self.now + timedelta(hours=hours)
        while (following := next_reminder(self.date, self.now)) and following.at <= end:
            self.sleep((following.at - self.now) / timedelta(hours=1))
        self.now = end

    def sleep(self, hours: float) -> None:
        """Until the clock says so, and only then look what is due."""
        self.now += timedelta(hours=hours)
        found = due(self.date, self.now)
        assert all(each.at <= self.now < each.occurrence for each in found)
        assert all(each.at > self.date.since for each in found)
        assert len({each.occurrence for each in found}) == len(found)
        self.told.update((each.occurrence, each.lead.length) for each in found)
        self.date = looked_at(self.date, self.now)

    def change(self, dated: Dated, leads: tuple[Lead, ...]) -> None:
        when, recurrence = dated
        self.date = replace(
            self.date, first=when, recurrence=recurrence, leads=leads, since=max(self.now, self.date.since)
        )


STEPS = st.lists(
    st.tuples(st.sampled_from(["wait", "sleep"]), st.integers(0, 40 * 24))
    | st.tuples(st.sampled_from([(0, 0), (1, 0), (-1, 3), (20, 0)]), st.sampled_from(ZONES), SOME),
    max_size=12,
)


def lives(first: Dated, leads: tuple[Lead, ...], steps: list[tuple[object, ...]]) -> None:
    life = Life(Reminded(*first, leads, first[0].at - timedelta(days=30)))
    for step in steps:
        match step:
            case ("wait", int(hours)):
                life.wait(hours)
            case ("sleep", int(hours)):
                life.sleep(hours)
            case ((int(days), int(hours)), str(zone), tuple(leads)):
                moved = life.date.first.at + timedelta(days=days, hours=hours)
                life.change((When(moved, zone), life.date.recurrence and Recurrence(Weekly())), leads)
    assert set(life.told.values()) <= {1}


@given(dated(dates.ANYWHERE), SOME, STEPS)
def test_no_order_of_operations_brings_a_reminder_twice_or_late(
    first: Dated, leads: tuple[Lead, ...], steps: list[tuple[object, ...]]
) -> None:
    lives(first, leads, steps)


@pytest.mark.slow
@settings(max_examples=1000)
@given(dated(dates.ANYWHERE), SOME, STEPS)
def test_nor_does_any_of_many(first: Dated, leads: tuple[Lead, ...], steps: list[tuple[object, ...]]) -> None:
    lives(first, leads, steps)


def test_a_day_before_is_the_same_time_across_a_change_of_clocks() -> None:
    when = When(datetime(2027, 3, 28, 8, tzinfo=UTC), VIENNA)  # 10:00, nine hours after clocks went forward
    date = Reminded(when, None, LEADS, datetime(2027, 3, 1, tzinfo=UTC))
    assert [f"{at:%d %H:%M}" for at, _ in played(date, when.at)] == ["14 09:00", "27 09:00", "28 07:00"]


def test_a_date_added_three_days_before_gets_only_what_is_still_to_come() -> None:
    when = When(datetime(2027, 3, 15, 13, tzinfo=UTC), VIENNA)
    date = Reminded(when, None, LEADS, when.at - timedelta(days=3))
    assert [each.lead for _, each in played(date, when.at)] == [Lead(days=1), Lead(minutes=60)]


def test_who_slept_tells_the_last_only_and_nothing_of_what_began() -> None:
    when = When(datetime(2027, 3, 15, 13, tzinfo=UTC), VIENNA)
    date = Reminded(when, None, LEADS, when.at - timedelta(days=20))
    assert [each.lead for each in due(date, when.at - timedelta(minutes=5))] == [Lead(minutes=60)]
    assert due(date, when.at) == ()


def test_a_new_zone_for_the_same_moment_brings_nothing_again() -> None:
    when = When(datetime(2027, 3, 28, 8, tzinfo=UTC), "Asia/Tokyo")
    date = looked_at(
        Reminded(when, None, (Lead(days=1),), when.at - timedelta(days=2)), when.at - timedelta(days=1)
    )
    moved = replace(date, first=replace(when, zone=VIENNA))
    assert len(date.told) == 1
    assert next_reminder(moved, date.since) is None
    assert next_reminder(replace(moved, first=replace(when, at=when.at + timedelta(days=9))), date.since)


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("3d 2h", (Lead(days=3), Lead(minutes=120))),
        ("1 hour, 2 weeks and 1 day", LEADS),
        ("90 min", (Lead(minutes=90),)),
        ("24h 1d", (Lead(days=1),)),
        ("off", ()),
    ],
)
def test_leads_are_read(words: str, leads: tuple[Lead, ...]) -> None:
    assert read_leads(words) == leads


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("", "unreadable"),
        ("soon", "unreadable"),
        ("3", "unreadable"),
        ("-3d", "unreadable"),
        ("1d 2d 3d 4d 5d 6d 7d", "many"),
        ("4m", "length"),
        ("91d", "length"),
        ("999w 1d", "length"),
    ],
)
def test_other_leads_are_refused(words: str, key: str) -> None:
    refusal = read_leads(words)
    assert isinstance(refusal, Refusal)
    assert refusal.message.key == f"refused-remind-{key}"
    assert len(plain(render(refusal.message, Context(load_catalogues(), "en")).nodes)) > 40
