"""The page of what a group shares: messages of the bot's own in a channel, brought up to date in place."""

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.group.rows import Page, text_id
from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, say
from bot.messages.document import Document
from bot.ports.platform import Platform, TryLater, Undeliverable
from bot.ports.store import Delivery, Pending, Store, Transaction
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.afterwards.channels import loaded_for
from bot.services.outbound.deduplication import DeduplicatingSender
from bot.services.outbound.rendering import Audience, Renderer
from bot.views.group.resources import MOST_LINES, resource_line, resource_page

KIND = "resources"


class _Part(Struct, frozen=True):
    """What is to stand in one message, and the message in which it stood before."""

    number: int
    document: Document
    page: Page | None
    spare: bool
    """True if nothing is left to stand in it."""

    @property
    def shown(self) -> str:
        """The digest of what is to stand in it."""
        return sha256(repr(self.document).encode()).hexdigest()


class _Drawn(Struct, frozen=True):
    parts: Sequence[_Part]
    newest: int
    """The last row in the outbox that asked for it."""


class Channel(Struct, frozen=True):
    """Where it is shown, and to whom."""

    platform: Platform
    place: Place
    reader: Audience


class ResourcePages(Struct, frozen=True):
    """Those of all groups."""

    store: Store
    repository: MeetingRepository
    renderer: Renderer
    sender: DeduplicatingSender

    async def show(self, channel: Channel, pending: Pending, *, unsure: bool) -> int:
        """As it is now, which later rows need not show as well; returns the last of them.

        Each part is kept as soon as it stands there, so that what fails goes on where it was. `unsure` if
        it may have been posted before under the same key, and so as it was then.
        """
        drawn = await self.store.read(lambda tx: self._draw(tx, channel, pending))
        for part in drawn.parts if channel.platform.capabilities.edits else ():
            if part.page is None:
                await self._post(channel, pending.delivery, part, unsure=unsure)
            elif part.page.shown != part.shown:
                await self._edit(channel, pending.delivery, part, part.page, unsure=unsure)
        return drawn.newest

    async def _edit(
        self, channel: Channel, delivery: Delivery, part: _Part, page: Page, *, unsure: bool
    ) -> None:
        try:
            await channel.platform.edit(channel.place, page.message, part.document, _edited(delivery, part))
        except Undeliverable:
            if part.spare:
                await self.store.write(lambda tx: tx.records.drop(delivery.meeting, page))
            else:  # Somebody removed it.
                await self._post(channel, delivery, part, unsure=unsure)
        else:
            kept = replace(page, shown=part.shown)
            await self.store.write(lambda tx: tx.records.put(delivery.meeting, kept))

    async def _post(self, channel: Channel, delivery: Delivery, part: _Part, *, unsure: bool) -> None:
        platform, place = channel.platform, channel.place
        its = replace(delivery, key=f"{delivery.key}/{part.number}")
        message = await self.sender.post(platform, place, part.document, its)
        if unsure:
            with suppress(Undeliverable):
                await platform.edit(place, message, part.document, _edited(delivery, part))
        if part.number == 1 and platform.capabilities.pins is not None:
            with suppress(Undeliverable, TryLater):  # The right to pin is not asked for.
                await platform.capabilities.pins.pin(place, message)

        def keep(tx: Transaction) -> None:
            tx.log.head(delivery.meeting)  # Another channel's waits, and gets another number.
            number = part.page.number if part.page else tx.records.of(delivery.meeting).next_number(Page)
            page = Page(number, KIND, part.number, place.platform, place.id, message, part.shown)
            tx.records.put(delivery.meeting, page)

        await self.store.write(keep)

    def _draw(self, tx: Transaction, channel: Channel, pending: Pending) -> _Drawn:
        group, newest = (
            loaded_for(self.repository, tx, pending.delivery).meeting,
            tx.outbox.newest(pending.id),
        )
        known = tx.records.of(group.plan.id).all(Page, platform=channel.place.platform, room=channel.place.id)
        pages = {page.part: page for page in known if page.kind == KIND}
        messages = self._messages(tx, group, channel.reader)
        if channel.place not in group.channels or not (messages or pages):
            return _Drawn((), newest)
        shared = messages or resource_page((), (), (), older=False)
        spare = [say("resource-page-spare")] * (max(pages, default=0) - len(shared))
        parts = [
            _Part(
                number,
                self.renderer.document(tx, group, message, channel.reader),
                pages.get(number),
                spare=number > len(shared),
            )
            for number, message in enumerate((*shared, *spare), start=1)
            if number <= len(shared) or number in pages
        ]
        return _Drawn(parts, newest)

    def _messages(self, tx: Transaction, group: Meeting, reader: Audience) -> list[Message]:
        """The page in its parts; none where nothing is shared."""
        records = tx.records.of(group.plan.id)
        newest = records.resources("", (), None, MOST_LINES + 1)
        if not newest:
            return []
        rows = newest[:MOST_LINES][::-1]
        titles = records.texts([text_id(row, "title") for row in rows])
        titled = {row.number for row in rows if text_id(row, "title") in titles}
        lines = [resource_line(row, titled=row.number in titled) for row in rows]
        words = self.renderer.lines(tx, group, lines, reader)
        return resource_page(rows, titled, words, older=len(newest) > MOST_LINES)


def _edited(delivery: Delivery, part: _Part) -> str:
    """The key of an edit: what is tried again may say something else by then."""
    return f"{delivery.key}/{part.number}/{part.shown[:16]}"
