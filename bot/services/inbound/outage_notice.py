"""A word to people while nothing can be saved: straight to the platforms, as the outbox is away too."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Mapping

from msgspec import Struct, field

from bot.domain.message import Message, say
from bot.messages.catalogue import Catalogues
from bot.messages.document import Document
from bot.messages.render import Context, render
from bot.ports.platform import Answering, Invocation, Platform, TryLater, Undeliverable
from bot.services.meeting_repository import MeetingRepository

log = logging.getLogger(__name__)

MOST_REMEMBERED = 1_000


class OutageNotifier(Struct):
    """Tells each author, and the moderators once at the beginning and once at the end."""

    platforms: Mapping[str, Platform]
    repository: MeetingRepository
    catalogues: Catalogues
    _unsaved: "OrderedDict[str, None]" = field(default_factory=OrderedDict)
    _lasts: bool = False

    def told(self, cause: str) -> bool:
        """Whether the author of a command was told to repeat it; it must not be done as well."""
        return cause in self._unsaved

    async def not_saved(self, invocation: Invocation) -> None:
        """Nothing came of a command: its author is asked to repeat it."""
        cause, author = invocation.cause, invocation.author
        self._unsaved[cause] = None
        if len(self._unsaved) > MOST_REMEMBERED:
            self._unsaved.popitem(last=False)
        answer = self._document(say("not-saved"), invocation.language or "en")
        answering = Answering(cause, invocation.place, ok=False, read=invocation.read)
        platform = self.platforms[author.platform]
        await _try(platform.direct_message(author, answer, f"{cause}/not-saved", answering))
        if not self._lasts:
            self._lasts = True
            await self._tell_moderators(say("saving-stopped"), f"{cause}/stopped")

    async def saved(self, invocation: Invocation) -> None:
        """Something was saved: if nothing could be before, that is over."""
        if self._lasts:
            self._lasts = False
            await self._tell_moderators(say("saving-goes-on"), f"{invocation.cause}/goes-on")

    async def _tell_moderators(self, message: Message, key: str) -> None:
        """In the rooms of the meetings that are open, as far as they are known without looking."""
        opened = [meeting for meeting in self.repository.cached() if meeting.status == "open"]
        rooms = {place for meeting in opened for place in meeting.plan.moderators_rooms}
        document = self._document(message, "en")
        for place in sorted(rooms, key=str):
            if place.platform in self.platforms:
                await _try(self.platforms[place.platform].post(place, document, key))

    def _document(self, message: Message, language: str) -> Document:
        return render(message, Context(self.catalogues, language), urgent=True)


async def _try(sending: Awaitable[str]) -> None:
    """Nothing else can be done where this fails too."""
    try:
        await sending
    except (TryLater, Undeliverable) as problem:
        log.warning("somebody could not be told that nothing is saved: %s", problem)
