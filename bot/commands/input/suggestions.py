"""Offers while somebody types codes: each choice once, those that fit what is typed so far."""

import re
from collections.abc import Sequence

from bot.commands.input.choices import SEPARATORS
from bot.domain.folding import bare, fold, plain
from bot.domain.plan import Choice, Dimension
from bot.messages.plantext import chosen


def suggestions(dimensions: Sequence[Dimension], typed: str, language: str) -> list[tuple[str, str]]:
    """(label, value) pairs; the value keeps the codes that are complete already."""
    *whole, last = re.split(r"\s", SEPARATORS.sub(" ", plain(typed)))
    words = [word for word in whole if word]
    before, complete = " ".join(words), {fold(word) for word in words}
    offered: dict[str, str] = {}
    for dimension in dimensions:
        for choice in dimension.choices if dimension.asked else ():
            if _fits(choice, bare(last), language) and fold(choice.code) not in complete:
                offered.setdefault(choice.code, _label(choice, language))
    return [(f"{before} {label}".strip(), f"{before} {code}".strip()) for code, label in offered.items()]


def _fits(choice: Choice, typed: str, language: str) -> bool:
    return any(bare(name).startswith(typed) for name in (choice.code, _label(choice, language)))


def _label(choice: Choice, language: str) -> str:
    return chosen(choice.name, language) or choice.code
