"""What a platform wants moderators to know: all of them, or those of the meetings that use a room."""

from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, PlanText, say
from bot.ports.store import Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.actions import Planned, Post
from bot.services.outbound.room_names import room_name


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


def tell_of_lost_room(
    tx: Transaction,
    repository: MeetingRepository,
    event_writer: EventWriter,
    loss: Message,
    cause: Cause,
    place: Place,
) -> None:
    """Once in each other moderators' room of the meetings that use the place and are not over.

    Where several share such a room, it is told for the one that is under way.
    """
    using = [each for each in repository.all(tx) if each.status != "closed" and _uses(each, place)]
    told: dict[Place, Meeting] = {}
    for meeting in sorted(using, key=lambda each: each.status != "open"):
        for room in meeting.plan.moderators_rooms:
            if room != place and room.platform in event_writer.recipients.connected:
                told.setdefault(room, meeting)
    for room, meeting in sorted(told.items(), key=lambda each: str(each[0])):
        where = Cause(f"{cause.key}/{room}", cause.now)
        lost = say("room-lost", title=PlanText(("title",)), room=room_name(meeting, str(place)), loss=loss)
        post = Post(room, lost)
        event_writer.send(tx, meeting.plan.id, [Planned(post)], where, "warning")


def _uses(meeting: Meeting, place: Place) -> bool:
    return place in (*meeting.plan.places, *meeting.plan.moderators_rooms)
