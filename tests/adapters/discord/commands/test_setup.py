"""A meeting is set up on a Discord server by presses, over sockets, by whoever may manage it and no other."""

from collections.abc import Sequence

import pytest
from msgspec import Struct

from bot.setup.codes import keep_code
from storage.store import SqlStore
from tests.adapters.discord.commands.conftest import Meeting
from tests.discord_server import DiscordServer, Message, NotOffered
from tests.discord_server.render import Json
from tests.discord_server.world import MANAGE_CHANNELS, SEND_MESSAGES
from tests.services.setup.organiser import CODE

pytestmark = pytest.mark.sockets


@pytest.fixture
async def code(meeting: Meeting, store: SqlStore) -> str:
    await store.write(lambda tx: keep_code(tx, CODE, meeting.clock.now()))
    return CODE


def labels(message: Message) -> list[str]:
    """What can be chosen below a message, in the order of its numbers."""
    found: list[str] = []
    for row in message.components:
        for item in _objects(row, "components"):
            found += [str(item["label"])] if "label" in item else []
            found += [str(option["label"]) for option in _objects(item, "options")]
    return found


def _objects(of: Json, name: str) -> Sequence[Json]:
    listed = of.get(name)
    return listed if isinstance(listed, list) else []


async def press(meeting: Meeting, who: str, label: str, words: str = "") -> str:
    """What somebody is told who presses that below what they were told last."""
    meeting.clock.move(3)
    last = meeting.server.private(who)[-1]
    number = labels(last).index(label) + 1
    return await meeting.answer(who, meeting.server.press(who, last.id, number, words))


async def planned(store: SqlStore) -> list[str]:
    return list((await store.read(lambda tx: tx.planned.all())).values())


ANSWERS = (
    ("mods", ""),
    ("No, online only", ""),
    ("Write it", "Spectrum for all"),
    ("I as well", ""),
    ("Africa/Nairobi", ""),
    ("Write it", "2027-03-10 14:00"),
    ("Open mic, 60 minutes", ""),
    ("Other groups", "Students, Staff"),
)


class Channels(Struct, frozen=True):
    """One for everybody, and one that nobody but the bot sees."""

    lobby: str
    mods: str


@pytest.fixture
def channels(server: DiscordServer) -> Channels:
    """They are there before the bot comes."""
    return Channels(server.add_channel("lobby"), server.add_channel("mods", seen_by=[]))


@pytest.fixture
def mute(server: DiscordServer, channels: Channels) -> str:
    """The channel in which the bot may not write."""
    server.world.channels[channels.mods].overwrites[server.bot].deny |= SEND_MESSAGES
    return channels.mods


@pytest.fixture
def powerful(server: DiscordServer) -> str:
    """The bot may make channels."""
    role = server.add_role("Maker", MANAGE_CHANNELS)
    server.world.members[server.bot].add(role)
    return role


async def test_from_the_code_to_a_meeting_that_is_held(
    channels: Channels, meeting: Meeting, store: SqlStore, code: str
) -> None:
    server, vera = meeting.server, meeting.vera
    assert (
        await meeting.slash(vera, f"setup {code}", channels.lobby)
        == "1 of 9\nWhich channel is for everybody?"
    )
    offered = labels(server.private(vera)[-1])
    assert {"lobby", "hall", "Stop"} <= set(offered)
    assert "mods" not in offered
    await press(meeting, vera, "lobby")
    assert "Make a room for us" not in labels(server.private(vera)[-1])
    for label, words in ANSWERS:
        last = await press(meeting, vera, label, words)
    assert "Spectrum for all" in last
    assert "I have all permissions that I need." in last
    assert "is ready" in await press(meeting, vera, "Make the meeting")
    [text] = await planned(store)
    assert f'place = "{channels.lobby}"' in text
    assert f'rooms = ["discord:{channels.mods}"]' in text
    assert f'accounts = ["discord:{vera}"]' in text
    await server.hide(channels.mods, seen_by=[vera])
    await meeting.slash(vera, "open", channels.mods)
    ana = server.add_person("Ana")
    assert "You are in the queue" in await meeting.slash(ana, "join", channels.lobby)
    assert not [each for each in server.world.messages if CODE in each.content]


async def test_what_the_bot_lacks_is_named_with_where_to_click(
    channels: Channels, mute: str, meeting: Meeting, store: SqlStore, code: str
) -> None:
    server, vera = meeting.server, meeting.vera
    await meeting.slash(vera, f"setup {code}")
    await press(meeting, vera, "lobby")
    for label, words in ANSWERS:
        last = await press(meeting, vera, label, words)
    assert mute == channels.mods
    assert "In #mods I lack Send Messages. Click: Edit Channel, Permissions, my role." in last
    await server.hide(channels.mods, seen_by=[vera])
    assert "I have all permissions" in await press(meeting, vera, "Look again")
    assert await planned(store) == []


async def test_with_the_permission_a_channel_is_made_that_moderators_and_bot_see(
    channels: Channels, powerful: str, meeting: Meeting, store: SqlStore, code: str
) -> None:
    server, vera = meeting.server, meeting.vera
    assert powerful
    await meeting.slash(vera, f"setup {code}", channels.lobby)
    await press(meeting, vera, "lobby")
    await press(meeting, vera, "Make a room for us")
    [made] = [each for each in server.world.channels.values() if each.topic]
    assert made.name == "Moderators"
    assert set(made.overwrites) == {server.world.guild, server.bot, vera}
    for label, words in ANSWERS[1:]:
        last = await press(meeting, vera, label, words)
    assert "I have all permissions" in last
    assert "is ready" in await press(meeting, vera, "Make the meeting")
    [text] = await planned(store)
    assert f'rooms = ["discord:{made.id}"]' in text


async def test_who_may_not_manage_the_server_sets_up_nothing(
    channels: Channels, meeting: Meeting, store: SqlStore, code: str
) -> None:
    server, ana = meeting.server, meeting.server.add_person("Ana")
    with pytest.raises(NotOffered):
        await meeting.slash(ana, f"setup {code}", channels.lobby)
    said = await meeting.answer(ana, server.say(ana, channels.lobby, f"@Evenfloor setup {code}"))
    assert "you need Manage Server" in said
    assert "1 of 9" in await meeting.slash(meeting.vera, f"setup {code}", channels.lobby)
    board = await press_on_board(meeting, ana, f"1::s1:setup room {channels.lobby}")
    assert "setting up nothing" in board
    assert await planned(store) == []


async def press_on_board(meeting: Meeting, who: str, token: str) -> str:
    """What a forged press says, on a message that everybody sees."""
    await meeting.server.until(lambda: bool(meeting.server.messages(meeting.room)))
    below = meeting.server.messages(meeting.room)[0]
    sent: Json = {"component_type": 2, "custom_id": token}
    return await meeting.answer(who, meeting.server.send_press(who, below.id, sent))
