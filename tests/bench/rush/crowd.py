"""People who press, and when each of them was answered."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic

from msgspec import Struct, field

from tests.discord_server import DiscordServer

Gesture = Callable[[DiscordServer, str, str], Awaitable[object]]
"""What somebody (the second) does in a room (the first)."""


async def typing(server: DiscordServer, room: str, person: str) -> None:
    """The slash command."""
    await server.slash(person, room, "join")


def pressing(message: str, what: dict[str, object]) -> Gesture:
    """What stands below a message."""

    async def press(server: DiscordServer, _: str, person: str) -> None:
        await server.send_press(person, message, what)

    return press


class Crowd(Struct):
    """Newcomers in one room, each of whom joins once."""

    server: DiscordServer
    room: str
    names: str = "P"
    gesture: Gesture = typing
    pressed: dict[str, float] = field(default_factory=dict)
    """Seconds, by person."""
    _waited: dict[str, float] = field(default_factory=dict)
    _seen: int = 0

    async def press(self) -> str:
        """Somebody new presses; returns who."""
        person = self.server.add_person(f"{self.names}{len(self.pressed)}")
        self.pressed[person] = monotonic()
        await self.gesture(self.server, self.room, person)
        return person

    async def answered(self, people: Sequence[str]) -> list[float]:
        """Seconds from each press to its private answer, once all of them have one."""
        await self.server.until(lambda: self._have_answers(people))
        return [self._waited[each] for each in people]

    def _have_answers(self, people: Sequence[str]) -> bool:
        """Each message is looked at once, and a person's first one counts."""
        messages = self.server.world.messages
        for message in messages[self._seen :]:
            if message.reader in self.pressed and message.reader not in self._waited:
                assert "Your place" in message.content, message.content
                self._waited.setdefault(message.reader, message.at - self.pressed[message.reader])
        self._seen = len(messages)
        return all(each in self._waited for each in people)

    async def one_by_one(self, count: int) -> list[float]:
        """Each waits until the one before is answered."""
        return [each for _ in range(count) for each in await self.answered([await self.press()])]

    async def in_flight(self, count: int, at_once: int) -> float:
        """Answers a second, with so many presses under way all the time."""
        left, begin = iter(range(count)), monotonic()

        async def presser() -> None:
            for _ in left:
                await self.answered([await self.press()])

        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(presser())
        return count / (monotonic() - begin)

    async def burst(self, count: int, seconds: float) -> list[float]:
        """All within so many seconds, evenly; the waits."""
        begin, people = monotonic(), list[str]()
        for number in range(count):
            await asyncio.sleep(max(0.0, begin + seconds * number / count - monotonic()))
            people.append(await self.press())
        return await self.answered(people)
