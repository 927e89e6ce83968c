"""Coordinators look at what waits: two who are not the author, three where nobody knows who that is."""

from bot.commands.authorize import coordinators_alone
from bot.commands.impact.giving import note_of, selves
from bot.commands.model import Outcome, Request
from bot.domain.changing import replace
from bot.domain.impact.notes import LONGEST_REASON, day, decided, may_review, needed, told_at
from bot.domain.impact.rows import Impact, ImpactReview
from bot.domain.meeting.decision import Change, Discard, Keep, SideEffect, Wake
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, offering, refuse, say
from bot.reactions.effects import Effect, TellPerson
from bot.views.group.impacts import REVIEW, judging, reason_of, whole_note, why_not, withdrawing


def on_review(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """The oldest that waits for them, with how many more there are."""
    del text
    refusal = coordinators_alone(group, request, "impact review")
    if refusal is not None:
        return refusal
    own, waiting = selves(request), request.records.all(Impact, state="waiting")
    seen = {each.impact for each in request.records.all(ImpactReview) if each.person in own}
    wanted = [note for note in waiting if note.number not in seen and may_review(note, own) is None]
    if not wanted:
        return Outcome(say("impact-review-none", others=len(waiting)))
    note = wanted[0]
    reviews = request.records.all(ImpactReview, impact=note.number)
    told = say("impact-review", note=whole_note(note, reviews, inside=True), more=len(wanted) - 1)
    return Outcome(offering(told, *judging(note)))


def on_accept(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """It is so, and the source says it."""
    return _reviewed(group, request, text, None)


def on_reject(group: Meeting, request: Request, text: str) -> Outcome | Refusal:
    """It does not count, and why."""
    number, _, reason = text.partition(" ")
    return _reviewed(group, request, number, " ".join(reason.split()))


def _reviewed(group: Meeting, request: Request, number: str, reason: str | None) -> Outcome | Refusal:
    """By somebody who may; what they said of it before goes."""
    refusal = coordinators_alone(group, request, "impact review")
    if refusal is not None:
        return refusal
    note, own = note_of(request, number), selves(request)
    if note is None:
        return refuse("refused-impact-unknown")
    barred = may_review(note, own)
    if barred is not None:
        return barred
    if reason == "":
        return Outcome(offering(say("ask-impact-reason", number=note.number), *why_not(note)))
    if reason is not None and len(reason) > LONGEST_REASON:
        return refuse("refused-long-words", most=LONGEST_REASON)
    review = ImpactReview(
        request.records.next_number(ImpactReview),
        note.number,
        request.asker.person or 0,
        reason is None,
        reason or "",
        day(request.now),
    )
    return _kept(request, note, review)


def _kept(request: Request, note: Impact, review: ImpactReview) -> Outcome:
    own, known = selves(request), request.records.all(ImpactReview, impact=note.number)
    older = [each for each in known if each.person in own]
    reviews = (*(each for each in known if each.person not in own), review)
    after = replace(note, state=decided(note, reviews, request.one_person))
    alike = sum(each.accepts == review.accepts for each in reviews)
    answer = say(
        "impact-reviewed",
        number=note.number,
        accepts="yes" if review.accepts else "no",
        state=after.state,
        alike=alike,
        needed=needed(note),
    )
    kept: tuple[SideEffect, ...] = (
        *map(Discard, older),
        Keep(review),
        Keep(after),
        Wake(after, told_at(after)),
    )
    return Outcome(offering(answer, REVIEW), Change((), kept), _told(after, review))


def _told(note: Impact, review: ImpactReview) -> tuple[Effect, ...]:
    """Its author, once it is decided, where there is one to tell."""
    if note.author is None or note.state == "waiting":
        return ()
    if note.state == "counts":
        told = say("impact-counts", number=note.number)
    else:
        told = say("impact-counts-not", number=note.number, reason=reason_of(review))
    return (TellPerson(note.author, offering(told, withdrawing(note))),)
