"""What the whole group is told of what somebody did."""

from bot.commands.model import Request
from bot.domain.group.rows import Going, KeyDate
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message
from bot.reactions.effects import Effect, Tell, TellPerson


def tell_group(group: Meeting, request: Request, message: Message) -> tuple[Effect, ...]:
    """In every channel but the one in which all read the answer anyway; what has a file is no answer."""
    asker = request.asker
    answered = asker.place if asker.overheard and message.file is None else None
    return tuple(Tell(place, message) for place in group.channels if place != answered)


def tell_unseen(group: Meeting, request: Request, date: KeyDate, message: Message) -> tuple[Effect, ...]:
    """Who takes part in a date and reads no channel, since they are reminded of it alone."""
    going = request.records.all(Going, date=date.number)
    unseen = (each.person for each in going if group.participants[each.person].quietly)
    return tuple(TellPerson(person, message) for person in unseen if person != request.asker.person)
