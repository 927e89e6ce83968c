"""From effects to actions: in which rooms, to which accounts, on which platforms."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.domain.meeting.state import Meeting
from bot.ports.capabilities import Capabilities
from bot.ports.store import Account
from bot.reactions.effects import (
    Effect,
    Invite,
    LetGo,
    ListenIn,
    OpenChannels,
    ShowBoard,
    ShowPages,
    Speaking,
    TakeDownHand,
    Tell,
    TellPerson,
    TryAgain,
    WakeGroup,
)
from bot.services.outbound.actions import (
    Action,
    Board,
    DirectMessage,
    LetIn,
    Listen,
    OpenChannel,
    Planned,
    Post,
    ResourcePage,
    Seat,
    TakeDown,
    TakeOut,
)


class RecipientResolver(Struct, frozen=True):
    """Knows which platforms are connected; a room on another one is left out."""

    connected: Mapping[str, Capabilities]

    def plan(self, meeting: Meeting, accounts: Sequence[Account], effects: Iterable[Effect]) -> list[Planned]:
        """What is to be done for these effects, in their order."""
        return [planned for effect in effects for planned in self._of(meeting, accounts, effect)]

    def _of(self, meeting: Meeting, accounts: Sequence[Account], effect: Effect) -> list[Planned]:
        match effect:
            case Tell(expires=expires):
                return [Planned(each, expires) for each in self._posts(meeting, accounts, effect)]
            case TellPerson(person, message, expires, but):
                found = self._accounts(accounts, person)
                return [
                    Planned(DirectMessage(one, message, urgent=True), expires) for one in found if one != but
                ]
            case ShowBoard() | ShowPages() | ListenIn():
                return [Planned(each) for each in self._in_rooms(meeting, effect)]
            case OpenChannels():
                return [Planned(OpenChannel(near)) for near in self._nearest(meeting)]
            case Invite(place, who):
                coordinates, granted = who in meeting.moderators, who in meeting.granted
                return [
                    Planned(LetIn(place, one, coordinates, granted))
                    for one in _going_on(meeting, accounts, who)
                    if one.platform == place.platform
                ]
            case LetGo(place, person):
                theirs = self._accounts(accounts, person)
                return [Planned(TakeOut(place, one)) for one in theirs if one.platform == place.platform]
            case Speaking() | TakeDownHand():
                return [Planned(each, effect.expires) for each in self._gestures(meeting, accounts, effect)]
            case TryAgain() | WakeGroup():
                return []  # What is to be sent for it stands elsewhere.

    def _posts(self, meeting: Meeting, accounts: Sequence[Account], tell: Tell) -> list[Action]:
        """Where there are no moderators' rooms, each of those who run it is told alone."""
        if tell.to == "moderators" and meeting.plan.deskless:
            return [
                DirectMessage(one, tell.message)
                for person in sorted(meeting.moderators)
                for one in self._accounts(accounts, person)
            ]
        return [
            Post(place, tell.message, tell.urgent, tell.pinned) for place in self._places(meeting, tell.to)
        ]

    def _in_rooms(self, meeting: Meeting, effect: ShowBoard | ShowPages | ListenIn) -> list[Action]:
        match effect:
            case ShowBoard(again):
                return [Board(place, again) for place in self._places(meeting, "rooms")]
            case ShowPages():
                return [ResourcePage(place) for place in self._places(meeting, "rooms")]
            case ListenIn(place):
                return [Listen(each) for each in self._places(meeting, place)]

    def _places(self, meeting: Meeting, to: str | Place) -> list[Place]:
        if isinstance(to, Place):
            places: tuple[Place, ...] = (to,)
        else:
            places = meeting.places if to == "rooms" else meeting.plan.moderators_rooms
        return [place for place in places if place.platform in self.connected]

    def _stages(self, meeting: Meeting, one: Identity) -> list[Place]:
        """The Stages on which an account can be, where its platform lets the bot invite people to speak."""
        has = self.connected.get(one.platform)
        stages = meeting.plan.stages if has is not None and has.stage is not None else ()
        return [place for place in stages if place.platform == one.platform]

    def _gestures(
        self, meeting: Meeting, accounts: Sequence[Account], effect: Speaking | TakeDownHand
    ) -> list[Action]:
        match effect:
            case Speaking(person, speaks):
                return [
                    Seat(place, one, speaks)
                    for one in _seen(meeting, accounts, person)
                    for place in self._stages(meeting, one)
                ]
            case TakeDownHand(hand):
                return [TakeDown(each, hand) for each in self._of_hand(self._places(meeting, "rooms"), hand)]

    def _of_hand(self, places: Sequence[Place], hand: str) -> list[Place]:
        """Where it may be up: the rooms of its platform, where that lets the bot take hands down."""
        platform = hand.partition(":")[0]
        has = self.connected.get(platform)
        able = has is not None and has.hands is not None
        return [place for place in places if able and place.platform == platform]

    def _accounts(self, accounts: Sequence[Account], person: int) -> list[Identity]:
        return [a.identity for a in accounts if a.person == person and a.identity.platform in self.connected]

    def _nearest(self, meeting: Meeting) -> list[Place]:
        """Where a channel is to be opened: beside the first room on each platform that has none yet.

        On a platform of servers beside each room, since nobody is let into a channel of a server that they
        are not on; the platform knows which rooms have one together.
        """
        there = {place.platform for place in meeting.channels}
        able = {platform for platform, has in self.connected.items() if has.open_channels}
        split = {platform for platform in able if self.connected[platform].by_server}
        rooms = {place for place in meeting.plan.places if place.platform in split}
        first = {place for place in meeting.plan.foremost if place.platform in able - split - there}
        return sorted((rooms - meeting.rooms_with_channel) | first)


def _seen(meeting: Meeting, accounts: Sequence[Account], person: int) -> list[Identity]:
    """Those of a person's accounts that acted in a room for everybody.

    All see who is invited to speak, so an account that kept to a direct chat must not be.
    """
    rooms = {*meeting.plan.places, *meeting.plan.stages}
    return [a.identity for a in accounts if a.person == person and rooms & a.seen]


def _going_on(meeting: Meeting, accounts: Sequence[Account], person: int) -> list[Identity]:
    """Those of a person's accounts that asked to go on; a moderator's, where they were seen.

    Who is in a channel is seen there, so an account that a person kept apart must not be let in by another,
    and who goes on quietly is in none.
    """
    if meeting.participants[person].quietly:
        return []
    moderates = person in meeting.moderators
    return [a.identity for a in accounts if a.person == person and (a.stays or (moderates and a.seen))]
