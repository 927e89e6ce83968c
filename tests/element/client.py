"""One person's client, as a process of its own."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from tests.synapse import Person, Synapse

HERE = Path(__file__).parent
PATIENCE = 60
Line = dict[str, Any]


class ElementClient(Struct):
    """Commands go in, and what the client hears comes out."""

    process: asyncio.subprocess.Process
    lines: list[Line] = field(default_factory=list)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def do(self, name: str, **options: object) -> Line:
        """Give a command and return what came of it."""
        begin = len(self.lines)
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": name, **options}).encode() + b"\n")
        line = await self.first(lambda each: name in (each.get("done"), each.get("failed")), begin)
        if "failed" in line:
            raise AssertionError(line["error"])
        return line

    async def first(self, wanted: Callable[[Line], bool], begin: int = 0) -> Line:
        """The first line of that kind, now or when it comes."""
        try:
            async with asyncio.timeout(PATIENCE), self.changed:
                await self.changed.wait_for(lambda: any(map(wanted, self.lines[begin:])))
        except TimeoutError:
            raise AssertionError("\n".join(map(str, self.lines[-20:]))) from None
        return next(filter(wanted, self.lines[begin:]))

    async def hears(self, words: str, room: str) -> Line:
        """A message with these words in a room."""
        return await self.first(lambda each: words in (each.get("heard") or "") and each["room"] == room)

    async def read(self) -> None:
        """Take in what the client says, until it ends."""
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            async with self.changed:
                self.lines.append(json.loads(line))
                self.changed.notify_all()


@asynccontextmanager
async def element_client(
    synapse: Synapse, person: Person, *, signed_only: bool = True
) -> AsyncIterator[ElementClient]:
    """Somebody's new device, signed in; with `signed_only` it talks to signed devices alone."""
    process = await asyncio.create_subprocess_exec(
        str(HERE / "node_modules" / ".bin" / "node"),
        str(HERE / "client.mjs"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**20,
    )
    client = ElementClient(process)
    reading = asyncio.create_task(client.read())
    try:
        who = {"homeserver": synapse.url, "user": person.id, "password": person.password}
        await client.do("login", **who, signedOnly=signed_only)
        yield client
    finally:
        process.kill()
        await process.wait()
        await reading
