"""How often a command, and the start, ask the database: each time is a way to a server and back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from bot.app import Dependencies, build_app
from bot.commands.table import commands
from bot.domain.identity import Identity, Place
from bot.messages.catalogue import load_catalogues
from bot.ports.platform import Invocation, TypedRequest
from storage.store import open_store
from tests.contracts.store.conftest import DATABASES
from tests.services.conftest import ANA, BEN, VERA
from tests.support.bot import playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, plan

ASKED = (
    (ANA, "join", DISCORD_ROOM, 5),  # She is new: a number, a name, an account, a room, a place in it.
    (BEN, "join", DISCORD_ROOM, 5),
    (BEN, "identify cs af", DISCORD_ROOM, 4),
    (BEN, "position", DISCORD_ROOM, 3),
    (BEN, "withdraw", DISCORD_ROOM, 4),
    (BEN, "join", DISCORD_ROOM, 4),
    (VERA, "next", DISCORD_MODERATORS, 5),  # Whom it concerns is told alone, and a turn has its end.
    (BEN, "position", DISCORD_ROOM, 3),
    (VERA, "next", DISCORD_MODERATORS, 5),
    (BEN, "done", DISCORD_ROOM, 5),
)
"""Who gives which command where, and how many statements that takes at most."""
ONLY_ASKS = "position"


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(request.param)
    return found


@contextmanager
def statements() -> Iterator[list[str]]:
    """What databases are asked; begins and commits are not among it."""
    heard: list[str] = []

    def hear(*said: object) -> None:
        statement = " ".join(str(said[2]).split())
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            heard.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def asked(number: int, who: Identity, text: str, place: Place, clock: MovedClock) -> Invocation:
    return Invocation(f"discord:{number}", who, who.id, place, False, TypedRequest(text), clock.now())


async def test_few_statements_a_command(url: str, fakes: Sequence[InMemoryPlatform]) -> None:
    clock, platforms = MovedClock(), {fake.name: fake for fake in fakes}
    async with open_store(url) as store:
        given = Dependencies(store, platforms, clock, lambda: 0.5)
        service = build_app(given, commands(), load_catalogues(), {"roundtable": plan()}).command_service
        for number, text in enumerate(("open", "start", "phase next")):
            assert await service.handle(asked(number, VERA, text, DISCORD_MODERATORS, clock))
            clock.move(20)
        for number, (who, text, place, most) in enumerate(ASKED, 10):
            before = await store.read(lambda tx: tx.log.head("roundtable"))
            with statements() as heard:
                assert await service.handle(asked(number, who, text, place, clock))
            assert len(heard) <= most, (who, text, heard)
            after = await store.read(lambda tx: tx.log.head("roundtable"))
            assert (after > before) == (text != ONLY_ASKS), f"{text} is refused"
            clock.move(20)


async def test_at_the_start_each_log_is_read_once(url: str, fakes: Sequence[InMemoryPlatform]) -> None:
    clock, plans, texts = MovedClock(), {"roundtable": plan()}, load_catalogues()
    async with open_store(url) as store:
        async with playing(store, texts, plans, *fakes, clock=clock) as bot:
            assert "is open" in await bot.say(VERA, "open", DISCORD_MODERATORS)
        with statements() as heard:
            async with playing(store, texts, plans, *fakes, clock=clock):
                pass
    assert sum("FROM fact" in each for each in heard) == len(plans), heard
