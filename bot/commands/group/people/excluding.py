"""Putting somebody out of the group who harms it, and letting them in again."""

from bot.commands.free_text import LONGEST_TEXT
from bot.commands.group.confirming import Answer, ask
from bot.commands.input.person_lookup import resolve_person
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.participants.afterwards import left_behind
from bot.domain.changing import replace
from bot.domain.group.rows import InviteCode
from bot.domain.meeting.decision import Change, Keep, NoneStays, SideEffect
from bot.domain.meeting.group.excluding import exclude, readmit
from bot.domain.meeting.state import Meeting
from bot.domain.message import (
    Listing,
    Message,
    Name,
    Offer,
    PlanText,
    RawText,
    Refusal,
    offering,
    refuse,
    say,
)
from bot.reactions.effects import TellPerson
from bot.views import panel

TITLE = PlanText(("title",))
SHOWN = 20
"""So many of those who were put out are listed, the latest first."""


def on_exclude(group: Meeting, request: Request) -> Outcome | Refusal:
    """Asked once, with whom and why, since a name cut short can be another's."""
    person = resolve_person(group, request, "who")
    if isinstance(person, Refusal):
        return person
    own, reason = request.asker.person or 0, request.text("reason") or ""
    if len(reason) > LONGEST_TEXT:
        return refuse("refused-long-words", most=LONGEST_TEXT)
    events = exclude(group, own, request.one_person(person))
    if isinstance(events, Refusal):
        return events
    said = RawText(" ".join(reason.split()))
    if not request.sure:
        question = say("ask-exclude", who=Name(person), reason=said)
        return ask(request, own, question, Answer(f"exclude ={person} | {reason}", say("offer-exclude")))
    out = [event.person for event in events]
    change = Change(events, tuple(effect for each in out for effect in _gone(request, each)))
    theirs = TellPerson(person, say("put-out", by=Name(own), title=TITLE, reason=said))
    told = say("put-out-told", by=Name(own), who=Name(person), reason=said)
    answer = offering(say("done-exclude", who=Name(person)), _letting_in(person))
    return Outcome(answer, change, (theirs, *_others(group, own, person, told)))


EXCLUDE = Command(
    "exclude",
    Who.COORDINATOR,
    When.AFTER,
    on_exclude,
    (Parameter("who", Kind.PERSON, required=True), Parameter("reason", Kind.TEXT, required=True)),
    alone=True,
    forms=("exclude NAME | REASON",),
)


def on_readmit(group: Meeting, request: Request) -> Outcome | Refusal:
    """Without a name those who were put out, each with a press."""
    if request.text("who") is None:
        return Outcome(_listed(group))
    person = resolve_person(group, request, "who")
    if isinstance(person, Refusal):
        return person
    own = request.asker.person or 0
    events = readmit(group, own, request.one_person(person))
    if isinstance(events, Refusal):
        return events
    theirs = TellPerson(person, offering(say("let-in-again", title=TITLE), panel.STAY))
    told = say("let-in-again-told", by=Name(own), who=Name(person))
    answer = say("done-readmit", who=Name(person))
    return Outcome(answer, Change(events), (theirs, *_others(group, own, person, told)))


READMIT = Command(
    "readmit",
    Who.COORDINATOR,
    When.AFTER,
    on_readmit,
    (Parameter("who", Kind.PERSON),),
    alone=True,
    forms=("readmit", "readmit NAME"),
)


def _listed(group: Meeting) -> Message:
    out = sorted(group.put_out & group.participants.keys(), reverse=True)[:SHOWN]
    if not out:
        return say("put-out-none")
    people = Listing(tuple(Name(each) for each in out), lines=True)
    return offering(say("put-out-list", people=people), *(_letting_in(each) for each in out))


def _letting_in(person: int) -> Offer:
    return Offer(f"readmit ={person}", say("offer-readmit", who=Name(person)))


def _others(group: Meeting, own: int, person: int, message: Message) -> tuple[TellPerson, ...]:
    """The other coordinators, each alone."""
    return tuple(TellPerson(each, message) for each in sorted(group.moderators - {own, person}))


def _gone(request: Request, person: int) -> tuple[SideEffect, ...]:
    return (NoneStays(person), *left_behind(request.records, person), *_codes(request, person))


def _codes(request: Request, person: int) -> tuple[SideEffect, ...]:
    """No code of theirs lets anybody in any more, and so not themselves by another account."""
    codes = request.records.all(InviteCode, by=person, withdrawn=False)
    return tuple(Keep(replace(each, withdrawn=True)) for each in codes)
