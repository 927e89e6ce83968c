"""A group on a real homeserver and the tests' Discord, with a relay, and the program that serves it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from random import Random

from msgspec import Struct, field

from tests.discord_server import DiscordServer
from tests.discord_server.world import MANAGE_THREADS
from tests.e2e.bot import Bot
from tests.e2e.test_relay import Conversation, talking
from tests.e2e.world import World, world
from tests.faults.relay.model import Model, Room
from tests.faults.relay.rooms import DiscordRoom, MatrixRoom
from tests.synapse import Person, Synapse

HERE, THERE = ("vera", "ana", "ben"), ("ivo", "li", "sam")
STRANGER = "max"
"""Reads along on Discord, and is not in the group."""
EDITS, DELETIONS, REPLIES = 0.1, 0.05, 0.1
LATE = 100
"""So many messages back something is changed, taken away or answered at most."""
TICK = 0.5
"""Seconds of ours that are one of the bot's."""
PATIENCE = 180.0
"""Seconds until what stands in the rooms must be right."""


class Side(Struct):
    """One room, with those who write in it."""

    name: Room
    room: DiscordRoom | MatrixRoom
    people: tuple[str, ...]
    chance: Random
    said: list[int] = field(default_factory=list)
    natives: dict[int, str] = field(default_factory=dict)


class Scene(Struct):
    """All of it, at work, and what must come of it."""

    synapse: Synapse
    discord: DiscordServer
    bot: Bot
    sides: tuple[Side, Side]
    model: Model
    done: int = 0
    """How many messages were written so far."""
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def talk(self, side: Side, count: int) -> None:
        """So many messages in one room, one after the other, and what becomes of them."""
        for _ in range(count):
            await self._say(side)
            if side.chance.random() < EDITS:
                await self._edit(side)
            if side.chance.random() < DELETIONS:
                await self._delete(side)
            async with self._changed:
                self.done += 1
                self._changed.notify_all()

    async def until_done(self, number: int) -> None:
        """Return when so many messages were written."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.done >= number)

    async def problems(self) -> list[str]:
        """What does not stand in the rooms as it must, after all the time that it may take."""
        found: list[str] = []
        for side in self.sides:
            copies: list[str] = []
            expected = self.model.copies(side.name)
            try:
                async with asyncio.timeout(PATIENCE):
                    while True:
                        copies = await side.room.copies()
                        if copies == expected:
                            break
                        await asyncio.sleep(TICK)
            except TimeoutError:
                found.append(f"on {side.name}, after {self.done}: {_differs(copies, expected)}")
            quotes = self.model.quotes(side.name).items() ^ (await side.room.quotes()).items()
            found += [f"on {side.name}, after {self.done}: {copy} above {each}" for each, copy in quotes]
        return found

    async def _say(self, side: Side) -> None:
        who, chance = side.chance.choice(side.people), side.chance
        reply = self._recent(side) if chance.random() < REPLIES else None
        words = f"word{len(self.model.spoken)}v0"
        # The other room may be written in meanwhile: the number is taken at once.
        number = self.model.say(side.name, who, words, self.bot.now)
        self.model.spoken[number].answers = reply
        side.natives[number] = await side.room.say(who, words, side.natives[reply] if reply else "")
        side.said.append(number)

    async def _edit(self, side: Side) -> None:
        number = self._recent(side)
        if number is not None:
            message = self.model.spoken[number]
            self.model.edit(number, f"word{number}v{message.version + 1}")
            await side.room.edit(message.author, side.natives[number], message.words)

    async def _delete(self, side: Side) -> None:
        number = self._recent(side)
        if number is not None:
            side.said.remove(number)
            self.model.delete(number)
            await side.room.delete(self.model.spoken[number].author, side.natives[number])

    def _recent(self, side: Side) -> int | None:
        return side.chance.choice(side.said[-LATE:]) if side.said else None


def _differs(found: list[str], expected: list[str]) -> str:
    """Where they part."""
    twice = sorted({each for each in found if found.count(each) > 1})
    missing, strange = sorted(set(expected) - set(found)), sorted(set(found) - set(expected))
    first = next((n for n, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), len(found))
    return (
        f"{len(found)} copies, {len(expected)} expected; twice {twice}; missing {missing}; "
        f"not to be there {strange}; from {first} on {found[first : first + 3]}, not "
        f"{expected[first : first + 3]}"
    )


@asynccontextmanager
async def scene(synapse: Synapse, folder: Path, seed: int) -> AsyncIterator[Scene]:
    """Six members write in a relay that is on; nothing was said yet."""
    async with world(synapse, folder) as stage:
        talk = await talking(stage)
        reader = talk.ivo.user.person
        here = DiscordRoom(stage.discord, talk.thread, {"vera": talk.vera.id, **await _here(stage, talk)})
        accounts = {"ivo": reader, **await _there(stage, talk)}
        there = MatrixRoom(talk.room, accounts, reader, stage.host.bot)
        stage.leave()
        passing = asyncio.create_task(_passes(stage.bot))
        sides = (
            Side("discord", here, (*HERE, STRANGER), Random(f"{seed} on discord")),
            Side("matrix", there, THERE, Random(f"{seed} on matrix")),
        )
        try:
            yield Scene(synapse, stage.discord, stage.bot, sides, Model({*HERE, *THERE}))
        finally:
            passing.cancel()


async def _here(stage: World, talk: Conversation) -> dict[str, str]:
    """Others on Discord, and somebody who may read all threads."""
    server, found = stage.discord, {}
    for name in HERE[1:]:
        person = stage.discord_person(name.title())
        await person.say("stay")
        await server.until(partial(_inside, server, talk.thread, person.id))
        found[name] = person.id
    role = server.add_role("Threads", MANAGE_THREADS)
    return {**found, STRANGER: server.add_person("Max", roles=[role])}


def _inside(server: DiscordServer, thread: str, who: str) -> bool:
    return any(each.id == thread and who in each.members for each in server.world.threads())


async def _there(stage: World, talk: Conversation) -> dict[str, Person]:
    """Others on Matrix."""
    found = {}
    for name in THERE[1:]:
        person = await stage.matrix_person(name.title())
        await person.say("stay")
        await talk.ivo.user.person.until_member(talk.room, person.user.person.id)
        found[name] = person.user.person
    return found


async def _passes(bot: Bot) -> None:
    """Time goes on by itself: what failed waits for the moment when it is tried again."""
    while True:
        await asyncio.sleep(TICK)
        bot.move(seconds=1)
