"""What was probably meant by a word that is not known: other words for it first, then a slip of the keys."""

import difflib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, TypeVar

from bot.domain.folding import bare

T = TypeVar("T")

SHORT: Final = 3
"""Codes of so few letters differ by one or two from many others."""
LONGEST: Final = 40

GROUPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("ngo", "ngos", "cso", "csos", "nonprofit", "non-profit", "activist"), "civil society"
        ),
        **dict.fromkeys(("company", "companies", "business", "industry", "enterprise"), "private sector"),
        **dict.fromkeys(("state", "ministry", "regulator", "governmental"), "government"),
        **dict.fromkeys(("engineer", "engineers", "operator", "operators"), "technical community"),
        **dict.fromkeys(("grulac", "latam"), "latin american and caribbean group (grulac)"),
    }
)
"""What people call the usual groups."""


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that is nearest; none where both are so short that anything is near."""
    wanted = bare(word)
    if len(wanted) > LONGEST:
        return None
    by_bare = {bare(each): each for each in known}
    found = difflib.get_close_matches(wanted, [n for n in by_bare if _tells(wanted, n)], n=1, cutoff=cutoff)
    return by_bare[found[0]] if found else None


def meant(word: str, named: Mapping[str, T]) -> T | None:
    """What a word for a choice probably names, among what goes by these names."""
    by_bare = {bare(name): each for name, each in named.items()}
    near = nearest(word, by_bare)
    return by_bare.get(GROUPS.get(bare(word), "")) or (by_bare[near] if near else None)


def _tells(word: str, known: str) -> bool:
    """Whether being near means anything."""
    return max(len(word), len(known)) > SHORT or word.startswith(known) or known.startswith(word)
