"""Resources as people see them, one by one and on the page of them."""

from collections.abc import Collection, Sequence

from bot.domain.group.rows import Resource, text_id
from bot.domain.message import CommandText, LinkRef, Listing, Message, Offer, TextRef, offering, say

ADD = Offer("resource add", say("offer-resource-add"), asks=True)
MOST_PARTS = 10
MOST_LINES = 200
"""So many stand on a page at most, and the older ones not any more."""
FITS = 1650
"""What the lines of one part may need, so that it is one message everywhere with its heading and offer."""
CUT = 600
"""What a line may need of which only the title is shown."""


def resource_line(resource: Resource, *, titled: bool) -> Message:
    """Its number, its title if it has one, where it leads, and its tags."""
    tags = resource.tags.split()
    return say(
        "resource-line",
        number=resource.number,
        titled="yes" if titled else "no",
        title=_title(resource) if titled else "",
        link=LinkRef(text_id(resource, "link")),
        tags=say("resource-tags", tags=Listing(tuple(tags))) if tags else "",
    )


def resource_page(
    rows: Sequence[Resource], titled: Collection[int], words: Sequence[str], *, older: bool
) -> list[Message]:
    """Its parts, of resources from the oldest on and their lines in words; there is always a first one.

    New ones come at the end, so that what stands before them need not change.
    """
    parts, room = [list[Message]()], FITS
    for row, said in zip(rows, words, strict=True):
        line, needs = _line(row, titled, said)
        if needs > room:
            parts.append([])
            room = FITS
        parts[-1].append(line)
        room -= needs
    first, *rest = parts[-MOST_PARTS:]
    held = "none" if not rows else "older" if older or len(parts) > MOST_PARTS else "all"
    lines = Listing(tuple(first), lines=True)
    example = CommandText("resource add https://example.org | A title | climate")
    heading = say("resource-page", held=held, add=example, list=CommandText("resource list"), lines=lines)
    others = (
        say("resource-page-part", part=part, lines=Listing(tuple(lines), lines=True))
        for part, lines in enumerate(rest, start=2)
    )
    return [offering(heading, ADD), *others]


def _line(resource: Resource, titled: Collection[int], said: str) -> tuple[Message, int]:
    """It, and how much it may need: signs that mean something in markup are written with one more."""
    has_title = resource.number in titled
    needs = 1 + sum(1 if sign.isalnum() or sign.isspace() else 2 for sign in said)
    if needs <= FITS:
        return resource_line(resource, titled=has_title), needs
    title = _title(resource) if has_title else ""
    cut = say("resource-line-cut", number=resource.number, titled="yes" if has_title else "no", title=title)
    return cut, CUT


def _title(resource: Resource) -> TextRef:
    return TextRef(text_id(resource, "title"))
