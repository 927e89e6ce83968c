"""The channels of a group: opened, filled, and left."""

from typing import assert_never

from bot.domain.identity import Place
from bot.domain.meeting.events import (
    AfterwardsEvent,
    ChannelLost,
    ChannelOpened,
    CoordinatorNamed,
    CoordinatorReleased,
    FollowedUp,
    GroupClosed,
    GroupEnded,
    GroupFed,
    HandedOver,
    Left,
    LetInAgain,
    PutOut,
    RelayChosen,
    RelayTurned,
    Stayed,
)
from bot.domain.meeting.group.membership import is_member, members
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, PlanText, offering, say
from bot.domain.plan import CALL
from bot.reactions.effects import (
    Effect,
    Invite,
    LetGo,
    ListenIn,
    OpenChannels,
    ShowPages,
    Tell,
    TellPerson,
    Transition,
    TryAgain,
)
from bot.views.group import relay
from bot.views.group.welcome import conduct, welcome
from bot.views.minutes.words import told_of
from bot.views.moderating import RETRY
from bot.views.wg.working_groups import closed

TITLE = PlanText(("title",))


def of_afterwards(event: AfterwardsEvent, transition: Transition) -> list[Effect]:
    """What follows for its channels from who goes on, feeds and coordinates the group."""
    match event:
        case ChannelOpened(place):
            known = place in transition.before.channels  # Another room has it too.
            return [] if known else _opened(transition.end, place)
        case Stayed(person, quietly):
            return _stayed(transition.before, person, quietly=quietly)
        case Left(person) | PutOut(person):
            return _left(transition.before, person)
        case GroupFed():
            return _fed(event, transition)
        case CoordinatorNamed(person):
            return [Invite(place, person) for place in transition.before.channels]
        case CoordinatorReleased(person):
            return [] if is_member(transition.end, person) else _left(transition.before, person)
        case FollowedUp() | HandedOver() | LetInAgain() | RelayChosen():
            return []
        case ChannelLost() | RelayTurned() | GroupEnded() | GroupClosed():
            return _told(transition.end, event)
    assert_never(event)


def _told(group: Meeting, event: ChannelLost | RelayTurned | GroupEnded | GroupClosed) -> list[Effect]:
    """What concerns a channel, or all of them."""
    match event:
        case ChannelLost(place):
            lost = say("channel-lost", title=TITLE, platform=place.platform)
            return [Tell("moderators", offering(lost, RETRY))]
        case RelayTurned():
            return _turned(group, event)
        case GroupEnded() | GroupClosed():
            return [Tell("rooms", _last_words(event))]
    assert_never(event)


def _fed(event: GroupFed, transition: Transition) -> list[Effect]:
    course = told_of(transition.end)
    told = [Tell("rooms", course)] if course and transition.before.fed else []
    if event.meeting.startswith(CALL):
        return [*told]
    known = [Tell("rooms", say("group-fed", title=TITLE))] if transition.before.fed else []
    runs = [Invite(place, who) for place in event.to_hand_over for who in sorted(transition.end.moderators)]
    return [*known, *runs, *told, OpenChannels()]


def _last_words(event: GroupEnded | GroupClosed) -> Message:
    return closed() if isinstance(event, GroupClosed) else say("group-ended", title=TITLE)


def _opened(group: Meeting, place: Place) -> list[Effect]:
    """A new one fills and is welcomed."""
    rules = conduct(group)
    posts: list[Effect] = [Tell(place, welcome(group))]
    if rules is not None:
        posts.append(Tell(place, rules, pinned=True))
    course = told_of(group)
    if course is not None and group.plan.within is None:
        posts.append(Tell(place, course))
    if group.relay != "off":
        posts += [ListenIn(place), Tell(place, relay.turned_on(sealed=group.relay == "sealed"), pinned=True)]
    return [*(Invite(place, each.person) for each in members(group)), *posts, ShowPages()]


def _stayed(group: Meeting, person: int, *, quietly: bool) -> list[Effect]:
    """Let in where there is a channel; where one could not be opened, that is tried once more."""
    if quietly:
        return _left(group, person)
    missing = [OpenChannels()] if group.plan.is_group else []
    told = [TellPerson(person, relay.newcomer())] if group.relay != "off" else []
    return [*(Invite(place, person) for place in group.channels), *missing, *told]


def _turned(group: Meeting, event: RelayTurned) -> list[Effect]:
    """First all is heard, then it is said so."""
    if not event.on:
        return [Tell("rooms", relay.turned_off())]
    listening = [ListenIn(place) for place in group.channels]
    return [*listening, Tell("rooms", relay.turned_on(sealed=event.sealed), pinned=True)]


def _left(group: Meeting, person: int) -> list[Effect]:
    """Nobody is seen in a channel who does not want to be."""
    return [LetGo(place, person) for place in group.channels]


def once_more(group: Meeting) -> tuple[Effect, ...]:
    """What was refused, and what can be missing all the same: later channels and invitations."""
    missing = (Invite(place, each.person) for place in group.channels for each in members(group))
    return (TryAgain(), OpenChannels(), *missing)
