"""Queueing somebody who takes part already: "q+ ana" from a moderator means Ana; and their words."""

from bot.commands.free_text import LONGEST_TEXT
from bot.commands.input.person_lookup import resolve_person
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, Target, When, Who
from bot.commands.moderators.floor import decide
from bot.commands.participation import after, ensure_participant
from bot.domain.meeting.decide.queue_control import add, add_words
from bot.domain.meeting.decision import Change, ReviseText, StoreText
from bot.domain.meeting.state import Meeting
from bot.domain.message import RawText, Refusal, refuse, say
from bot.views.people import entry

LONGEST_ECHO = 40
"""Characters of what is no name that are said again."""


def add_somebody(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Whoever the words name; what names nobody is asked back, and not taken for words of one's own."""
    person = resolve_person(meeting, request, "text")
    if isinstance(person, Refusal):
        return person if person.message.key == "refused-several" else _nobody(request)
    entered = ensure_participant(meeting, request)
    events = add(entered.meeting, person, entered.person)
    if isinstance(events, Refusal):
        return events
    change = decide(entered, "join", events)
    who = entry(after(meeting, change.events, request), person)
    return Outcome(say("done-add", who=who), change)


def _nobody(request: Request) -> Refusal:
    return refuse(
        "refused-add",
        text=RawText((request.text("text") or "")[:LONGEST_ECHO]),
    )


def on_words(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Somebody's words, to be read aloud at their turn.

    Where they stand in a message, they are known by it, so that they go when their writer takes it away.
    """
    text = request.text("text") or ""
    if len(text) > LONGEST_TEXT:
        return refuse("refused-long", most=LONGEST_TEXT)
    person = resolve_person(meeting, request, "who")
    if isinstance(person, Refusal):
        return person
    entered = ensure_participant(meeting, request)
    id = (request.target.message if request.target else None) or request.cause
    events = add_words(entered.meeting, person, id, entered.person)
    if isinstance(events, Refusal):
        return events
    writing = Change((), (ReviseText(id, None), StoreText(id, person, text)))
    change = decide(entered, "words", events) + writing
    who = entry(after(meeting, change.events, request), person)
    return Outcome(say("done-words", who=who), change)


WORDS = Command(
    "words",
    Who.MODERATOR,
    When.OPEN,
    on_words,
    (Parameter("who", Kind.PERSON, required=True), Parameter("text", Kind.TEXT, required=True)),
    forms=("words 3 TEXT", "words Guest 12 TEXT", "words NAME | TEXT"),
    target=Target.MESSAGE,
)
