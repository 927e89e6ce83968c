"""Somebody who takes no private messages: told to them where they are seen, and to those who call them."""

from datetime import datetime

from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Name, say
from bot.ports.store import Account, Delivery, Transaction
from bot.reactions.effects import Tell
from bot.services.event_writer import Cause
from bot.services.meeting_repository import UnknownMeeting, UnreadableMeeting
from bot.services.outbound.actions import DirectMessage, Planned, Post
from bot.services.outbound.dispatch.weights import CALLED
from bot.services.outbound.executor import ActionExecutor


def tell_of_closed_chat(
    tx: Transaction, executor: ActionExecutor, delivery: Delivery, action: DirectMessage, now: datetime
) -> None:
    """Each once for a person and a meeting that is open; of what was to be said nothing is told.

    The moderators are told when it matters: when the person is called, or is next.
    """
    try:
        meeting = executor.repository.load(tx, delivery.meeting).meeting
    except (UnknownMeeting, UnreadableMeeting):
        return
    account = tx.people.account(delivery.meeting, action.to)
    if account is None or meeting.status != "open":
        return
    writer, platform = executor.event_writer, action.to.platform
    cause = Cause(f"{delivery.meeting}/chat-closed/{account.person}/{platform}", now)
    if action.message.key in CALLED:
        told = Tell("moderators", say("chat-closed", name=Name(account.person), platform=platform))
        planned = writer.recipients.plan(meeting, (), [told])
        writer.send(tx, delivery.meeting, planned, cause, "moderators")
    room = _room(tx, meeting, account, action)
    if room is not None:
        yours = say("chat-closed-here", name=Name(account.person, mention=True), platform=platform)
        writer.send(tx, delivery.meeting, [Planned(Post(room, yours, urgent=True))], cause, "room")


def _room(tx: Transaction, meeting: Meeting, account: Account, action: DirectMessage) -> Place | None:
    """Where the account was seen under its own name, best where it asked; elsewhere nobody is to see it."""
    profile = tx.people.profiles(meeting.plan.id, {account.person}).get(account.person)
    rooms = account.seen & set(meeting.plan.places)
    if profile is None or profile.kind != "platform" or not rooms:
        return None
    asked = action.answering.place if action.answering else None
    return asked if asked in rooms else min(rooms)
