"""Offers while somebody types codes: each choice once, those that fit what is typed so far."""

from collections.abc import Sequence

from bot.domain.plan import Choice, Dimension
from bot.messages.plantext import chosen


def suggestions(dimensions: Sequence[Dimension], typed: str, language: str) -> list[tuple[str, str]]:
    """(label, value) pairs; the value keeps the codes that are complete already."""
    words = typed.split()
    last = words.pop() if words and not typed[-1].isspace() else ""
    before, complete = " ".join(words), {word.casefold() for word in words}
    offered: dict[str, str] = {}
    for dimension in dimensions:
        for choice in dimension.choices if dimension.asked else ():
            if _fits(choice, last.casefold(), language) and choice.code.casefold() not in complete:
                offered.setdefault(choice.code, _label(choice, language))
    return [(f"{before} {label}".strip(), f"{before} {code}".strip()) for code, label in offered.items()]


def _fits(choice: Choice, typed: str, language: str) -> bool:
    return choice.code.casefold().startswith(typed) or _label(choice, language).casefold().startswith(typed)


def _label(choice: Choice, language: str) -> str:
    return chosen(choice.name, language) or choice.code
