"""What cannot be sent: a word to the moderators, and an end to it."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.message import Message, PlanText, say
from bot.ports.store import Delivery, Transaction
from bot.reactions.effects import Tell
from bot.services.event_writer import Cause
from bot.services.meeting_repository import UnknownMeeting, UnreadableMeeting
from bot.services.outbound.executor import ActionExecutor


def tell_moderators(tx: Transaction, executor: ActionExecutor, delivery: Delivery, now: datetime) -> None:
    """Tell their rooms what did not get through, once for each place."""
    message = _word(delivery.action)
    if message is None:
        return
    try:
        meeting = executor.repository.load(tx, delivery.meeting).meeting
    except (UnknownMeeting, UnreadableMeeting):
        return  # Nobody moderates a meeting that is gone.
    planned = executor.event_writer.recipients.plan(meeting, (), [Tell("moderators", message)])
    # The key is the same for every message that this place refuses, this notice among them.
    where = f"{delivery.meeting}/{message.key}/{delivery.destination}"
    executor.event_writer.send(tx, delivery.meeting, planned, Cause(where, now), "undelivered")


def forget_unserved(tx: Transaction, platforms: Collection[str], now: datetime) -> None:
    """Drop what waits for platforms that are not configured any more, lest it is sent when they are again."""
    while unserved := [row for row in tx.outbox.heads() if _platform(row.delivery) not in platforms]:
        for row in unserved:
            tx.outbox.drop(row.id, "expired", now)


def _platform(delivery: Delivery) -> str:
    return delivery.destination.partition(":")[0]


def _word(action: str) -> Message | None:
    """What to say; nothing of a whisper, since that somebody cannot be written to concerns nobody else."""
    match action:
        case "post" | "board":
            return say("undelivered-post", title=PlanText(("title",)))
        case "open-channel":
            return say("undelivered-channel")
        case "let-in":
            return say("undelivered-invitation")
        case _:
            return None
