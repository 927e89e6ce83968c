"""A code made while the bot runs, by another process on the same database, is good at once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cli.test_run import configured, discord_section, output, read_until, started
from tests.discord_server import DiscordServer

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(120)]


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        yield server


async def test_a_code_is_good_in_the_bot_that_runs(discord: DiscordServer, tmp_path: Path) -> None:
    lobby, vera = discord.add_channel("lobby"), discord.add_moderator("Vera")
    config, token = configured(tmp_path, discord_section(discord)), discord.token
    bot = await started(config, "run", EVENFLOOR_DISCORD__TOKEN=token)
    await read_until(bot, "discord: connected")
    making = await started(config, "setup-code", EVENFLOOR_DISCORD__TOKEN=token)
    code = (await output(making)).splitlines()[0]
    assert "That code is not right" in await answer(discord, vera, lobby, f"setup {code[::-1]}")
    assert "1 of 9" in await answer(discord, vera, lobby, f"setup {code}")
    bot.terminate()
    said = await output(bot)
    assert bot.returncode == 0
    assert code not in said


async def answer(discord: DiscordServer, who: str, channel: str, line: str) -> str:
    """What somebody is told alone."""
    before = len(discord.private(who))
    await discord.slash(who, channel, line)
    await discord.until(lambda: len(discord.private(who)) > before)
    return discord.as_read(discord.private(who)[before])
