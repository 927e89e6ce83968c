"""Organisers' rooms, and a terminal to try them from."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord_server import DiscordServer
from tests.e2e.live.terminal import Terminal
from tests.e2e.world import EXAMPLE, World
from tests.meeting_file.files import SOUND


@pytest.fixture
def terminal(stage: World) -> Terminal:
    """For both platforms."""
    config = stage.bot.config
    return Terminal(config, config.parent / "meetings" / EXAMPLE.name, stage.bot.secrets)


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        yield server


@pytest.fixture
def room(discord: DiscordServer) -> str:
    return discord.add_channel("roundtable")


@pytest.fixture
def moderators_room(discord: DiscordServer) -> str:
    return discord.add_channel("moderators")


@pytest.fixture
def organiser(discord: DiscordServer) -> str:
    """Named in the meeting file."""
    return discord.add_person("Olga")


@pytest.fixture
def on_discord(
    discord: DiscordServer, room: str, moderators_room: str, organiser: str, tmp_path: Path
) -> Terminal:
    """For a meeting that is on Discord alone."""
    (tmp_path / "meetings").mkdir()
    config, meeting = tmp_path / "config.toml", tmp_path / "meetings" / "example.toml"
    config.write_text(
        f'meetings = "{tmp_path}/meetings"\n'
        f'[database]\nurl = "sqlite:///{tmp_path}/evenfloor.db"\n'
        f'[discord]\napi_base = "{discord.api_base}"\ngateway = "{discord.gateway}"\n'
    )
    text = SOUND.replace('"100"', f'"{room}"').replace("discord:200", f"discord:{moderators_room}")
    meeting.write_text(text.replace("matrix:@mo:example.org", f"discord:{organiser}"))
    return Terminal(config, meeting, {"EVENFLOOR_DISCORD__TOKEN": discord.token})
