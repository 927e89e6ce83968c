"""Databases with open meetings in them, made without a bot."""

from datetime import datetime

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.domain.meeting.decision import AddProfile, Change
from bot.domain.meeting.events import Admitted, Opened, PhaseStarted
from bot.domain.meeting.state import Meeting
from bot.domain.plan import Plan
from bot.ports.store import Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import VersionedMeeting
from bot.services.outbound.recipients import RecipientResolver
from bot.services.serializer import Serializer
from storage.migrating import migrate
from storage.store import open_store
from tests.support.clock import START
from tests.support.plans import plan


def named(id: str) -> Plan:
    """A meeting in rooms of its own."""
    small = plan(id)
    rooms = tuple(
        replace(room, place=room.place and Place(room.place.platform, f"room-{id}")) for room in small.rooms
    )
    moderators = tuple(Place(place.platform, f"mods-{id}") for place in small.moderators_rooms)
    return replace(small, rooms=rooms, moderators_rooms=moderators)


async def make_database(url: str, meetings: int, at: datetime = START) -> None:
    """Meetings m0, m1, ..., each in a discussion since then, on a new database; nothing is left to send."""
    migrate(url)
    event_writer = EventWriter(Serializer(), RecipientResolver({}))

    def open_all(tx: Transaction) -> None:
        for number in range(meetings):
            start = named(f"m{number}")
            events = (Opened(start, None), Admitted(1, "remote", 1), PhaseStarted(1, 1, 1))
            moderator = AddProfile(1, Identity("discord", f"mod-{number}"), "Vera", chosen=True)
            loaded, change = VersionedMeeting(0, Meeting(start)), Change(events, (moderator,))
            saved = event_writer.save(tx, loaded, change, Cause(f"bench:{number}", at))
            assert saved.meeting.phase is not None, "nobody could join"

    async with open_store(url) as store:
        await store.write(open_all)
