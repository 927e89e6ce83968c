"""Words are read as one moment or asked back; nothing is guessed, and what cannot be is refused in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.values import Choices, When, in_full, precise
from bot.domain.calendar.when import read_when
from bot.domain.message import Moment, RawText, Refusal
from bot.messages.catalogue import load_catalogues
from bot.messages.document import plain
from bot.messages.render import Context, render
from tests.domain.calendar.zones import ZONES

VIENNA = "Europe/Vienna"
NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)  # a Thursday, 19:00 in Vienna
MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
START = datetime(2025, 1, 1, tzinfo=UTC)
CATALOGUES = load_catalogues()


def read(words: str, now: datetime = NOW, zone: str = VIENNA) -> str | list[str]:
    """What is read, in precise words; all that may be meant, behind why it is asked; or the refusal's key."""
    result = read_when(words, now, zone)
    match result:
        case When():
            return precise(result)
        case Choices(question, readings):
            return [str(question.arguments["why"]), *(reading.words for reading in readings)]
        case Refusal(message):
            return message.key


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("15 March 2027", "2027-03-15"),
        ("March 15, 2027", "2027-03-15"),
        ("15th of march 2027", "2027-03-15"),
        ("2027-03-15", "2027-03-15"),
        ("2027/3/15", "2027-03-15"),
        ("15.03.2027", "2027-03-15"),
        ("\uff12\uff10\uff12\uff17\u201303\u201315", "2027-03-15"),
        ("Monday, 15 March 2027", "2027-03-15"),
        ("2027-03-15 14:00", "2027-03-15 14:00"),
        ("2027-03-15T14:00", "2027-03-15 14:00"),
        ("2pm on the 15th of March", "2027-03-15 14:00"),
        ("15 March 14:00", "2027-03-15 14:00"),
        ("26 November 18:59", "2027-11-26 18:59"),
        ("26 November 19:01", "2026-11-26 19:01"),
        ("26 November", "2026-11-26"),
        ("29 February", "2028-02-29"),
        ("in two weeks", "2026-12-10"),
        ("in 3 days", "2026-11-29"),
        ("in a week at 9:30", "2026-12-03 09:30"),
        ("in 2 hours", "2026-11-26 21:00"),
        ("tomorrow 10:00", "2026-11-27 10:00"),
        ("today", "2026-11-26"),
        ("today 20:00", "2026-11-26 20:00"),
        ("next Tuesday 10:00", "2026-12-01 10:00"),
        ("Friday", "2026-11-27"),
        ("next Thursday", "2026-12-03"),
        ("Thursday 18:00", "2026-12-03 18:00"),
        ("2pm", "2026-11-27 14:00"),
        ("11.30 pm", "refused-when-unreadable"),
        ("8:30 p.m.", "2026-11-26 20:30"),
    ],
)
def test_what_is_clear_is_read_by_the_clocks_of_the_zone(words: str, expected: str) -> None:
    assert read(words) == (expected if expected.startswith("refused") else f"{expected} {VIENNA}")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2027-03-15 14:00 UTC", "2027-03-15 14:00 UTC"),
        ("2027-03-15T14:00Z", "2027-03-15 14:00 UTC"),
        ("2027-03-15 14:00 asia/tokyo", "2027-03-15 14:00 Asia/Tokyo"),
        ("2027-03-15 14:00 (New York)", "2027-03-15 14:00 America/New_York"),
        ("2027-03-15 America/Port-au-Prince", "2027-03-15 America/Port-au-Prince"),
        ("2027-03-15 14:00 Etc/GMT+5", "2027-03-15 14:00 Etc/GMT+5"),
        ("2027-10-31 02:30 UTC+1 Europe/Vienna", "2027-10-31 02:30 UTC+01:00 Europe/Vienna"),
        ("in 2 hours Asia/Tokyo", "2026-11-27 05:00 Asia/Tokyo"),
    ],
)
def test_a_zone_may_be_named(words: str, expected: str) -> None:
    assert read(words) == expected


def test_a_moment_is_exact() -> None:
    assert read_when("2027-07-15 14:00", NOW, VIENNA) == When(
        datetime(2027, 7, 15, 12, tzinfo=UTC), VIENNA, whole_day=False
    )
    assert read_when("2027-07-15", NOW, VIENNA) == When(
        datetime(2027, 7, 15, 7, tzinfo=UTC), VIENNA, whole_day=True
    )


@pytest.mark.parametrize(
    ("words", "now", "expected"),
    [
        ("03/04/2027", NOW, ["day", "2027-03-04 Europe/Vienna", "2027-04-03 Europe/Vienna"]),
        ("25/12/2026", NOW, "2026-12-25 Europe/Vienna"),
        ("12/25/2026", NOW, "2026-12-25 Europe/Vienna"),
        ("03/03/2027", NOW, "2027-03-03 Europe/Vienna"),
        ("Sunday 03/04/2027", NOW, "refused-when-weekday"),
        ("Saturday 03/04/2027", NOW, "2027-04-03 Europe/Vienna"),
        (
            "next Tuesday 10:00",
            MONDAY,
            ["day", "2026-12-01 10:00 Europe/Vienna", "2026-12-08 10:00 Europe/Vienna"],
        ),
        ("Tuesday", MONDAY, "2026-12-01 Europe/Vienna"),
        ("Monday", MONDAY, ["day", "2026-11-30 Europe/Vienna", "2026-12-07 Europe/Vienna"]),
        ("Monday 09:00", MONDAY, "2026-12-07 09:00 Europe/Vienna"),
        ("tomorrow 12am", NOW, ["time", "2026-11-27 00:00 Europe/Vienna", "2026-11-27 12:00 Europe/Vienna"]),
        (
            "tomorrow 10:00 Asia/Tokyo",
            NOW,
            ["day", "2026-11-27 10:00 Asia/Tokyo", "2026-11-28 10:00 Asia/Tokyo"],
        ),
        (
            "2027-10-31 02:30",
            NOW,
            [
                "twice",
                "2027-10-31 02:30 UTC+02:00 Europe/Vienna",
                "2027-10-31 02:30 UTC+01:00 Europe/Vienna",
            ],
        ),
        (
            "2027-03-28 02:30",
            NOW,
            ["gap", "2027-03-28 01:30 Europe/Vienna", "2027-03-28 03:30 Europe/Vienna"],
        ),
        (
            "2027-03-15 14:00 EST",
            NOW,
            ["zone"] + [f"2027-03-15 14:00 America/{city}" for city in ("New_York", "Toronto", "Panama")],
        ),
    ],
)
def test_what_may_be_several_is_asked(words: str, now: datetime, expected: str | list[str]) -> None:
    assert read(words, now) == expected


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("", "unreadable"),
        ("soon", "unreadable"),
        ("10:00 - 12:00 tomorrow", "unreadable"),
        ("March 2027", "unreadable"),
        ("15 March 2027 " + "x" * 100, "unreadable"),
        ("in 0 minutes", "unreadable"),
        ("03/04/2027 12am CST", "unclear"),
        ("15 March 27", "year"),
        ("1/2/27", "year"),
        ("0000-01-01", "year"),
        ("9999-12-31", "far"),
        ("12027-03-15", "far"),
        ("2036-12-01", "far"),
        ("in 999999999 weeks", "far"),
        ("in 999999999 hours", "far"),
        ("1 January 2020", "over"),
        ("0001-01-01", "over"),
        ("2026-11-26 10:00", "past"),
        ("today 19:00", "past"),
        ("15 March 2027 14:00 Atlantis", "zone"),
        ("15 March 2027 14:00 Europe/Atlantis", "zone"),
        ("15 March 2027 14:00 UTC+5", "offset"),
        ("2027-03-28 02:30 UTC+1", "offset"),
        ("tomorrow 25:00", "time"),
        ("tomorrow 24:00", "time"),
        ("tomorrow 10:60", "time"),
        ("tomorrow 13pm", "time"),
        ("Tuesday 15 March 2027", "weekday"),
        ("2027-13-01", "month"),
        ("13/14/2027", "month"),
        ("2027-01-32", "day"),
        ("0 May", "day"),
        ("29 February 2027", "month-end"),
        ("31 April", "month-end"),
    ],
)
def test_what_cannot_be_is_refused_with_the_mend(words: str, key: str) -> None:
    refusal = read_when(words, NOW, VIENNA)
    assert isinstance(refusal, Refusal)
    assert refusal.message.key == f"refused-when-{key}"
    said = {k: "..." if isinstance(v, RawText) else v for k, v in refusal.message.arguments.items()}
    shown = plain(render(type(refusal.message)(refusal.message.key, said), Context(CATALOGUES, "en")).nodes)
    assert len(shown) > 40


WORDS = (
    *("in", "next", "today", "tomorrow", "two", "3", "15", "31", "days", "weeks", "hours", ",", "x"),
    *("03/04/2027", "2027", "2027-03-28", "2028-02-29", "march", "february", "29", "friday", "sunday"),
    *("12am", "2pm", "02:30", "25:00", "14:00", "utc", "utc+1", "CST", "Europe/Vienna", "tokyo"),
)
MOMENTS = st.integers(0, 10 * 366 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


@given(
    st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join) | st.text(), MOMENTS, st.sampled_from(ZONES)
)
def test_whatever_is_written_is_ahead_or_asked_or_refused(words: str, now: datetime, zone: str) -> None:
    result = read_when(words, now, zone)
    readings = [result] if isinstance(result, When) else []
    if isinstance(result, Choices):
        readings = [reading.when for reading in result.readings]
        assert len({*readings}) == len(readings) <= 5
        assert [read_when(each.words, now, "Asia/Tokyo") for each in result.readings] == readings
    for when in readings:
        assert when.at > now or (when.whole_day and when.at > now - timedelta(days=1))
        assert when.at <= now + timedelta(days=3655)


@given(MOMENTS, st.sampled_from(ZONES), st.booleans(), st.sampled_from(ZONES))
def test_what_is_said_in_full_means_the_same_read_back(
    at: datetime, zone: str, whole: bool, reader: str
) -> None:
    if whole:
        at = at.astimezone(ZoneInfo(zone)).replace(hour=9, minute=0, fold=0).astimezone(UTC)
    when, now = When(at, zone, whole), at - timedelta(days=20)
    assert read_when(precise(when), now, "UTC") == when
    for context, own in (
        (Context(CATALOGUES, "en"), zone),
        (Context(CATALOGUES, "en", zone=ZoneInfo(reader)), reader),
    ):
        said = plain(render(in_full(when), context).nodes).removesuffix(", the whole day")
        assert read_when(said, now, "UTC") == (when if whole else When(at, own))


def test_in_full_is_with_weekday_and_zone_by_the_reader_s_clocks() -> None:
    when = When(datetime(2027, 3, 15, 13, tzinfo=UTC), VIENNA)
    assert in_full(when).arguments == {"at": Moment(when.at, "date", zone=VIENNA)}
    own, other = Context(CATALOGUES, "en"), Context(CATALOGUES, "en", zone=ZoneInfo("Asia/Tokyo"))
    assert [plain(render(in_full(when), context).nodes) for context in (own, other)] == [
        "Monday, March 15, 2027, 14:00 UTC+01 (Europe/Vienna)",
        "Monday, March 15, 2027, 22:00 UTC+09 (Asia/Tokyo)",
    ]
    day = When(datetime(2027, 3, 15, 8, tzinfo=UTC), VIENNA, whole_day=True)
    for context in (own, other):
        assert (
            plain(render(in_full(day), context).nodes)
            == "Monday, March 15, 2027 (Europe/Vienna), the whole day"
        )
