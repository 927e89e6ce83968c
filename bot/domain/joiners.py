"""Characters that show nothing themselves and that names need all the same, in the places where they do.

Persian parts and Indic scripts shape their letters by joiners, emoji are put together with them, and Chinese,
Japanese and Mongolian letters have variants. Anywhere else they could hide in a name.
"""

import re
import unicodedata
from typing import Final

NON_JOINER, JOINER = "\u200c", "\u200d"
VIRAMA: Final = 9
"""The combining class of the sign that ties Indic consonants together."""
FLAGS: Final = re.compile("\U0001f3f4[\U000e0030-\U000e007a]{1,8}\U000e007f")
"""Flags of parts of countries (Scotland) are spelt in invisible letters."""
INVISIBLE: Final = re.compile(
    "[\u200c\u200d\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)


def only_joining(text: str) -> str:
    """The text without those that join or change nothing where they stand."""
    spelt = {n for flag in FLAGS.finditer(text) for n in range(flag.start(), flag.end())}
    return "".join(c for n, c in enumerate(text) if not INVISIBLE.match(c) or n in spelt or _joins(text, n))


def _joins(text: str, at: int) -> bool:
    character, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not before:
        return False
    if character in (NON_JOINER, JOINER):
        return bool(after) and (_shapes(before, after) or (character == JOINER and _emoji(before, after)))
    return _varies(character, before, after)


def _shapes(before: str, after: str) -> bool:
    """Between letters of a script that joins them."""
    arabic = all(unicodedata.bidirectional(c) in ("AL", "NSM") for c in (before, after))
    tied = any(unicodedata.combining(c) == VIRAMA for c in (before, after))
    return arabic or (tied and unicodedata.category(after)[0] in "LM")


def _emoji(before: str, after: str) -> bool:
    return unicodedata.category(after) == "So" and (
        unicodedata.category(before) in ("So", "Sk") or before == "\ufe0f"
    )


def _varies(character: str, before: str, after: str) -> bool:
    """Whether the letter before has variants of this kind."""
    if character in "\ufe0e\ufe0f":
        keycap = before in "0123456789#*" and after == "\u20e3"
        return keycap or (not before.isascii() and unicodedata.category(before)[0] in "SP")
    if "\u180b" <= character <= "\u180f":
        return "\u1820" <= before <= "\u18aa"
    return character > "\ufdff" and unicodedata.name(before, "").startswith("CJK")
