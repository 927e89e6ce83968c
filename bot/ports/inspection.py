"""What whoever runs the bot is told of a platform before a meeting."""

from collections.abc import Sequence

from msgspec import Struct


class Inspection(Struct, frozen=True):
    """What a platform says of itself and of the rooms that it is to serve, for whoever runs the bot."""

    problems: Sequence[str] = ()
    """What stands in the way, each "what is wrong; the mend"."""
    notes: Sequence[str] = ()
    """What is well as it is and good to know, as who moderates a room."""
