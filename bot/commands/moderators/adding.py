"""Queueing somebody who takes part already: "q+ ana" from a moderator means Ana."""

from bot.commands.input.person_lookup import resolve_person
from bot.commands.model import Outcome, Request
from bot.commands.moderators.floor import decide
from bot.commands.participation import after, ensure_participant
from bot.domain.meeting.decide.queue_control import add
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, RawText, Refusal, refuse, say
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
    return Outcome(say("done-add", who=who, undo=CommandText("undo")), change)


def _nobody(request: Request) -> Refusal:
    return refuse(
        "refused-add",
        text=RawText((request.text("text") or "")[:LONGEST_ECHO]),
        walkup=CommandText("walkup cs"),
        own=CommandText("join to say TEXT"),
    )
