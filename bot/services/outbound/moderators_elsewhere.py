"""Moderators are told of a room where it can still be read."""

from collections.abc import Sequence

from bot.domain.meeting.state import Meeting
from bot.domain.message import Message
from bot.reactions.effects import Effect, Tell, TellPerson


def to_moderators_elsewhere(meeting: Meeting, message: Message, besides: str) -> Sequence[Effect]:
    """In their other rooms; alone, each who has moderated, where there is no other."""
    rooms = [room for room in meeting.plan.moderators_rooms if str(room) != besides]
    if rooms:
        return [Tell(room, message) for room in rooms]
    return [TellPerson(person, message) for person in sorted(meeting.moderators)]
