"""Which choice of the meeting somebody means: by short code, by name, or by the beginning of either."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from bot.commands.input.guessing.nearest import meant
from bot.domain.folding import bare, fold, plain
from bot.domain.message import Label, Listing, RawText, Refusal, refuse
from bot.domain.plan import Choice, Dimension
from bot.views.choices import with_codes

SEPARATORS = re.compile("[,;|]")
"""Between choices, beside spaces; those of other keyboards are folded into these."""


QUOTES = "\"'"


class Picked(Struct, frozen=True):
    """A choice on a dimension."""

    dimension: str
    code: str


Meant = tuple[Picked, ...]
"""What one code or name stands for: more than one choice where dimensions share it ("prefer not to say")."""


class _Offered(Struct, frozen=True):
    """A choice that can be picked, and what it goes by: its code and its names."""

    picked: Picked
    names: tuple[str, ...]
    bare: tuple[str, ...]
    """The same without accents."""


def pick(dimensions: Sequence[Dimension], text: str) -> list[Meant] | Refusal:
    """The choices that a line names, in its order ("cs ap", "Civil Society, Asia-Pacific", "cs|ap")."""
    offered = _offered(dimensions)
    most = max((len(name.split()) for each in offered for name in each.names), default=1)
    found: list[Meant] = []
    for words in _parts(text):
        start = 0
        while start < len(words):
            used, meant = _longest(offered, words[start : start + most])
            named = " ".join(words[start : start + used])
            if not meant:
                return _unknown(dimensions, named)
            if len({picked.code for picked in meant}) > 1:
                return refuse("refused-ambiguous-choice", text=RawText(named), choices=listing(meant))
            found.append(meant)
            start += used
    return found


def _offered(dimensions: Sequence[Dimension]) -> list[_Offered]:
    asked = [
        (Picked(dimension.id, choice.code), (*_names(choice), fold(f"{number}:{choice.code}")))
        for number, dimension in enumerate(dimensions, start=1)
        if dimension.asked
        for choice in dimension.choices
    ]
    return [_Offered(picked, names, tuple(map(bare, names))) for picked, names in asked]


def _parts(text: str) -> Iterator[list[str]]:
    """The words between commas, without quotes."""
    for part in SEPARATORS.split(plain(text)):
        yield [word for quoted in part.split() if (word := quoted.strip(QUOTES))]


def _longest(offered: Sequence[_Offered], words: Sequence[str]) -> tuple[int, Meant]:
    """How many of the first words belong together, and what they mean; nothing if not even the first does."""
    for used in range(len(words), 0, -1):
        meant = _matches(offered, " ".join(words[:used]))
        if meant:
            return used, meant
    return 1, ()


def _matches(offered: Sequence[_Offered], text: str) -> Meant:
    """Those of that name, else those whose name begins so; exact letters go before those without accents."""
    folded, unaccented = fold(text), bare(text)
    if not unaccented:
        return ()
    return (
        tuple(each.picked for each in offered if folded in each.names)
        or tuple(each.picked for each in offered if unaccented in each.bare)
        or tuple(each.picked for each in offered if any(n.startswith(folded) for n in each.names))
        or tuple(each.picked for each in offered if any(n.startswith(unaccented) for n in each.bare))
    )


def _names(choice: Choice) -> tuple[str, ...]:
    return (fold(choice.code), *(fold(name) for name in choice.name.values()))


def _unknown(dimensions: Sequence[Dimension], word: str) -> Refusal:
    known = {
        beginning: Label(d.id, c.code)
        for d in dimensions
        for c in (d.choices if d.asked else ())
        for name in _names(c)
        for beginning in (name, name.partition(" ")[0])
    }
    near, choices = meant(word, known), with_codes(dimensions)
    if near:
        return refuse("refused-unknown-choice-near", text=RawText(word), near=near, choices=choices)
    return refuse("refused-unknown-choice", text=RawText(word), choices=choices)


def listing(picked: Sequence[Picked]) -> Listing:
    """The names of choices in a row, each code once."""
    once = {p.code: p for p in reversed(picked)}
    return Listing(tuple(Label(p.dimension, p.code) for p in picked if once[p.code] is p))
