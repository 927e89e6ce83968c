"""Being named in the minutes, as people are asked about it; and what a group is told of a meeting."""

from bot.domain.meeting.state import Meeting
from bot.domain.message import Duration, Message, Offer, offering, say

YES = Offer("minutes yes", say("offer-minutes-yes"))
NO = Offer("minutes no", say("offer-minutes-no"))


def asking(message: Message) -> Message:
    """The message with both answers."""
    return offering(message, YES, NO)


def unasked(meeting: Meeting, person: int) -> bool:
    """Whether somebody who has just chosen a name has yet to say whether it may stand in the minutes."""
    return not meeting.plan.is_group and person not in meeting.record.named


def told_of(group: Meeting) -> Message | None:
    """The minutes of the meeting that came last, in a line or two; None where nothing is known of one."""
    course = group.last
    if course is None:
        return None
    return say(
        "minutes-short",
        turns=course.turns,
        time=Duration(course.seconds),
        waiting=course.waiting,
        notes=course.notes,
    )
