"""More choices than one message can offer, on pages."""

from collections.abc import Callable, Sequence
from typing import Final

from bot.domain.message import Offer, say

PAGE: Final = 25
"""As many as a platform lets one choose from at once."""


def paged(
    offers: Sequence[Offer], number: int, turned: Callable[[int], str], always: Sequence[Offer] = ()
) -> tuple[Offer, ...]:
    """A page of them, by its number, with what stands on each, and the way to the next; all if they fit."""
    if len(offers) + len(always) <= PAGE:
        return (*offers, *always)
    size = max(1, PAGE - len(always))
    last = -(-len(offers) // size)
    page = min(max(number, 1), last)
    more = Offer(turned(page % last + 1), say("offer-more-people"), "main")
    return (*offers[size * (page - 1) : size * page], *always, more)


def page_of(text: str | None) -> int:
    """The number of a page as it is written; the first for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 5 else 1
