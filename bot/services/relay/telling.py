"""What those who coordinate a group are told of its relay."""

from datetime import datetime

from bot.domain.meeting.state import Meeting
from bot.domain.message import Message
from bot.ports.store import Transaction
from bot.reactions.effects import Tell
from bot.services.event_writer import Cause, EventWriter


def tell_coordinators(
    tx: Transaction, event_writer: EventWriter, group: Meeting, told: Message, now: datetime
) -> None:
    """Each alone, once a week."""
    planned = event_writer.plan(tx, group, [Tell("moderators", told)])
    cause = Cause(f"{group.plan.id}/{told.key}/{now:%G-%V}", now)
    event_writer.send(tx, group.plan.id, planned, cause, "relay")
