"""Whatever is odd about one meeting, the others go on: at the start, by the clock, and on the way out."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.domain.meeting.events import Event, Opened, PhaseStarted, RecordedEvent
from bot.domain.message import say
from bot.domain.plan import Notices, Plan
from bot.ports.platform import Undeliverable
from bot.ports.store import MEETING, Delivery, EventRow, Store, Transaction
from bot.services.outbound.actions import Post
from bot.services.serializer import Serializer
from tests.services.conftest import VERA, Play, debate
from tests.support.clock import START, MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, elsewhere, plan

ODD = elsewhere(plan("odd", Notices(reminder=60)))
LAST = replace(ODD, start=datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
FIRST = replace(ODD, start=datetime(1, 1, 1, tzinfo=UTC))
BEFORE_ALL = replace(ODD, start=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))))


GONE = Place("discord", "gone")


def rows(*events: Event) -> Sequence[EventRow]:
    """A log of these events, whether or not the program would ever make such a one."""
    serializer = Serializer()
    return [
        serializer.row(seq, RecordedEvent(event, START), "c") for seq, event in enumerate(events, start=1)
    ]


LOGS: Mapping[str, Sequence[EventRow]] = {
    "of a newer program": [EventRow(1, START, "from-a-newer-program", {}, "c")],
    "in the last year": rows(Opened(LAST, None)),
    "before the first year": rows(Opened(BEFORE_ALL, None)),
    "in a phase that there is not": rows(Opened(ODD, None), PhaseStarted(99, 1, None)),
}
EVERY = [
    *(
        pytest.param((planned, ()), id=f"planned in the year {planned.start.year}")
        for planned in (LAST, FIRST)
    ),
    *(pytest.param((ODD, log), id=f"a log {name}") for name, log in LOGS.items()),
]


@pytest.fixture(params=EVERY)
async def odd(request: pytest.FixtureRequest, store: Store, discord: InMemoryPlatform) -> Plan:
    """Its plan; its log stands there, something is due in it, and something of it cannot be delivered."""
    planned, log = request.param
    assert isinstance(planned, Plan)
    payload = Serializer().payload(Post(GONE, say("saving-stopped")))
    discord.refusals[str(GONE)] = [Undeliverable("it is gone")]

    def put_in(tx: Transaction) -> None:
        tx.log.append("odd", log)
        tx.timers.set(MEETING, "odd", START)
        tx.outbox.add([Delivery("lost", str(GONE), "odd", "post", payload, START)])

    await store.write(put_in)
    return planned


async def test_the_others_go_on(odd: Plan, play: Play, store: Store) -> None:
    async with play(odd, plan()) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await debate(bot)
        await bot.move(30 * 60)
        assert sum("The time for Debate is up" in text for text in bot.texts(DISCORD_ROOM)) == 1
        assert "is open already" in await bot.say(VERA, "open", DISCORD_MODERATORS)
        assert await store.read(lambda tx: [each.delivery.key for each in tx.outbox.heads()]) == []


async def test_they_also_go_on_when_the_bot_comes_back(odd: Plan, play: Play, clock: MovedClock) -> None:
    async with play(odd, plan()) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await debate(bot)
    clock.move(30 * 60)
    async with play(odd, plan()) as bot:
        assert sum("The time for Debate is up" in text for text in bot.texts(DISCORD_ROOM)) == 1
