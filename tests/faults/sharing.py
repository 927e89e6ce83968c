"""Work shared among processes that are forked, so that each begins with what is loaded and has no threads."""

import os
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import TypeVar

T = TypeVar("T")

Share = Callable[[int], Iterator[T]]
"""What one of the processes does, by its number, and what it finds."""


@contextmanager
def shared_work(processes: int, share: Share[T]) -> Iterator[Iterator[T]]:
    """What all of them find, as soon as they do; those that still work at the end are ended."""
    running: dict[Connection, int] = {}
    try:
        for number in range(processes):
            mine, theirs = Pipe(duplex=False)
            child = os.fork()
            if child == 0:
                os.setsid()  # so that it can be ended together with what it forks in turn
                _work(theirs, share(number))
            theirs.close()
            running[mine] = child
        yield _found(running)
    finally:
        for connection, child in running.items():
            connection.close()
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _found(running: dict[Connection, int]) -> Iterator[T]:
    while running:
        for end in wait(list(running)):
            assert isinstance(end, Connection)
            try:
                yield end.recv()
            except EOFError:
                _, status = os.waitpid(running.pop(end), 0)
                end.close()
                if status != 0:
                    raise RuntimeError("a process that shared the work failed") from None


def _work(end: Connection, found: Iterator[T]) -> None:
    """Never returns."""
    code = 1
    try:
        for each in found:
            end.send(each)
        code = 0
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(code)
