"""What a platform wants moderators to know: all of them, or those of the meetings that use a room."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from msgspec import Struct

from bot.domain.group.rows import Page
from bot.domain.identity import Place
from bot.domain.meeting.decision import Change
from bot.domain.meeting.events import ChannelLost
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, PlanText, say
from bot.ports.store import Transaction
from bot.reactions.effects import Tell
from bot.reactions.lifecycle import panel
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.actions import Board, Planned, Post, ResourcePage
from bot.services.outbound.room_names import room_name
from bot.services.outbound.undelivered.retrying import try_again


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


class LostRoom(Struct, frozen=True):
    """A room that the bot cannot serve any more, and why; for good where it was deleted."""

    place: Place
    loss: Message
    gone: bool


class MovedRoom(Struct, frozen=True):
    """A room that was given up for another one, and what its platform calls that."""

    place: Place
    new: str


def tell_of_lost_room(
    tx: Transaction, repository: MeetingRepository, event_writer: EventWriter, lost: LostRoom, cause: Cause
) -> None:
    """Once in each other moderators' room of the meetings that use the place.

    Where several share such a room, it is told for the one that is under way. A coordination channel that
    was deleted is forgotten, so that another can be opened.
    """
    place = lost.place
    if in_use(tx, repository, place) and not lost.gone:
        tx.outages.begin(str(place), cause.now)
    if lost.gone:
        using = [meeting.plan.id for meeting in repository.all(tx) if place in meeting.channels]
        # All are locked before any is changed, as wherever several are.
        for id, loaded in [(id, repository.load(tx, id)) for id in sorted(using)]:
            own = Cause(f"{cause.key}/{id}", cause.now)
            event_writer.save(tx, loaded, Change((ChannelLost(place),)), own)
    words = partial(say, "room-lost", loss=lost.loss)
    _tell_others(tx, repository, event_writer, _Word(place, words), cause)


def tell_of_regained_room(
    tx: Transaction, repository: MeetingRepository, event_writer: EventWriter, cause: Cause, place: Place
) -> None:
    """What was missed there follows as far as it is still so.

    Who was told that the room is lost is told that it is back.
    """
    if not tx.causes.first_time(cause.key, cause.now):
        return
    _make_up(tx, repository, event_writer, cause, place, [])
    if tx.outages.end(str(place)) is not None:
        _tell_others(tx, repository, event_writer, _Word(place, partial(say, "room-back")), cause)


def tell_of_moved_room(
    tx: Transaction, repository: MeetingRepository, event_writer: EventWriter, moved: MovedRoom, cause: Cause
) -> None:
    """What everybody needs at hand is posted in the new room, and what was refused meanwhile follows.

    Moderators are told there as well, where it is a room of theirs.
    """
    place = moved.place
    if not tx.causes.first_time(cause.key, cause.now):
        return
    for group in (each for each in repository.all(tx) if place in each.channels):
        _carry_pages(tx, event_writer, group, place, cause)
    _make_up(tx, repository, event_writer, cause, place, [Planned(Post(place, panel()))])
    tx.outages.end(str(place))
    word = _Word(place, partial(say, "room-moved", new=moved.new), there=True)
    _tell_others(tx, repository, event_writer, word, cause)


def show_newcomers(
    tx: Transaction, repository: MeetingRepository, event_writer: EventWriter, cause: Cause, place: Place
) -> None:
    """The board is posted again, at the pace of newcomers, for those who cannot read the one that hangs."""
    for meeting in served_in(tx, repository, place):
        where = Cause(f"{cause.key}/{meeting.plan.id}", cause.now)
        event_writer.send(tx, meeting.plan.id, [Planned(Board(place, newcomers=True))], where, "board")


def served_in(tx: Transaction, repository: MeetingRepository, place: Place) -> list[Meeting]:
    """The meetings whose board hangs in a room."""
    return [each for each in repository.all(tx) if each.status == "open" and place in each.plan.places]


def say_unread(
    tx: Transaction, repository: MeetingRepository, event_writer: EventWriter, place: Place, now: datetime
) -> None:
    """Once an hour, in a room of a meeting, where others wonder as well; of nobody in particular."""
    key = f"unread/{place}/{now:%Y-%m-%dT%H}"
    if in_use(tx, repository, place) and tx.causes.first_time(key, now):
        event_writer.send(tx, "", [Planned(Post(place, say("unread-here")))], Cause(key, now), "warning")


def in_use(tx: Transaction, repository: MeetingRepository, place: Place) -> bool:
    """Whether any meeting speaks there, also one that is over."""
    return any(_uses(meeting, place) or place in meeting.channels for meeting in repository.all(tx))


def _make_up(
    tx: Transaction,
    repository: MeetingRepository,
    event_writer: EventWriter,
    cause: Cause,
    place: Place,
    before_board: Sequence[Planned],
) -> None:
    """What the room refused, as far as it is still so, and a board for the meeting that is open."""
    rows = [row for row in tx.outbox.aside() if row.delivery.destination.partition(" ")[0] == str(place)]
    for meeting in repository.all(tx):
        its = [row for row in rows if row.delivery.meeting == meeting.plan.id]
        try_again(tx, event_writer.serializer, event_writer.handover, meeting, its, cause.now)
    for meeting in served_in(tx, repository, place):
        where = Cause(f"{cause.key}/{meeting.plan.id}", cause.now)
        planned = [*before_board, Planned(Board(place, again=True))]
        event_writer.send(tx, meeting.plan.id, planned, where, "board")


def _carry_pages(
    tx: Transaction, event_writer: EventWriter, group: Meeting, place: Place, cause: Cause
) -> None:
    """What a group shares stands in messages of the old room: it is shown in new ones."""
    id = group.plan.id
    for page in tx.records.of(id).all(Page):
        if (page.platform, page.room) == (place.platform, place.id):
            tx.records.drop(id, page)
    where = Cause(f"{cause.key}/{id}", cause.now)
    event_writer.send(tx, id, [Planned(ResourcePage(place))], where, "page")


class _Word(Struct, frozen=True):
    """What is said of a room, in the other moderators' rooms, or `there` as well."""

    place: Place
    words: Callable[..., Message]
    there: bool = False


def _tell_others(
    tx: Transaction, repository: MeetingRepository, event_writer: EventWriter, word: _Word, cause: Cause
) -> None:
    place = word.place
    using = [each for each in repository.all(tx) if _uses(each, place)]
    told: dict[Place, Meeting] = {}
    for meeting in sorted(using, key=lambda each: each.status != "open"):
        for room in meeting.plan.moderators_rooms:
            if (word.there or room != place) and room.platform in event_writer.recipients.connected:
                told.setdefault(room, meeting)
    for room, meeting in sorted(told.items(), key=lambda each: str(each[0])):
        where = Cause(f"{cause.key}/{room}", cause.now)
        message = word.words(title=PlanText(("title",)), room=room_name(meeting, str(place)))
        event_writer.send(tx, meeting.plan.id, [Planned(Post(room, message))], where, "warning")
    for group in (each for each in using if each.plan.is_group):
        where = Cause(f"{cause.key}/{group.plan.id}", cause.now)
        message = word.words(title=PlanText(("title",)), room=room_name(group, str(place)))
        planned = event_writer.plan(tx, group, [Tell("moderators", message)])
        event_writer.send(tx, group.plan.id, planned, where, "warning")


def _uses(meeting: Meeting, place: Place) -> bool:
    """While it is not over, its rooms; from the close on its coordination channels."""
    rooms = (*meeting.plan.places, *meeting.plan.moderators_rooms)
    return place in meeting.channels or (meeting.status != "closed" and place in rooms)
