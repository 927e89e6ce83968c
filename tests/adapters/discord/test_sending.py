"""Messages go out once, ping only whom they name, and failures say whether to try again."""

import asyncio
from math import inf

import pytest

from adapters.discord.outbound.sending import nonce
from adapters.discord.platform import DiscordPlatform
from bot.messages.document import Document, Mention, Strong, Text
from bot.ports.platform import TryLater, Undeliverable
from tests.adapters.discord.support import Remembering, adapter, place, running, who, words
from tests.discord_server import DiscordServer
from tests.discord_server.limits.limits import A_SECOND
from tests.discord_server.world import SEND_MESSAGES

pytestmark = pytest.mark.sockets


async def test_a_post_stands_in_the_room_and_pings_exactly_its_mentions(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    ana, bo = server.add_person("Ana"), server.add_person("Bo")
    document = Document(
        (Mention(who(ana), "Ana"), Strong((Text(" has the floor"),)), Text(f" @everyone <@{bo}>")),
        urgent=True,
    )
    posted = await platform.post(place(room), document, "k1")
    [message] = server.messages(room)
    assert message.id == posted
    assert message.content.startswith(f"<@{ana}>** has the floor**")
    assert message.pinged == {ana}
    assert not message.pings_everyone
    assert message.flags == 1 << 2, "links without previews, and the device rings"


async def test_what_is_not_urgent_rings_nowhere(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    await platform.post(place(room), words("the queue is open"), "k1")
    assert server.messages(room)[0].flags == 1 << 2 | 1 << 12


async def test_the_same_key_makes_one_message_also_after_a_restart(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    async with running(adapter(server), inbox) as platform:
        first = await platform.post(place(room), words("once"), "k1")
        assert await platform.post(place(room), words("once"), "k1") == first
    async with running(adapter(server), inbox) as platform:
        assert await platform.post(place(room), words("once"), "k1") == first
        await platform.post(place(room), words("twice"), "k2")
    assert [message.content for message in server.messages(room)] == ["once", "twice"]


async def test_an_error_after_the_event_is_tried_again_and_makes_one_message(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    for status in (503, 0):
        server.faults.fail_once("POST", f"/channels/{room}/messages", status, applied=True)
        with pytest.raises(TryLater):
            await platform.post(place(room), words(f"after {status}"), f"k{status}")
        await platform.post(place(room), words(f"after {status}"), f"k{status}")
    assert [message.content for message in server.messages(room)] == ["after 503", "after 0"]


async def test_a_long_document_becomes_several_messages_once(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    long = words("word " * 900)
    first = await platform.post(place(room), long, "k1")
    assert await platform.post(place(room), long, "k1") == first
    texts = [message.content for message in server.messages(room)]
    assert len(texts) == 3
    assert " ".join(texts).split() == ["word"] * 900
    assert server.messages(room)[0].id == first


async def test_an_edit_replaces_the_text(server: DiscordServer, room: str, platform: DiscordPlatform) -> None:
    posted = await platform.post(place(room), words("Floor: nobody"), "k1")
    await platform.edit(place(room), posted, words("Floor: Ana"), "k2")
    [message] = server.messages(room)
    assert (message.content, message.edits) == ("Floor: Ana", 1)
    for _ in range(2):
        await platform.edit(place(room), posted, words("word " * 500), "k3")
    assert len(server.messages(room)) == 2, "what does not fit follows, once"
    with pytest.raises(Undeliverable):
        await platform.edit(place(room), "1", words("gone"), "k4")


async def test_what_can_never_arrive_is_undeliverable(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    server.forbid(room, SEND_MESSAGES)
    for channel in (room, "1", "no-number"):
        with pytest.raises(Undeliverable):
            await platform.post(place(channel), words("x"), "k1")
    with pytest.raises(Undeliverable):
        await platform.post(place(room), words(" "), "k1")


async def test_a_limit_of_rate_tells_when_to_try_again(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    server.faults.fail_once("POST", f"/channels/{room}/messages", 429)
    with pytest.raises(TryLater):
        await platform.post(place(room), words("x"), "k1")


async def test_before_the_connection_everything_is_for_later(server: DiscordServer, room: str) -> None:
    with pytest.raises(TryLater):
        await adapter(server).post(place(room), words("x"), "k1")


def test_a_nonce_fits_and_differs() -> None:
    keys = [f"meeting/{'x' * 60}/{number}" for number in range(100)]
    made = {nonce(key, part) for key in keys for part in (0, 1)}
    assert len(made) == 200
    assert all(len(one) == 25 for one in made)


@pytest.mark.parametrize(
    ("wish", "after"),
    [("7", 7.0), ("tomorrow", None), ("9" * 5_000, inf), ("", None)],
)
async def test_what_a_proxy_wishes_may_be_anything(
    wish: str, after: float | None, server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    server.faults.fail_once("POST", f"/channels/{room}/messages", 503, retry_after=wish)
    with pytest.raises(TryLater) as later:
        await platform.post(place(room), words("hello"), "k1")
    assert later.value.after == after


@pytest.mark.parametrize("id", ["9" * 5_000, "general", "", "-1", "1.5", "\u0661\u0662"])
async def test_an_id_that_is_none_is_never_sent_to(id: str, platform: DiscordPlatform) -> None:
    with pytest.raises(Undeliverable) as never:
        await platform.post(place(id), words("hello"), "k1")
    assert len(str(never.value)) < 80


async def test_no_more_is_asked_than_discord_takes_in_a_second(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Whoever is refused ten thousand times within ten minutes is shut out."""
    rooms = [server.add_channel(f"room-{number}") for number in range(A_SECOND + 10)]
    server.limits.on = True
    async with asyncio.TaskGroup() as tasks:
        for room in rooms:
            tasks.create_task(platform.post(place(room), words("Lunch is served."), room))
    assert [len(server.messages(room)) for room in rooms] == [1] * len(rooms)
    assert server.limits.refused == 0
