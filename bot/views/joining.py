"""How to join the queue, as it is now."""

from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Message, say


def how_to_join(meeting: Meeting) -> Message:
    """The way into the queue, or that it is closed."""
    if meeting.queue_closed:
        return say("queue-is-closed", point=CommandText("join point of order"))
    return say("to-speak", join=CommandText("join"))
