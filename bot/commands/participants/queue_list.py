"""The queue as a list, for everyone; with a word behind it, for moderators, what is to become of it."""

from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.moderators.queue_control import ACTIONS, control_queue
from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.state import Meeting, Waiting
from bot.domain.message import CommandText, Listing, Message, RawText, Refusal, refuse, say
from bot.views.board import MOST_NAMES
from bot.views.joining import how_to_join
from bot.views.people import speaker, those_away, those_passing, waiting_entry

PAGE = 25
"""So many lines can be looked over at once, and stand in one message or two."""
LONGEST_PAGE = 4
"""Digits of a page's number."""


def on_queue(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Who has the floor and who waits."""
    action, page = request.text("action"), request.text("page") or "1"
    if action:
        return control_queue(meeting, request, action)
    if not (page.isdecimal() and len(page) <= LONGEST_PAGE):
        return refuse("refused-page", text=RawText(page), queue=CommandText("queue"))
    return Outcome(_shown(meeting, max(1, int(page))))


def _shown(meeting: Meeting, page: int) -> Message:
    """One page, each with the place that `position` tells; the last one where there are not so many."""
    waiting, floor = calling_order(meeting), speaker(meeting)
    away = those_away(meeting, MOST_NAMES)
    if not waiting:
        key = "queue-on-hold" if meeting.queue else "queue-empty"
        return say(key, floor=floor, join=how_to_join(meeting), away=away)
    begin = PAGE * min(page - 1, (len(waiting) - 1) // PAGE)
    lines = [_line(meeting, n, waiting[n - 1]) for n in range(begin + 1, len(waiting) + 1)[:PAGE]]
    count = len({ticket.person for ticket in waiting})
    whole = "yes" if len(waiting) == len(meeting.queue) else "no"
    names, more = Listing(tuple(lines), lines=True), _more(len(waiting) - begin - PAGE, begin // PAGE + 2)
    passing = those_passing(meeting)
    return say(
        "queue", floor=floor, count=count, whole=whole, names=names, more=more, passing=passing, away=away
    )


def _line(meeting: Meeting, place: int, ticket: Waiting) -> Message:
    who = waiting_entry(meeting, ticket)
    return say("queue-line", place=place, who=who, words="yes" if ticket.texts else "no")


def _more(count: int, next_page: int) -> Message | str:
    return say("queue-more", count=count, next=CommandText(f"queue {next_page}")) if count > 0 else ""


QUEUE = Command(
    "queue",
    Who.EVERYONE,
    When.OPEN,
    on_queue,
    (Parameter("action", Kind.WORD, words=ACTIONS), Parameter("page", Kind.TEXT)),
    by_role_with="action",
    forms=("queue", "queue 2", "queue close", "queue open", "queue clear"),
)
