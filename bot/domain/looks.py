"""What a reader sees of a name at a glance: Unicode's skeletons of look-alike letters (UTS 39), and more.

Names look alike as well that differ in case, accents, spaces and punctuation, or in digits for letters.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

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


@cache
def _words() -> Mapping[int, str]:
    """By character what it reads like, in small letters."""
    prototypes = _prototypes()
    ascii_ = (chr(code) for code in range(0x21, 0x7F))
    return {ord(c): _settled(c, prototypes) for c in {*prototypes, *ascii_} if len(c) == 1}


def _settled(text: str, prototypes: Mapping[str, str]) -> str:
    """What is left when nothing looks like something simpler any more, whatever the case."""
    while True:
        small = "".join(prototypes.get(c, c) for c in text.lower()).lower()
        bare = ACCENTS.sub("", unicodedata.normalize("NFKD", small))
        if bare == text:
            return text
        text = bare


@cache
def _shapes() -> Mapping[int, str]:
    """By character what has the same shape."""
    return {ord(one): ACCENTS.sub("", other) for one, other in _prototypes().items() if len(one) == 1}


@cache
def _prototypes() -> Mapping[str, str]:
    """By character that of its look-alikes which stands for all of them; the data tell neighbours alone."""
    # The library's own module reads this as it is brought in, which a verb without names need not wait for.
    tables = json.loads(files("confusable_homoglyphs").joinpath("confusables.json").read_text("utf-8"))
    near: dict[str, set[str]] = defaultdict(set)
    for one, others in tables.items():
        for other in others:
            pair = one.strip(_DIRECTION), other["c"].strip(_DIRECTION)
            near[pair[0]].add(pair[1])
            near[pair[1]].add(pair[0])
    return {one: max((one, *others), key=lambda each: _rank(each, near)) for one, others in near.items()}


def _rank(character: str, near: Mapping[str, set[str]]) -> tuple[bool, int, bool, str]:
    """Several letters that look like one, then what most look like, then plain ASCII."""
    return len(character) > 1, len(near[character]), character.isascii(), character
