"""Files that go with messages: made when they are delivered, in their reader's language."""

import json
from datetime import timedelta
from typing import get_args

from icalendar import Calendar, Component

from bot.commands.model import Outcome
from bot.domain.changing import replace
from bot.domain.message import FileKind, FileRef, Message, attaching, say
from bot.files.kinds import kinds
from bot.messages.document import AttachedFile
from bot.ports.platform import Invocation, TypedRequest
from bot.ports.store import alone_with
from bot.services.outbound.actions import Post
from bot.services.serializer import Serializer
from tests.services.conftest import ANA, IVO, VERA, Play
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, plan

CALENDAR = FileRef("meeting-calendar")


def event(file: AttachedFile) -> Component:
    [found] = Calendar.from_ical(file.content).walk("VEVENT")
    return found


def files(discord: InMemoryPlatform) -> list[AttachedFile]:
    return [shown.file for shown in discord.shown[f"@{ANA}"].values() if shown.file]


async def test_until_it_begins_the_agenda_can_be_put_into_a_calendar(
    played: BotDriver, discord: InMemoryPlatform
) -> None:
    await played.say(ANA, "agenda", DISCORD_ROOM)
    await played.say(VERA, "open", DISCORD_MODERATORS)
    await played.say(ANA, "agenda", DISCORD_ROOM)
    [file] = files(discord)
    assert (file.name, file.media_type) == ("roundtable.ics", "text/calendar")
    assert event(file).decoded("dtstart") == plan().start
    assert event(file).decoded("duration") == timedelta(seconds=plan().seconds)


async def test_a_later_file_takes_the_place_of_an_earlier_one(
    played: BotDriver, discord: InMemoryPlatform
) -> None:
    await played.say(ANA, "agenda", DISCORD_ROOM)
    await played.move(120)
    await played.say(ANA, "agenda", DISCORD_ROOM)
    first, second = map(event, files(discord))
    assert str(first.get("uid")) == str(second.get("uid"))
    assert int(first.decoded("sequence")) < int(second.decoded("sequence"))


async def test_it_is_written_in_its_readers_language(play: Play, discord: InMemoryPlatform) -> None:
    titled = replace(plan(), title={"en": "A roundtable", "fr": "Une table ronde"})
    async with play(replace(titled, language="fr")) as bot:
        await bot.say(ANA, "agenda", DISCORD_ROOM)
    [file] = files(discord)
    assert str(event(file).get("summary")) == "Une table ronde"


def test_nothing_of_the_file_waits_in_the_outbox() -> None:
    action = Post(DISCORD_ROOM, attaching(say("help"), CALENDAR))
    payload = Serializer().payload(action)
    assert '"file": {"kind": "meeting-calendar", "of": "", "text": null}' in json.dumps(payload)
    assert Serializer().action(json.loads(json.dumps(payload))) == action


def test_what_was_kept_before_messages_had_files_is_read() -> None:
    action = Post(DISCORD_ROOM, say("help"))
    kept = json.dumps(Serializer().payload(action)).replace(', "file": null', "")
    assert "file" not in kept
    assert Serializer().action(json.loads(kept)) == action


async def test_each_kind_is_made_somewhere(played: BotDriver) -> None:
    assert set(kinds(played.app.repository, played.clock)) == set(get_args(FileKind))


async def test_an_answer_with_a_file_is_for_its_asker_alone(opened: BotDriver) -> None:
    """Even where others read the answers: a file may hold what is known of somebody."""
    answerer = opened.app.command_service.decider.answerer
    asked = Invocation(
        "matrix:1", IVO, "Ivo", MATRIX_MODERATORS, False, TypedRequest("agenda"), opened.clock.now()
    )

    async def destination(message: Message) -> str:
        [row] = await opened.store.read(lambda tx: answerer.of_no_meeting(tx, asked, Outcome(message)))
        return row.destination

    assert await destination(say("help")) == str(MATRIX_MODERATORS)
    assert await destination(attaching(say("help"), CALENDAR)) == alone_with(IVO)
