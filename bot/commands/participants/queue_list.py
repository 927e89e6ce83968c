"""The queue as a list, for everyone; with a word behind it, for moderators, what is to become of it."""

from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.moderators.queue_control import ACTIONS, control_queue
from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.state import Meeting
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.message import Listing, Message, Offer, Refusal, offering, say
from bot.views.board import MOST_NAMES, state_of_queue
from bot.views.pages import page_number, page_of
from bot.views.panel import hand
from bot.views.people import speaker, those_away, those_passing, waiting_entry


def on_queue(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Who has the floor and who waits."""
    action, number = request.text("action"), page_number(request.text("page"))
    if action:
        return control_queue(meeting, request, action)
    return number if isinstance(number, Refusal) else Outcome(_shown(meeting, number))


def _shown(meeting: Meeting, number: int) -> Message:
    """One page, each with the place that `position` tells; the last one where there are not so many."""
    waiting, floor = calling_order(meeting), speaker(meeting)
    away = those_away(meeting, MOST_NAMES)
    if not waiting:
        key = "queue-on-hold" if meeting.queue else "queue-empty"
        told = say(key, floor=floor, state=state_of_queue(meeting), away=away)
        return offering(told, hand(meeting))
    page = page_of(len(waiting), number)
    lines = [_line(meeting, n + 1, waiting[n]) for n in range(page.begin, page.end)]
    count = len({ticket.person for ticket in waiting})
    whole = "yes" if len(waiting) == len(meeting.queue) else "no"
    names, more = Listing(tuple(lines), lines=True), _more(page.left)
    passing = those_passing(meeting)
    told = say(
        "queue", floor=floor, count=count, whole=whole, names=names, more=more, passing=passing, away=away
    )
    return offering(told, Offer(f"queue {page.number + 1}", say("offer-more-people"))) if page.left else told


def _line(meeting: Meeting, place: int, ticket: Waiting) -> Message:
    who = waiting_entry(meeting, ticket)
    return say("queue-line", place=place, who=who, words="yes" if ticket.texts else "no")


def _more(count: int) -> Message | str:
    return say("queue-more", count=count) if count else ""


QUEUE = Command(
    "queue",
    Who.EVERYONE,
    When.OPEN,
    on_queue,
    (Parameter("action", Kind.WORD, words=ACTIONS), Parameter("page", Kind.TEXT)),
    by_role_with="action",
    forms=("queue", "queue 2", "queue close", "queue open", "queue clear", "queue tell", "queue quiet"),
)
