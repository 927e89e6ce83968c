"""What cannot be sent: a word to the moderators, and an end to it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Listing, Message, PlanText, offering, say
from bot.ports.permissions import NotAllowed
from bot.ports.platform import Undeliverable
from bot.ports.store import Delivery, Pending, Transaction
from bot.reactions.effects import Tell, TellPerson
from bot.services.event_writer import Cause
from bot.services.meeting_repository import UnknownMeeting, UnreadableMeeting
from bot.services.outbound.executor import ActionExecutor
from bot.services.outbound.moderators_elsewhere import to_moderators_elsewhere
from bot.services.outbound.room_names import room_name
from bot.views.moderating import RETRY

TOLD_AGAIN: Final = timedelta(hours=1)
"""After so long what a lost room refuses is told like any other refusal."""


def tell_moderators(
    tx: Transaction, executor: ActionExecutor, pending: Pending, problem: Undeliverable, now: datetime
) -> None:
    """Tell their rooms what did not get through and where, once an hour for each place.

    Where each of their rooms has refused something within the hour, they are told alone as well.
    What was tried again is told each time that it was tried.
    """
    delivery = pending.delivery
    try:
        meeting = executor.repository.load(tx, delivery.meeting).meeting
    except (UnknownMeeting, UnreadableMeeting):
        return  # Nobody moderates a meeting that is gone.
    place = delivery.destination.partition(" ")[0]  # behind it stands what is done there
    word = _word(delivery.action, room_name(meeting, place))
    if word is None or (not pending.given_up and _known_as_lost(tx, meeting, place, now)):
        return
    # The key is the same for every message that this place refuses within the hour, this notice among them.
    lapse = f"again/{now:%Y-%m-%dT%H:%M}" if pending.given_up else f"{now:%Y-%m-%dT%H}"
    writer, where, besides = executor.event_writer, f"{word.key}/{place}", ""
    if isinstance(problem, NotAllowed) and problem.rights:
        where, besides = f"lacks/{place}/{','.join(problem.rights)}", place
        word = _lacks(problem, room_name(meeting, place))
    effects = to_moderators_elsewhere(meeting, word, besides)
    cause = Cause(f"{delivery.meeting}/{where}/{lapse}", now)
    writer.send(tx, delivery.meeting, writer.plan(tx, meeting, effects), cause, "undelivered")
    if _unheard(tx, meeting, place, now) and any(isinstance(each, Tell) for each in effects):
        alone = [TellPerson(person, word) for person in sorted(meeting.moderators)]
        of = "rooms" if place in map(str, meeting.plan.moderators_rooms) else where
        cause = Cause(f"{delivery.meeting}/alone/{of}/{lapse}", now)
        writer.send(tx, delivery.meeting, writer.plan(tx, meeting, alone), cause, "undelivered")


def tell_of_missing_right(
    tx: Transaction, executor: ActionExecutor, delivery: Delivery, notice: Message, now: datetime
) -> None:
    """Tell the meeting's moderators which right the bot lacks, once for each place."""
    meeting = executor.repository.load(tx, delivery.meeting).meeting
    writer = executor.event_writer
    planned = writer.plan(tx, meeting, to_moderators_elsewhere(meeting, notice, ""))
    where = f"{delivery.meeting}/{notice.key}/{delivery.destination}"
    writer.send(tx, delivery.meeting, planned, Cause(where, now), "missing-right")


def forget_unserved(tx: Transaction, platforms: Collection[str], now: datetime) -> None:
    """Drop what waits for platforms that are not configured any more, lest it is sent when they are again."""
    for row in tx.outbox.aside():
        if row.delivery.platform not in platforms:
            tx.outbox.leave(row.id)
    while unserved := [row for row in tx.outbox.heads() if row.delivery.platform not in platforms]:
        for row in unserved:
            tx.outbox.drop(row.id, "expired", now)


def _known_as_lost(tx: Transaction, meeting: Meeting, place: str, now: datetime) -> bool:
    """Whether moderators have just read elsewhere that the room is lost, and the mend."""
    since, rooms = tx.outages.since(place), map(str, meeting.plan.moderators_rooms)
    if since is None or now - since >= TOLD_AGAIN:
        return False
    return any(room != place and tx.outages.since(room) is None for room in rooms)


def _unheard(tx: Transaction, meeting: Meeting, refused: str, now: datetime) -> bool:
    """Whether each moderators' room has refused something within the hour."""

    def refusal(place: str) -> str:
        return f"{meeting.plan.id}/refuses/{place}/{now:%Y-%m-%dT%H}"

    rooms = [str(room) for room in meeting.plan.moderators_rooms]
    if refused in rooms:
        tx.causes.first_time(refusal(refused), now)
    return all(tx.causes.known(refusal(room)) for room in rooms)


def _word(action: str, room: Argument) -> Message | None:
    """What to say; nothing of a whisper, since that somebody cannot be written to concerns nobody else."""
    match action:
        case "post" | "board" | "resource-page" | "relay":
            return offering(say("undelivered-post", title=PlanText(("title",)), room=room), RETRY)
        case "open-channel":
            return offering(say("undelivered-channel", room=room), RETRY)
        case "let-in":
            return offering(say("undelivered-invitation"), RETRY)
        case _:
            return None


def _lacks(problem: NotAllowed, room: Argument) -> Message:
    return offering(say(problem.notice, rights=Listing(problem.rights), room=room), RETRY)
