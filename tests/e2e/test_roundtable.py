"""The example meeting from start to finish: two platforms, the hall, direct chats, two moderators."""

import re
from collections.abc import Sequence

import pytest

from tests.e2e.world import Attendee, OnDiscord, OnMatrix, World, read

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(600)]

GROUPS = ("cs ap", "cs af", "ps weog", "cs lac", "tc ee", "gov af", "cs weog", "ps ap")
CODES = {
    "cs": "Civil Society",
    "ps": "Private Sector",
    "tc": "Technical Community",
    "gov": "Government",
}
PAUSE = 2.0
"""Seconds between two looks of somebody on Matrix whom nobody waits for."""


async def gathered(stage: World) -> list[Attendee]:
    """Twenty-six people online; the hall comes later."""
    people: list[Attendee] = [stage.discord_person(f"Dora{n}") for n in range(10)]
    people += [stage.discord_person(f"Dana{n}", alone=True) for n in range(3)]
    people += [await stage.matrix_person(f"Mats{n}", pause=PAUSE) for n in range(10)]
    people += [await stage.matrix_person(f"Mina{n}", alone=True, pause=PAUSE) for n in range(3)]
    return people


async def test_the_roundtable(stage: World) -> None:
    bot = stage.bot
    vera, ivo = await stage.moderators()
    await bot.start()
    people = await gathered(stage)
    bot.move(minutes=20)  # ten minutes before the start the meeting opens by itself
    await stage.announced("is open. One queue")

    for n, person in enumerate(people):
        assert "You are in the queue" in await person.say("join")
        assert "Noted: " in await person.say(f"identify {GROUPS[n % len(GROUPS)]}")
    assert "Hall 1" in await ivo.say("w cs ps gov")
    assert "Hall 4" in await ivo.say("w tc cs")

    bot.move(minutes=10)
    await vera.say("start")
    await stage.announced("Level-setting starts")
    bot.move(minutes=26)
    await stage.announced("Level-setting ends in")
    bot.move(minutes=4)
    await stage.announced("The time for Level-setting is up")

    for title in ("A. Lessons", "B. Powers", "C. What remains"):
        await vera.say("phase next")
        await stage.announced(f"{title}")
        for n in range(6):
            moderator: Attendee = (vera, ivo)[n % 2]
            assert "has the floor" in await moderator.say("next")
            bot.move(seconds=75)
    await vera.say("phase next")
    await stage.announced("Next steps starts")

    stayers = [people[0], people[12], people[13], people[25]]
    for person in stayers:
        assert "Good." in await person.say("stay")
    assert "cannot be undone" in await vera.say("close")
    bot.move(seconds=2)
    assert "closed" in await vera.say("close")
    await stage.announced("is over. Thank you.")

    check_announcements(stage)
    check_alternation(stage)
    await check_speakers(stage, people)
    await check_channels(stage, people, vera, ivo)
    assert await bot.stop() == 0


def check_announcements(stage: World) -> None:
    """Each phase is announced once in each room."""
    for posts in (stage.in_channel(), stage.in_room()):
        for words in (
            "is open. One queue",
            "Level-setting starts",
            "Level-setting ends in",
            "The time for Level-setting is up",
            "A. Lessons of the negotiations starts",
            "B. Powers of law enforcement starts",
            "C. What remains to be decided starts",
            "Next steps starts",
            "is over. Thank you.",
        ):
            assert sum(words in post for post in posts) == 1, words


def check_alternation(stage: World) -> None:
    """Both rooms tell the same turns; a group speaks again only when all that waited have had their turn."""
    turns = floors(stage.in_channel())
    assert turns == floors(stage.in_room())
    assert len(turns) == 18
    left = {
        name: sum(GROUPS[n % len(GROUPS)].startswith(code) for n in range(26)) + hall
        for (code, name), hall in zip(CODES.items(), (2, 1, 1, 1), strict=True)
    }
    last = dict.fromkeys(left, -1)
    for number, (_, group) in enumerate(turns):
        waiting = [name for name, count in left.items() if count]
        assert last[group] == min(last[name] for name in waiting), (number, turns)
        last[group] = number
        left[group] -= 1
    assert len({name for name, _ in turns}) == 18


def floors(posts: Sequence[str]) -> list[tuple[str, str]]:
    """Who got the floor, and their group, in order."""
    found = (re.match(r"@?(.+) \((.+)\) has the floor", post) for post in posts)
    return [(match[1], match[2]) for match in found if match]


async def check_speakers(stage: World, people: Sequence[Attendee]) -> None:
    """Whoever was called was told so alone, once; whoever was not, was not."""
    called = [name for name, _ in floors(stage.in_room())]
    for person in people:
        await read(person)
        times = sum("You have the floor" in text for text in person.heard())
        if person.name in called:
            await person.told("You have the floor")
        elif "Dana" not in person.name and "Mina" not in person.name:
            assert times == 0, person.name
        assert times <= 1
    assert not [name for name in called if name.startswith(("Dana", "Mina"))], "they act alone, as guests"


async def check_channels(stage: World, people: Sequence[Attendee], vera: OnDiscord, ivo: OnMatrix) -> None:
    """One channel on each platform, with those who stay and its moderator."""
    server = stage.discord
    await server.until(lambda: bool(server.threads(stage.channel)))
    [thread] = server.threads(stage.channel)
    on_discord = {p.id for p in people[:13:12] if isinstance(p, OnDiscord)}
    await server.until(lambda: thread.members >= {*on_discord, vera.id, server.bot})
    assert thread.members == {*on_discord, vera.id, server.bot}
    await server.until(lambda: any("Open questions" in m.content for m in server.messages(thread.id)))

    on_matrix = [p for p in (people[13], people[25]) if isinstance(p, OnMatrix)]
    for person in (*on_matrix, ivo):
        await person.told("Open questions")
    [room] = {said.room for said in ivo.user.seen.values() if "Open questions" in said.text}
    members = {who for who, how in (await ivo.user.person.members(room)).items() if how == "join"}
    assert members == {*(p.user.person.id for p in on_matrix), ivo.user.person.id, ivo.user.bot}
    assert (await stage.organiser.invitations())[room] == ivo.user.bot
    users = (await ivo.user.person.state(room, "m.room.power_levels"))["users"]
    assert users == {ivo.user.person.id: 100, stage.organiser.id: 100}, "and the bot, who made it"
