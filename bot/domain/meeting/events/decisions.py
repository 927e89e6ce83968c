"""What moderators decided, so that it can be taken back."""

from typing import Literal

from msgspec import Struct

Question = Literal["next", "close", "clear"]
"""What a moderator is asked about before it is done."""


class ConfirmationAsked(Struct, frozen=True, tag_field="kind", tag="confirmation-asked"):
    """A moderator was asked to say it again before something is done."""

    what: Question
    by: int


class DecisionMade(Struct, frozen=True, tag_field="kind", tag="decision-made"):
    """The next `size` events are one moderator's decision, which `undo` takes back whole."""

    decision: int
    name: str
    """The command it was ("next")."""
    size: int
    by: int


class Undone(Struct, frozen=True, tag_field="kind", tag="undone"):
    """The latest decision not yet undone was taken back."""

    decision: int
    by: int


DecisionEvent = ConfirmationAsked | DecisionMade | Undone
