import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.durations import DAY, parse_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("5m", 300),
        ("5", 300),
        (" 5 ", 300),
        ("90s", 90),
        ("1h", 3600),
        ("1h30", 5400),
        ("1h 30", 5400),
        ("1H30M", 5400),
        ("2 minutes", 120),
        ("1.5h", 5400),
        ("24h", DAY),
        ("\uff15\uff4d", 300),
        ("\u0665", 300),
        ("\u200e5m", 300),
    ],
)
def test_lengths_are_read_as_people_mean_them(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "0", "0m", "-5m", "+5m", "1:30", "soon", "25h", "2m30", "0.1s", "9" * 5000]
)
def test_what_is_no_length_is_refused(text: str) -> None:
    assert parse_duration(text) is None


def test_the_limit_can_be_wider() -> None:
    assert parse_duration("7d") is None
    assert parse_duration("7d", 90 * DAY) == 7 * DAY


@given(st.text() | st.from_regex(r"[0-9 .:hmsd-]*", fullmatch=True))
def test_whatever_is_typed_gives_a_length_within_bounds_or_nothing(text: str) -> None:
    seconds = parse_duration(text)
    assert seconds is None or 1 <= seconds <= DAY


@given(st.integers(min_value=1, max_value=1440))
def test_a_bare_number_is_minutes(minutes: int) -> None:
    assert parse_duration(str(minutes)) == parse_duration(f"{minutes}m") == minutes * 60
