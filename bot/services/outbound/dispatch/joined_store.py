"""A store in which what is asked for at the same time is done in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from msgspec import Struct, field

from bot.ports.coordination import Lost
from bot.ports.store import Store, Transaction

T = TypeVar("T")

MOST = 8
"""So much is joined, so that no transaction lasts long."""

Transact = Callable[[Callable[[Transaction], list[Any]]], Awaitable[list[Any]]]


class _Piece(Struct, frozen=True):
    work: Callable[[Transaction], Any]
    done: "asyncio.Future[Any]"


class _Line(Struct, frozen=True):
    """Those who wait for one kind of transaction, while another one runs."""

    transact: Transact
    waiting: "asyncio.Queue[_Piece]" = field(default_factory=asyncio.Queue)

    async def do(self, work: Callable[[Transaction], T]) -> T:
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self.waiting.put_nowait(_Piece(work, done))
        return await done

    async def serve(self) -> None:
        while True:
            pieces = [await self.waiting.get()]
            while len(pieces) < MOST and not self.waiting.empty():
                pieces.append(self.waiting.get_nowait())
            await self._together(pieces)

    async def _together(self, pieces: Sequence[_Piece]) -> None:
        """All in one transaction; if one fails, each in its own, so that it fails alone."""
        try:
            results = await self.transact(lambda tx: [piece.work(tx) for piece in pieces])
        except Lost:
            raise
        except Exception as problem:
            if len(pieces) > 1:
                for piece in pieces:
                    await self._together([piece])
            elif not pieces[0].done.done():
                pieces[0].done.set_exception(problem)
        else:
            for piece, result in zip(pieces, results, strict=True):
                if not piece.done.done():
                    piece.done.set_result(result)


class JoinedStore:
    """bot.ports.store.Store over another one; it works while `serve` does."""

    def __init__(self, store: Store) -> None:
        self._reads, self._writes = _Line(store.read), _Line(store.write)

    async def serve(self) -> None:
        """Until cancelled; Lost if another process took over."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._reads.serve())
            tasks.create_task(self._writes.serve())

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """With what else is to be written, or alone if that fails."""
        return await self._writes.do(work)

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """With what else is to be read."""
        return await self._reads.do(work)
