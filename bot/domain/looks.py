"""What a reader sees of a name at a glance: Unicode's skeletons of look-alike letters (UTS 39), and more.

Names look alike as well that differ in case, accents, spaces and punctuation, or in digits for letters.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from msgspec import Struct
from msgspec.json import Decoder

from bot.domain.joiners import INVISIBLE

Look = tuple[str, str]
"""A way of looking, and what is seen."""

ACCENTS: Final = re.compile("[\u0300-\u036f]")
DIGITS: Final = str.maketrans("0134578|!$@", "oieastbiisa")
"""What people put for letters."""
_DIRECTION: Final = "\u200e"


def alike(name: str, other: str) -> bool:
    """Whether a reader could take one for the other."""
    return not looks(name).isdisjoint(looks(other))


@lru_cache(maxsize=4096)  # each new name is compared with all others of its meeting
def looks(name: str) -> frozenset[Look]:
    """How a name looks: by its shapes as they stand, in capitals, and read aloud whatever the case.

    Two names look alike if they have one of these in common.
    """
    shown = INVISIBLE.sub("", name)
    inside = shown.strip("!| ")
    return frozenset(
        (
            ("shapes", _seen(shown, _shapes())),
            ("capitals", _seen(shown.upper(), _shapes())),
            ("words", _seen(inside.lower().translate(DIGITS), _words())),
        )
    )


def _seen(text: str, table: Mapping[int, str]) -> str:
    letters = ACCENTS.sub("", unicodedata.normalize("NFKD", text)).translate(table)
    return "".join(c for c in letters if unicodedata.category(c)[0] in "LMNS")


class _Table(dict[int, str]):
    """What characters become, for str.translate: worked out when one is first seen, since few ever are."""

    def __init__(self, become: Callable[[str], str]) -> None:
        self._become = become

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if not (character.isascii() or _near(character)):
            return character
        self[code] = become = self._become(character)
        return become


@cache
def _words() -> Mapping[int, str]:
    """By character what it reads like, in small letters."""
    return _Table(_settled)


def _settled(text: str) -> str:
    """What is left when nothing looks like something simpler any more, whatever the case."""
    while True:
        small = "".join(map(_prototype, text.lower())).lower()
        bare = ACCENTS.sub("", unicodedata.normalize("NFKD", small))
        if bare == text:
            return text
        text = bare


@cache
def _shapes() -> Mapping[int, str]:
    """By character what has the same shape."""
    return _Table(lambda character: ACCENTS.sub("", _prototype(character)))


def _prototype(character: str) -> str:
    """That of its look-alikes which stands for all of them; the data tell neighbours alone."""
    return max((character, *_near(character)), key=_rank)


def _rank(character: str) -> tuple[bool, int, bool, str]:
    """Several letters that look like one, then what most look like, then plain ASCII."""
    return len(character) > 1, len(_near(character)), character.isascii(), character


class _Other(Struct, frozen=True):
    c: str
    """One or several characters."""


_DATA: Final = Decoder(dict[str, list[_Other]])
"""Made with the module, and not by several threads at the same time (see bot.services.serializer)."""


def _near(characters: str) -> frozenset[str]:
    """What looks like it; where writing goes from right to left, the data put marks of direction around."""
    tables = _tables()
    listed = (*tables.get(characters, ()), *tables.get(f"{_DIRECTION}{characters}{_DIRECTION}", ()))
    return frozenset(other.c.strip(_DIRECTION) for other in listed)


@cache
def _tables() -> Mapping[str, list[_Other]]:
    # The library's own module reads this as it is brought in, which a verb without names need not wait for.
    data = files("confusable_homoglyphs").joinpath("confusables.json").read_bytes()
    return _DATA.decode(data)
