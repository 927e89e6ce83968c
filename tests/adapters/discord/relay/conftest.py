"""A group with a thread on Discord and a room elsewhere, and a relay between them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.domain.plan import Room
from bot.messages.catalogue import load_catalogues
from bot.ports.store import Store
from tests.adapters.discord.faults.whole import Whole
from tests.discord_server import DiscordServer
from tests.e2e.pressing import DiscordPresser
from tests.e2e.world import OnDiscord
from tests.support.plans import MATRIX_ROOM


class Related(Struct):
    """The bot with its two rooms; Vera, who writes on Discord, is in the group."""

    whole: Whole
    thread: str
    life: AsyncExitStack
    """In which the bot runs."""

    @property
    def server(self) -> DiscordServer:
        return self.whole.server

    @property
    def elsewhere(self) -> Place:
        return next(iter(self.whole.other.channels.values()))

    async def kill(self) -> None:
        """Whatever it does."""
        await self.life.aclose()

    async def start(self) -> None:
        """Once more, and until it has read what it missed."""
        self.server.world.brings_words = False
        await self.life.enter_async_context(self.whole.running())

    async def says(self, text: str) -> str:
        return await self.server.say(self.whole.vera, self.thread, text)

    def copies(self) -> list[str]:
        """What stands elsewhere of her."""
        sign = "Vera (Discord): "
        texts = self.whole.other.texts(self.elsewhere)
        return [text.removeprefix(sign) for text in texts if text.startswith(sign)]

    async def stand(self, *texts: str) -> None:
        """Wait until exactly that does."""
        try:
            async with asyncio.timeout(60):
                await self.whole.other.until(lambda: self.copies() == list(texts))
        except TimeoutError:
            assert self.copies() == list(texts)


@pytest.fixture
async def related(server: DiscordServer, store: Store) -> AsyncIterator[Related]:
    """Nothing was said yet."""
    vera = server.add_moderator("Vera")
    room, private = server.add_channel("hall"), server.add_channel("moderators", seen_by=[vera])
    whole = Whole(server, store, load_catalogues(), room, private, vera)
    elsewhere = Room({"en": "Matrix"}, {"en": "Unmute."}, MATRIX_ROOM)
    planned = whole.plans["roundtable"]
    whole.plans["roundtable"] = replace(planned, rooms=(*planned.rooms, elsewhere))
    server.world.words_allowed = True
    async with AsyncExitStack() as life:
        await life.enter_async_context(whole.running())
        await whole.debate()
        await whole.close()
        await server.until(lambda: bool(server.threads(room)))
        await whole.settled()
        (thread,) = server.threads(room)
        here = OnDiscord("Vera", server, vera, thread.id)
        assert "Turn it on?" in await here.say("relay on")
        await DiscordPresser(here).takes("Turn on")
        await server.until(lambda: server.world.brings_words)
        whole.clock.move(30)
        await whole.settled()
        yield Related(whole, thread.id, life)
