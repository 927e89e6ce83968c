"""The meeting as a whole: invited, open, closed, and going on."""

from typing import assert_never

from bot.domain.identity import Identity
from bot.domain.meeting.events import (
    Cancelled,
    ChannelOpened,
    Closed,
    HandedOver,
    Invited,
    Left,
    LifecycleEvent,
    Moved,
    Opened,
    Reminded,
    Stayed,
)
from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Listing, Message, Moment, PlanText, offering, say
from bot.domain.plan import Room
from bot.reactions.effects import (
    Effect,
    Invite,
    OpenChannels,
    ShowBoard,
    Tell,
    TellPerson,
    Transition,
    TryAgain,
)
from bot.views.balance import whole_balance
from bot.views.moderating import START, keypad
from bot.views.panel import AGENDA, HELP, STAY

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
        case ChannelOpened() | HandedOver():
            return _of_channel(event, transition.end)
        case Stayed(person):
            return _stayed(transition.end, person)
        case Left():
            return []
    assert_never(event)


def hall_keypad(meeting: Meeting) -> list[Effect]:
    """For moderators where there is a hall: a press for each group."""
    if all(room.place for room in meeting.plan.rooms):
        return []
    return [Tell("moderators", keypad(meeting))]


def _of_channel(event: ChannelOpened | HandedOver, meeting: Meeting) -> list[Effect]:
    """A new one fills and is welcomed; of an old one only the right to run it is new."""
    match event:
        case ChannelOpened(place):
            return [*(Invite(place, who) for who in going_on(meeting)), Tell(place, welcome(meeting))]
        case HandedOver(place):
            return [Invite(place, who) for who in coordinators(meeting)]
    assert_never(event)


def _stayed(meeting: Meeting, person: int) -> list[Effect]:
    """Let in where there is a channel; where one could not be opened, that is tried once more."""
    missing = [OpenChannels()] if meeting.status == "closed" else []
    return [*(Invite(place, person) for place in meeting.channels), *missing]


def once_more(meeting: Meeting) -> tuple[Effect, ...]:
    """What was refused, and what can be missing all the same: boards, later channels and invitations."""
    if meeting.status == "open":
        return (TryAgain(), ShowBoard(again=True))
    people = going_on(meeting)
    return (TryAgain(), OpenChannels(), *(Invite(place, who) for place in meeting.channels for who in people))


def _closed(transition: Transition) -> list[Effect]:
    """Thanks to all, the final balance to the moderators, and a word to those whom time did not reach."""
    before = transition.before
    waiting = dict.fromkeys(ticket.person for ticket in before.queue)
    return [
        Tell("rooms", offering(say("closed", title=TITLE), STAY)),
        Tell("moderators", say("closed-moderators", title=TITLE, waiting=len(waiting))),
        Tell("moderators", whole_balance(before, transition.at)),
        *(TellPerson(person, offering(say("closed-waiting", title=TITLE), STAY)) for person in waiting),
        OpenChannels(),
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


def going_on(meeting: Meeting) -> list[int | Identity]:
    """Who belongs into the coordination channels: those who stay, and the coordinators."""
    stay = {p.person for p in meeting.participants.values() if p.stays}
    return [*sorted(stay | meeting.moderators), *meeting.plan.coordinators]


def coordinators(meeting: Meeting) -> list[int | Identity]:
    """Who runs the coordination channels: whoever moderated, and the accounts that the file names."""
    return [*sorted(meeting.moderators), *meeting.plan.coordinators]


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


def questions(meeting: Meeting) -> Argument:
    """The policy questions, a line each."""
    numbers = range(len(meeting.plan.questions))
    return Listing(tuple(PlanText(("questions", str(n))) for n in numbers), lines=True)


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
    )


def welcome(meeting: Meeting) -> Message:
    """The first words in the coordination channel: what is open, and what comes next."""
    steps = range(len(meeting.plan.coordination.next_steps))
    return say(
        "welcome",
        title=TITLE,
        text=PlanText(("coordination", "welcome")),
        questions=questions(meeting),
        steps=Listing(tuple(PlanText(("coordination", "next_steps", str(n))) for n in steps), lines=True),
    )
