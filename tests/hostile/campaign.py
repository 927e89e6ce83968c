"""A bot that reads odd inputs, round after round, and must hear what others say in between."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from random import Random

from msgspec import Struct, field
from pydantic import HttpUrl, SecretStr

from adapters.matrix.platform import MatrixPlatform
from adapters.matrix.settings import MatrixSettings
from bot.commands.table import commands
from bot.domain.identity import Place
from tests.adapters.matrix.fakes import MemorySyncPositions, Recorder, StillClock, post, soon
from tests.hostile.foe import Foe
from tests.hostile.friend import Friend, Wrong
from tests.hostile.homeserver import ANA, CHAT, HALL, MALLORY, SEALED, Homeserver, Json, serving
from tests.hostile.odd import garbage, spoiled, text

INPUTS = 20
"""Odd things in a round."""
LONGEST = 200.0
"""Seconds that anything may take; it takes milliseconds, on a machine that has time for it."""
AGAIN = 50
"""After so many rounds the bot is started anew on what it kept."""


class Campaign(Struct):
    """One bot, one friend and one foe, by the chance of one seed."""

    seed: str
    folder: Path
    homeserver: Homeserver = field(default_factory=Homeserver)
    friend: Friend = field(default_factory=Friend)
    foe: Foe = field(default_factory=Foe)
    inbox: Recorder = field(default_factory=Recorder)
    inputs: int = 0
    _positions: MemorySyncPositions = field(default_factory=MemorySyncPositions)

    async def play(self, rounds: Sequence[int]) -> None:
        """Some rounds, each made by chance from the seed and its number alone. Wrong says what failed."""
        self.homeserver.device_keys = {ANA: self.friend.device.keys(), MALLORY: self.foe.device.keys()}
        self.homeserver.spoil = self.foe.spoil
        async with serving(self.homeserver) as url:
            for begin in range(0, len(rounds), AGAIN):
                async with self._running(url) as bot:
                    if begin == 0:
                        await self._meet()
                    await self._probe("after a start")
                    for number in rounds[begin : begin + AGAIN]:
                        await self._round(bot, number)

    @asynccontextmanager
    async def _running(self, url: str) -> AsyncIterator[MatrixPlatform]:
        settings = MatrixSettings(
            homeserver=HttpUrl(url),
            user="@bot:x",
            password=SecretStr("p"),
            store_key=SecretStr("seal"),
            store=self.folder,
        )
        places = [Place("matrix", room) for room in (HALL, SEALED)]
        bot = MatrixPlatform(settings, self._positions, StillClock(), places, commands(), soon)
        task = asyncio.create_task(bot.run(self.inbox))
        try:
            await self._until("after a start", bot.ready())
            yield bot
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _meet(self) -> None:
        """Both give the bot the keys of their messages, as clients do."""
        for device in (self.friend.device, self.foe.device):
            device.meet(self.homeserver.bot_keys, self.homeserver.bot_one_time_keys.pop())
            for room in (SEALED, CHAT):
                letter = device.to_device(
                    json.dumps(device.letter("m.room_key", device.room_key(room))).encode()
                )
                await self._feed({"to_device": {"events": [letter]}})

    async def _round(self, bot: MatrixPlatform, number: int) -> None:
        when, rng = f"--seed {self.seed} --round {number}", Random(f"{self.seed}/{number}")
        to_device, said, rooms, asked = self.foe.inputs(rng, INPUTS)
        self.inputs += INPUTS
        for room, told in rooms.items():
            told["timeline"] = {
                "events": [event for where, event in said if where == room],
                "limited": rng.random() < 0.05,
                "prev_batch": f"p{len(self.homeserver.answers)}",
            }
        answer = {"to_device": {"events": to_device}, "rooms": {"join": rooms, "invite": asked}}
        await self._feed_oddly(answer, said, rng)
        await self._probe(when)
        if number % 5 == 0:
            await self._newcomer(number)
            await self._probe(f"{when}, with a newcomer")
            await self._until(f"{when}, posting", bot.post(Place("matrix", SEALED), post(when), when))
            self.friend.reads(when, self.homeserver)

    async def _feed(self, answer: Json, said: Sequence[tuple[str, object]] = ()) -> None:
        next_batch = f"p{len(self.homeserver.answers) + 1}"
        await self.homeserver.feed(json.dumps({"next_batch": next_batch, **answer}).encode(), said)

    async def _feed_oddly(self, answer: Json, said: Sequence[tuple[str, object]], rng: Random) -> None:
        position = len(self.homeserver.answers)
        whole = {"device_one_time_keys_count": {"signed_curve25519": 50}, **answer}
        body = text(rng, spoiled(rng, whole) if rng.random() < 0.15 else whole)
        if body.startswith(b"{"):  # the one thing that is the homeserver's own
            body = b'{"next_batch": "p%d", %s' % (position + 1, body[1:])
        if rng.random() < 0.1:
            status = rng.choice([200, 200, 200, 400, 404, 500, 502])
            self.homeserver.bad_tries[position] = [(status, garbage(rng))] * rng.choice([1, 2, 4, 8])
        await self.homeserver.feed(body, said)

    async def _newcomer(self, number: int) -> None:
        """Somebody comes into the encrypted room, so that all get a new key."""
        user = f"@guest-{number}:x"
        event = {
            "type": "m.room.member",
            "state_key": user,
            "sender": user,
            "content": {"membership": "join"},
            "event_id": f"$guest-{number}",
            "origin_server_ts": 5,
        }
        await self._feed({"rooms": {"join": {SEALED: {"timeline": {"events": [event]}}}}})

    async def _probe(self, when: str) -> None:
        """Ana says something in the open and something sealed, which the bot must hear as hers."""
        known = len(self.inbox.handed)
        said = self.friend.probe()
        rooms = {room: {"timeline": {"events": [event]}} for room, event in said}
        await self._feed({"rooms": {"join": rooms}}, said)
        wanted = {f"matrix:{event['event_id']}" for _, event in said}
        heard = asyncio.create_task(self._heard(wanted, known))
        silence = asyncio.create_task(self.homeserver.nothing_comes())
        both = asyncio.wait((heard, silence), return_when=asyncio.FIRST_COMPLETED)
        await self._until(when, both)
        for task in (heard, silence):
            task.cancel()
        if not wanted <= set(self.inbox.causes[known:]):
            raise Wrong(f"{when}: it does not go on")
        self.friend.check(when, self.inbox.handed[known:])

    async def _heard(self, wanted: set[str], known: int) -> None:
        async with self.inbox.changed:
            await self.inbox.changed.wait_for(lambda: wanted <= set(self.inbox.causes[known:]))

    async def _until(self, when: str, what: Awaitable[object]) -> None:
        try:
            await asyncio.wait_for(what, LONGEST)
        except TimeoutError:
            raise Wrong(f"{when}: it does not go on") from None
