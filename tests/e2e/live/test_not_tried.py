"""Where people would be disturbed nothing is tried, and it is said why."""

from pathlib import Path

import pytest

from storage.databases.file_lock import file_lock
from tests.discord_server import DiscordServer
from tests.e2e.bot import Bot
from tests.e2e.live.left import said_on_discord
from tests.e2e.live.terminal import Terminal
from tests.e2e.world import BEFORE_OPENING, World
from tests.postgres import Postgres

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(120)]


async def test_while_the_meeting_is_open(
    discord: DiscordServer, moderators_room: str, on_discord: Terminal
) -> None:
    """Also where no bot serves it just now, and to another meeting in the same room."""
    vera = discord.add_moderator("Vera")
    bot = bot_of(on_discord)
    await bot.launch()
    await bot.says("discord: connected")
    await discord.slash(vera, moderators_room, "open")
    await discord.until(lambda: any("is open" in each for each in said_on_discord(discord)))
    assert await bot.stop() == 0
    served = said_on_discord(discord)
    for meeting in (on_discord.meeting, another_in_the_same_room(on_discord.meeting)):
        on_discord.meeting = meeting
        assert await on_discord.runs() == 1
        assert on_discord.errors.startswith("Problem: The meeting is open, and people would see the trial")
    assert said_on_discord(discord) == served


async def test_while_another_process_has_the_database(discord: DiscordServer, on_discord: Terminal) -> None:
    with file_lock(f"sqlite:///{on_discord.config.parent}/evenfloor.db"):
        assert await on_discord.runs() == 1
    assert "Another `evenfloor run` uses" in on_discord.errors
    assert said_on_discord(discord) == []


async def test_while_a_process_elsewhere_serves_the_platform(
    discord: DiscordServer, on_discord: Terminal, postgres: Postgres
) -> None:
    url = postgres.url(postgres.create())
    on_discord.secrets = {**on_discord.secrets, "EVENFLOOR_DATABASE__URL": url}
    bot = bot_of(on_discord)
    await bot.launch()
    await bot.says("discord: connected")
    assert await on_discord.runs() == 1
    assert on_discord.errors.startswith("Problem: Another process serves Discord")
    assert await bot.stop() == 0
    served = said_on_discord(discord)
    assert not any("Trial" in each for each in served)

    assert await on_discord.runs() == 0, on_discord.steps
    assert said_on_discord(discord) == served


async def test_a_platform_that_is_not_configured_is_not_tried(stage: World, terminal: Terminal) -> None:
    config = terminal.config.with_name("none.toml")
    config.write_text(f'meetings = "{terminal.meeting.parent}"\n')
    terminal.config, terminal.secrets = config, {}
    assert await terminal.runs() == 1
    assert "To fill in: configuration: no platform is configured" in "\n".join(terminal.lines)
    assert said_on_discord(stage.discord) == []


def bot_of(terminal: Terminal) -> Bot:
    """The program that serves with the same configuration."""
    return Bot(terminal.config, BEFORE_OPENING, dict(terminal.secrets))


def another_in_the_same_room(meeting: Path) -> Path:
    other = meeting.with_name("another.toml")
    other.write_text(meeting.read_text())
    return other
