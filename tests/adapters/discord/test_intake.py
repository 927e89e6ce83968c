"""What people do on Discord reaches the inbox, once per event, with who, where and what."""

import asyncio

import pytest

from bot.domain.identity import Identity
from bot.ports.platform import ChosenRequest, TypedRequest
from tests.adapters.discord.support import Remembering, adapter, place, running, who
from tests.discord_server import DiscordServer, NotOffered
from tests.discord_server.interactions import filled

pytestmark = pytest.mark.sockets


async def test_a_slash_command_becomes_a_chosen_request(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana = server.add_person("Ana", locale="fr")
    async with running(adapter(server), inbox):
        event = await server.slash(ana, room, "join reply I disagree, mostly")
        invocation = await inbox.next()
    assert invocation.cause == f"discord:{event}"
    assert invocation.author == who(ana)
    assert invocation.author_name == "Ana"
    assert invocation.place == place(room)
    assert invocation.server == server.world.guild
    assert not invocation.direct
    assert invocation.language == "fr"
    assert invocation.request == ChosenRequest("join", {"kind": "reply", "text": "I disagree, mostly"})


@pytest.mark.usefixtures("platform")
async def test_words_in_a_direct_chat_are_a_command(server: DiscordServer, inbox: Remembering) -> None:
    ana = server.add_person("Ana")
    message = await server.write_to_bot(ana, "identify cs ap")
    invocation = await inbox.next()
    assert invocation.cause == f"discord:{message}"
    assert invocation.direct
    assert invocation.request == TypedRequest("identify cs ap")
    for typed in ("/join", "!join", "  join ", "\uff0fjoin"):
        await server.write_to_bot(ana, typed)
        assert (await inbox.next()).request == TypedRequest("join")


@pytest.mark.usefixtures("platform")
async def test_a_slash_command_in_a_direct_chat_is_direct(server: DiscordServer, inbox: Remembering) -> None:
    await server.slash_in_private(server.add_person("Ana"), "join")
    invocation = await inbox.next()
    assert (invocation.direct, invocation.server) == (True, "")


async def test_in_a_room_only_what_begins_with_the_bots_mention_is_a_command(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana = server.add_person("Ana")
    async with running(adapter(server), inbox):
        await server.say(ana, room, "join")
        await server.say(ana, room, "we thank @Evenfloor")
        await server.say(ana, room, "@Evenfloor join")
        invocation = await inbox.next()
    assert invocation.request == TypedRequest("join")
    assert invocation.place == place(room)
    assert invocation.server == server.world.guild
    assert not invocation.direct
    assert inbox.talk == {place(room): 3}, "all of it moves the board up"


async def test_a_repeated_event_comes_with_the_same_cause(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana = server.add_person("Ana")
    async with running(adapter(server), inbox):
        for giving in (server.slash(ana, room, "join"), server.write_to_bot(ana, "join")):
            event = await giving
            await server.faults.repeat(event)
            assert [(await inbox.next()).cause, (await inbox.next()).cause] == [f"discord:{event}"] * 2


async def test_an_edit_says_which_message_it_changes(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana = server.add_person("Ana")
    async with running(adapter(server), inbox):
        event = await server.write_to_bot(ana, "jion")
        await server.edit(event)
        await server.edit(event, "join")
        await server.faults.repeat(event)
        first, preview, edit, repeat = [await inbox.next() for _ in range(4)]
        talk = await server.say(ana, room, "join")
        await server.edit(talk, f"<@{server.world.bot.id}> join")
        assert (await inbox.next()).edits == f"discord:{talk}"
    assert preview.cause == first.cause == f"discord:{event}"
    assert (first.edits, preview.edits, edit.edits) == (None, None, first.cause)
    assert edit.cause == repeat.cause != first.cause
    assert (first.request, edit.request) == (TypedRequest("jion"), TypedRequest("join"))


async def test_messages_that_are_gone_or_say_nothing_to_the_bot_any_more(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana, me = server.add_person("Ana"), server.world.bot.id
    async with running(adapter(server), inbox):
        private = await server.write_to_bot(ana, "join First words.")
        first, second, third = [await server.say(ana, room, f"<@{me}> join {n}") for n in range(3)]
        await server.delete(private)
        await server.delete(first, second)
        await server.edit(third, "hello")
        gone = [await asyncio.wait_for(inbox.gone.get(), 20) for _ in range(3)]
    assert gone == [
        ((f"discord:{private}",), None),
        (tuple(f"discord:{id}" for id in sorted((first, second), key=int)), None),
        ((f"discord:{third}",), Identity("discord", ana)),
    ]


async def test_codes_are_offered_while_somebody_types(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana = server.add_person("Ana")
    async with running(adapter(server), inbox):
        offered = await server.complete(ana, room, "identify", "codes", "c")
    assert offered == ["cs"]
    [(partial, parameter)] = inbox.partial
    assert parameter == "codes"
    assert partial.request == ChosenRequest("identify", {"codes": "c"})


async def test_who_is_typing_is_answered_also_when_nothing_can_be_offered(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana = server.add_person("Ana")
    inbox.broken = True
    async with running(adapter(server), inbox):
        assert await server.complete(ana, room, "identify", "codes", "c") == []


@pytest.mark.usefixtures("platform")
async def test_what_is_not_registered_cannot_be_sent(server: DiscordServer, room: str) -> None:
    ana = server.add_person("Ana")
    with pytest.raises(NotOffered, match="registered: join, identify"):
        await server.slash(ana, room, "jion")
    moderator = server.add_moderator("Vera")
    with pytest.raises(NotOffered, match="does not fit"):
        await server.slash(moderator, room, "phase sideways")


async def test_a_failure_inside_is_told_without_its_details(
    server: DiscordServer, room: str, inbox: Remembering, caplog: pytest.LogCaptureFixture
) -> None:
    ana, lea = server.add_person("Ana"), server.add_person("Léa", locale="fr")
    inbox.broken = True
    async with running(adapter(server), inbox):
        await server.slash(lea, room, "join")
        await server.write_to_bot(ana, "join")
        await server.until(lambda: bool(server.private(lea) and server.private(ana)))
    assert [message.content for message in server.private(lea)] == ["Cela n'a pas marché. Réessayez."]
    assert [message.content for message in server.private(ana)] == ["That did not work. Please try again."]
    assert "RuntimeError" in caplog.text
    assert "Ana" not in caplog.text
    assert "Léa" not in caplog.text


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("cs ps cs", {"codes": "cs ps cs"}),
        ("cs | Ada Lu", {"codes": "cs", "name": "Ada Lu"}),
        ("", {}),
    ],
)
def test_people_put_codes_and_a_name_where_they_belong(line: str, values: dict[str, str]) -> None:
    walkup: dict[str, object] = {"options": [{"name": "codes", "autocomplete": True}, {"name": "name"}]}
    assert {option["name"]: option["value"] for option in filled(walkup, line)} == values
