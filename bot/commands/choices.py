"""Which choice of the meeting somebody means: by short code, by name, or by the beginning of either."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.message import (
    Argument,
    Label,
    Listing,
    Message,
    PlanText,
    Refusal,
    Words,
    refuse,
    say,
)
from bot.domain.plan import Choice, Dimension


@dataclass(frozen=True)
class Picked:
    """A choice on a dimension."""

    dimension: str
    code: str


def pick(dimensions: Sequence[Dimension], text: str) -> list[Picked] | Refusal:
    """The choices that a line names, in its order ("cs ap", "Civil Society, Asia-Pacific").

    A code that stands on several dimensions ("prefer not to say") is picked on each of them.
    """
    picked: list[Picked] = []
    words = _parts(text)
    while words:
        found, used = _longest(dimensions, words)
        if not found:
            return _unknown(dimensions, words[0])
        if len({_name(dimensions, p) for p in found}) > 1:
            return refuse("refused-ambiguous-choice", text=Words(words[0]), choices=listing(found))
        picked += found
        words = words[used:]
    return picked


def _parts(text: str) -> list[str]:
    separator = "," if "," in text else None
    return [part.strip(" \"'") for part in text.split(separator) if part.strip(" \"'")]


def _longest(dimensions: Sequence[Dimension], words: Sequence[str]) -> tuple[list[Picked], int]:
    """What the first words mean, taking as many together as still mean something."""
    for used in range(len(words), 0, -1):
        found = _matches(dimensions, " ".join(words[:used]).casefold())
        if found:
            return found, used
    return [], 0


def _matches(dimensions: Sequence[Dimension], text: str) -> list[Picked]:
    pairs = [(d, c) for d in dimensions if d.asked for c in d.choices]
    exact = [Picked(d.id, c.code) for d, c in pairs if text in (c.code.casefold(), *_names(c))]
    if exact:
        return exact
    return [Picked(d.id, c.code) for d, c in pairs if any(name.startswith(text) for name in _names(c))]


def _names(choice: Choice) -> list[str]:
    return [name.casefold() for name in choice.name.values()]


def _name(dimensions: Sequence[Dimension], picked: Picked) -> str:
    return next(
        c.name.get("en", c.code)
        for d in dimensions
        if d.id == picked.dimension
        for c in d.choices
        if c.code == picked.code
    )


def _unknown(dimensions: Sequence[Dimension], word: str) -> Refusal:
    codes = [c.code for d in dimensions if d.asked for c in d.choices]
    near = difflib.get_close_matches(word.casefold(), codes, n=1)
    choices = offers(dimensions)
    if near:
        return refuse("refused-unknown-choice-near", text=Words(word), near=near[0], choices=choices)
    return refuse("refused-unknown-choice", text=Words(word), choices=choices)


def listing(picked: Sequence[Picked]) -> Listing:
    """The names of choices in a row."""
    return Listing(tuple(Label(p.dimension, p.code) for p in picked))


def offers(dimensions: Sequence[Dimension]) -> Listing:
    """All choices with their codes, a line for each dimension that is asked."""
    return Listing(tuple(_offer(n, d) for n, d in enumerate(dimensions) if d.asked), lines=True)


def _offer(number: int, dimension: Dimension) -> Message:
    choices: tuple[Argument, ...] = tuple(
        say("choice", code=c.code, name=Label(dimension.id, c.code)) for c in dimension.choices
    )
    return say("choices", dimension=PlanText(("dimensions", str(number), "name")), choices=Listing(choices))
