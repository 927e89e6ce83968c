"""What people write is asked of Discord where a relay is on, and nowhere else."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from adapters.discord.platform import DiscordPlatform
from bot.domain.changing import replace
from bot.messages.document import plain
from bot.ports.permissions import NotPermitted
from bot.ports.platform import TryLater
from bot.ports.relay import Extra, Look, Relaying, Talk
from tests.adapters.discord.support import Remembering, adapter, place, running, words
from tests.discord_server import DiscordServer
from tests.discord_server.world import READ_MESSAGE_HISTORY, Message, Overwrite

pytestmark = pytest.mark.sockets


def relaying(platform: DiscordPlatform) -> Relaying:
    found = platform.capabilities.relaying
    assert found is not None
    return found


async def listened(platform: DiscordPlatform, room: str) -> None:
    """Listen, as often as it takes."""
    while True:
        await platform.ready()
        try:
            await relaying(platform).listen(place(room))
        except TryLater:
            await asyncio.sleep(0)
        else:
            return


async def heard(inbox: Remembering) -> Talk:
    return await asyncio.wait_for(inbox.heard.get(), 20)


async def test_nothing_is_asked_for_before_and_once_it_is_all_comes(
    server: DiscordServer, room: str, platform: DiscordPlatform, inbox: Remembering
) -> None:
    server.world.words_allowed = True
    ana = server.add_person("Ana")
    assert not server.world.brings_words
    await server.say(ana, room, "Unheard")
    await listened(platform, room)
    assert server.world.brings_words
    await server.say(ana, room, "Heard")
    found = await heard(inbox)
    while plain(found.nodes) != "Heard":
        assert found.missed, "it may have come while Discord was connected to anew"
        found = await heard(inbox)


async def test_where_discord_refuses_it_is_said_and_all_else_goes_on(
    server: DiscordServer, room: str, platform: DiscordPlatform, inbox: Remembering
) -> None:
    with pytest.raises(NotPermitted) as refused:
        await listened(platform, room)
    assert refused.value.notice.key == "relay-deaf"
    ana = server.add_person("Ana")
    await platform.ready()
    await server.say(ana, room, "What I write")
    found = await heard(inbox)
    assert found.hidden
    await server.slash(ana, room, "join")
    assert (await inbox.next()).author.id == ana


async def test_bots_and_webhooks_are_not_heard(
    server: DiscordServer, room: str, platform: DiscordPlatform, inbox: Remembering
) -> None:
    server.world.words_allowed = True
    bridge = server.world.add_user("Bridge", server.world.home, bot=True).id
    ana = server.add_person("Ana")
    await listened(platform, room)
    await server.say(bridge, room, "From elsewhere")
    await server.say(ana, room, "Mine")
    assert plain((await heard(inbox)).nodes) == "Mine"


async def test_what_is_forwarded_is_somebody_else_s_and_only_pointed_to(
    server: DiscordServer, room: str, platform: DiscordPlatform, inbox: Remembering
) -> None:
    server.world.words_allowed = True
    await listened(platform, room)
    forwarded = await server.forward(server.add_person("Ana"), room, "What Ben wrote elsewhere")
    found = await heard(inbox)
    link = f"https://discord.com/channels/{server.world.guild}/{room}/{forwarded}"
    assert (found.nodes, found.extras, found.reply_to) == ((), (Extra("forward", link),), "")


async def test_two_copies_with_the_same_words_are_two(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    since = datetime.now(UTC) - timedelta(minutes=5)
    relay = relaying(platform)
    first = await relay.post(place(room), words("yes"), "k1", None)
    server.world.nonces.clear()
    again = await relay.post(place(room), words("yes"), "k1", Look(since, ()))
    assert again == first, "it stands there, though Discord has forgotten the key"
    second = await relay.post(place(room), words("yes"), "k2", Look(since, first))
    assert second != first
    assert [_text(each) for each in server.messages(room)] == ["yes", "yes"]


async def test_who_may_not_read_back_there_answers_without_quoting(
    server: DiscordServer, inbox: Remembering
) -> None:
    room = server.add_channel("hall")
    server.world.channels[room].overwrites[server.bot] = Overwrite(deny=READ_MESSAGE_HISTORY)
    async with running(adapter(server), inbox) as platform:
        await platform.ready()
        asked = await server.say(server.add_person("Ana"), room, "Asked")
        await relaying(platform).post(place(room), replace(words("Answered"), replies_to=asked), "k1", None)
    [answer] = [each for each in server.messages(room) if each.author == server.bot]
    assert (answer.content, answer.replies_to) == ("Answered", "")


def _text(message: Message) -> str:
    return message.content
