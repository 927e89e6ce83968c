"""Which of several names somebody means: as it stands, then exact letters, then those without accents."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from bot.domain.folding import bare, fold, visible

T = TypeVar("T")


def matching(text: str, names: Mapping[T, str], part: Callable[[str, str], bool]) -> list[T]:
    """Whose name it is, or is a part of; `part` tells what counts as one, of a name and what was typed."""
    letter_by_letter = [who for who, name in names.items() if visible(name).split() == text.split()]
    if text.split() and letter_by_letter:
        return letter_by_letter
    for alike in (fold, bare):
        wanted = alike(text).strip()
        for fits in (str.__eq__, part):
            found = [who for who, name in names.items() if wanted and fits(alike(name), wanted)]
            if found:
                return found
    return []
