"""The state of a meeting, as the fold of its facts."""

from dataclasses import dataclass

from bot.domain.plan import Plan


@dataclass(frozen=True)
class Meeting:
    """Everything that decisions look at."""

    plan: Plan
