"""The kinds of value a meeting file holds, each read strictly and refused in plain words."""

import re
from datetime import datetime
from functools import partial
from typing import Annotated, Final

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from bot.domain.calendar.zones import LETTERS
from bot.domain.durations import DAY, parse_duration
from bot.meeting_file.problems import FILL_IN, shown
from bot.meeting_file.zones import mend_of

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_START: Final = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", re.ASCII)
YEARS: Final = range(2000, 2201)
"""Those in which a meeting can start; at the ends of the calendar zones and lengths cannot be counted."""
_PLATFORM: Final = re.compile(r"[a-z]+")
_LINK: Final = re.compile(rf"https://\S+|.*{FILL_IN}.*")
_CODE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,19}")
_DIMENSION: Final = re.compile(r"[a-z][a-z0-9-]{0,19}")


def refusal(wrong: str, mend: str) -> PydanticCustomError:
    """What pydantic is told of a wrong value: what is wrong, and the mend."""
    return PydanticCustomError("plain", "{wrong}", {"wrong": wrong, "mend": mend})


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise refusal(f"{value} is not in quotes", f"write {shown(str(value))}")
    if not value.strip():
        raise refusal("is empty", "write something between the quotes, or take the line out")
    return value.strip()


def _texts(value: object, longest: int | None = None) -> dict[str, str]:
    texts = value if isinstance(value, dict) else {"en": value}
    for language in texts:
        if not _LANGUAGE.fullmatch(language):
            raise refusal(
                f'"{language}" is not a language code', 'write for example { en = "...", fr = "..." }'
            )
    if "en" not in texts:
        raise refusal("has no English text", 'add en = "...": it is shown where a language is missing')
    read = {language: _word(text) for language, text in texts.items()}
    for text in read.values():
        if longest is not None and len(text) > longest:
            raise refusal(f'"{text[:longest]}..." is too long', f"use at most {longest} characters")
    return read


def _small(value: object) -> object:
    return value.lower() if isinstance(value, str) and value.isascii() else value


def _single(value: object) -> object:
    if isinstance(value, list):
        mend = 'write one code like "cs"; accounts = [...] stands under [[organisers]]'
        raise refusal("is a list, as only the accounts of an organiser are", mend)
    return value


def _length(value: object, longest: int = DAY) -> int:
    seconds = parse_duration(_word(value), longest)
    if seconds is None:
        limit = f"{longest // DAY} days" if longest > DAY else "24 hours"
        wrong = f'"{value}" is not a length of time above zero and up to {limit}'
        raise refusal(wrong, 'write it like "30m", "1h30" or "90s"')
    return seconds


def _before_start(value: object) -> int | None:
    return None if value == "never" else _length(value, 90 * DAY)


def _start(value: object) -> datetime:
    mend = 'write day and local time like "2026-12-03 10:30", in quotes'
    if isinstance(value, datetime):
        raise refusal(f"{value:%Y-%m-%d %H:%M} is not in quotes", f'write "{value:%Y-%m-%d %H:%M}"')
    if not isinstance(value, str) or not _START.fullmatch(value.strip()):
        raise refusal(f'"{value}" is not a day and time', mend)
    try:
        start = datetime.fromisoformat(value.strip())
    except ValueError:
        raise refusal(f'"{value}" is not in the calendar', mend) from None
    if start.year not in YEARS:
        wrong = f'"{value}" is not in the years {YEARS[0]} to {YEARS[-1]}'
        raise refusal(wrong, "correct the year")
    return start


def _zone(value: object) -> str:
    zone = _word(value)
    mend = mend_of(zone)
    if mend is not None:
        several = LETTERS.get(zone.upper())
        what = "stands for no one time zone all the year" if several else "is not a time zone"
        raise refusal(f'"{zone}" {what}', mend)
    return zone


def _matching(pattern: re.Pattern[str], what: str, mend: str) -> BeforeValidator:
    def read(value: object) -> str:
        word = _word(value)
        if not pattern.fullmatch(word):
            raise refusal(f'"{word}" is not {what}', mend)
        return word

    return BeforeValidator(read)


def _address(value: object) -> tuple[str, str]:
    platform, _, id_ = _word(value).partition(":")
    if id_.startswith("//"):
        raise refusal(f'"{value}" is a link', 'write platform and id, like "discord:1234"')
    if not _PLATFORM.fullmatch(platform) or not id_.strip():
        mend = 'write it like "discord:1234" or "matrix:!ab:example.org"'
        raise refusal(f'"{value}" does not say on which platform', mend)
    return platform, id_.strip()


Word = Annotated[str, BeforeValidator(_word)]
LanguageCode = Annotated[
    str, _matching(_LANGUAGE, "a language code", 'write its short code, as in "en" or "pt-BR"')
]
Texts = Annotated[dict[str, str], BeforeValidator(_texts)]
ChoiceName = Annotated[dict[str, str], BeforeValidator(partial(_texts, longest=60))]
DimensionName = Annotated[dict[str, str], BeforeValidator(partial(_texts, longest=40))]
"""Short enough for a button, and for an answer on a phone that names both."""
Length = Annotated[int, BeforeValidator(_length)]
BeforeStart = Annotated[int | None, BeforeValidator(_before_start)]
Link = Annotated[str, _matching(_LINK, "an address", 'write it in full, from "https://" on')]
Start = Annotated[datetime, BeforeValidator(_start)]
Zone = Annotated[str, BeforeValidator(_zone)]
Platform = Annotated[
    str, _matching(_PLATFORM, "the name of a platform", "write discord, matrix or hall, in small letters")
]
Code = Annotated[
    str,
    _matching(_CODE, "a code", 'use up to 20 small letters, digits and "-", as in "cs"'),
    BeforeValidator(_small),
]
"""Capitals are taken too: people do not tell them apart when they type."""
PersonsCode = Annotated[Word, BeforeValidator(_single)]
"""As it is written: only the dimensions tell what is a code."""
DimensionId = Annotated[
    str, _matching(_DIMENSION, "an id", 'use up to 20 small letters, digits and "-", as in "group"')
]
Address = Annotated[tuple[str, str], BeforeValidator(_address)]
"""Platform and id of a room or an account, written "matrix:@ana:example.org"."""
