"""A trial is killed where it hurts most: the platform has done something, and has not said so yet."""

from pathlib import Path

import pytest

from tests.discord_server import DiscordServer
from tests.e2e.live.held_line import held_line
from tests.e2e.live.left import OnMatrix, left_on_matrix, said_on_discord, written_down
from tests.e2e.live.terminal import Terminal
from tests.e2e.world import World
from tests.synapse import Synapse

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(120)]

CLEARED = "removing what a trial left that was broken off: done."


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/channels/{room}/messages"),
        ("PATCH", "/messages/"),
        ("POST", "/threads"),
        ("POST", "/channels/{chat}/messages"),
        ("PUT", "/thread-members/"),
        ("DELETE", "/messages/"),
        ("DELETE", "/thread-members/"),
    ],
)
async def test_on_discord(
    method: str, path: str, discord: DiscordServer, room: str, organiser: str, on_discord: Terminal
) -> None:
    chat = discord.world.direct_chat(organiser).id
    held = discord.faults.hold_once(method, path.format(room=room, chat=chat))
    await on_discord.start()
    await held.done.wait()
    await on_discord.kill()
    held.let_go.set()
    assert said_on_discord(discord) or not all(each.archived for each in discord.threads(room))

    assert await on_discord.runs() == 0, on_discord.steps
    assert f"Discord, {CLEARED}" in on_discord.steps
    assert on_discord.failed() == []
    assert said_on_discord(discord) == []
    assert all((each.archived, each.members) == (True, {discord.bot}) for each in discord.threads(room))
    assert len(discord.threads(room)) == 1
    assert written_down(on_discord.config.parent) == ["[]"]


async def test_interrupted_at_the_keyboard_it_removes_all_before_it_ends(
    discord: DiscordServer, on_discord: Terminal
) -> None:
    await on_discord.start(attended=True)
    await on_discord.says("Discord: go to")
    assert len(said_on_discord(discord)) == 4
    assert await on_discord.interrupt() != 0
    assert "Discord, removing all of it: done." in on_discord.steps
    assert "Traceback" not in on_discord.errors
    assert said_on_discord(discord) == []
    assert written_down(on_discord.config.parent) == ["[]"]


@pytest.mark.parametrize(
    ("request_line", "number"),
    [
        ("/send/m.room.message/", 1),
        ("/send/m.room.message/", 2),  # the edit
        ("POST /_matrix/client/v3/createRoom", 1),  # the channel
        ("POST /_matrix/client/v3/createRoom", 2),  # the direct chat
        ("/account_data/m.direct HTTP", 2),  # written the second time
        ("/invite HTTP", 1),
        ("/redact/", 1),
        ("/kick HTTP", 1),
        ("/leave HTTP", 1),
    ],
)
async def test_on_matrix(
    request_line: str, number: int, stage: World, terminal: Terminal, synapse: Synapse
) -> None:
    everything = terminal.config
    terminal.secrets = {n: v for n, v in terminal.secrets.items() if not n.startswith("EVENFLOOR_DISCORD")}
    async with held_line(synapse.port, request_line, number) as line:
        terminal.config = on_matrix_alone(everything, line.port)
        await terminal.start()
        await line.done.wait()
        await terminal.kill()

    terminal.config = on_matrix_alone(everything, synapse.port)
    assert await terminal.runs() == 0, terminal.steps
    assert f"Matrix, {CLEARED}" in terminal.steps
    assert await left_on_matrix(stage) == OnMatrix(sorted([stage.room, stage.moderators_room]), {}, [])
    assert list(await stage.organiser.invitations()) == []
    assert written_down(everything.parent) == ["[]"]


def on_matrix_alone(config: Path, port: int) -> Path:
    """The configuration without Discord, and with the homeserver at that port."""
    lines = config.read_text().splitlines()
    matrix = [line for line in lines if not line.startswith(("[discord]", "api_base", "gateway"))]
    other = config.with_name("matrix.toml")
    other.write_text(
        "\n".join(
            f'homeserver = "http://127.0.0.1:{port}"' if line.startswith("homeserver") else line
            for line in matrix
        )
    )
    return other
