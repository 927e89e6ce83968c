"""A long list, or more choices than one message can offer, a page at a time."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from bot.domain.message import Offer, RawText, Refusal, refuse, say

PAGE = 25
"""So many lines can be looked over at once, and be chosen from in one message of any platform."""
OF_WORDS = 10
"""So many, where lines are sentences that people wrote: a page is a message or two of any platform."""
OF_COMMENTS = 3
"""So many, where each can be as long as a message."""
_DIGITS = 4
"""Of a page's number."""


class Page(Struct, frozen=True):
    """Some of a list: the items from `begin` up to `end`, counted from 0."""

    number: int
    begin: int
    end: int
    left: int
    """How many come behind it."""


def page_number(text: str | None) -> int | Refusal:
    """The page that is asked for; the first where nothing is said."""
    asked = text or "1"
    if not (asked.isdecimal() and len(asked) <= _DIGITS):
        return refuse("refused-page", text=RawText(asked))
    return max(1, int(asked))


def page_of(count: int, number: int, size: int = PAGE) -> Page:
    """That page of so many; the last one where there are not so many."""
    number = min(number, max(1, -(-count // size)))
    begin = size * (number - 1)
    end = min(begin + size, count)
    return Page(number, begin, end, count - end)


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
