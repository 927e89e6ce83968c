"""Clearing the queue, closing and opening it, and putting people out of it."""

from bot.commands.input.person_lookup import resolve_person, ticket_at
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, Target, When, Who
from bot.commands.moderators.floor import decide
from bot.commands.participation import ensure_participant
from bot.domain.meeting.decide.queue_control import clear, close_queue, open_queue, remove, tell_hands
from bot.domain.meeting.events import ConfirmationAsked, Event
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Offer, Refusal, offering, refuse, say
from bot.views.people import entry, waiting_entry

ACTIONS = ("close", "open", "clear", "tell", "quiet")


def control_queue(meeting: Meeting, request: Request, action: str) -> Outcome | Refusal:
    """What is to become of the queue, by a moderator."""
    command = CommandText(f"queue {action}")
    if not request.asker.moderator:
        return refuse("refused-not-moderator", command=command)
    entered = ensure_participant(meeting, request)
    events = _events(entered.meeting, action, entered.person, request)
    if isinstance(events, Refusal):
        return events
    change = decide(entered, f"queue {action}", events)
    if all(isinstance(event, ConfirmationAsked) for event in events):
        count = len({ticket.person for ticket in meeting.queue})
        sure = Offer("queue clear", say("offer-clear"), "danger")
        return Outcome(offering(say("ask-clear", count=count), sure), change)
    return Outcome(say(f"done-queue-{action}"), change)


def _events(meeting: Meeting, action: str, by: int, request: Request) -> tuple[Event, ...] | Refusal:
    match action:
        case "close":
            return close_queue(meeting, by)
        case "open":
            return open_queue(meeting, by)
        case "tell" | "quiet":
            return tell_hands(meeting, action == "tell", by)
        case _:
            return clear(meeting, by, request.now)


def on_remove(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Somebody out of the queue: by their place with that alone, by their name with all they wait for."""
    ticket = ticket_at(meeting, request.text("who") or "")
    person = ticket.person if ticket else resolve_person(meeting, request, "who")
    if isinstance(person, Refusal):
        return person
    entered = ensure_participant(meeting, request)
    events = remove(entered.meeting, person, entered.person, ticket)
    if isinstance(events, Refusal):
        return events
    who = waiting_entry(meeting, ticket) if ticket else entry(meeting, person)
    return Outcome(say("done-remove", who=who), decide(entered, "remove", events))


REMOVE = Command(
    "remove",
    Who.MODERATOR,
    When.OPEN,
    on_remove,
    (Parameter("who", Kind.PERSON, required=True, waiting=True),),
    forms=("remove 3", "remove Hall 7", "remove NAME"),
    target=Target.PERSON,
)
