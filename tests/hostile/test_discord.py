"""Hostile names, topics and presses on Discord: nobody is pinged, nothing acts as markup or is taken."""

import re
from collections.abc import AsyncIterator, Mapping

import pytest

from bot.domain.changing import replace
from bot.domain.message import Offer, say
from bot.domain.plan import Choice, Dimension, Plan
from bot.messages.offers import token
from storage.store import SqlStore
from tests.adapters.discord.commands.conftest import Meeting, holding, served
from tests.adapters.discord.support import place
from tests.discord_server import DiscordServer, Message
from tests.discord_server.components import BUTTON
from tests.discord_server.interactions import PRESS
from tests.discord_server.render import Json
from tests.e2e.pressing import labels
from tests.support.plans import NOT_SAID, asking, elsewhere

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]

TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}lla llac\N{LEFT-TO-RIGHT ISOLATE}"
NAMES = (
    "@everyone",
    "<@1> @here",
    "**bold** ~~x~~ ||y||",
    "[Vera](https://evil.example) x",
    f"{TURNED} Eve",
    "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}",
    "Ana\N{ZERO WIDTH SPACE}\N{COMBINING ACUTE ACCENT}" + "\N{COMBINING TILDE}" * 40,
    "`next` # head",
    "Moderator",
    "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET}",
    "x" * 90,
)
WORDS = (
    f"@everyone <@&1> <@1> **now** [click](https://evil.example) ```\n# head\n{TURNED} \N{ZERO WIDTH SPACE}"
)
TOPIC = f"@everyone <@1> **Topic** [x](https://evil.example) {TURNED}"
NOW = "2026-12-03T09:00:00+00:00"
DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066\u2067]")
"""What turns the direction of all that follows; the bot's own isolates are closed again."""
LINK = re.compile(r"(?<!\\)\]\(https://evil")


def hostile(made: Meeting) -> Mapping[str, Plan]:
    """A meeting whose every text is hostile, and another one in another room."""
    plan = served(made)
    group = Dimension("group", {"en": f"Group {TOPIC}"}, (*choices("cs", "ps", "gov"), NOT_SAID))
    topic = {"en": TOPIC.replace("<@1>", f"<@{made.vera}>")}
    phases = tuple(replace(each, title=topic, text=topic) for each in plan.phases)
    rooms = tuple(replace(each, name=topic, how_to_speak=topic) for each in plan.rooms)
    hostile = replace(asking(plan, group), title=topic, phases=phases, rooms=rooms)
    server = made.server
    there = replace(plan.rooms[1], place=place(server.add_channel("elsewhere")))
    other = replace(
        elsewhere(replace(plan, id="other")),
        rooms=(there,),
        moderators_rooms=(place(server.add_channel("others", seen_by=[made.vera])),),
    )
    return {"roundtable": hostile, "other": other}


def choices(*codes: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, {"en": f"{code} {TOPIC}"}) for code in codes)


@pytest.fixture
async def meeting(server: DiscordServer, store: SqlStore) -> AsyncIterator[Meeting]:
    async with holding(server, store, hostile) as made:
        yield made


async def takes(meeting: Meeting, who: str, where: str, label: str, words: str = "") -> str:
    """What somebody is told who takes what begins so, there or (nowhere) among what they were told alone."""
    server = meeting.server

    def there() -> list[Message]:
        shown = server.messages(where) if where else server.private(who)
        return [each for each in shown if any(one.startswith(label) for one in labels(each))]

    await server.until(lambda: bool(there()))
    message = there()[-1]
    number = next(n for n, each in enumerate(labels(message), start=1) if each.startswith(label))
    return await meeting.answer(who, server.press(who, message.id, number, words))


async def joined(meeting: Meeting, name: str, number: int = 0) -> str:
    """Somebody of that name who joins, says where they belong and hands in words."""
    person = meeting.server.add_person(name.replace("<@1>", f"<@{meeting.vera}>"))
    await takes(meeting, person, meeting.room, "Raise hand")
    await takes(meeting, person, "", ("cs", "ps", "gov")[number % 3])
    await takes(meeting, person, "", "Words to be read", WORDS.replace("<@1>", f"<@{meeting.vera}>"))
    return person


async def test_hostile_names_topics_and_words_ping_nobody_and_act_as_no_markup(meeting: Meeting) -> None:
    server, vera = meeting.server, meeting.vera
    people = [await joined(meeting, name, number) for number, name in enumerate(NAMES)]
    await takes(meeting, people[0], meeting.room, "Who am I?")
    await takes(meeting, people[0], "", "Change name", f"<@{vera}> (moderator)")
    await takes(meeting, people[1], "", "Change name", f"{TURNED} @everyone **x**")
    await meeting.slash(vera, "waiting", meeting.moderators_room)
    await takes(meeting, vera, "", "1")
    for turn in range(1, len(people) + 1):
        meeting.clock.move(20)
        assert "Already done" not in await takes(meeting, vera, meeting.moderators_room, "Next")
        await until_told(meeting, f"Turn {turn}:")
    said = [message for message in server.world.messages if message.author == server.bot]
    assert len(said) > 5 * len(people)
    for message in said:
        check(server, message, allowed={*people})


async def until_told(meeting: Meeting, words: str) -> None:
    """Until the moderators have read that."""
    server = meeting.server
    await server.until(
        lambda: any(words in each.content for each in server.messages(meeting.moderators_room))
    )


def check(server: DiscordServer, message: Message, allowed: set[str]) -> None:
    """What Discord would do with it."""
    assert not message.pings_everyone, message.content
    assert message.pinged <= allowed, message.content
    assert not DIRECTIONS.search(message.content), message.content
    assert message.content.count("\u2068") == message.content.count("\u2069")
    assert not LINK.search(message.content), message.content
    for label in labels(message):
        assert not DIRECTIONS.search(label), label
    for line in server.as_read(message).splitlines():
        assert not line.startswith("head"), message.content


async def has_turn(meeting: Meeting, number: int) -> bool:
    """Whether so many turns were given, once all that came before is dealt with."""
    ben = meeting.server.add_person("Ben")
    await meeting.slash(ben, "whoami")
    given = [one for one in meeting.server.messages(meeting.room) if "has the floor" in one.content]
    return len(given) == number


def offered(command: str, meeting: str = "roundtable", drawn: str = "") -> Json:
    return {
        "component_type": BUTTON,
        "custom_id": token(Offer(command, say("offer-next"), drawn=drawn), meeting),
    }


async def test_the_card_of_another_meeting_does_nothing_here_nor_there(meeting: Meeting) -> None:
    server, vera = meeting.server, meeting.vera
    await joined(meeting, "Ana")
    here = server.messages(meeting.moderators_room)[-1].id
    for command, drawn in (("open", ""), ("next", "f0"), ("close", "")):
        told = await meeting.answer(vera, server.send_press(vera, here, offered(command, "other", drawn)))
        assert "This was offered by another meeting" in told
    assert await has_turn(meeting, 0)
    there = next(one.id for one in server.world.channels.values() if one.name == "elsewhere")
    assert "is not open" in await meeting.slash(vera, "join", there)


@pytest.mark.parametrize("manages", [0, (1 << 50) - 1])
async def test_a_press_in_another_server_is_nobody_s(meeting: Meeting, manages: int) -> None:
    """Also of somebody who may do everything there, on a token that is good here."""
    server = meeting.server
    await joined(meeting, "Ana")
    mallory = server.add_person("Mallory")
    user = {"id": mallory, "username": "mallory", "discriminator": "0", "avatar": None}
    for command in ("next", "walkup cs", "join"):
        event: Json = {
            "id": server.world.new_id(),
            "application_id": server.bot,
            "type": PRESS,
            "token": f"elsewhere {command}",
            "version": 1,
            "data": offered(command),
            "channel_id": "777",
            "channel": {"id": "777", "type": 0, "name": "there", "position": 0},
            "guild_id": "666",
            "member": {"user": user, "roles": [], "flags": 0, "permissions": str(manages)},
            "locale": "en-US",
            "attachment_size_limit": 1024,
            "entitlements": [],
            "authorizing_integration_owners": {},
            "app_permissions": "0",
            "message": {
                "id": "1", "channel_id": "777", "author": user, "content": "", "type": 0, "timestamp": NOW,
                "edited_timestamp": None, "tts": False, "mention_everyone": False, "mentions": [],
                "mention_roles": [], "attachments": [], "embeds": [], "pinned": False,
            },
        }  # fmt: skip
        await server.faults.send_event("INTERACTION_CREATE", event)
    await server.until(lambda: len(server.private(mallory)) == 3)
    for told in server.private(mallory):
        assert "meeting" in server.as_read(told)
    assert await has_turn(meeting, 0)
    waiting = await meeting.slash(meeting.vera, "queue", meeting.moderators_room)
    assert "Mallory" not in waiting
    assert "Hall" not in waiting


ODD_PRESSES: tuple[Json, ...] = (
    {},
    {"custom_id": 5},
    {"custom_id": None, "component_type": 99},
    {"component_type": 3, "custom_id": "choices:0", "values": []},
    {"component_type": 3, "custom_id": "choices:0", "values": [5, {}, None]},
    {"component_type": 3, "custom_id": "choices:0", "values": {"a": 1}},
    {"component_type": 3, "custom_id": "choices:0", "values": ["1:::next"] * 30},
    {"component_type": 2, "custom_id": "1:\u202e:\u0000:next\nnext"},
    {"component_type": 2, "custom_id": "1?::" + "n" * 3000 + ":join"},
    {"component_type": 2, "custom_id": "1::f0,p1,d1:next"},
    {"component_type": 2, "custom_id": "1::" + "9" * 90 + ":next"},
)
ODD_FORMS: tuple[Json, ...] = (
    {"custom_id": "1?:::join"},
    {"custom_id": "1?:::join", "components": 5},
    {"custom_id": "1?:::join", "components": [5, None, [[]], {"components": [{"value": 5}]}]},
    {"custom_id": "1?:::join", "components": [{"component": {"value": None}}]},
    {"custom_id": "1?:::pick =999 |", "components": [{"component": {"value": "x" * 9000}}]},
    {"custom_id": None, "components": [{"components": [{"type": 4, "value": "\u0000\u202e"}]}]},
)


async def test_odd_presses_and_forms_change_nothing_and_the_next_one_counts(meeting: Meeting) -> None:
    server = meeting.server
    await joined(meeting, "Ana")
    board = server.messages(meeting.room)[-1].id
    for data in ODD_PRESSES:
        await server.send_press(server.add_person("Mallory"), board, data)
    for form in ODD_FORMS:
        await server.send_form(server.add_person("Mallory"), board, form)
    assert await has_turn(meeting, 0)
    queue = await meeting.slash(meeting.vera, "queue", meeting.moderators_room)
    assert "Ana" in queue
    assert "Hall" not in queue
    cy = server.add_person("Cy")
    assert "You are in the queue" in await takes(meeting, cy, meeting.room, "Raise hand")
