"""An answer that could not be given while it was new: that there was one is said once, when it can be."""

from datetime import datetime, timedelta
from typing import Final

from bot.domain.message import Moment, say
from bot.ports.store import Delivery, Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.outbound.actions import DirectMessage, Planned
from bot.services.outbound.afterwards.said import FAREWELL

LATEST: Final = timedelta(hours=6)
"""Whoever asked longer ago has found out otherwise."""


def tell_of_late_answer(
    tx: Transaction, writer: EventWriter, delivery: Delivery, answer: DirectMessage, now: datetime
) -> bool:
    """Not in its own words, which are of another moment. Once an hour for a person of a meeting.

    Whoever is to be forgotten is told no more: that would put it off.
    True if there is something to send.
    """
    if answer.answering is None or answer.message.key in FAREWELL or now - delivery.created >= LATEST:
        return False
    account = tx.people.account(delivery.meeting, answer.to)
    where = f"{delivery.meeting}/late/{account.person}/{now:%Y-%m-%dT%H}" if account else delivery.key
    word = DirectMessage(answer.to, say("answered-too-late", at=Moment(delivery.created)), answer.language)
    writer.send(tx, delivery.meeting, [Planned(word)], Cause(where, now), "late")
    return True
