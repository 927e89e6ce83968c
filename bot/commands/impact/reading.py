"""Notes are found, read, and handed on as a file."""

from collections.abc import Sequence

from bot.commands.authorize import coordinators_alone
from bot.commands.impact.giving import note_of, selves
from bot.commands.model import Outcome, Request
from bot.domain.impact.countries import countries, named
from bot.domain.impact.notes import LONGEST, may_review, may_see, searched
from bot.domain.impact.rows import Impact, ImpactReview
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, FileRef, Listing, Offer, Refusal, attaching, offering, refuse, say
from bot.views.group.impacts import judging, note_line, showing, whole_note, withdrawing
from bot.views.pages import page_number

PAGE = 5
"""So many can be read at a glance."""
FORMATS = ("csv", "json", "md")


def on_list(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """What counts, of one country or of all, the newest first."""
    del group
    country, _, asked = (part.strip() for part in text.partition("|"))
    number, found = page_number(asked or None), countries(country) if country else ()
    if isinstance(number, Refusal):
        return number
    if country and not found:
        return refuse("refused-impact-country")
    if len(found) > 1:
        offers = (Offer(f"impact list {code}", named(code)) for code in found)
        return Outcome(offering(say("ask-impact-country"), *offers))
    where = {"country": found[0]} if found else {}
    notes = request.records.all(Impact, state="counts", **where)[::-1]
    left = len(notes) - number * PAGE
    more = Offer(f"impact list {' '.join(found)} | {number + 1}", say("offer-more-people"), "main")
    return _shown(notes[(number - 1) * PAGE : number * PAGE], left, *((more,) if left > 0 else ()))


def on_search(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """Words of what happened, of the country or of the source."""
    del group
    if not text:
        return refuse("refused-impact-search", example=CommandText("impact search WORDS", alone=True))
    if len(text) > LONGEST:
        return refuse("refused-long-words", most=LONGEST)
    notes = searched(request.records.all(Impact, state="counts"), text)[::-1]
    return _shown(notes[:PAGE], len(notes) - PAGE)


def on_show(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """All of one, to whoever may see it; of others nobody learns that they are there."""
    note, own, person = note_of(request, text), selves(request), request.asker.person
    coordinator = person in group.moderators
    if note is None or not may_see(note, own, member=is_member(group, person), coordinator=coordinator):
        return refuse("refused-impact-unknown")
    reviews = request.records.all(ImpactReview, impact=note.number)
    steps = judging(note) if coordinator and may_review(note, own) is None else ()
    mine = (withdrawing(note),) if note.author in own else ()
    shown = whole_note(note, reviews, inside=coordinator or note.author in own)
    return Outcome(offering(shown, *steps, *mine))


def on_export(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """What counts, without anybody's name, as a table unless another form is asked for."""
    refusal = coordinators_alone(group, request, "impact export")
    if refusal is not None:
        return refusal
    form = text.casefold() or FORMATS[0]
    if form not in FORMATS:
        return refuse("refused-impact-export", example=CommandText("impact export json", alone=True))
    others = (Offer(f"impact export {each}", each.upper()) for each in FORMATS if each != form)
    told = say("impact-export", notes=len(request.records.all(Impact, state="counts")))
    return Outcome(offering(attaching(told, FileRef("impacts", form)), *others))


def _shown(notes: Sequence[Impact], left: int, *more: Offer) -> Outcome:
    if not notes:
        return Outcome(say("impact-none"))
    lines = Listing(tuple(note_line(note) for note in notes), lines=True)
    return Outcome(
        offering(
            say("impact-list", lines=lines, left=max(0, left)), *(showing(note) for note in notes), *more
        )
    )
