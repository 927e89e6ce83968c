"""How a date comes again, from the words that people write."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from bot.domain.calendar.day_words import Days, read_days
from bot.domain.calendar.names import NUMBER, WEEKDAYS, counted, one_of
from bot.domain.calendar.recurrence import ORDER, MonthlyOnDay, MonthlyOnWeekday, Recurrence, Weekly, fits
from bot.domain.calendar.values import When, in_full
from bot.domain.calendar.wall_clock import moment, shown
from bot.domain.changing import replace
from bot.domain.folding import fold
from bot.domain.message import Refusal, refuse

LONGEST: Final = 100
"""Characters that say how often; more say something else."""
MOST_TIMES: Final = 1000
MOST_WEEKS: Final = 52
MOST_MONTHS: Final = 12

_ORDER: Final[Mapping[str, int]] = MappingProxyType(
    {name: nth for nth, name in ORDER.items()}
    | {"fifth": 5, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}
)
_FILLERS: Final = re.compile(r"\b(?:on|the|of|in|and)\b|[,()]")
_END: Final = re.compile(rf" (?:until (?P<until>.+)|{NUMBER} times)$")
_NTH: Final = re.compile(rf"{one_of(_ORDER)} {one_of(WEEKDAYS)}")
_ON_DAY: Final = re.compile(r"(?:\bday (\d{1,2})|\b(\d{1,2})(?:st|nd|rd|th)|\blast day)\b")
_WEEKS: Final = re.compile(rf"weekly|every (?:{NUMBER} |(other) )?weeks?")
_WEEKDAY: Final = re.compile(rf"(?:weekly|every) {one_of(WEEKDAYS)}s?")
_MONTHS: Final = re.compile(rf"monthly|every (?:{NUMBER} |(other) )?months?")
_AROUND: Final = ("", "every", "month", "every month")
"""What may stand around "first Monday"."""


def read_recurrence(words: str, first: When) -> Recurrence | Refusal:
    """How a date whose first moment is known comes again."""
    text = " ".join(_FILLERS.sub(" ", fold(words).replace("each ", "every ")).split())
    ending = _END.search(text)
    if len(words) > LONGEST:
        return refuse("refused-repeat-unreadable")
    began = shown(first.at, first.zone)
    if moment(began, first.zone) != first.at:
        return refuse("refused-repeat-twice")
    found = _rhythm(text[: ending.start()] if ending else text, began.date())
    if not isinstance(found, Refusal) and ending:
        found = _ended(found, ending, began.date())
    if isinstance(found, Refusal):
        return found
    return found if fits(began.date(), found) else refuse("refused-repeat-first", when=in_full(first))


def _rhythm(text: str, first: date) -> Recurrence | Refusal:
    nth, day = _NTH.search(text), _ON_DAY.search(text)
    taken = nth or day
    if taken:
        around = " ".join(f"{text[: taken.start()]} {text[taken.end() :]}".split())
        pattern = _on_weekday(nth) if nth else _on_day(taken)
        every = 1 if around in _AROUND else _every(_MONTHS.fullmatch(around), MOST_MONTHS)
        return pattern if isinstance(pattern, Refusal) else _each(pattern, every)
    weekday = _WEEKDAY.fullmatch(text)
    if weekday:
        if WEEKDAYS[weekday[1]] == first.weekday():
            return Recurrence(Weekly())
        return refuse("refused-repeat-weekday")
    weeks = _WEEKS.fullmatch(text)
    if weeks:
        return _each(Weekly(), _every(weeks, MOST_WEEKS))
    return _each(MonthlyOnDay(first.day), _every(_MONTHS.fullmatch(text), MOST_MONTHS))


def _each(pattern: Weekly | MonthlyOnDay | MonthlyOnWeekday, every: int | Refusal) -> Recurrence | Refusal:
    return every if isinstance(every, Refusal) else Recurrence(pattern, every)


def _every(found: re.Match[str] | None, most: int) -> int | Refusal:
    """How many weeks or months lie between two."""
    if not found:
        return refuse("refused-repeat-unreadable")
    every = 2 if found[2] else counted(found[1] or "1")
    return (
        every if 1 <= every <= most else refuse("refused-repeat-every", weeks=MOST_WEEKS, months=MOST_MONTHS)
    )


def _on_weekday(found: re.Match[str]) -> MonthlyOnWeekday | Refusal:
    nth = _ORDER[found[1]]
    return refuse("refused-repeat-fifth") if nth == 5 else MonthlyOnWeekday(nth, WEEKDAYS[found[2]])


def _on_day(found: re.Match[str]) -> MonthlyOnDay | Refusal:
    day = int(found[1] or found[2] or 31)
    return MonthlyOnDay(day) if 1 <= day <= 31 else refuse("refused-when-day", day=day)


def _ended(found: Recurrence, ending: re.Match[str], first: date) -> Recurrence | Refusal:
    if ending["until"] is None:
        times = counted(ending[2])
        if 2 <= times <= MOST_TIMES:
            return replace(found, times=times)
        return refuse("refused-repeat-times", most=MOST_TIMES)
    days = read_days(ending["until"], [first])
    if isinstance(days, Refusal):
        return days
    if not isinstance(days, Days) or days.rest or (len(days.days) > 1 and not days.nearest):
        return refuse("refused-repeat-until")
    return replace(found, until=days.days[0]) if days.days[0] >= first else refuse("refused-repeat-ends")
