"""The words for months, weekdays and small numbers."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEK: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS: Final = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

MONTHS: Final[Mapping[str, int]] = MappingProxyType(
    {name: number for number, month in enumerate(_MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
)
WEEKDAYS: Final[Mapping[str, int]] = MappingProxyType(
    {name: number for number, day in enumerate(WEEK) for name in (day, day[:3])}
    | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
)
COUNTS: Final[Mapping[str, int]] = MappingProxyType(
    {"a": 1, "an": 1} | {name: number for number, name in enumerate(_NUMBERS, 1)}
)


def one_of(names: Mapping[str, int]) -> str:
    """A pattern for one of them, the longest that fits."""
    return "(" + "|".join(sorted(names, key=len, reverse=True)) + r")\b"


NUMBER: Final = rf"(\d{{1,9}}|{one_of(COUNTS)[1:-3]})"
"""A pattern for a count, in digits or as a word."""


def counted(word: str) -> int:
    """The number that a word or digits stand for."""
    return int(word) if word.isdigit() else COUNTS[word]
