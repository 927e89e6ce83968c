"""Group commit: what waits while one transaction is committed shares the next one.

A commit waits for the disk, so that twenty commands at once need about two such waits and not twenty
(DeWitt et al., Implementation Techniques for Main Memory Database Systems, SIGMOD 1984). Nobody is told
that something is kept before the commit that it shares.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, Protocol, TypeVar

from msgspec import Struct, field
from sqlalchemy import Connection, Engine

from bot.ports.store import Commit, Unavailable
from storage.databases.commits import approaching, commit_of
from storage.databases.transaction_executor import PlainErrors, finished

T = TypeVar("T")

MOST = 64
"""Pieces of work in one transaction, so that the first does not wait long for the last."""


class _Job(Protocol):
    """A piece of work that somebody waits for."""

    def begins(self) -> bool:
        """False if nobody waits any more."""
        ...

    def do(self, connection: Connection) -> None:
        """Raises what the work raises."""
        ...

    def succeed(self) -> None:
        """It is kept."""
        ...

    def fail(self, error: Exception) -> None:
        """It is not."""
        ...


class _Work(Struct, Generic[T]):
    work: Callable[[Connection], T]
    future: "Future[T]" = field(default_factory=Future)
    _result: "list[T]" = field(default_factory=list)

    def begins(self) -> bool:
        return self.future.set_running_or_notify_cancel()

    def do(self, connection: Connection) -> None:
        self._result[:] = [finished(self.work, connection)]

    def succeed(self) -> None:
        self.future.set_result(self._result[0])

    def fail(self, error: Exception) -> None:
        self.future.set_exception(error)


class GroupCommitExecutor(Struct, frozen=True):
    """One thread that writes, in the order in which it is asked."""

    engine: Engine
    thread: ThreadPoolExecutor
    plain_errors: PlainErrors
    _waiting: "deque[_Job]" = field(default_factory=deque)

    async def run(self, work: Callable[[Connection], T]) -> T:
        """In a transaction, perhaps with others. If the awaiting task is cancelled it is run whole or not."""
        job = _Work(work)
        self._waiting.append(job)
        self.thread.submit(self._next_group)
        return await asyncio.wrap_future(job.future)

    def close(self) -> None:
        """Wait for what was asked for, then close."""
        self.thread.shutdown()
        self.engine.dispose()

    def _next_group(self) -> None:
        """All that waits by now; those who asked meanwhile find their work done with the first one's."""
        taken = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        jobs = [job for job in taken if job.begins()]
        if not jobs:
            return
        try:
            outcomes = self._commit(jobs)
        except Exception as error:
            outcomes = [error] * len(jobs)
        for job, problem in zip(jobs, outcomes, strict=True):
            job.succeed() if problem is None else job.fail(problem)

    def _commit(self, jobs: Sequence[_Job]) -> Sequence[Exception | None]:
        """What went wrong with each; where this raises, nothing was kept of any.

        That one fails is rare: only then all begin anew, each with a point to go back to.
        """
        try:
            outcomes, commit = self._transact(jobs, self._do)
        except Unavailable:
            raise
        except Exception:
            if len(jobs) == 1:
                raise
            outcomes, commit = self._transact(jobs, self._try)
        commit.happened()
        return outcomes

    def _transact(
        self, jobs: Sequence[_Job], do: Callable[[_Job, Connection], Exception | None]
    ) -> tuple[Sequence[Exception | None], Commit]:
        with self.plain_errors(), self.engine.begin() as connection:
            approaching(connection)
            outcomes = [do(job, connection) for job in jobs]
            commit = commit_of(connection)
        return outcomes, commit

    def _do(self, job: _Job, connection: Connection) -> None:
        job.do(connection)

    def _try(self, job: _Job, connection: Connection) -> Exception | None:
        """Undo alone what fails by itself; where the database is at fault, nobody's work goes on."""
        problem = None
        connection.exec_driver_sql("SAVEPOINT work")
        try:
            with self.plain_errors():
                job.do(connection)
        except Unavailable:
            raise
        except Exception as error:
            problem = error
            # What was remembered of the transaction so far may tell of what is undone here.
            connection.exec_driver_sql("ROLLBACK TO work")
            approaching(connection)
        connection.exec_driver_sql("RELEASE work")
        return problem
