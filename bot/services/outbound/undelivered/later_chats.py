"""More people asked than chats can be opened for just now: said once where they asked, naming nobody."""

from datetime import datetime

from bot.domain.message import say
from bot.ports.store import Delivery, Transaction
from bot.services.event_writer import Cause
from bot.services.meeting_repository import UnknownMeeting, UnreadableMeeting
from bot.services.outbound.actions import DirectMessage, Planned, Post
from bot.services.outbound.executor import ActionExecutor


def tell_of_later_chat(
    tx: Transaction, executor: ActionExecutor, delivery: Delivery, action: DirectMessage, now: datetime
) -> None:
    """Once an hour in a room of a meeting that is open; what was asked for elsewhere is not told of."""
    try:
        meeting = executor.repository.load(tx, delivery.meeting).meeting
    except (UnknownMeeting, UnreadableMeeting):
        return
    if action.answering is None or meeting.status != "open":
        return
    place = action.answering.place
    if place in meeting.plan.places:
        cause = Cause(f"{delivery.meeting}/chats-later/{place}/{now:%Y-%m-%dT%H}", now)
        executor.event_writer.send(tx, delivery.meeting, [Planned(Post(place, say("chats-later")))], cause)
