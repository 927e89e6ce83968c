"""What moderators call a room of their meeting."""

from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, PlanText, say


def room_name(meeting: Meeting, place: str) -> Argument:
    """The room's name in the meeting file; what it is for, or was, where the file gives it none."""
    for number, room in enumerate(meeting.plan.rooms):
        if place in (str(room.place), str(room.stage)):
            return PlanText(("rooms", str(number), "name"))
    if place in map(str, meeting.plan.moderators_rooms):
        return say("room-of-moderators")
    return say("room-afterwards" if place in map(str, meeting.channels) else "room-before")
