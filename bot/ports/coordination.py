"""Other processes of the bot that work on the same database."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from msgspec import Struct

from bot.ports.store import Store


class Lost(Exception):
    """Another process does by now what this one alone was doing; nothing was read and nothing saved."""


class Leases(Protocol):
    """What one process alone may do, such as being connected to a platform."""

    async def while_held(self, name: str, work: Callable[[Store], Awaitable[None]]) -> None:
        """Do the work, which never ends by itself, whenever this process holds the name, until cancelled.

        When another process took over, the work is cancelled, and this one waits for its turn again. The
        store that the work is given raises Lost from that moment on, even if nobody noticed yet.
        """
        ...


class Wakeups(Protocol):
    """A word between the processes that there is something to do."""

    def notify(self) -> None:
        """Have the others woken, soon; what they are to see must have been committed."""
        ...

    async def listen(self, wake: Callable[[], None]) -> None:
        """Call `wake` when another process asks for it, and now and then without, until cancelled."""
        ...


class ProcessCoordination(Struct, frozen=True):
    """How the processes get on with each other."""

    leases: Leases
    wakeups: Wakeups
