"""What people say in rooms and direct chats, and what of it reaches the bot."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from adapters.matrix.settings import MatrixSettings
from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.messages.document import Document, Text
from bot.ports.platform import TypedRequest
from tests.adapters.matrix.fakes import NOON, Recorder, post, running
from tests.adapters.matrix.venue import MatrixVenue

pytestmark = pytest.mark.sockets


async def test_a_command_in_a_room(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        invocation = await inbox.hears(await venue.types(ana, venue.room, "identify cs ap"))
    assert invocation.author == ana
    assert invocation.author_name == "Ana"
    assert invocation.place == venue.room
    assert invocation.server == "localhost"
    assert not invocation.direct
    assert invocation.request == TypedRequest("identify cs ap")
    assert NOON - timedelta(minutes=1) < invocation.at <= NOON


async def test_a_command_in_a_direct_chat_typed_before_the_bot_has_come(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        invocation = await inbox.hears(await venue.types_in_private(ana, "join"))
    assert invocation.author == ana
    assert invocation.direct
    assert invocation.place == Place("matrix", venue.direct_rooms[ana.id])
    assert invocation.request == TypedRequest("join")


async def test_an_invitation_that_came_while_the_bot_was_down(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
    cause = await venue.types_in_private(ana, "join")
    (position,) = (name for name in venue.sync_positions.kept if ":sync:" in name)
    venue.sync_positions.kept[position] = str((await venue.bot.call("GET", "/sync"))["next_batch"])
    async with running(venue.platform(), inbox):
        assert (await inbox.hears(cause)).direct


async def test_talk_and_notices_are_left_alone_and_an_edit_of_a_slip_is_a_command(venue: MatrixVenue) -> None:
    inbox = Recorder()
    platform = venue.platform()
    async with running(platform, inbox):
        ana = venue.persons[(await venue.person("Ana")).id]
        room = venue.room.id
        await ana.say(room, "I would like to join")
        await ana.send(room, {"msgtype": "m.notice", "body": "!join"})
        await ana.send(room, {"msgtype": "m.emote", "body": "!join"})
        first = await ana.say(room, "hello")
        new = {"msgtype": "m.text", "body": "!join"}
        relation = {"rel_type": "m.replace", "event_id": first}
        await ana.send(room, {**new, "m.new_content": new, "m.relates_to": relation})
        await ana.send(room, {"m.relates_to": "nonsense"}, "m.reaction")
        await platform.post(venue.room, Document((Text("!join"),), urgent=True), "own")
        await inbox.hears(f"matrix:{await ana.say(room, '!position')}")
    assert inbox.texts == ["join", "position"]
    assert [invocation.edits for invocation in inbox.handed] == [f"matrix:{first}", None]


async def test_a_command_removed_before_it_was_read(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = venue.persons[(await venue.person("Ana")).id]
    await ana.redact(venue.room.id, await ana.say(venue.room.id, "!join"))
    last = await ana.say(venue.room.id, "!position")
    async with running(venue.platform(), inbox):
        await inbox.hears(f"matrix:{last}")
    assert inbox.texts == ["position"]


async def test_ways_to_give_a_command_in_a_room(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = venue.persons[(await venue.person("Ana")).id]
        ways = ["/next", "q+ to say this", "Evenfloor: join", f"{venue.bot.id}, queue", "Evenfloor is nice"]
        for text in ways:
            await ana.say(venue.room.id, text)
        reply = {"m.in_reply_to": {"event_id": await ana.say(venue.room.id, "what?")}}
        quoting = "> <@ana> what?\n\n!position"
        last = await ana.send(venue.room.id, {"msgtype": "m.text", "body": quoting, "m.relates_to": reply})
        await inbox.hears(f"matrix:{last}")
    assert inbox.texts == ["next", "q+ to say this", "join", "queue", "position"]
    assert inbox.talk[venue.room] == len(ways) + 2, "all of it moves the board up"


async def test_a_room_that_no_meeting_knows_is_not_served(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        await venue.persons[ana.id].join(venue.elsewhere.id)
        await venue.bot.join(venue.elsewhere.id)
        await venue.types(ana, venue.elsewhere, "next")
        await inbox.hears(await venue.types(ana, venue.room, "position"))
    assert inbox.texts == ["position"]


async def test_a_third_person_in_a_direct_chat_gives_no_commands(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana, eve = await venue.person("Ana"), await venue.person("Eve")
        await inbox.hears(await venue.types_in_private(ana, "join"))
        chat = venue.direct_rooms[ana.id]
        await venue.persons[ana.id].invite(chat, eve.id)
        await venue.persons[eve.id].join(chat)
        await venue.persons[eve.id].say(chat, "withdraw")
        await inbox.hears(await venue.types_in_private(ana, "position"))
    assert inbox.texts == ["join", "position"]


async def test_what_was_said_before_the_bot_came_is_history(venue: MatrixVenue) -> None:
    inbox = Recorder()
    alias = f"#late-{venue.room.id[1:9].lower()}:localhost"
    late = Place("matrix", alias)
    platform = venue.platform(places=(venue.room, late))
    async with running(platform, inbox):
        host = venue.host
        room = await host.create_room(
            room_alias_name=alias[1:].removesuffix(":localhost"), preset="private_chat"
        )
        await host.say(room, "!old")
        await host.invite(room, venue.bot.id)
        await host.until_member(room, venue.bot.id)
        invocation = await inbox.hears(f"matrix:{await host.say(room, '!new')}")
    assert inbox.texts == ["new"]
    assert invocation.place == late


async def test_at_the_very_first_start_nothing_old_is_done(venue: MatrixVenue) -> None:
    inbox = Recorder()
    await venue.bot.join(venue.room.id)
    await venue.host.say(venue.room.id, "!old")
    async with running(venue.platform(), inbox):
        await inbox.hears(f"matrix:{await venue.host.say(venue.room.id, '!new')}")
    assert inbox.texts == ["new"]


async def test_removed_and_changed_messages_are_told_in_rooms_and_direct_chats(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        person, gone = venue.persons[ana.id], []
        cause = await venue.types_in_private(ana, "join Private words.")
        rooms = [(venue.direct_rooms[ana.id], cause.removeprefix("matrix:"))]
        rooms.append((venue.room.id, await person.say(venue.room.id, "!join Open words.")))
        for room, message in rooms:
            await inbox.hears(f"matrix:{message}")
            new = {"msgtype": "m.text", "body": "Never mind." if room == venue.room.id else ""}
            relation = {"rel_type": "m.replace", "event_id": message}
            await person.send(room, {**new, "m.new_content": new, "m.relates_to": relation})
            await person.redact(room, message)
            gone += [(f"matrix:{message}", ana), (f"matrix:{message}", None)]
        await inbox.until(lambda: len(inbox.gone) == 4)
    assert sorted(inbox.gone, key=str) == sorted(gone, key=str)
    assert inbox.texts == ["join Private words.", "join Open words."]


async def test_what_a_bridge_brings_from_elsewhere_is_not_taken(venue: MatrixVenue) -> None:
    """Ghosts are accounts like others but for their names."""
    ghost = await venue.accounts.person("Discord_Li")
    venue.persons[ghost.id] = ghost
    await ghost.join(venue.room.id)
    settings = venue.settings.model_copy(update={"bridged_accounts": ("@discord_*:localhost",)})
    inbox, platform = Recorder(), replace(venue, settings=settings).platform()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        await inbox.hears(await venue.types(ana, venue.room, "before"))
        await ghost.say(venue.room.id, "!join")
        await ghost.react(
            venue.room.id, await platform.post(venue.room, post("Queue"), "key"), "\N{RAISED HAND}"
        )
        await ghost.redact(venue.room.id, await ghost.say(venue.room.id, "!withdraw"))
        await inbox.hears(await venue.types(ana, venue.room, "after"))
    assert (inbox.texts, inbox.gone) == (["before", "after"], [])


@pytest.mark.parametrize("pattern", ["@*:example.org", "@_x_*", "_x_*:example.org", "@a b:c", "", "@_x_?:c"])
def test_a_pattern_for_everybody_or_for_nobody_is_refused(pattern: str) -> None:
    good = {"homeserver": "https://example.org", "user": "@bot:example.org", "password": "p"}
    with pytest.raises(ValidationError):
        MatrixSettings.model_validate({**good, "bridged_accounts": [pattern]})
    settings = MatrixSettings.model_validate({**good, "bridged_accounts": ["@_x_*:*.org", "@irc-bot:c.org"]})
    seen = ["@_X_li:c.org", "@irc-bot:c.org", "@x_li:c.org", "@_x_li:c.net", "@irc-bot2:c.org"]
    assert [settings.bridged(each) for each in seen] == [True, True, False, False, False]
