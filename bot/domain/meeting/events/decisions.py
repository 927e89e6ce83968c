"""What moderators decided, so that it can be taken back."""

from dataclasses import dataclass
from typing import Literal

Question = Literal["next", "close", "clear"]
"""What a moderator is asked about before it is done."""


@dataclass(frozen=True)
class ConfirmationAsked:
    """A moderator was asked to say it again before something is done."""

    what: Question
    by: int
    kind: Literal["confirmation-asked"] = "confirmation-asked"


@dataclass(frozen=True)
class DecisionMade:
    """The next `size` events are one moderator's decision, which `undo` takes back whole."""

    decision: int
    name: str
    """The command it was ("next")."""
    size: int
    by: int
    kind: Literal["decision-made"] = "decision-made"


@dataclass(frozen=True)
class Undone:
    """The latest decision not yet undone was taken back."""

    decision: int
    by: int
    kind: Literal["undone"] = "undone"


DecisionEvent = ConfirmationAsked | DecisionMade | Undone
