"""The meeting as a whole: invited, open, closed, and going on."""

from typing import assert_never

from bot.domain.meeting.events import (
    Cancelled,
    Closed,
    Invited,
    LifecycleEvent,
    Moved,
    Opened,
    Reminded,
)
from bot.domain.meeting.state import Meeting
from bot.domain.message import Listing, Message, Moment, PlanText, offering, say
from bot.domain.plan import Room
from bot.reactions.effects import (
    Effect,
    ShowBoard,
    Tell,
    TellPerson,
    Transition,
    TryAgain,
    WakeGroup,
)
from bot.views.balance import whole_balance
from bot.views.group.welcome import questions
from bot.views.moderating import START, keypad
from bot.views.panel import AGENDA, HELP, QUIETLY, STAY

TITLE = PlanText(("title",))


def of_life(event: LifecycleEvent, transition: Transition) -> list[Effect]:
    """Who is told of an event about the meeting as a whole."""
    match event:
        case Invited():
            return [Tell("rooms", invitation(transition.end), expires=transition.end.plan.start)]
        case Moved():
            return moved(transition)
        case Cancelled():
            told = transition.before.told
            places = [room.place for room in told.rooms] if told else []
            return [Tell(place, say("cancelled", title=TITLE)) for place in places]
        case Reminded():
            return [Tell("rooms", _reminder(transition.end), expires=transition.end.plan.start)]
        case Opened():
            return [
                Tell("rooms", panel()),
                Tell("moderators", offering(say("opened-moderators", title=TITLE), START)),
                *hall_keypad(transition.end),
            ]
        case Closed():
            return _closed(transition)
    assert_never(event)


def hall_keypad(meeting: Meeting) -> list[Effect]:
    """For moderators where there is a hall: a press for each group."""
    if all(room.place for room in meeting.plan.rooms):
        return []
    return [Tell("moderators", keypad(meeting))]


def once_more(meeting: Meeting) -> tuple[Effect, ...]:
    """What was refused, and what can be missing all the same: boards, or what the group has to do."""
    if meeting.status == "open":
        return (TryAgain(), ShowBoard(again=True))
    return (TryAgain(), WakeGroup())


def _closed(transition: Transition) -> list[Effect]:
    """Thanks to all, the final balance to the moderators, and a word to those whom time did not reach."""
    before = transition.before
    waiting = dict.fromkeys(ticket.person for ticket in before.queue)
    balance = Tell("moderators", whole_balance(before, transition.at))
    if before.plan.is_call:
        return [
            Tell("rooms", say("call-closed", title=TITLE)),
            Tell("moderators", say("call-closed-moderators", title=TITLE, waiting=len(waiting))),
            balance,
            *(TellPerson(person, say("call-closed-waiting", title=TITLE)) for person in waiting),
        ]
    return [
        Tell("rooms", offering(say("closed", title=TITLE), STAY, QUIETLY)),
        Tell("moderators", say("closed-moderators", title=TITLE, waiting=len(waiting))),
        balance,
        *(TellPerson(person, offering(say("closed-waiting", title=TITLE), STAY)) for person in waiting),
    ]


def moved(transition: Transition) -> list[Effect]:
    """Wherever the old time or room was told, and in the new rooms, what changed."""
    before, plan = transition.before.told, transition.end.plan
    now = transition.end.told
    if before is None or now is None:
        return []
    places = dict.fromkeys(room.place for room in (*before.rooms, *now.rooms))
    messages = []
    if before.start != now.start:
        old, new = Moment(before.start, "date"), Moment(now.start, "date")
        messages.append(say("moved-time", title=TITLE, old=old, new=new))
    if before.rooms != now.rooms:
        rooms = tuple(_room(index, room) for index, room in enumerate(plan.rooms) if room.place)
        messages.append(say("moved-rooms", title=TITLE, rooms=Listing(rooms, lines=True)))
    return [Tell(place, message, expires=plan.start) for place in places for message in messages]


def _room(index: int, room: Room) -> Message:
    name = PlanText(("rooms", str(index), "name"))
    if room.link is None:
        return say("moved-room", name=name)
    return say("moved-room-link", name=name, link=PlanText(("rooms", str(index), "link")))


def invitation(meeting: Meeting) -> Message:
    """What the meeting is, when, and how to take part."""
    plan = meeting.plan
    told = say(
        "invitation",
        title=TITLE,
        day=Moment(plan.start, "date"),
        description=PlanText(("description",)),
        questions=questions(meeting),
    )
    return offering(told, AGENDA, HELP)


def _reminder(meeting: Meeting) -> Message:
    start = Moment(meeting.plan.start, "date")
    return offering(say("reminder", title=TITLE, start=start), AGENDA)


def panel() -> Message:
    """How to take part, and who will see what, before anyone chooses anything."""
    return say(
        "panel",
        title=TITLE,
        shown=PlanText(("dimensions", "0", "name")),
        whoami=say("offer-whoami"),
        chat="none",
    )
