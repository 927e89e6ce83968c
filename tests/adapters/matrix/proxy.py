"""A loopback proxy between the bot and the homeserver, whose line can be cut."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class Line:
    """The connections that pass through."""

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._open: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0
        self.instead: dict[bytes, bytes] = {}
        """What the proxy answers by itself to requests with these bytes in them; with nothing it hangs up."""

    def cut(self) -> None:
        """Drop every connection."""
        for writer in self._open:
            writer.transport.abort()

    async def end(self) -> None:
        """Drop every connection, and wait until it is gone."""
        self.cut()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Join one connection with the homeserver."""
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._target_port)
        for passing in (self._ask(reader, there_writer, writer), self._pass_on(there_reader, writer)):
            task = asyncio.create_task(passing)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _ask(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, back: asyncio.StreamWriter
    ) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65536):
                own = [answer for wanted, answer in self.instead.items() if wanted in data]
                if own:
                    back.write(own[0])
                    back.close()
                    break
                sink.write(data)
                await sink.drain()
        sink.close()

    async def _pass_on(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        self._open.add(sink)
        with suppress(ConnectionError):
            while data := await source.read(65536):
                sink.write(data)
                await sink.drain()
        self._open.discard(sink)
        sink.close()


@asynccontextmanager
async def proxy(target_port: int, port: int = 0) -> AsyncIterator[Line]:
    """A proxy that passes everything on."""
    line = Line(target_port)
    server = await asyncio.start_server(line.accept, "127.0.0.1", port)
    line.port = server.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        server.close()
        await line.end()
        await server.wait_closed()


def answer(status: str, body: bytes, headers: str = "") -> bytes:
    """What a homeserver could say, to be said in place of it."""
    lines = f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return lines.encode() + body
