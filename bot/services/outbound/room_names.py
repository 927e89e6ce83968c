"""What moderators call a room of their meeting."""

from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, PlanText, say


def room_name(meeting: Meeting, place: str) -> Argument:
    """The room's name in the meeting file; what it is for, where the file gives it none."""
    for number, room in enumerate(meeting.plan.rooms):
        if str(room.place) == place:
            return PlanText(("rooms", str(number), "name"))
    moderates = place in (str(each) for each in meeting.plan.moderators_rooms)
    return say("room-of-moderators") if moderates else say("room-afterwards")
