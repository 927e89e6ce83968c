"""What is told of a relay: to those who coordinate the group, and in a channel where it leaves words out."""

from datetime import datetime

from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message
from bot.ports.store import Transaction
from bot.reactions.effects import Tell
from bot.services.event_writer import Cause, EventWriter
from bot.services.outbound.actions import Planned, Post
from bot.views.group.relay import outsider


def tell_coordinators(
    tx: Transaction, event_writer: EventWriter, group: Meeting, told: Message, now: datetime
) -> None:
    """Each alone, once a week."""
    planned = event_writer.plan(tx, group, [Tell("moderators", told)])
    cause = Cause(f"{group.plan.id}/{told.key}/{now:%G-%V}", now)
    event_writer.send(tx, group.plan.id, planned, cause, "relay")


def tell_of_outsiders(
    tx: Transaction, event_writer: EventWriter, group: Meeting, place: Place, now: datetime
) -> None:
    """In the channel, once a week: whoever writes there would not learn otherwise that others miss it."""
    cause = Cause(f"{group.plan.id}/outsider/{place}/{now:%G-%V}", now)
    event_writer.send(tx, group.plan.id, [Planned(Post(place, outsider(group.plan)))], cause, "relay")
