"""Carrying out one action on its platform."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import assert_never

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.message import Message, say
from bot.messages.document import Document
from bot.ports.clock import Clock
from bot.ports.platform import Platform, Undeliverable
from bot.ports.store import Delivery, Pending, Store, Transaction
from bot.services.event_writer import EventWriter
from bot.services.meeting_repository import MeetingRepository, VersionedMeeting
from bot.services.outbound.actions import (
    Action,
    Board,
    DirectMessage,
    InChannel,
    LetIn,
    Listen,
    OpenChannel,
    Post,
    Relay,
    ResourcePage,
    RetireBoard,
    Seat,
    ShowReactions,
    Silent,
    TakeBack,
    TakeDown,
    TakeOut,
    Unrelay,
)
from bot.services.outbound.afterwards.boards import Boards
from bot.services.outbound.afterwards.channels import GroupChannels, OnSent, Sent, loaded_for
from bot.services.outbound.afterwards.pages import Channel, ResourcePages
from bot.services.outbound.afterwards.said import note_said, take_back
from bot.services.outbound.deduplication import DeduplicatingSender
from bot.services.outbound.dispatch.destinations import platform_of
from bot.services.outbound.rendering import Audience, Renderer, readers
from bot.services.relay.copying import Copying
from bot.services.relay.files import Files
from bot.services.relay.showing import Showing
from bot.services.room_talk import RoomTalk


class ActionExecutor(Struct, frozen=True):
    """Knows the platforms, and how each action is made of what they can do."""

    platforms: Mapping[str, Platform]
    store: Store
    repository: MeetingRepository
    renderer: Renderer
    event_writer: EventWriter
    sender: DeduplicatingSender
    clock: Clock
    talk: RoomTalk
    files: Files
    since: datetime | None = None
    """Since when this process delivers: what is older may have been tried before, by whoever did."""

    async def execute(self, pending: Pending, action: Action) -> Sent:
        """Do it; Undeliverable or TryLater if it cannot be done. The same key twice does it once."""
        platform, delivery = self.platforms[platform_of(action)], pending.delivery
        match action:
            case Post():
                return Sent(await self._post(platform, delivery, action))
            case DirectMessage():
                return Sent(await self._direct_message(platform, delivery, action))
            case Board():
                return await self._boards.show(
                    platform, pending, action, unsure=self._may_stand_there(pending)
                )
            case ResourcePage() | Listen() | Relay() | Unrelay() | ShowReactions():
                return await self._in_channel(platform, pending, action)
            case OpenChannel():
                return Sent(await self._channels.open(platform, delivery, action, readers(platform)))
            case TakeOut(place):
                there = readers(platform, place)
                return Sent(await self._channels.take_out(platform, delivery, action, there))
            case LetIn() | RetireBoard() | Seat() | TakeDown():
                await self._only(platform, delivery, action)
                return Sent()
            case TakeBack():
                return Sent(await take_back(self.store, platform, delivery.meeting, action))
        assert_never(action)

    async def _only(self, platform: Platform, delivery: Delivery, action: Silent) -> None:
        """What leaves nothing to be written down."""
        match action:
            case LetIn():
                await self._channels.let_in(platform, delivery, action)
            case RetireBoard():
                line = await self._document(delivery, say("board-moved"), readers(platform, action.place))
                with suppress(Undeliverable):  # It is gone already.
                    await platform.edit(action.place, action.message, line, delivery.key)
            case Seat():
                await self._seat(platform, delivery, action)
            case TakeDown(place, hand):
                if platform.capabilities.hands is not None:
                    await platform.capabilities.hands.take_down(place, hand)

    async def _in_channel(self, platform: Platform, pending: Pending, action: InChannel) -> Sent:
        to = Channel(platform, action.place, readers(platform, action.place))
        store, repository, unsure = self.store, self.repository, self._may_stand_there(pending)
        if isinstance(action, ResourcePage):
            pages = ResourcePages(store, repository, self.renderer, self.sender)
            return Sent(upto=await pages.show(to, pending, unsure=unsure))
        if isinstance(action, ShowReactions):
            showing = Showing(store, self.platforms, self._document, self.clock)
            return Sent(await showing.carry_out(to, pending, action, unsure=unsure))
        copying = Copying(store, self._document, self.clock, repository, self.event_writer, self.files)
        return Sent(await copying.carry_out(to, pending, action, unsure=unsure))

    async def _seat(self, platform: Platform, delivery: Delivery, seat: Seat) -> None:
        """What belongs to a turn that is over is left, and nobody is sent back who has the floor again."""

        def has_floor(tx: Transaction) -> bool:
            floor = self._loaded(tx, delivery).meeting.floor
            return floor is not None and tx.people.person(delivery.meeting, seat.who) == floor.person

        stage = platform.capabilities.stage
        if stage is not None and await self.store.read(has_floor) == seat.speaks:
            await stage.seat(seat.place, seat.who, speaks=seat.speaks)

    async def _post(self, platform: Platform, delivery: Delivery, post: Post) -> OnSent:
        document = await self._document(delivery, post.message, readers(platform, post.place), post.urgent)
        answer = replace(document, answers=post.answers)
        message = await self.sender.post(platform, post.place, answer, delivery)
        if post.pinned and platform.capabilities.pins is not None:
            with suppress(Undeliverable):  # The right to pin is not asked for.
                await platform.capabilities.pins.pin(post.place, message)

        def on_sent(tx: Transaction) -> bool:
            tx.boards.buried(delivery.meeting, post.place)
            note_said(tx, delivery.meeting, post, message, self.clock.now())
            return False

        return on_sent

    async def _direct_message(
        self, platform: Platform, delivery: Delivery, direct_message: DirectMessage
    ) -> OnSent:
        choosing = platform.capabilities.in_private
        reader = Audience(direct_message.language, to=direct_message.to, choosing=choosing)
        document = await self._document(delivery, direct_message.message, reader, direct_message.urgent)
        message = await self.sender.direct_message(
            platform, direct_message.to, document, delivery, direct_message.answering
        )

        def on_sent(tx: Transaction) -> bool:
            note_said(tx, delivery.meeting, direct_message, message, self.clock.now())
            return False

        return on_sent

    def _may_stand_there(self, pending: Pending) -> bool:
        """Whether it may have been posted before, and so as it was then: a key makes one message."""
        return pending.attempts > 0 or (self.since is not None and pending.delivery.created < self.since)

    @property
    def _boards(self) -> Boards:
        kept = self.store, self.repository, self.renderer, self.event_writer
        return Boards(*kept, self.sender, self.clock, self.talk)

    @property
    def _channels(self) -> GroupChannels:
        kept = self.store, self.repository, self.event_writer
        return GroupChannels(self.platforms, *kept, self.clock, self._document)

    async def _document(
        self, delivery: Delivery, message: Message, reader: Audience, urgent: bool = False
    ) -> Document:
        def render(tx: Transaction) -> Document:
            meeting = self._loaded(tx, delivery).meeting if delivery.meeting else None
            return self.renderer.document(tx, meeting, message, reader, urgent=urgent)

        return await self.store.read(render)

    def _loaded(self, tx: Transaction, delivery: Delivery) -> VersionedMeeting:
        return loaded_for(self.repository, tx, delivery)
