"""Hostile names, topics and presses on Discord: nobody is pinged, nothing acts as markup or is taken."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace

import pytest

from bot.domain.plan import Choice, Dimension, Plan
from storage.store import SqlStore
from tests.adapters.discord.commands.conftest import Meeting, holding, served
from tests.adapters.discord.support import place
from tests.discord_server import DiscordServer, Message
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
        card = f"Turn {turn}:"
        await server.until(lambda card=card: any(card in each for each in shown(meeting)))
    said = [message for message in server.world.messages if message.author == server.bot]
    assert len(said) > 5 * len(people)
    for message in said:
        check(server, message, allowed={*people})


def shown(meeting: Meeting) -> list[str]:
    return [message.content for message in meeting.server.messages(meeting.moderators_room)]


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
