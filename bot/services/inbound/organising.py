"""Commands of organisers, which are about no meeting: one is being made."""

from collections.abc import Callable
from typing import Protocol

from bot.commands.input.parsing import ParsedCommand
from bot.commands.model import Outcome
from bot.domain.identity import Identity, Place
from bot.domain.message import Refusal
from bot.ports.platform import Invocation
from bot.ports.store import Transaction

Decide = Callable[[Transaction], Outcome | Refusal]
"""What comes of a command, decided in the transaction that keeps it."""


class Organising(Protocol):
    """Where they go."""

    async def decide(self, invocation: Invocation, parsed: ParsedCommand) -> Decide:
        """Look at what only a platform can tell, and say how to decide."""
        ...

    async def expects(self, who: Identity) -> bool:
        """Whether somebody may be about to set up a meeting."""
        ...

    async def sets_up(self, place: Place) -> bool:
        """Whether a meeting is being set up in that room."""
        ...
