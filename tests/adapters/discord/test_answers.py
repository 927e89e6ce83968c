"""A private answer comes where the command was given while Discord allows, else directly; never in public."""

import pytest

from adapters.discord.platform import DiscordPlatform
from bot.domain.changing import replace
from bot.ports.platform import Answering, ChatClosed, Invocation, TryLater, Undeliverable
from tests.adapters.discord.support import QUICK, Remembering, adapter, place, running, who, words
from tests.discord_server import DiscordServer
from tests.discord_server.world import SEND_MESSAGES

pytestmark = pytest.mark.sockets


def to(invocation: Invocation) -> Answering:
    return Answering(invocation.cause, invocation.place, ok=True)


async def given(server: DiscordServer, room: str, person: str, inbox: Remembering) -> Invocation:
    await server.slash(person, room, "join")
    return await inbox.next()


async def test_a_slash_command_is_answered_for_its_author_alone(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana, bo = server.add_person("Ana"), server.add_person("Bo")
    async with running(adapter(server), inbox) as platform:
        invocation = await given(server, room, ana, inbox)
        for _ in range(2):
            await platform.direct_message(who(ana), words("You are in the queue."), "k1", to(invocation))
        await platform.direct_message(who(ana), words("Who are you?"), "k2", to(invocation))
    told = server.private(ana)
    assert [message.content for message in told] == ["You are in the queue.", "Who are you?"]
    assert [message.reader for message in told] == [ana, ana]
    assert server.messages(room) == []
    assert server.private(bo) == []


async def test_a_slow_answer_is_put_off_and_then_given(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana = server.add_person("Ana")
    async with running(adapter(server, replace(QUICK, defer=0.0)), inbox) as platform:
        invocation = await given(server, room, ana, inbox)
        await server.until(lambda: server.asked("POST", "/callback") == 1)
        assert server.private(ana) == []
        await platform.direct_message(who(ana), words("Late."), "k1", to(invocation))
    [message] = server.private(ana)
    assert (message.content, message.reader) == ("Late.", ana)


async def test_an_answer_given_in_time_is_not_put_off(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana = server.add_person("Ana")
    async with running(adapter(server), inbox) as platform:
        invocation = await given(server, room, ana, inbox)
        await platform.direct_message(who(ana), words("Quick."), "k1", to(invocation))
    assert server.asked("POST", "/callback") == 1


async def test_a_confirmation_that_was_lost_makes_no_second_answer(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana = server.add_person("Ana")
    async with running(adapter(server), inbox) as platform:
        invocation = await given(server, room, ana, inbox)
        server.faults.fail_once("POST", "/callback", 0, applied=True)
        with pytest.raises(TryLater):
            await platform.direct_message(who(ana), words("Once."), "k1", to(invocation))
        await platform.direct_message(who(ana), words("Once."), "k1", to(invocation))
    assert [message.content for message in server.private(ana)] == ["Once."]


async def test_too_late_or_after_a_restart_the_answer_comes_directly(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana, bo = server.add_person("Ana"), server.add_person("Bo")
    async with running(adapter(server), inbox) as platform:
        expired = await given(server, room, ana, inbox)
        server.faults.expire(expired.cause.removeprefix("discord:"))
        await platform.direct_message(who(ana), words("Too late."), "k1", to(expired))
        forgotten = await given(server, room, bo, inbox)
    async with running(adapter(server), inbox) as platform:
        for _ in range(2):
            await platform.direct_message(who(bo), words("After all."), "k2", to(forgotten))
    for person, text in ((ana, "Too late."), (bo, "After all.")):
        [message] = server.private(person)
        assert (message.content, message.reader) == (text, None)
    assert server.messages(room) == []


async def test_a_long_answer_loses_nothing(server: DiscordServer, room: str, inbox: Remembering) -> None:
    ana = server.add_person("Ana")
    async with running(adapter(server), inbox) as platform:
        invocation = await given(server, room, ana, inbox)
        for _ in range(2):
            await platform.direct_message(who(ana), words("word " * 900), "k1", to(invocation))
    assert " ".join(message.content for message in server.private(ana)).split() == ["word"] * 900


async def test_typed_commands_are_answered_in_the_direct_chat(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana = server.add_person("Ana")
    async with running(adapter(server), inbox) as platform:
        await server.say(ana, room, "@Evenfloor join")
        await platform.direct_message(who(ana), words("From the room."), "k1", to(await inbox.next()))
        await server.write_to_bot(ana, "join")
        await platform.direct_message(who(ana), words("From here."), "k2", to(await inbox.next()))
    assert [message.content for message in server.private(ana)] == ["From the room.", "From here."]
    assert [message.author for message in server.messages(room)] == [ana]


async def test_an_answer_in_the_direct_chat_stays_there(server: DiscordServer, inbox: Remembering) -> None:
    ana = server.add_person("Ana")
    async with running(adapter(server), inbox) as platform:
        await server.slash_in_private(ana, "join")
        await platform.direct_message(who(ana), words("Here."), "k1", to(await inbox.next()))
    [message] = server.private(ana)
    assert (message.content, message.reader) == ("Here.", None)


async def test_closed_direct_messages_are_undeliverable_and_nothing_goes_public(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    ana = server.add_person("Ana")
    server.close_direct_messages(ana)
    with pytest.raises(ChatClosed):
        await platform.direct_message(who(ana), words("You are next."), "k1")
    assert server.messages(room) == []


async def test_a_room_that_takes_nothing_is_no_closed_chat(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    server.forbid(room, SEND_MESSAGES)
    with pytest.raises(Undeliverable) as refused:
        await platform.post(place(room), words("The floor is free."), "k1")
    assert not isinstance(refused.value, ChatClosed)


async def test_whoever_is_passed_over_is_told_each_time_where_discord_shows_that_the_bot_thinks(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana, zoe = server.add_person("Ana"), server.add_person("Zoe", locale="fr")
    inbox.weary = True
    async with running(adapter(server, replace(QUICK, defer=0.0)), inbox):
        for person in (ana, ana, zoe):
            await server.slash(person, room, "join")
        await server.until(lambda: len(server.private(ana)) == 2 and len(server.private(zoe)) == 1)
    assert [(m.content, m.reader) for m in server.private(ana)] == [("A lot at once.", ana)] * 2
    assert [message.content for message in server.private(zoe)] == ["C'est beaucoup."]


async def test_a_repeat_that_is_passed_over_says_nothing_of_what_was_answered(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana, bo = server.add_person("Ana"), server.add_person("Bo")
    async with running(adapter(server), inbox) as platform:
        event = await server.slash(ana, room, "join")
        await platform.direct_message(who(ana), words("Yes."), "k1", to(await inbox.next()))
        inbox.weary = True
        await server.faults.repeat(event)
        await inbox.next()
        await server.slash(bo, room, "join")
        await server.until(lambda: len(server.private(bo)) == 1)
    assert [message.content for message in server.private(ana)] == ["Yes."]


async def test_where_no_answer_comes_in_time_that_is_said(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana = server.add_person("Ana")
    async with running(adapter(server, replace(QUICK, defer=0.0, answerable=0.01)), inbox) as platform:
        left = await given(server, room, ana, inbox)
        await server.until(lambda: len(server.private(ana)) == 1)
        await platform.direct_message(who(ana), words("After all."), "k1", to(left))
    told = [(message.content, message.reader) for message in server.private(ana)]
    assert told == [("No answer came.", ana), ("After all.", None)]
