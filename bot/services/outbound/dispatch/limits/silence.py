"""A platform that answers nothing for a while: once it does again, nobody waits out a pause of their own."""

from collections.abc import Collection
from typing import Final

from msgspec import Struct, field

FEW: Final = 2
"""So many in a row are an outage; one alone may be a room with troubles of its own."""


class Silence(Struct):
    """The deliveries that were put off since the last one that got through."""

    _put_off: set[int] = field(default_factory=set)
    _tried_at_once: set[int] = field(default_factory=set)
    """Those that had their chance: rooms with troubles of their own would have one with every message."""

    def lasts(self, delivery: int) -> None:
        """One more had no answer."""
        if delivery not in self._tried_at_once:
            self._put_off.add(delivery)

    def ends(self, delivery: int) -> Collection[int]:
        """One got through; returns the others that may be tried at once."""
        silent, self._put_off = self._put_off, set()
        self._tried_at_once.discard(delivery)
        if len(silent) < FEW:
            return ()
        self._tried_at_once |= silent - {delivery}
        return silent - {delivery}
