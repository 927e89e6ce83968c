"""The first words in a coordination channel."""

from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Listing, Message, PlanText, say

TITLE = PlanText(("title",))


def welcome(meeting: Meeting) -> Message:
    """The first words in the coordination channel: what is open, and what comes next."""
    if meeting.plan.within:
        return say("wg-welcome", title=TITLE, text=PlanText(("coordination", "welcome")))
    steps = range(len(meeting.plan.coordination.next_steps))
    return say(
        "welcome",
        title=TITLE,
        text=PlanText(("coordination", "welcome")),
        questions=questions(meeting),
        steps=Listing(tuple(PlanText(("coordination", "next_steps", str(n))) for n in steps), lines=True),
    )


def conduct(meeting: Meeting) -> Message | None:
    """How people are to treat each other; None if the meeting file does not say."""
    if not meeting.plan.coordination.conduct:
        return None
    return say("conduct", text=PlanText(("coordination", "conduct")))


def questions(meeting: Meeting) -> Argument:
    """The policy questions, a line each."""
    numbers = range(len(meeting.plan.questions))
    return Listing(tuple(PlanText(("questions", str(n))) for n in numbers), lines=True)
