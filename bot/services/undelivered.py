"""A word to the moderators about what a platform will never take."""

from datetime import datetime

from bot.commands.effects import Tell
from bot.domain.message import Message, PlanText, say
from bot.ports.store import Delivery, Transaction
from bot.services.actions import Action, Board, LetIn, OpenChannel, Post, Whisper
from bot.services.carrier import Carrier
from bot.services.saving import Occasion


def tell_moderators(
    tx: Transaction, carrier: Carrier, delivery: Delivery, action: Action, now: datetime
) -> None:
    """Post in the moderators' rooms what did not get through; a failed notice of this kind makes no other."""
    message = _word(action)
    if message is None or not delivery.meeting or delivery.key.endswith(NOTICE):
        return
    meeting = carrier.archive.load(tx, delivery.meeting).meeting
    planned = carrier.saver.addressing.plan(meeting, (), [Tell("moderators", message)])
    carrier.saver.send(tx, delivery.meeting, planned, Occasion(delivery.key, now), NOTICE)


NOTICE = "undelivered"


def _word(action: Action) -> Message | None:
    match action:
        case Post() | Board():
            return say("undelivered-post", title=PlanText(("title",)))
        case OpenChannel():
            return say("undelivered-channel")
        case LetIn():
            return say("undelivered-invitation")
        case Whisper():
            # That somebody cannot be written to concerns nobody else.
            return None
