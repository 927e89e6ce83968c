"""From a commit straight to the dispatchers of this process: the outbox holds it all as well."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct, field

from bot.ports.store import Added

Take = Callable[[Sequence[Added]], None]


class Handover(Struct):
    """Knows who delivers on which platform; where nobody does here, the outbox is what others look into."""

    news: object = field(default_factory=object)
    """Another one each time that it is heard that there are rows which nobody hands over."""
    _takers: dict[str, tuple[Take, Callable[[], None]]] = field(default_factory=dict)

    def offer(self, added: Sequence[Added]) -> None:
        """Rows that are committed, in whichever thread."""
        by_platform: dict[str, list[Added]] = {}
        for each in added:
            by_platform.setdefault(each.pending.delivery.platform, []).append(each)
        for platform, rows in by_platform.items():
            if taker := self._takers.get(platform):
                taker[0](rows)

    def look(self) -> None:
        """Another process wrote, or what was set aside is new again: whoever delivers here is to look."""
        self.news = object()
        for _, look in list(self._takers.values()):
            look()

    @contextmanager
    def taken(self, platform: str, take: Take, look: Callable[[], None]) -> Iterator[None]:
        """For as long as the block runs, what is for the platform goes there; `look` is called for news."""
        self._takers[platform] = take, look
        try:
            yield
        finally:
            del self._takers[platform]
