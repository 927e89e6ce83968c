"""The program as a process, against platforms that are not as they should be."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord_server import DiscordServer
from tests.meeting_file.files import read, spoilt

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(120)]

NOT_SERVED = "discord is not served, and tried again every 10 minutes: Discord refuses the bot's token"
EXAMPLE = Path(__file__).parents[2] / "meetings" / "uncc-roundtable.toml"
NOBODY_LISTENS = "http://127.0.0.1:9"
"""The discard port: refused at once where no such service runs."""


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        yield server


def configured(folder: Path, sections: str) -> Path:
    (folder / "meetings").mkdir()
    config = folder / "config.toml"
    config.write_text(
        f'meetings = "{folder}/meetings"\n[database]\nurl = "sqlite:///{folder}/evenfloor.db"\n{sections}'
    )
    return config


def unreachable(folder: Path) -> str:
    return f'[matrix]\nhomeserver = "{NOBODY_LISTENS}"\nuser = "@bot:localhost"\nstore = "{folder}/store"\n'


async def started(config: Path, *verb: str, **secrets: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *verb,
        "--config",
        str(config),
        env={**os.environ, **secrets},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def output(process: asyncio.subprocess.Process) -> str:
    said, _ = await process.communicate()
    return said.decode()


async def read_until(process: asyncio.subprocess.Process, *words: str) -> list[str]:
    """The lines that it says until all of these words have come; fails where it ends before."""
    assert process.stdout is not None
    lines: list[str] = []
    while not all(any(each in line for line in lines) for each in words):
        lines.append((await process.stdout.readline()).decode())
        assert lines[-1], lines
    return lines


def discord_section(server: DiscordServer) -> str:
    return f'[discord]\napi_base = "{server.api_base}"\ngateway = "{server.gateway}"\n'


@pytest.mark.parametrize("verb", [("run",), ("check", "--online")])
async def test_a_wrong_token_is_named(verb: tuple[str, ...], discord: DiscordServer, tmp_path: Path) -> None:
    config = configured(tmp_path, discord_section(discord))
    process = await started(config, *verb, EVENFLOOR_DISCORD__TOKEN="not-the-token")
    said = await output(process)
    assert process.returncode == 1
    assert "token" in said
    assert "not-the-token" not in said
    assert "Traceback" not in said


async def test_what_could_be_better_is_a_note_and_no_problem(discord: DiscordServer, tmp_path: Path) -> None:
    chair = discord.add_role("Chair")
    room, moderators = discord.add_channel("hall"), discord.add_channel("moderators", seen_by=[chair])
    config = configured(tmp_path, f'{discord_section(discord)}moderator_role = "Chair"\n')
    text = spoilt('"100"', f'"{room}"').replace("discord:200", f"discord:{moderators}")
    read(tmp_path / "meetings", text)
    process = await started(config, "check", "--online", EVENFLOOR_DISCORD__TOKEN=discord.token)
    lines = (await output(process)).splitlines()
    assert lines[0].endswith("its owner and those who have the role Chair moderate")
    assert lines[1].startswith(f'Note: discord: the role "Chair" lacks "Manage Threads" in channel {room} ')
    assert sum("Manage Threads" in line for line in lines) == 1, "not in the moderators' own"
    assert (process.returncode, lines[-1]) == (0, "Everything is in order.")


async def test_a_wrong_token_ends_one_platform_alone(discord: DiscordServer, tmp_path: Path) -> None:
    """Matrix, which cannot be reached just now, is tried again all the same, and the end tells of Discord."""
    config = configured(tmp_path, discord_section(discord) + unreachable(tmp_path))
    secrets = {"EVENFLOOR_DISCORD__TOKEN": "not-the-token", "EVENFLOOR_MATRIX__PASSWORD": "secret"}
    process = await started(config, "run", **secrets)
    lines = await read_until(process, NOT_SERVED, "failure 2 in a row")
    process.terminate()
    lines.append(await output(process))
    assert process.returncode == 1, lines
    assert "Problem: discord was not served to the end: Discord refuses the bot's token" in lines[-1]
    assert "not-the-token" not in "".join(lines)


async def test_a_homeserver_out_of_reach_is_tried_again(tmp_path: Path) -> None:
    config = configured(tmp_path, unreachable(tmp_path))
    process = await started(config, "run", EVENFLOOR_MATRIX__PASSWORD="secret")
    lines = await read_until(process, "cannot be reached")
    process.terminate()
    lines.append(await output(process))
    assert process.returncode == 0, lines
    assert "stopped" in lines[-1]
    assert "secret" not in "".join(lines)


async def test_two_on_one_file_are_one_too_many(tmp_path: Path) -> None:
    config = configured(tmp_path, unreachable(tmp_path))
    first = await started(config, "run", EVENFLOOR_MATRIX__PASSWORD="secret")
    await read_until(first, "cannot be reached")
    second = await started(config, "run", EVENFLOOR_MATRIX__PASSWORD="secret")
    said = await output(second)
    assert second.returncode == 1
    assert "Another `evenfloor run` uses" in said
    assert "Traceback" not in said
    first.kill()
    await first.wait()
    third = await started(config, "run", EVENFLOOR_MATRIX__PASSWORD="secret")
    await read_until(third, "cannot be reached")
    third.terminate()
    await output(third)
    assert third.returncode == 0


async def test_the_example_is_no_error(tmp_path: Path) -> None:
    config = configured(tmp_path, unreachable(tmp_path))
    (tmp_path / "meetings" / EXAMPLE.name).write_bytes(EXAMPLE.read_bytes())
    process = await started(config, "run", EVENFLOOR_MATRIX__PASSWORD="secret")
    lines = await read_until(process, "cannot be reached")
    process.terminate()
    said = "".join(lines) + await output(process)
    assert "ERROR" not in said
    assert said.count("meeting left out: ") == 1
    assert f"{EXAMPLE.name} has places to fill in; `evenfloor check` names them" in said


async def test_nothing_configured_is_refused(tmp_path: Path) -> None:
    process = await started(configured(tmp_path, ""), "run")
    assert "no platform is configured; add [discord]" in await output(process)
    assert process.returncode == 1
