"""Everything works: each step says so, and the rooms are as they were."""

import pytest

from tests.discord_server import DiscordServer
from tests.discord_server.world import MANAGE_THREADS
from tests.e2e.live.left import OnMatrix, left_on_matrix, said_in, said_on_discord, written_down
from tests.e2e.live.terminal import Terminal
from tests.e2e.world import World

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]

THREAD_KEPT = "It left one empty, archived thread that nobody is in."
ALL_WELL = "No step failed. What was posted has been removed."


def attended(platform: str, gesture: str, *answers: str) -> list[str]:
    """What is said of a platform on which somebody pressed."""
    rooms = [
        f"{platform}, {act} in {room}: done."
        for room in (platform, "a moderators' room")
        for act in ("writing", "changing it", "finding it again")
    ]
    return [
        f"{platform}, connecting: done.",
        *rooms,
        f"{platform}, opening a coordination channel: done.",
        f"{platform}, writing in the coordination channel: done.",
        f"{platform}, offering a press in a moderators' room: done.",
        f"{platform}: go to a moderators' room and {gesture} below the newest message. You have 30 seconds.",
        f"{platform}, a press in a moderators' room: done.",
        *(f"{platform}, {answer}: done." for answer in answers),
        f"{platform}, a direct message: done.",
        f"{platform}, letting somebody into it: done.",
        f"{platform}, removing all of it: done.",
    ]


async def test_both_platforms_with_somebody_at_the_keyboard(stage: World, terminal: Terminal) -> None:
    allow_bot(stage.discord, MANAGE_THREADS)
    vera, ivo = stage.discord.add_moderator("Vera"), await stage.accounts.person("Ivo")
    await stage.host.person.set_power(stage.moderators_room, ivo.id, 50)
    await stage.host.person.invite(stage.moderators_room, ivo.id)
    await ivo.join(stage.moderators_room)

    await terminal.start(attended=True)
    await terminal.says("Discord: go to")
    [offer] = [each for each in stage.discord.messages(stage.moderators_channel) if each.components]
    assert "This message will be removed afterwards." in stage.discord.as_read(offer)
    await stage.discord.press(vera, offer.id, 1)
    await terminal.says("Matrix: go to")
    await stage.host.until(lambda: any("Please press" in said.text for said in stage.host.seen.values()))
    [event] = [id for id, said in stage.host.seen.items() if "Please press" in said.text]
    await ivo.react(stage.moderators_room, event, "👍")
    assert await terminal.ends() == 0

    assert terminal.errors == ""
    assert terminal.steps == [
        *attended("Discord", 'press "I am here"', "answering it for you alone"),
        *attended("Matrix", "tap 👍"),
        ALL_WELL,
    ]
    [answer] = stage.discord.private(vera)
    assert "Your press has arrived" in answer.content
    assert answer.reader == vera
    assert said_on_discord(stage.discord) == []
    assert stage.discord.threads(stage.channel) == []
    assert await left_on_matrix(stage) == OnMatrix(sorted([stage.room, stage.moderators_room]), {}, [])
    assert (await ivo.joined_rooms(), list(await ivo.invitations())) == ([stage.moderators_room], [])
    assert written_down(terminal.config.parent) == ["[]", "[]"]


async def test_with_nobody_at_the_keyboard_organisers_of_the_file_are_written_to(
    discord: DiscordServer, room: str, on_discord: Terminal
) -> None:
    assert await on_discord.runs() == 0, on_discord.steps
    assert (
        "Discord, a press in a moderators' room: skipped. "
        "Nobody is at the keyboard: run it in a terminal to try a press." in on_discord.steps
    )
    assert "Discord, a direct message: done." in on_discord.steps
    assert said_on_discord(discord) == []
    assert on_discord.steps[-2].startswith(THREAD_KEPT)
    [thread] = discord.threads(room)
    assert (thread.archived, thread.members) == (True, {discord.bot})

    assert await on_discord.runs() == 0, on_discord.steps
    assert on_discord.failed() == []
    assert discord.threads(room) == [thread]
    assert (thread.archived, thread.members) == (True, {discord.bot})
    assert said_on_discord(discord) == []


async def test_a_direct_chat_that_was_there_stays(stage: World, terminal: Terminal) -> None:
    """Only the message goes."""
    olga, bot = stage.organiser, stage.host.bot
    await stage.bot.start()
    chat = await olga.create_room(preset="trusted_private_chat", is_direct=True, invite=[bot])
    await olga.until_member(chat, bot)
    assert await stage.bot.stop() == 0

    assert await terminal.runs() == 0, terminal.steps
    assert terminal.failed() == []
    assert (await olga.members(chat)) == {olga.id: "join", bot: "join"}
    assert await said_in(olga, chat, bot) == []
    assert list(await olga.invitations()) == []


def allow_bot(server: DiscordServer, permission: int) -> None:
    """On the whole server, by a role."""
    server.world.members[server.bot].add(server.add_role("Evenfloor", permission))


async def test_a_room_that_is_a_forum_post(discord: DiscordServer, room: str, on_discord: Terminal) -> None:
    post = discord.home.add_thread(discord.home.add_forum("topics"), "Roundtable")
    meeting = on_discord.meeting
    meeting.write_text(meeting.read_text().replace(f'"{room}"', f'"{post}"'))
    assert await on_discord.runs() == 0, on_discord.steps
    assert "Discord, opening a coordination channel: done." in on_discord.steps
    assert [thread.archived for thread in discord.threads(room)] == [True]
    assert said_on_discord(discord) == []
