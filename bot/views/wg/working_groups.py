"""Working groups as people see them."""

from collections.abc import Sequence

from bot.domain.group.rows import WorkingGroup, text_id
from bot.domain.message import FileRef, Listing, Message, Offer, PlanText, TextRef, attaching, offering, say
from bot.views.pages import Page

LIST = Offer("wg list", say("offer-wg-list"), "main")


def name(row: WorkingGroup) -> TextRef:
    """What it is called."""
    return TextRef(text_id(row, "name"))


def join(row: WorkingGroup) -> Offer:
    """One press to come into it."""
    return Offer(f"wg join {row.number}", say("offer-wg-join", number=row.number), "main")


def closed() -> Message:
    """What all are told when it has closed, with the record of what it did."""
    return attaching(say("wg-closed", title=PlanText(("title",))), FileRef("group-record"))


def listed(rows: Sequence[WorkingGroup], page: Page) -> Message:
    """Each with its number and purpose, and a press to come into it."""
    shown = rows[page.begin : page.end]
    lines = Listing(tuple(_line(each) for each in shown), lines=True)
    more = Offer(f"wg list {page.number + 1}", say("offer-more-people"), "main")
    return offering(
        say("wg-list", lines=lines, left=page.left),
        *(join(each) for each in shown),
        *((more,) if page.left else ()),
    )


def _line(row: WorkingGroup) -> Message:
    return say("wg-line", number=row.number, name=name(row), purpose=TextRef(text_id(row, "purpose")))
