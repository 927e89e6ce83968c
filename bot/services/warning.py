"""What a platform wants every moderator to know, whichever meeting they hold."""

from bot.domain.message import Message
from bot.ports.store import Transaction
from bot.services.actions import Planned, Post
from bot.services.archive import Archive
from bot.services.saving import Occasion, Saver


def warn_moderators(
    tx: Transaction, archive: Archive, saver: Saver, notice: Message, occasion: Occasion
) -> None:
    """Once in each moderators' room of the meetings that are not over, however many share the room."""
    coming = [meeting for meeting in archive.all(tx) if meeting.status != "closed"]
    rooms = {place for meeting in coming for place in meeting.plan.moderators_rooms}
    for place in sorted(rooms, key=str):
        if place.platform in saver.addressing.connected:
            where = Occasion(f"{occasion.cause}/{place}", occasion.now)
            saver.send(tx, "", [Planned(Post(place, notice))], where, "warning")
