"""What `./run faults` prints."""

import sys
from collections.abc import Sequence

from msgspec import Struct

HEADER = f"{'kind':<14}{'database':<12}{'runs':>8}{'kills':>8}{'wrong':>7}{'seconds':>9}"

SHOWN = 5
"""How many problems are shown of each kind."""

TOLD = 1000
"""After how many runs it is said that it goes on."""


class Row(Struct):
    """One kind of fault on one database."""

    kind: str
    database: str
    runs: int = 0
    kills: int = 0
    wrong: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        numbers = f"{self.runs:>8}{self.kills:>8}{self.wrong:>7}{self.seconds:>9.0f}"
        return f"{self.kind:<14}{self.database:<12}{numbers}"

    def count(self, kills: int, plan: str, problems: Sequence[str]) -> None:
        """One more run; what was wrong in it is said, with what is needed to repeat it."""
        self.runs += 1
        self.kills += kills
        if self.runs % TOLD == 0:
            say(f"{self.kind}, {self.database}: {self.runs} so far, {self.wrong} of them wrong")
        self.report(plan, problems)

    def report(self, plan: str, problems: Sequence[str]) -> None:
        """Say what was wrong in one run, if anything was."""
        if problems:
            self.wrong += 1
            if self.wrong <= SHOWN:
                say(f"{self.kind}, {self.database}, {plan}: {'; '.join(problems)}")


def say(line: str) -> None:
    """At once, for it may take hours."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
