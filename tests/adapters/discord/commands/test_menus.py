"""What moderators do on a person or a message, from Discord's own menus."""

from typing import Any

import pytest

from adapters.discord.inbound.menu_commands import menu_definitions
from bot.commands.table import commands
from bot.messages.catalogue import load_catalogues
from tests.adapters.discord.commands.conftest import Meeting
from tests.adapters.discord.support import Remembering, adapter, running
from tests.discord_server import DiscordServer, NotOffered
from tests.discord_server.world import MANAGE_GUILD

pytestmark = pytest.mark.sockets

FLOOR, OUT, WORDS = "Give the floor", "Put out of the queue", "Words to be read aloud"
UNKNOWN = "Nobody goes by that account here, so nothing changed."


async def joined(meeting: Meeting, name: str) -> str:
    person = meeting.server.add_person(name)
    await meeting.slash(person, "join")
    return person


async def chosen(meeting: Meeting, name: str, on: str, by: str | None = None, words: str = "") -> str:
    who = by or meeting.vera
    return await meeting.answer(who, meeting.server.choose(who, meeting.room, name, on, words))


def french(key: str, language: str) -> str | None:
    return {"on-pick": "Donner la parole"}.get(key) if language == "fr" else load_catalogues().text(key, "en")


def test_the_menus_are_named_in_the_readers_language_and_shown_to_moderators() -> None:
    made: list[dict[str, Any]] = menu_definitions(commands(), french, ("en", "fr"), str(MANAGE_GUILD))
    assert [(one["name"], one["type"]) for one in made] == [(OUT, 2), (WORDS, 3), (FLOOR, 2)]
    assert made[2]["name_localizations"] == {"fr": "Donner la parole"}
    assert {one["default_member_permissions"] for one in made} == {str(MANAGE_GUILD)}


async def test_the_floor_is_given_to_a_person(meeting: Meeting) -> None:
    await joined(meeting, "Ana")
    ben = await joined(meeting, "Ben")
    assert "Ben" in await chosen(meeting, FLOOR, ben, words="Ben has to leave early.")
    await meeting.hears("Ben (not stated) has the floor")

    def cards() -> list[str]:
        """What moderators have read by now."""
        return [meeting.server.as_read(each) for each in meeting.server.messages(meeting.moderators_room)]

    await meeting.server.until(lambda: any('"Ben has to leave early."' in text for text in cards()))
    assert await meeting.slash(meeting.vera, "more 1m", meeting.moderators_room) == "Added 1 minute."


async def test_a_person_is_put_out_of_the_queue(meeting: Meeting) -> None:
    ana = await joined(meeting, "Ana")
    assert (await chosen(meeting, OUT, ana)).startswith("Out of the queue: Ana")
    assert "Ana" not in await meeting.slash(meeting.vera, "queue")
    assert "is not in the queue" in await chosen(meeting, OUT, ana)


async def test_a_press_that_comes_twice_does_one_thing(meeting: Meeting) -> None:
    ana, ben = await joined(meeting, "Ana"), await joined(meeting, "Ben")
    event = await meeting.server.choose(meeting.vera, meeting.room, OUT, ana)
    await meeting.server.until(lambda: "Ana" in str(meeting.server.private(meeting.vera)[-1].content))
    await meeting.server.faults.repeat(event)
    assert (await chosen(meeting, OUT, ben)).startswith("Out of the queue: Ben")


async def test_words_of_a_message_are_read_aloud_and_go_with_it(meeting: Meeting) -> None:
    server, ana = meeting.server, await joined(meeting, "Ana")
    said = await server.say(ana, meeting.room, f"I agree with <@{meeting.vera}> *entirely*")
    assert (await chosen(meeting, WORDS, said)).startswith("To be read aloud at their turn: the words of Ana")
    assert "with words to be read aloud" in await meeting.slash(meeting.vera, "queue")
    assert "wait already" in await chosen(meeting, WORDS, said)
    await server.delete(said)
    await server.until(lambda: "Your words are taken back" in server.as_read(server.private(ana)[-1]))
    assert "with words to be read aloud" not in await meeting.slash(meeting.vera, "queue")


async def test_words_go_with_a_message_that_says_something_else(meeting: Meeting) -> None:
    server, ana = meeting.server, await joined(meeting, "Ana")
    said = await server.say(ana, meeting.room, "I agree")
    await chosen(meeting, WORDS, said)
    await server.edit(said)  # a preview of a link alone
    assert "with words to be read aloud" in await meeting.slash(meeting.vera, "queue")
    await server.edit(said, "I disagree")
    await server.until(lambda: "Your words are taken back" in server.as_read(server.private(ana)[-1]))


async def test_mentions_in_words_are_names(meeting: Meeting) -> None:
    server, ana = meeting.server, await joined(meeting, "Ana")
    said = await server.say(ana, meeting.room, f"I agree with <@{meeting.vera}> *entirely*")
    await chosen(meeting, WORDS, said)
    await meeting.slash(meeting.vera, "next", meeting.moderators_room)
    cards = meeting.moderators_room
    await server.until(
        lambda: any("I agree with @Vera *entirely*" in server.as_read(m) for m in server.messages(cards))
    )


@pytest.mark.parametrize("changed", ["name Falcon", "name guest"])
async def test_who_took_another_name_is_not_found_by_their_account(meeting: Meeting, changed: str) -> None:
    ana = await joined(meeting, "Ana")
    await meeting.slash(ana, changed)
    said = await meeting.server.say(ana, meeting.room, "Something")
    outsider = meeting.server.add_person("Zoe")
    for name, on in ((FLOOR, ana), (OUT, ana), (WORDS, said), (OUT, outsider), (OUT, meeting.server.bot)):
        why = "Because." if name == FLOOR else ""
        assert (await chosen(meeting, name, on, words=why)).startswith(UNKNOWN)


async def test_who_takes_part_in_a_direct_chat_alone_is_not_found(meeting: Meeting) -> None:
    server, ana = meeting.server, meeting.server.add_person("Ana")
    await server.write_to_bot(ana, "join")
    await server.until(lambda: len(server.private(ana)) == 1)
    await server.write_to_bot(ana, "name Ana")
    await server.until(lambda: len(server.private(ana)) == 2)
    assert (await chosen(meeting, OUT, ana)).startswith(UNKNOWN)


async def test_who_may_not_is_refused_whatever_their_menu_shows(meeting: Meeting) -> None:
    ana, ben = await joined(meeting, "Ana"), await joined(meeting, "Ben")
    said = await meeting.server.say(ben, meeting.room, "Something")
    with pytest.raises(NotOffered):
        await meeting.server.choose(ana, meeting.room, OUT, ben)
    for name, on in ((FLOOR, ben), (OUT, ben), (WORDS, said)):
        meeting.server.definition(name)["default_member_permissions"] = None
        why = "Because." if name == FLOOR else ""
        assert "is for the meeting's moderators" in await chosen(meeting, name, on, ana, why)
    assert "Ben" in await meeting.slash(ana, "queue")


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ({"type": 2, "name": "Ban", "target_id": "1"}, "I do not know"),
        ({"type": 3, "name": FLOOR, "target_id": "1"}, "I go by short commands."),
        ({"type": 3, "name": WORDS, "target_id": "1"}, "words WHO"),
        ({"type": 3, "name": WORDS, "target_id": "1", "resolved": {"messages": {"1": {}}}}, "words WHO"),
        ({"type": 2, "name": OUT}, UNKNOWN),
    ],
)
async def test_what_is_forged_is_refused_with_a_word(
    meeting: Meeting, data: dict[str, object], answer: str
) -> None:
    forged = meeting.server.send_command(meeting.vera, meeting.room, {"id": "1", **data})
    assert answer in await meeting.answer(meeting.vera, forged)


async def test_a_message_without_words_and_one_too_long_are_refused(meeting: Meeting) -> None:
    ana = await joined(meeting, "Ana")
    picture = await meeting.server.say(ana, meeting.room, "")
    assert "words WHO" in await chosen(meeting, WORDS, picture)
    long = await meeting.server.say(ana, meeting.room, "x" * 1001)
    assert "too long to be read aloud" in await chosen(meeting, WORDS, long)


async def test_menus_are_registered_once(server: DiscordServer, inbox: Remembering) -> None:
    table = commands()
    for _ in range(2):
        async with running(adapter(server, table=table), inbox):
            pass
    assert server.asked("PUT", "/commands") == 1
