"""A meeting in which many people wait, made without a bot, with nothing left to be sent."""

from collections.abc import Iterator
from itertools import cycle, product

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.domain.meeting.events import Admitted, Event, Identified, Joined, Opened, PhaseStarted, RecordedEvent
from bot.domain.meeting.fold import fold
from bot.domain.meeting.state import Meeting
from bot.domain.plan import Plan
from bot.ports.store import Profile, Transaction
from bot.services.event_writer import remember_due
from bot.services.serializer import Serializer
from storage.migrating import migrate
from storage.store import open_store
from tests.support.clock import START
from tests.support.plans import DISCORD_ROOM, plan

MODERATOR = 1
"""The moderator's number among the participants."""
MEETING = "roundtable"
ROOM: Place = DISCORD_ROOM
_SYLLABLES = ("an", "bo", "cy", "du", "el", "fa", "gi", "ho", "ix", "ju", "ka", "lo", "mi", "ne", "or")


def planned() -> Plan:
    """The meeting, which one account may moderate from wherever it writes."""
    return replace(plan(MEETING), moderators=(identity(MODERATOR),))


def identity(person: int) -> Identity:
    """The account of a participant by number, of those who are there as of those who will come."""
    return Identity("discord", f"account-{person}")


def name(person: int) -> str:
    """A name of their own, that looks like nobody else's."""
    syllables = [_SYLLABLES[person // len(_SYLLABLES) ** place % len(_SYLLABLES)] for place in range(4)]
    return "".join(syllables).title()


def events(people: int) -> Iterator[Event]:
    """The moderator opens a discussion; so many others come, say who they are, and join."""
    yield Opened(planned(), None)
    yield Admitted(MODERATOR, "remote", MODERATOR)
    yield PhaseStarted(1, 1, MODERATOR)
    values = cycle(product(("cs", "ps", "gov", "pns"), ("af", "ap", "pns")))
    others = range(MODERATOR + 1, MODERATOR + people + 1)
    for person, (group, region) in zip(others, values, strict=False):
        yield Admitted(person, "remote", person)
        yield Identified(person, {"group": group, "region": region})
        yield Joined(person, person - MODERATOR)


def meeting(people: int) -> Meeting:
    """Its state."""
    return fold(Meeting(planned()), (RecordedEvent(event, START) for event in events(people)))


async def make_database(url: str, people: int) -> None:
    """A new database with the meeting in it."""
    migrate(url)
    serializer, state = Serializer(), meeting(people)
    rows = [
        serializer.row(seq, RecordedEvent(event, START), "crowd")
        for seq, event in enumerate(events(people), start=1)
    ]

    def fill(tx: Transaction) -> None:
        tx.log.append(MEETING, rows)
        for person in state.participants:
            tx.people.add(MEETING, Profile(person, name(person), "platform"), identity(person))
            tx.people.see(MEETING, identity(person), ROOM)
            tx.people.use(identity(person), MEETING, START)
        remember_due(tx, state, START)

    async with open_store(url) as store:
        await store.write(fill)
