"""Codes that nobody can guess, and everybody can read aloud."""

from collections.abc import Callable

from msgspec import Struct

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Letters and digits that are not taken for one another, heard or seen."""
LENGTH = 8
"""With ten tries at once and one more every three seconds, a guess in ten minutes is hopeless."""


class Secret(Struct, frozen=True):
    """Makes codes. `chance` gives a number from 0 to 1 that cannot be foreseen."""

    chance: Callable[[], float]

    def make(self) -> str:
        """A new code."""
        return "".join(LETTERS[int(self.chance() * len(LETTERS))] for _ in range(LENGTH))
