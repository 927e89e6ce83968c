"""Opening the channels of groups, and letting people in."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.domain.meeting.decision import Change
from bot.domain.meeting.events import ChannelOpened
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, Name, PlanText, say
from bot.domain.plan import GROUP
from bot.messages.document import Document, plain
from bot.ports.clock import Clock
from bot.ports.permissions import NotPermitted
from bot.ports.platform import ChannelSpec, Platform, Undeliverable
from bot.ports.store import Delivery, Store, Transaction
from bot.reactions.effects import Tell
from bot.services.event_writer import Cause, EventWriter
from bot.services.inbound.authorization import moderates
from bot.services.meeting_repository import (
    MeetingRepository,
    UnknownMeeting,
    UnreadableMeeting,
    VersionedMeeting,
)
from bot.services.outbound.actions import DirectMessage, LetIn, OpenChannel, Planned, TakeOut
from bot.services.outbound.rendering import Audience

OnSent = Callable[[Transaction], bool]
"""What is saved together with the word that an action is done; True if something is to be sent in turn."""


def nothing_more(tx: Transaction) -> bool:
    """Where that word is all."""
    del tx
    return False


class Sent(Struct, frozen=True):
    """What is to be saved of an action that is done."""

    on_sent: OnSent = nothing_more
    upto: int = 0  # the last row of its kind to this destination that is done with it, if not its own


def loaded_for(repository: MeetingRepository, tx: Transaction, delivery: Delivery) -> VersionedMeeting:
    """The meeting or group that something is sent for; Undeliverable if it is gone."""
    try:
        return repository.load(tx, delivery.meeting)
    except (UnknownMeeting, UnreadableMeeting) as error:
        raise Undeliverable("its meeting is not known, or not any more") from error


class GroupChannels(Struct, frozen=True):
    """Those of all groups."""

    platforms: Mapping[str, Platform]
    store: Store
    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock
    document: Callable[[Delivery, Message, Audience], Awaitable[Document]]

    async def open(
        self, platform: Platform, delivery: Delivery, action: OpenChannel, reader: Audience
    ) -> OnSent:
        """Make the channel, or find the one made before a crash; only then is it an event."""
        called = say("channel-name", name=PlanText(("coordination", "name")))
        name = await self.document(delivery, called, reader)
        topic = await self.document(delivery, say("channel-topic", title=PlanText(("title",))), reader)
        group = await self._group(delivery)
        rooms = _here((*group.plan.places, *group.channels), action.near)
        marker = delivery.meeting.removeprefix(GROUP)
        spec = ChannelSpec(marker, plain(name.nodes), plain(topic.nodes), action.near, rooms)
        place = await platform.open_channel(spec, delivery.key)

        def on_sent(tx: Transaction) -> bool:
            loaded = loaded_for(self.repository, tx, delivery)
            if place in loaded.meeting.channels and action.near in loaded.meeting.rooms_with_channel:
                return False  # It was asked for twice, and the platform knew it by its marker.
            opened = Change((ChannelOpened(place, handed_over=True, near=action.near),))
            self.event_writer.save(tx, loaded, opened, Cause(f"{delivery.key}/opened", self.clock.now()))
            return True

        return on_sent

    async def let_in(self, platform: Platform, delivery: Delivery, action: LetIn) -> None:
        """Somebody whom another server's channel takes need not come into this one."""
        group = await self._group(delivery)
        channels = _here(group.channels, action.place)
        entrances = platform.capabilities.entrances
        if len(channels) > 1 and entrances is not None:
            reached = await entrances.on_servers_of(action.who, channels)
            if reached and action.place not in reached:
                return
        runs = action.granted or (action.coordinator and await self._moderates(group, action.who))
        await platform.invite(action.place, action.who, runs)

    async def take_out(
        self, platform: Platform, delivery: Delivery, action: TakeOut, reader: Audience
    ) -> OnSent:
        """Who wants to go and cannot be taken out is told that they must go by themselves."""
        out = await self.store.read(lambda tx: self._put_out(tx, delivery, action.who)) is not None
        why = say("taken-out-by-others" if out else "taken-out")
        reason = await self.document(delivery, why, reader)
        joining = platform.capabilities.joining
        try:
            if joining is not None:
                await joining.eject(action.place, action.who, plain(reason.nodes))
        except NotPermitted:
            return lambda tx: self._go_yourself(tx, delivery, action)
        return nothing_more

    def _put_out(self, tx: Transaction, delivery: Delivery, who: Identity) -> int | None:
        """Their number, if a coordinator has put them out."""
        person = tx.people.person(delivery.meeting, who)
        return person if person in loaded_for(self.repository, tx, delivery).meeting.put_out else None

    def _go_yourself(self, tx: Transaction, delivery: Delivery, action: TakeOut) -> bool:
        """Whoever was put out is not asked to go: the coordinators see to it."""
        told = [Planned(DirectMessage(action.who, say("go-yourself")))]
        person = self._put_out(tx, delivery, action.who)
        if person is not None:
            asked = say("cannot-take-out", who=Name(person), platform=action.place.platform)
            group = loaded_for(self.repository, tx, delivery).meeting
            told = self.event_writer.plan(tx, group, [Tell("moderators", asked)])
        cause = Cause(delivery.key, self.clock.now())
        self.event_writer.send(tx, delivery.meeting, told, cause, "by-yourself")
        return True

    async def _moderates(self, group: Meeting, who: Identity) -> bool:
        """Whether an account of a coordinator has the right by itself: being linked to one gives none."""
        return await moderates(self.platforms, who, group.plan)

    async def _group(self, delivery: Delivery) -> Meeting:
        return (await self.store.read(lambda tx: loaded_for(self.repository, tx, delivery))).meeting


def _here(places: Sequence[Place], near: Place) -> list[Place]:
    """Those on the same platform."""
    return [place for place in places if place.platform == near.platform]
