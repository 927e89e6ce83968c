"""Files that people post, on their way to another channel: one is in memory no longer than that takes."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from bot.domain.changing import replace
from bot.domain.group.rows import Utterance
from bot.domain.identity import Place
from bot.messages.document import AttachedFile, Document, Link, Text, without_file
from bot.ports.platform import Platform, SlowDown, TryLater, Undeliverable
from bot.ports.relay import Look, PostedFile, Relaying
from bot.ports.store import Pending
from bot.services.outbound.actions import Relay
from bot.services.relay.kinds import media_type

log = logging.getLogger(__name__)

MOST_BYTES: Final = 10 * 1024 * 1024
"""Of a file that goes across, wherever more would be taken."""
MOST_TRIES: Final = 10
"""So often a platform is asked for it, or to take it, which takes some minutes; then a word stands for it."""
MOST_AT_ONCE: Final = 2
"""In memory, over all rooms."""


class Files(Struct, frozen=True):
    """Takes a file out of a message as it is now, and posts it elsewhere."""

    platforms: Mapping[str, Platform]
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_AT_ONCE))

    async def post(
        self,
        relaying: Relaying,
        pending: Pending,
        action: Relay,
        said: Utterance,
        document: Document,
        look: Look | None,
    ) -> Sequence[str]:
        """With the file below the document, or where that cannot be, with a link to it if there is one.

        What is gone is not said any more, unless that has to be looked for.
        """
        async with self.turns:
            most = min(MOST_BYTES, int(min(await relaying.room_for(action.place), MOST_BYTES)))
            found = await self._opened(pending, action, said, most)
            if found is None and look is None:
                return []
            whole, key = _carrying(document, found) if found else document, pending.delivery.key
            try:
                return await relaying.post(action.place, whole, key, look)
            except SlowDown:
                raise
            except (TryLater, Undeliverable) as problem:
                refused = isinstance(problem, Undeliverable) or pending.attempts >= MOST_TRIES
                if whole.file is None or not refused:
                    raise
                log.info("a file (delivery %s) is not taken: %s", pending.id, problem)
            return await relaying.post(action.place, without_file(whole), key, look)

    async def _opened(self, pending: Pending, action: Relay, said: Utterance, most: int) -> PostedFile | None:
        """Its platform's trouble is not that of the one that it goes to, nor a reason to hold words up."""
        platform = self.platforms.get(said.platform)
        source = platform.capabilities.relaying if platform else None
        if source is None:
            return PostedFile("", None)
        try:
            return await source.open(Place(said.platform, said.room), said.message, action.file, most)
        except TryLater as problem:
            if pending.attempts < MOST_TRIES:
                raise TryLater(f"a file cannot be read yet: {problem}", problem.after) from problem
            log.info("a file (delivery %s) stays where it is: %s", pending.id, problem)
        except Undeliverable as problem:
            log.info("a file (delivery %s) stays where it is: %s", pending.id, problem)
        return PostedFile("", None)


def _carrying(document: Document, found: PostedFile) -> Document:
    link = (Link(found.url, (Text(found.url),)),) if found.url else ()
    if not found.content:
        return replace(document, nodes=(*document.nodes, *((Text("\n"), *link) if link else ())))
    file = AttachedFile(found.name, media_type(found.content), found.content, found.hidden)
    return replace(document, file=file, fileless=link)
