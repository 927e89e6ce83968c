"""What a platform wants every moderator to know, whichever meeting they hold."""

from bot.domain.message import Message
from bot.ports.store import Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.actions import Planned, Post


def warn_moderators(
    tx: Transaction,
    repository: MeetingRepository,
    event_writer: EventWriter,
    notice: Message,
    cause: Cause,
    besides: str | None = None,
) -> None:
    """Once in each moderators' room of the meetings that are not over, however many share the room.

    Rooms of the platform `besides` are left out.
    """
    coming = [meeting for meeting in repository.all(tx) if meeting.status != "closed"]
    rooms = {place for meeting in coming for place in meeting.plan.moderators_rooms}
    for place in sorted(rooms, key=str):
        if place.platform in event_writer.recipients.connected and place.platform != besides:
            where = Cause(f"{cause.key}/{place}", cause.now)
            event_writer.send(tx, "", [Planned(Post(place, notice))], where, "warning")
