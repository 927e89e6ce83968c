"""Key dates: in whatever order things happen, no reminder comes twice, late, or after the date is dropped."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.values import Choices, When
from bot.domain.changing import replace
from bot.domain.group.dates import (
    coming,
    due_now,
    in_order,
    looked,
    moved,
    next_due,
    read_timed,
    was_told,
    within,
)
from bot.domain.group.rows import KeyDate
from bot.domain.message import Refusal

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ZONES = ("UTC", "Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
AGAIN = ("", "every week", "monthly", "every 2 weeks, 3 times")

minutes = st.integers(1, 60 * 24 * 40)
steps = st.one_of(
    st.tuples(st.just("wait"), minutes),
    st.tuples(st.just("move"), minutes),
    st.tuples(st.just("leads"), st.sampled_from((1, 2, 3))),
    st.tuples(st.just("drop"), st.just(0)),
)


@given(minutes, st.sampled_from(ZONES), st.sampled_from(AGAIN), st.lists(steps, max_size=40))
def test_no_order_of_events_reminds_twice_or_late(
    ahead: int, zone: str, again: str, happens: list[tuple[str, int]]
) -> None:
    now, date = (
        NOW,
        KeyDate(1, 1, NOW + timedelta(minutes=ahead), zone, False, since=NOW, uid="u", repeats=again),
    )
    told: list[tuple[datetime, int]] = []
    for what, number in happens:
        match what:
            case "wait":
                until = now + timedelta(minutes=number)
                while (moment := next_due(date)) is not None and moment <= until:
                    now = moment
                    for reminder in due_now(date, now):
                        assert not date.dropped
                        assert reminder.occurrence > now
                        told.append((reminder.occurrence, reminder.lead.length))
                    date = looked(date, now)
                now = until
            case "move":
                when = When(now + timedelta(minutes=number), zone)
                date = moved(date, when, again, now)
            case "leads":
                date = replace(date, leads=("14d 1d 1h", "2d", "6h 30m")[number - 1])
            case _:
                date = replace(date, dropped=True)
    assert len(told) == len(set(told))


def test_what_was_told_is_known_until_it_begins() -> None:
    date = KeyDate(1, 1, NOW + timedelta(days=2), "UTC", False, since=NOW, uid="u")
    moment = next_due(date)
    assert moment == NOW + timedelta(days=1)
    assert not was_told(date)
    assert was_told(looked(date, moment))
    assert not was_told(looked(looked(date, moment), NOW + timedelta(days=3)))


def test_the_nearest_comes_first_and_what_is_over_or_dropped_is_left_out() -> None:
    near = KeyDate(1, 1, NOW + timedelta(days=2), "UTC", False, since=NOW, uid="u")
    far = replace(near, number=2, at=NOW + timedelta(days=9))
    past = replace(near, number=3, at=NOW - timedelta(days=1))
    weekly = replace(past, number=4, repeats="every week")
    dropped = replace(near, number=5, dropped=True)
    assert [date.number for _, date in in_order((far, near, past, weekly, dropped), NOW)] == [1, 4, 2]
    assert coming(past, NOW) is None
    assert within(weekly, NOW, timedelta(days=15), 9) == [NOW + timedelta(days=6), NOW + timedelta(days=13)]


@given(st.text(max_size=60))
def test_whatever_is_written_is_read_or_refused(words: str) -> None:
    read = read_timed(words, NOW, "UTC")
    assert isinstance(read, Refusal) or isinstance(read.when, When | Choices)


def test_a_day_with_commas_and_how_it_comes_again() -> None:
    read = read_timed("March 15, 2027, every week until 2027-06-01", NOW, "UTC")
    assert not isinstance(read, Refusal)
    assert isinstance(read.when, When)
    assert (read.when.at.year, read.again) == (2027, "every week until 2027-06-01")
