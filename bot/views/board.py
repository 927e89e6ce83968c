"""The board: phase, floor, who is next, and how to join; one live message a room."""

from collections import Counter
from collections.abc import Collection

from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.schedule import phase_end
from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Listing, Message, Moment, PlanText, offering, say
from bot.views.panel import panel
from bot.views.people import group, speaker, those_away, waiting_entry

MOST_NAMES = 10


def board(meeting: Meeting) -> Message:
    """The board as it is to be shown now."""
    if meeting.status == "closed":
        return say("board-closed", title=PlanText(("title",)))
    shown = say(
        "board",
        phase=_phase(meeting),
        floor=speaker(meeting),
        queue=_queue(meeting),
        away=those_away(meeting, MOST_NAMES),
        state=state_of_queue(meeting),
    )
    return offering(shown, *panel(meeting))


def state_of_queue(meeting: Meeting) -> Message:
    """Whether new hands are taken."""
    return say("board-queue-closed" if meeting.queue_closed else "board-queue-open")


def _phase(meeting: Meeting) -> Message:
    if meeting.phase is None:
        return say("board-not-started", title=PlanText(("title",)), start=Moment(meeting.plan.start, "date"))
    title = PlanText(("phases", str(meeting.phase.index), "title"))
    end = phase_end(meeting)
    if end is None:
        return say("board-paused", title=title)
    return say("board-phase", title=title, end=Moment(end, since=meeting.phase.since))


def _queue(meeting: Meeting) -> Message:
    waiting = calling_order(meeting, MOST_NAMES + 1)
    if not waiting:
        return say("board-on-hold" if meeting.queue else "board-empty")
    following = waiting_entry(meeting, waiting[0])
    if len(waiting) == 1:
        return say("board-one", next=following)
    if len(waiting) <= MOST_NAMES:
        then = Listing(tuple(waiting_entry(meeting, ticket) for ticket in waiting[1:]))
        return say("board-few", next=following, then=then)
    people = {waiting.person for waiting in meeting.queue}
    return say("board-many", next=following, count=len(people), groups=_groups(meeting, people))


def _groups(meeting: Meeting, people: Collection[int]) -> Listing:
    """How many of each group wait, those on hold too."""
    counts = Counter(group(meeting, person) for person in people)
    items: tuple[Argument, ...] = tuple(
        say("board-group", group=label, count=count) for label, count in counts.most_common()
    )
    return Listing(items)
