"""Impact notes as people see them. What is said of one is kept no longer than until it has been said."""

from collections.abc import Sequence

from bot.domain.impact.countries import named
from bot.domain.impact.notes import REASONS, needed
from bot.domain.impact.rows import Impact, ImpactReview
from bot.domain.message import Argument, Message, Moment, Name, Offer, RawText, say

REVIEW = Offer("impact review", say("offer-impact-review"), "main")
SHORT = 120
"""So much of what happened stands in a list."""


def note_line(note: Impact) -> Message:
    """In a list."""
    what = note.what if len(note.what) <= SHORT else f"{note.what[: SHORT - 1]}…"
    return say("impact-line", number=note.number, country=named(note.country), what=_once(what))


def whole_note(note: Impact, reviews: Sequence[ImpactReview], *, inside: bool) -> Message:
    """All of it; whose it is, and how far it is, is for coordinators and its author."""
    more: Argument = ""
    if inside:
        accepted = sum(each.accepts for each in reviews)
        more = say(
            "impact-how-far",
            by=_by(note),
            state=note.state,
            accepted=accepted,
            against=len(reviews) - accepted,
            needed=needed(note),
        )
    return say(
        "impact-note",
        number=note.number,
        country=named(note.country),
        what=_once(note.what),
        link=_once(note.link),
        day=Moment(note.at, "day", zone="UTC"),
        more=more,
    )


def showing(note: Impact) -> Offer:
    """All of a note in a list."""
    return Offer(f"impact show {note.number}", say("offer-impact-show", number=note.number))


def withdrawing(note: Impact) -> Offer:
    """By its author."""
    return Offer(f"impact withdraw {note.number}", say("offer-impact-withdraw", number=note.number), "danger")


def judging(note: Impact) -> tuple[Offer, ...]:
    """What a coordinator can say of it."""
    accept = Offer(f"impact accept {note.number}", say("offer-impact-accept"), "main")
    return accept, Offer(f"impact reject {note.number}", say("offer-impact-reject"))


def why_not(note: Impact) -> tuple[Offer, ...]:
    """The usual reasons, and one's own."""
    usual = (
        Offer(f"impact reject {note.number} {each}", say("impact-reason", why=each, own=""))
        for each in REASONS
    )
    return (*usual, Offer(f"impact reject {note.number}", say("offer-own-words"), asks=True))


def reason_of(review: ImpactReview) -> Message:
    """Why it does not count, in words."""
    usual = review.reason in REASONS
    own: Argument = "" if usual else _once(review.reason)
    return say("impact-reason", why=review.reason if usual else "own", own=own)


def _by(note: Impact) -> Message:
    if note.author is None:
        return say("impact-nobody")
    return say("impact-by", who=Name(note.author))


def _once(text: str) -> RawText:
    return RawText(text, once=True)
