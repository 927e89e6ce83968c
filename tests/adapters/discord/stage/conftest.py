"""A meeting with a Stage."""

from collections.abc import AsyncIterator

import pytest

from bot.messages.catalogue import Catalogues, load_catalogues
from bot.ports.store import Store
from tests.adapters.discord.stage.meeting import Scene
from tests.discord_server import DiscordServer
from tests.support.clock import MovedClock


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    return load_catalogues()


@pytest.fixture
def scene(server: DiscordServer, store: Store, catalogues: Catalogues) -> Scene:
    """Nothing runs yet."""
    made = Scene(
        server,
        store,
        catalogues,
        MovedClock(),
        server.add_channel("roundtable"),
        server.add_channel("moderators"),
        server.add_stage("Stage"),
        server.add_moderator("Vera"),
    )
    made.may_move()
    return made


@pytest.fixture
async def debating(scene: Scene) -> AsyncIterator[Scene]:
    """The bot runs, and turns are given."""
    async with scene.running():
        await scene.debate()
        yield scene


@pytest.fixture
def ana(server: DiscordServer) -> str:
    return server.add_person("Ana")


@pytest.fixture
def ben(server: DiscordServer) -> str:
    return server.add_person("Ben")
