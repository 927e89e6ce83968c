"""A line to the homeserver on which one answer does not come: what was asked for is done all the same."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class HeldLine:
    """Holds the answer to the number-th request with these words."""

    def __init__(self, target_port: int, words: str, number: int) -> None:
        self._target_port = target_port
        self._words = words.encode()
        self._passing = number
        self._tasks = set[asyncio.Task[None]]()
        self.done = asyncio.Event()
        self.port = 0

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._target_port)
        held = asyncio.Event()
        for work in (self._ask(reader, there_writer, held), self._answer(there_reader, writer, held)):
            task = asyncio.create_task(work)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _ask(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, held: asyncio.Event
    ) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65536):
                self._passing -= data.count(self._words)
                if self._passing == 0 and self._words in data:
                    held.set()
                sink.write(data)
                await sink.drain()
        sink.close()

    async def _answer(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, held: asyncio.Event
    ) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65536):
                if held.is_set():
                    self.done.set()
                else:
                    sink.write(data)
                    await sink.drain()
        sink.close()

    def end(self) -> None:
        for task in self._tasks:
            task.cancel()


@asynccontextmanager
async def held_line(target_port: int, words: str, number: int = 1) -> AsyncIterator[HeldLine]:
    line = HeldLine(target_port, words, number)
    server = await asyncio.start_server(line.accept, "127.0.0.1", 0)
    line.port = server.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        server.close()
        line.end()
        await server.wait_closed()
