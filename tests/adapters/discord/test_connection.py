"""The adapter stays connected through what goes wrong, and says what only a person can mend."""

import asyncio
import socket

import pytest

from adapters.discord.platform import DiscordPlatform
from bot.domain.changing import replace
from bot.ports.platform import Answering, Misconfigured, TryLater, TypedRequest
from tests.adapters.discord.support import QUICK, Remembering, adapter, place, running, words
from tests.discord_server import DiscordServer
from tests.discord_server.world import CREATE_PRIVATE_THREADS, MANAGE_GUILD, SEND_MESSAGES

pytestmark = pytest.mark.sockets


@pytest.mark.usefixtures("platform")
async def test_what_was_said_while_the_socket_was_down_arrives(
    server: DiscordServer, inbox: Remembering
) -> None:
    ana = server.add_person("Ana")
    await server.faults.cut()
    message = await server.write_to_bot(ana, "join")
    assert (await inbox.next()).cause == f"discord:{message}"
    assert server.faults.resumptions == 1


@pytest.mark.usefixtures("platform")
@pytest.mark.parametrize(
    ("kind", "odd"),
    [
        ("MESSAGE_CREATE", {"id": "5"}),
        ("MESSAGE_CREATE", {"id": "x", "channel_id": None, "author": [], "content": 5}),
        ("MESSAGE_UPDATE", {"id": "5", "channel_id": "6", "edited_at": 5}),
        ("MESSAGE_DELETE", {}),
        ("MESSAGE_DELETE_BULK", {"ids": 5}),
        ("INTERACTION_CREATE", {"id": "5", "type": "x"}),
        ("CHANNEL_UPDATE", {"id": "5", "guild_id": "x"}),
        ("GUILD_CREATE", {"id": []}),
    ],
)
async def test_an_event_that_cannot_be_read_is_put_aside_and_the_session_goes_on(
    server: DiscordServer, inbox: Remembering, kind: str, odd: dict[str, object]
) -> None:
    ana = server.add_person("Ana")
    logins = server.asked("GET", "/users/@me")
    await server.faults.send_event(kind, odd)
    message = await server.write_to_bot(ana, "join")
    assert (await inbox.next()).cause == f"discord:{message}"
    assert server.asked("GET", "/users/@me") == logins
    assert list(inbox.warnings) == ["discord/set-aside"]


@pytest.mark.usefixtures("platform")
async def test_a_request_to_reconnect_is_followed(server: DiscordServer, inbox: Remembering) -> None:
    ana = server.add_person("Ana")
    for asking in (server.faults.ask_to_reconnect, server.faults.invalidate_for_now):
        await asking()
        await server.write_to_bot(ana, "join")
        await inbox.next()
    await server.until(lambda: server.faults.resumptions == 2)


async def test_what_was_typed_while_no_session_stood_comes_in_order(
    server: DiscordServer, inbox: Remembering, room: str
) -> None:
    async with running(adapter(server, replace(QUICK, patience=0.2)), inbox) as platform:
        ana, ben = server.add_person("Ana"), server.add_person("Ben")
        await platform.post(place(room), words("A board"), "k1")
        await server.write_to_bot(ana, "position")
        await inbox.next()
        logins = server.asked("GET", "/users/@me")
        server.faults.close_gateway()
        await server.faults.cut()
        typed = [
            await server.say(ben, room, "@Evenfloor join"),
            await server.write_to_bot(ana, "join"),
            await server.say(ben, room, "and nothing for the bot"),
            await server.say(ben, room, "@Evenfloor withdraw"),
        ]
        await server.until(lambda: server.asked("GET", "/users/@me") > logins)
        server.faults.close_gateway(closed=False)
        await platform.ready()
        heard: dict[str, object] = {}
        while len(heard) < 3:
            each = await inbox.next()  # One that comes again, by one more session, has the same cause.
            heard[each.cause] = each.request
    assert list(heard) == [f"discord:{typed[n]}" for n in (0, 1, 3)]
    assert list(heard.values()) == [TypedRequest(text) for text in ("join", "join", "withdraw")]


async def test_after_too_long_without_a_gateway_a_new_client_is_built(
    server: DiscordServer, inbox: Remembering, room: str
) -> None:
    async with running(adapter(server, replace(QUICK, patience=0.2)), inbox) as platform:
        ana = server.add_person("Ana")
        await server.slash(ana, room, "join")
        before = await inbox.next()
        logins = server.asked("GET", "/users/@me")
        server.faults.close_gateway()
        await server.faults.cut()
        await server.until(lambda: server.asked("GET", "/users/@me") > logins)
        server.faults.close_gateway(closed=False)
        await server.until(lambda: server.connected)
        await platform.ready()
        await platform.post(place(room), words("back"), "k1")
        await platform.direct_message(
            before.author, words("Yes."), "k2", Answering(before.cause, before.place, ok=True)
        )
        await server.write_to_bot(ana, "join")
        await inbox.next()
    assert len(server.messages(room)) == 1
    assert [message.content for message in server.private(ana)] == ["Yes."]


async def test_a_session_whose_own_address_refuses_goes_on_at_the_general_one(
    server: DiscordServer, inbox: Remembering
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        server.resume_at = f"ws://127.0.0.1:{closed.getsockname()[1]}/"
    async with running(adapter(server), inbox):
        ana = server.add_person("Ana")
        await server.faults.cut()
        message = await server.write_to_bot(ana, "join")
        assert (await inbox.next()).cause == f"discord:{message}"
        assert (server.faults.resumptions, server.asked("GET", "/users/@me")) == (1, 1)


async def test_an_address_for_resuming_that_hangs_is_given_up_soon(
    server: DiscordServer, inbox: Remembering
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server.resume_at = f"ws://127.0.0.1:{silent.getsockname()[1]}/"
        async with running(adapter(server, replace(QUICK, resumption=0.2)), inbox) as platform:
            await server.faults.cut()
            await server.until(lambda: server.asked("GET", "/users/@me") == 2)
            await platform.ready()
            ana = server.add_person("Ana")
            await server.write_to_bot(ana, "join")
            await inbox.next()


async def test_an_unreachable_discord_is_tried_again_and_said_so(
    server: DiscordServer, inbox: Remembering, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        server.faults.fail_once("GET", "/users/@me", 503)
    async with running(adapter(server), inbox):
        assert server.connected
    assert caplog.text.count("Discord cannot be reached") == 3


async def test_a_wrong_token_is_for_a_person_to_mend(server: DiscordServer, inbox: Remembering) -> None:
    platform = adapter(server, token="wrong")
    with pytest.raises(Misconfigured, match="give the new one") as refused:
        await platform.run(inbox)
    assert "wrong" not in str(refused.value)
    assert [problem[:28] for problem in (await platform.inspect([])).problems] == [
        "Discord refuses the bot's to"
    ]


async def test_a_token_that_was_reset_is_for_a_person_to_mend(
    server: DiscordServer, inbox: Remembering
) -> None:
    platform = adapter(server)
    run = asyncio.create_task(platform.run(inbox))
    await platform.ready()
    server.token = "another"
    await server.faults.cut()
    with pytest.raises(Misconfigured):
        await asyncio.wait_for(run, 20)


async def test_a_token_that_was_reset_is_noticed_while_the_gateway_goes_on(
    server: DiscordServer, inbox: Remembering, room: str
) -> None:
    platform = adapter(server)
    run = asyncio.create_task(platform.run(inbox))
    await platform.ready()
    server.token = "another"
    with pytest.raises(TryLater, match="401"):
        await platform.post(place(room), words("lost?"), "k1")
    with pytest.raises(Misconfigured, match="give the new one"):
        await asyncio.wait_for(run, 20)


async def test_a_good_token_is_doubted_seldom(server: DiscordServer, inbox: Remembering, room: str) -> None:
    async with running(adapter(server), inbox) as platform:
        for number in range(3):
            server.faults.fail_once("POST", f"/channels/{room}/messages", 401)
            with pytest.raises(TryLater):
                await platform.post(place(room), words("hello"), f"k{number}")
            await server.until(lambda: server.asked("GET", "/users/@me") == 2)
            await platform.ready()
        await platform.post(place(room), words("hello"), "k3")
        assert server.asked("GET", "/users/@me") == 2
    assert [message.content for message in server.messages(room)] == ["hello"]


async def test_problems_name_the_channel_and_the_mend(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    hidden = server.add_channel("staff", seen_by=[])
    assert (await platform.inspect([place(room), place(hidden)])).problems == []
    server.forbid(room, SEND_MESSAGES | CREATE_PRIVATE_THREADS)
    server.forbid(hidden, 1 << 10)
    found = (await platform.inspect([place(room), place(hidden), place("1"), place("general")])).problems
    assert len(found) == 5
    assert '"Send Messages"' in found[0]
    assert '"Create Private Threads"' in found[1]
    assert f"Discord channel {hidden}: not there, or the bot may not see it" in found[2]
    assert "Discord channel 1: not there" in found[3]
    assert "not a channel id" in found[4]
    assert all("; " in problem for problem in found)


async def test_a_moderators_role_that_is_not_there_is_told_once(server: DiscordServer, room: str) -> None:
    server.add_role("Chair")
    places = [place(room), place(server.add_channel("lobby"))]
    [problem] = (await adapter(server, moderator_role="chairs").inspect(places)).problems
    assert 'no role is named "chairs"' in problem
    assert (await adapter(server, moderator_role="Chair").inspect(places)).problems == []


async def test_who_moderates_is_told_by_roles(server: DiscordServer, room: str) -> None:
    note = "on the server {} its owner and those who have the role {} moderate"
    server.add_role("Chair")
    places = [place(room), place(server.add_channel("lobby"))]
    first, words = (await adapter(server).inspect(places)).notes
    assert first == "on the server Policy forum its owner moderates"
    assert words.startswith("Message Content Intent is off, which is right without a relay")
    server.world.words_allowed = True
    assert (await adapter(server).inspect(places)).notes[1].startswith("Message Content Intent is on")
    server.add_role("Staff", MANAGE_GUILD)
    found = (await adapter(server, moderator_role="Chair").inspect(places)).notes
    assert found[0] == note.format("Policy forum", "Chair or Staff")
    assert len(found) == 2


async def test_problems_say_when_discord_cannot_be_asked(server: DiscordServer, room: str) -> None:
    server.faults.fail_once("GET", "/users/@me", 503)
    [problem] = (await adapter(server).inspect([place(room)])).problems
    assert "cannot be asked" in problem


async def test_one_that_stood_by_for_another_can_be_run_again(
    server: DiscordServer, inbox: Remembering, room: str
) -> None:
    platform, ana = adapter(server), server.add_person("Ana")
    for number in range(3):
        async with running(platform, inbox):
            await server.slash(ana, room, "join")
            await inbox.next()
            await platform.post(place(room), words(f"heard {number}"), f"key-{number}")
    assert [m.content for m in server.messages(room)] == [f"heard {number}" for number in range(3)]
