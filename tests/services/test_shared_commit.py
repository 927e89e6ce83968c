"""What shares its commit with something that fails is kept, and sent as well."""

import asyncio
import threading

import pytest

from bot.ports.store import Transaction
from tests.services.conftest import ANA
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_ROOM

ENOUGH = 50
"""Turns of the event loop after which a command has come to the store."""


async def test_what_was_kept_beside_a_failure_is_sent(debating: BotDriver) -> None:
    begun, gate = threading.Event(), threading.Event()

    def hold(_: Transaction) -> None:
        begun.set()
        gate.wait(30)

    def fail(_: Transaction) -> None:
        raise LookupError("its own fault")

    store = debating.app.command_service.store
    held = asyncio.create_task(store.write(hold))
    await asyncio.to_thread(begun.wait, 30)
    joined = asyncio.create_task(debating.give(ANA, "join", DISCORD_ROOM))
    for _ in range(ENOUGH):
        await asyncio.sleep(0)
    failed = asyncio.create_task(store.write(fail))
    await asyncio.sleep(0)
    gate.set()
    with pytest.raises(LookupError):
        await failed
    await asyncio.gather(held, joined)
    await debating.settled()
    assert any("Your place now: 1" in text for text in debating.texts(ANA))
