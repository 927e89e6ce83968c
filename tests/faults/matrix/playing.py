"""Commands of a crowd, and what must have come of them: each done once, answered once, and marked once."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import quote

from tests.e2e.bot import PATIENCE
from tests.faults.matrix.people import Member, insistent
from tests.faults.matrix.scene import Scene

LETTERS = "abdefgknprstuz"
"""None is taken for another."""
LINES = (("!join", "You are in the queue."), ("!name {name}", "You asked for the name {name}."))
LAST = ("!withdraw", "You are out of the queue.")
"""Commands, each with how its answer begins; whoever gives one twice is answered otherwise."""


def lines(member: int, count: int) -> Iterator[tuple[str, str]]:
    """So many commands of one of them, each with its answer."""
    for number in range(count):
        line, answer = (*LINES, LAST)[number % 3]
        name = "".join(LETTERS[digit] for digit in (member, number // len(LETTERS), number % len(LETTERS)))
        yield line.format(name=f"Q{name}"), answer.format(name=f"Q{name}")


def announcement(number: int) -> str:
    """One that is like no other."""
    return f"Announcement {number} of the moderator."


async def play(scene: Scene, each: int, announcements: int) -> None:
    """Everybody gives so many commands, one after the other, all of them at the same time."""
    async with asyncio.TaskGroup() as tasks:
        for number, member in enumerate(scene.crowd):
            tasks.create_task(_one(scene, member, number, each))
        tasks.create_task(_announced(scene, announcements))


async def _one(scene: Scene, member: Member, number: int, count: int) -> None:
    for line, _ in lines(number, count):
        await scene.give(member, line)


async def _announced(scene: Scene, count: int) -> None:
    for number in range(count):
        await scene.announce(announcement(number))


async def problems(scene: Scene, each: int, announcements: int) -> Sequence[str]:
    """What is lost, or there twice."""
    found, marks = list(_unannounced(scene, announcements)), await _marks(scene)
    for number, member in enumerate(scene.crowd):
        found += _of(member, number, each, marks)
        found += await _chats(scene, member)
    return found


def _of(member: Member, number: int, count: int, marks: Counter[str]) -> Iterator[str]:
    expected, told = [answer for _, answer in lines(number, count)], member.told()
    if len(told) != len(expected) or not all(
        one.startswith(begin) for one, begin in zip(told, expected, strict=True)
    ):
        yield f"member {number} was told {told}, and not {expected}"
    marked = [marks[event] for event in member.said]
    if marked != [1] * len(expected):
        yield f"commands of member {number} were marked {marked} times"


async def _chats(scene: Scene, member: Member) -> Sequence[str]:
    """One chat with the bot, and no invitation that is left."""
    person = member.user.person
    chats, asked = set(await person.joined_rooms()) - {scene.room}, await person.invitations()
    return [f"chats {sorted(chats)}, invitations {sorted(asked)}"] if len(chats) != 1 or asked else ()


def _unannounced(scene: Scene, count: int) -> Iterator[str]:
    posts = scene.moderator.read(scene.room)
    for number in range(count):
        times = sum(announcement(number) in post for post in posts)
        if times != 1:
            yield f"announcement {number} was posted {times} times"


async def _marks(scene: Scene) -> Counter[str]:
    """How often the bot has marked each command, once it has marked them all; or what there is by then."""
    person, expected = scene.moderator.user.person, {event for each in scene.crowd for event in each.said}
    marks, since = Counter[str](), ""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while not expected <= marks.keys():
                answer = await insistent(partial(person.call, "GET", f"/sync?timeout=5000{since}"))
                marks = Counter(_marked(event, scene) for event in await person.messages(scene.room))
                since = f"&since={quote(str(answer['next_batch']))}"
    return marks


def _marked(event: Mapping[str, Any], scene: Scene) -> str:
    """The command that the bot has marked by this event; else nothing."""
    if event["type"] != "m.reaction" or event["sender"] != scene.moderator.user.bot:
        return ""
    return str(event["content"].get("m.relates_to", {}).get("event_id", ""))
