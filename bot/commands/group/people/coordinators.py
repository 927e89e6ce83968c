"""Who coordinates the group: handed over, shared, and never nobody."""

from bot.commands.group.confirming import Answer, ask
from bot.commands.input.person_lookup import resolve_person
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.meeting.decision import Change
from bot.domain.meeting.group.coordinating import hand_over, name, release
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Name, Refusal, say
from bot.reactions.effects import Effect, Tell, TellPerson


def on_handover(group: Meeting, request: Request) -> Outcome | Refusal:
    """Somebody else coordinates in one's place; asked once, since one cannot take it back oneself."""
    person = resolve_person(group, request, "who")
    if isinstance(person, Refusal):
        return person
    own = request.asker.person or 0
    events = hand_over(group, own, person)
    if isinstance(events, Refusal):
        return events
    if not request.sure:
        question = say("ask-handover", who=Name(person))
        return ask(request, own, question, Answer(f"handover ={person}", say("offer-handover")))
    return Outcome(say("done-handover", who=Name(person)), Change(events), _told(person))


HANDOVER = Command(
    "handover",
    Who.COORDINATOR,
    When.AFTER,
    on_handover,
    (Parameter("who", Kind.PERSON, required=True),),
    alone=True,
)


def on_coordinator(group: Meeting, request: Request) -> Outcome | Refusal:
    """One more who coordinates, or one fewer."""
    person = resolve_person(group, request, "who")
    if isinstance(person, Refusal):
        return person
    adds = request.text("what") == "add"
    events = name(group, person) if adds else release(group, person)
    if isinstance(events, Refusal):
        return events
    if adds:
        return Outcome(say("done-coordinator", who=Name(person)), Change(events), _told(person))
    released = say("done-not-coordinator", who=Name(person))
    return Outcome(released, Change(events), _told_of_release(group, request.asker.person or 0, person))


def _told_of_release(group: Meeting, own: int, person: int) -> tuple[Effect, ...]:
    """Nobody is released behind their back, nor behind that of the others who coordinate."""
    theirs = () if person == own else (TellPerson(person, say("you-coordinate-not", by=Name(own))),)
    told = say("coordinates-not", by=Name(own), who=Name(person))
    return (*theirs, *(TellPerson(each, told) for each in sorted(group.moderators - {own, person})))


def _told(person: int) -> tuple[Effect, ...]:
    return (
        TellPerson(person, say("you-coordinate", help=CommandText("help"))),
        Tell("rooms", say("coordinates", who=Name(person))),
    )


COORDINATOR = Command(
    "coordinator",
    Who.COORDINATOR,
    When.AFTER,
    on_coordinator,
    (
        Parameter("what", Kind.WORD, required=True, words=("add", "remove")),
        Parameter("who", Kind.PERSON, required=True),
    ),
    alone=True,
    forms=("coordinator add NAME", "coordinator remove NAME"),
)
