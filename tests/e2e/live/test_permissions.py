"""What is missing is named where it is missing, with what to do; the other steps go on, and nothing stays."""

import pytest

from adapters.discord.permissions import NEEDED
from tests.discord_server import DiscordServer
from tests.discord_server.world import (
    CREATE_PRIVATE_THREADS,
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
    SEND_MESSAGES_IN_THREADS,
    VIEW_CHANNEL,
)
from tests.e2e.live.left import OnMatrix, left_on_matrix, said_on_discord, written_down
from tests.e2e.live.terminal import Terminal
from tests.e2e.world import World

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(120)]

FAILING = {
    "view_channel": (VIEW_CHANNEL, ["writing in Discord", "opening a coordination channel"]),
    "send_messages": (SEND_MESSAGES, ["writing in Discord"]),
    "read_message_history": (
        READ_MESSAGE_HISTORY,
        ["finding it again in Discord", "opening a coordination channel"],
    ),
    "create_private_threads": (CREATE_PRIVATE_THREADS, ["opening a coordination channel"]),
    "send_messages_in_threads": (SEND_MESSAGES_IN_THREADS, ["writing in the coordination channel"]),
}


def test_each_permission_has_its_case() -> None:
    assert FAILING.keys() == NEEDED.keys()


@pytest.mark.parametrize("name", FAILING)
async def test_a_missing_permission_is_named(
    name: str, discord: DiscordServer, room: str, on_discord: Terminal
) -> None:
    permission, steps = FAILING[name]
    discord.forbid(room, permission)
    assert await on_discord.runs() == 1
    failed = on_discord.failed()
    assert [line.removeprefix("Discord, ").split(":")[0] for line in failed] == steps
    assert all(f'"{NEEDED[name]}"' in line for line in failed), failed
    assert "Discord, writing in a moderators' room: done." in on_discord.steps
    assert on_discord.steps[-1] == (
        "One step failed." if len(failed) == 1 else f"{len(failed)} steps failed."
    )
    assert on_discord.errors == ""
    assert said_on_discord(discord) == []
    assert written_down(on_discord.config.parent) == ["[]"]


async def test_closed_direct_messages_are_named(
    discord: DiscordServer, organiser: str, on_discord: Terminal
) -> None:
    discord.close_direct_messages(organiser)
    assert await on_discord.runs() == 1
    [line] = on_discord.failed()
    assert line.startswith("Discord, a direct message: failed (")
    assert "privacy settings of that server" in line


async def test_a_wrong_token_ends_it_for_that_platform(discord: DiscordServer, on_discord: Terminal) -> None:
    on_discord.secrets = {"EVENFLOOR_DISCORD__TOKEN": "another"}
    assert await on_discord.runs() == 1
    [line] = on_discord.failed()
    assert "Discord refuses the bot's token" in line
    assert said_on_discord(discord) == []


async def test_on_matrix(stage: World, terminal: Terminal) -> None:
    """One room lets nobody write but its moderators, and of the other one the bot knows nothing."""
    host = stage.host.person
    levels = await host.state(stage.room, "m.room.power_levels")
    await host.set_state(stage.room, "m.room.power_levels", {**levels, "events_default": 50})
    await host.call("POST", f"/rooms/{stage.moderators_room}/kick", {"user_id": stage.host.bot})
    assert await terminal.runs() == 1
    first, second = (line for line in terminal.failed() if line.startswith("Matrix"))
    assert first.startswith("Matrix, writing in Matrix: failed (M_FORBIDDEN). Invite the bot to that room")
    assert second.startswith("Matrix, writing in a moderators' room: failed (M_FORBIDDEN). Invite the bot")
    assert "Matrix, opening a coordination channel: done." in terminal.steps
    assert "Matrix, a direct message: done." in terminal.steps
    assert await left_on_matrix(stage) == OnMatrix([stage.room], {}, [])


async def test_an_encrypted_room_without_a_key_is_named(stage: World, terminal: Terminal) -> None:
    algorithm = {"algorithm": "m.megolm.v1.aes-sha2"}
    await stage.host.person.set_state(stage.moderators_room, "m.room.encryption", algorithm)
    assert await terminal.runs() == 1
    [line] = (line for line in terminal.failed() if line.startswith("Matrix"))
    assert "An encrypted room needs matrix.store_key." in line

    terminal.secrets = {**terminal.secrets, "EVENFLOOR_MATRIX__STORE_KEY": "seal"}
    assert await terminal.runs() == 0, terminal.steps
    assert (await left_on_matrix(stage)).said == []
