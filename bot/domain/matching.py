"""Which of several names somebody means: exact letters before those without accents, whole before a part."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from bot.domain.folding import bare, fold

T = TypeVar("T")


def matching(text: str, names: Mapping[T, str], part: Callable[[str, str], bool]) -> list[T]:
    """Whose name it is, or is a part of; `part` tells what counts as one, of a name and what was typed."""
    for alike in (fold, bare):
        wanted = alike(text).strip()
        for fits in (str.__eq__, part):
            found = [who for who, name in names.items() if wanted and fits(alike(name), wanted)]
            if found:
                return found
    return []
