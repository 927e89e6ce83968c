"""The meeting as a whole: invited, open, closed, and going on."""

from typing import assert_never

from bot.commands.choices import offers
from bot.commands.effects import Effect, Invite, OpenChannels, Tell
from bot.commands.notices.step import Step
from bot.commands.queue import example
from bot.domain.identity import Identity
from bot.domain.meeting.facts import (
    ChannelOpened,
    Closed,
    Invited,
    Left,
    LifeFact,
    Opened,
    Reminded,
    Stayed,
)
from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Listing, Message, Moment, PlanText, Typed, say

TITLE = PlanText(("title",))


def of_life(fact: LifeFact, step: Step) -> list[Effect]:
    """Who is told of a fact about the meeting as a whole."""
    match fact:
        case Invited():
            return [Tell("rooms", invitation(step.end), expires=step.end.plan.start)]
        case Reminded():
            return [Tell("rooms", _reminder(step.end), expires=step.end.plan.start)]
        case Opened():
            return [
                Tell("rooms", panel(step.end)),
                Tell("moderators", say("opened-moderators", title=TITLE, start=Typed("start"))),
            ]
        case Closed():
            return [
                Tell("rooms", say("closed", stay=Typed("stay"), title=TITLE)),
                Tell("moderators", say("closed-moderators", title=TITLE)),
                OpenChannels(),
            ]
        case ChannelOpened(place):
            return [*(Invite(place, who) for who in going_on(step.end)), Tell(place, welcome(step.end))]
        case Stayed(person):
            return [Invite(place, person) for place in step.end.channels]
        case Left():
            return []
    assert_never(fact)


def going_on(meeting: Meeting) -> list[int | Identity]:
    """Who belongs into the coordination channels: those who stay, and the moderators."""
    stay = {p.person for p in meeting.participants.values() if p.stays}
    return [*sorted(stay | meeting.moderators), *meeting.plan.moderators]


def invitation(meeting: Meeting) -> Message:
    """What the meeting is, when, and how to take part."""
    plan = meeting.plan
    return say(
        "invitation",
        title=TITLE,
        day=Moment(plan.start, "date"),
        start=Moment(plan.start),
        description=PlanText(("description",)),
        questions=questions(meeting),
        help=Typed("help"),
    )


def questions(meeting: Meeting) -> Argument:
    """The policy questions, a line each."""
    numbers = range(len(meeting.plan.questions))
    return Listing(tuple(PlanText(("questions", str(n))) for n in numbers), lines=True)


def _reminder(meeting: Meeting) -> Message:
    return say("reminder", title=TITLE, start=Moment(meeting.plan.start), agenda=Typed("agenda"))


def panel(meeting: Meeting) -> Message:
    """How to take part, and who will see what, before anyone chooses anything."""
    return say(
        "panel",
        title=TITLE,
        join=Typed("join"),
        identify=example(meeting),
        choices=offers(meeting.plan.dimensions),
        shown=PlanText(("dimensions", "0", "name")),
        guest=Typed("name guest"),
        help=Typed("help"),
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
