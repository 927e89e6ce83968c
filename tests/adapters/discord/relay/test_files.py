"""Files are read from Discord's own servers alone, within limits, and go where Discord takes them."""

from datetime import UTC, datetime, timedelta

import pytest
from yarl import URL

from adapters.discord.platform import DiscordPlatform
from adapters.discord.relay.files import SERVERS, FileServers
from bot.domain.changing import replace
from bot.messages.document import AttachedFile, Document, Link, Text
from bot.ports.platform import TryLater
from bot.ports.relay import Look, PostedFile
from tests.adapters.discord.relay.test_listening import relaying
from tests.adapters.discord.support import place
from tests.discord_server import DiscordServer
from tests.discord_server.uploads.keeping import Way
from tests.discord_server.world import ATTACH_FILES, Attached

pytestmark = pytest.mark.sockets

MOST = 100_000
NOTES = Attached("notes.txt", b"Some notes")
WORDS = "Li (Matrix): (file) cat.png"
ADDRESS = "https://cdn.example.org/cat.png"
CAT = AttachedFile("cat.png", "image/png", b"\x89PNG")
COPY = Document((Text(WORDS),), file=CAT, fileless=(Link(ADDRESS, (Text(ADDRESS),)),))


async def opened(
    server: DiscordServer, room: str, platform: DiscordPlatform, file: Attached
) -> PostedFile | None:
    """As the bot finds it that somebody posts."""
    server.world.words_allowed = True
    message = await server.say(server.add_person("Ana"), room, "", files=[file])
    [kept] = server.world.message(message).files
    return await relaying(platform).open(place(room), message, kept.id, MOST)


def address(server: DiscordServer, room: str, name: str = NOTES.name) -> str:
    [message] = server.messages(room)
    return f"{server.world.file_server}/attachments/{room}/{message.id}/{name}"


async def test_with_the_address_that_is_good_now(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    found = await opened(server, room, platform, NOTES)
    assert found == PostedFile("notes.txt", b"Some notes", address(server, room))


async def test_one_file_of_several_or_none(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    server.world.words_allowed = True
    other = Attached("other.txt", b"Others")
    message = await server.say(server.add_person("Ana"), room, "Two", files=[NOTES, other])
    first, second = server.world.message(message).files
    for file, content in ((first, b"Some notes"), (second, b"Others")):
        found = await relaying(platform).open(place(room), message, file.id, MOST)
        assert found is not None
        assert found.content == content
    server.world.message(message).files.remove(first)
    assert await relaying(platform).open(place(room), message, first.id, MOST) is None
    await server.delete(message)
    assert await relaying(platform).open(place(room), message, second.id, MOST) is None


@pytest.mark.parametrize(
    ("size", "asked"), [(MOST + 1, 0), (1, 1), (10**30, 0)], ids=["too-large", "too-small", "absurd"]
)
async def test_what_is_said_of_its_size_saves_reading_it_and_nothing_else(
    server: DiscordServer, room: str, platform: DiscordPlatform, size: int, asked: int
) -> None:
    file = replace(NOTES, content=b"x" * (MOST + 1), size=size)
    found = await opened(server, room, platform, file)
    assert found == PostedFile("notes.txt", None, address(server, room))
    assert server.asked("GET", "/attachments/") == asked


@pytest.mark.parametrize("way", ["endless", "packed", "elsewhere"])
async def test_no_end_no_packing_and_no_other_address(
    server: DiscordServer, room: str, platform: DiscordPlatform, way: Way
) -> None:
    server.files.ways[NOTES.name] = way
    found = await opened(server, room, platform, replace(NOTES, content=bytes(50_000)))
    assert found == PostedFile("notes.txt", None, address(server, room))
    assert server.asked("GET", "/attachments/") == 1


async def test_nobody_waits_long_for_it(server: DiscordServer, room: str) -> None:
    server.files.ways[NOTES.name] = "never"
    await server.say(server.add_person("Ana"), room, "", files=[NOTES])
    servers = FileServers(frozenset({URL(server.world.file_server)}), seconds=0.1)
    assert await servers.read(address(server, room), MOST) is None


@pytest.mark.parametrize("status", [0, 429, 500, 503])
async def test_it_is_tried_later_when_the_servers_are_away(
    server: DiscordServer, room: str, platform: DiscordPlatform, status: int
) -> None:
    for _ in range(2 if status == 0 else 1):  # the library asks again by itself where nothing answers
        server.faults.fail_once("GET", "/attachments/", status)
    with pytest.raises(TryLater):
        await opened(server, room, platform, NOTES)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 416])
async def test_what_they_refuse_is_not_asked_for_again(
    server: DiscordServer, room: str, platform: DiscordPlatform, status: int
) -> None:
    server.faults.fail_once("GET", "/attachments/", status)
    found = await opened(server, room, platform, NOTES)
    assert found == PostedFile("notes.txt", None, address(server, room))


async def test_nothing_is_read_from_elsewhere(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    server.world.file_server = server.world.file_server.replace("127.0.0.1", "127.0.0.2")
    found = await opened(server, room, platform, NOTES)
    assert found == PostedFile("notes.txt", None)
    assert server.asked("GET", "/attachments/") == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://cdn.discordapp.com/a",
        "https://cdn.discordapp.com.evil.example/a",
        "https://cdn.discordapp.com@evil.example/a",
        "https://cdn.discordapp.com:8443/a",
        "https://evil.example/https://cdn.discordapp.com/a",
        "https://169.254.169.254/latest/meta-data",
        "//cdn.discordapp.com/a",
        "file:///etc/passwd",
        "https://[::1/a",
        "",
    ],
)
def test_whose_addresses_are_discord_s(url: str) -> None:
    servers = FileServers(SERVERS)
    assert not servers.keep(url)
    assert servers.keep("https://cdn.discordapp.com/attachments/1/2/a.png?ex=1&hm=2")


async def test_hidden_ones_stay_so(server: DiscordServer, room: str, platform: DiscordPlatform) -> None:
    found = await opened(server, room, platform, replace(NOTES, name="SPOILER_notes.txt"))
    assert found is not None
    assert found.hidden
    hidden = replace(COPY, file=replace(CAT, hidden=True))
    await relaying(platform).post(place(room), hidden, "key-1", None)
    [name] = [file.name for file in server.messages(room)[-1].files]
    assert name == "SPOILER_cat.png"


@pytest.mark.parametrize("taken", [True, False])
async def test_a_copy_is_found_whether_its_file_was_taken_or_not(
    server: DiscordServer, room: str, platform: DiscordPlatform, taken: bool
) -> None:
    if not taken:
        server.forbid(room, ATTACH_FILES)
    relay, since = relaying(platform), datetime.now(UTC) - timedelta(minutes=5)
    first = await relay.post(place(room), COPY, "key-1", None)
    server.world.nonces.clear()
    assert await relay.post(place(room), COPY, "key-1", Look(since, ())) == first
    second = await relay.post(place(room), COPY, "key-2", Look(since, first))
    assert second != first
    text = WORDS if taken else f"{WORDS}\n{ADDRESS}"
    assert [(each.content, len(each.files)) for each in server.messages(room)] == [(text, int(taken))] * 2
