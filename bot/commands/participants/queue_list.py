"""The queue as a list, for everyone; with a word behind it, for moderators, what is to become of it."""

from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.moderators.queue_control import ACTIONS, control_queue
from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.state import Meeting
from bot.domain.message import Listing, Message, Refusal, say
from bot.views.board import MOST_NAMES
from bot.views.joining import how_to_join
from bot.views.people import speaker, those_away, waiting_entry


def on_queue(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Who has the floor and who waits."""
    action = request.text("action")
    return control_queue(meeting, request, action) if action else Outcome(_shown(meeting))


def _shown(meeting: Meeting) -> Message:
    """Up to ten by name."""
    waiting, floor = calling_order(meeting), speaker(meeting)
    away = those_away(meeting, MOST_NAMES)
    if not waiting:
        key = "queue-on-hold" if meeting.queue else "queue-empty"
        return say(key, floor=floor, join=how_to_join(meeting), away=away)
    names = Listing(tuple(waiting_entry(meeting, ticket) for ticket in waiting[:MOST_NAMES]), lines=True)
    count = len({ticket.person for ticket in waiting})
    whole = "yes" if len(waiting) == len(meeting.queue) else "no"
    return say("queue", floor=floor, count=count, whole=whole, names=names, away=away)


QUEUE = Command(
    "queue",
    Who.EVERYONE,
    When.OPEN,
    on_queue,
    (Parameter("action", Kind.WORD, words=ACTIONS),),
    by_role_with="action",
    forms=("queue", "queue close", "queue open", "queue clear"),
)
