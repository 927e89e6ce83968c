"""A Stage: the bot's rights on it, and an invitation to speak for whoever sits in its audience."""

import pytest

from adapters.discord.problems import STAGE_NEEDED
from tests.discord_server import DiscordServer
from tests.discord_server.world import CONNECT, MUTE_MEMBERS
from tests.e2e.live.left import said_on_discord, written_down
from tests.e2e.live.terminal import Terminal

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(120)]


@pytest.fixture
def stage_channel(discord: DiscordServer, room: str, on_discord: Terminal) -> str:
    channel = discord.add_stage("stage")
    text = on_discord.meeting.read_text()
    on_discord.meeting.write_text(text.replace(f'place = "{room}"', f'place = "{room}"\nstage = "{channel}"'))
    return channel


async def test_missing_rights_are_named(
    discord: DiscordServer, stage_channel: str, on_discord: Terminal
) -> None:
    assert await on_discord.runs() == 1
    named = [line for line in on_discord.failed() if stage_channel in line]
    assert named == on_discord.failed()
    assert all(line.startswith("Discord, the rights on Discord: failed (") for line in named)
    assert f'"{STAGE_NEEDED["mute_members"]}"' in "\n".join(named)
    assert said_on_discord(discord) == []


async def test_whoever_presses_is_invited_to_speak_and_sent_back(
    discord: DiscordServer, moderators_room: str, stage_channel: str, on_discord: Terminal
) -> None:
    needed = MUTE_MEMBERS | CONNECT
    discord.world.members[discord.bot].add(discord.add_role("Evenfloor", needed))
    vera = discord.add_moderator("Vera")
    await discord.stage.join(vera, stage_channel)
    await on_discord.start(attended=True)
    await on_discord.says("Discord: go to")
    [offer] = [each for each in discord.messages(moderators_room) if each.components]
    await discord.press(vera, offer.id, 1)
    assert await on_discord.ends() == 0, on_discord.steps
    assert "Discord, the rights on Discord: done." in on_discord.steps
    assert "Discord, inviting you to speak there and sending you back: done." in on_discord.steps
    assert discord.asked("PATCH", f"/voice-states/{vera}") == 2
    assert discord.stage.states[vera].suppressed
    assert written_down(on_discord.config.parent) == ["[]"]


async def test_nobody_is_moved_who_does_not_take_part_in_the_trial(
    discord: DiscordServer, stage_channel: str, on_discord: Terminal
) -> None:
    discord.world.members[discord.bot].add(discord.add_role("Evenfloor", MUTE_MEMBERS | CONNECT))
    ana = discord.add_person("Ana")
    await discord.stage.join(ana, stage_channel)
    assert await on_discord.runs() == 0, on_discord.steps
    assert (
        "Discord, inviting you to speak there and sending you back: skipped. "
        "Sit down in its audience, and press, to try that as well." in on_discord.steps
    )
    assert discord.asked("PATCH", "/voice-states/") == 0
