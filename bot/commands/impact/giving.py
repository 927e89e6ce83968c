"""A note is given, in one's name or without a trace, and taken back."""

from collections.abc import Callable, Collection

from bot.commands.group.confirming import Answer, ask
from bot.commands.model import Outcome, Request
from bot.domain.codes import digest
from bot.domain.impact.countries import named
from bot.domain.impact.notes import (
    MOST_OF_ONE,
    MOST_WAITING,
    NEEDED,
    NEEDED_ANONYMOUS,
    Written,
    day,
    read_note,
    told_at,
)
from bot.domain.impact.rows import Impact, ImpactReview
from bot.domain.meeting.decision import Change, Discard, Keep, Wake
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Listing, Refusal, offering, refuse, say
from bot.views.group.impacts import withdrawing


def on_named(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """Coordinators see whose it is; of several countries one is chosen by a press."""
    del group
    own, written = request.asker.person or 0, read_note(text, "impact")
    if isinstance(written, Refusal):
        return written
    if _waiting(request, selves(request)) >= MOST_OF_ONE:
        return refuse("refused-impact-most", most=MOST_OF_ONE)
    if len(written.countries) > 1:
        answers = (Answer(written.words(code), named(code)) for code in written.countries)
        return ask(request, own, say("ask-impact-country"), *answers)
    note = _new(request, written, own)
    return Outcome(
        offering(say("impact-kept", number=note.number, needed=NEEDED), withdrawing(note)), _keeping(note)
    )


def on_anonymous(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """Nobody can press for it what would have to be kept meanwhile: it is given again."""
    if not request.traceless:
        return refuse("refused-impact-open")
    written = read_note(text, "impact anonymous")
    if isinstance(written, Refusal):
        return written
    if _waiting(request, (None,)) >= MOST_WAITING:
        return refuse("refused-impact-most", most=MOST_WAITING)
    if len(written.countries) > 1:
        known = Listing(tuple(f"{code} ({named(code)})" for code in written.countries))
        return refuse("refused-impact-which", countries=known)
    note = _new(request, written, None, digest(request.secret))
    answer = say(
        "impact-kept-anonymous",
        number=note.number,
        needed=NEEDED_ANONYMOUS,
        code=request.secret,
        withdraw=CommandText(f"impact withdraw {request.secret}", alone=True),
    )
    return Outcome(answer, _keeping(note))


def on_withdraw(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """By its author, who may have left the group, or by a code."""
    del group
    if request.traceless:
        found = request.records.all(Impact, code=digest(text))
        return _withdrawn(request, found[0]) if found else refuse("refused-impact-code")
    note, own = note_of(request, text), selves(request)
    if note is None or note.author is None or note.author not in own:
        return refuse("refused-impact-unknown")
    return _withdrawn(request, note)


def note_of(request: Request, text: str) -> Impact | None:
    """The one with that number."""
    return request.records.get(Impact, int(text)) if text.isdecimal() and len(text) < 8 else None


def selves(request: Request) -> Collection[int]:
    """Everybody in the group whom the asker is known to be."""
    own = request.asker.person
    return () if own is None else request.one_person(own)


def _waiting(request: Request, authors: Collection[int | None]) -> int:
    """How many of theirs are to be reviewed: whoever gives many does not keep others from being read."""
    return sum(each.author in authors for each in request.records.all(Impact, state="waiting"))


def _new(request: Request, written: Written, author: int | None, code: str = "") -> Impact:
    number, (country,) = request.records.next_number(Impact), written.countries
    return Impact(number, author, day(request.now), country, written.what, written.link, code)


def _keeping(note: Impact) -> Change:
    return Change((), (Keep(note), Wake(note, told_at(note))))


def _withdrawn(request: Request, note: Impact) -> Outcome:
    reviews = request.records.all(ImpactReview, impact=note.number)
    gone = (Discard(note), *map(Discard, reviews))
    return Outcome(say("impact-withdrawn", number=note.number), Change((), gone))


Handler = Callable[[Meeting, Request, str], Outcome | Refusal]
"""One of the things that can be done about notes, with the rest of the line."""
