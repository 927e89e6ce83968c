"""After the close: who goes on, and the group, which to whoever decides it is a meeting that is over."""

from typing import assert_never

from bot.domain.changing import replace
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
from bot.domain.meeting.state import Meeting


def apply_afterwards(meeting: Meeting, event: AfterwardsEvent) -> Meeting:
    """The state after an event about those who go on."""
    match event:
        case Stayed() | Left() | PutOut() | LetInAgain():
            return _member(meeting, event)
        case FollowedUp():
            return replace(meeting, followed_up=True)
        case ChannelOpened() | HandedOver():
            return _channel(meeting, event)
        case ChannelLost(place):
            return _lost(meeting, place)
        case GroupFed():
            return _fed(meeting, event)
        case CoordinatorNamed(person, granted):
            named = meeting.granted | {person} if granted else meeting.granted
            return replace(meeting, moderators=meeting.moderators | {person}, granted=named)
        case CoordinatorReleased(person):
            return _released(meeting, person)
        case RelayTurned() | RelayChosen():
            return _relay(meeting, event)
        case GroupEnded() | GroupClosed():
            nobody = {number: replace(each, stays=False) for number, each in meeting.participants.items()}
            return replace(
                meeting, participants=nobody, moderators=frozenset(), granted=frozenset(), over=True
            )
    assert_never(event)


def _fed(group: Meeting, event: GroupFed) -> Meeting:
    channels = (*group.channels, *event.channels)
    fed = (*group.fed, event.meeting)
    return replace(group, plan=event.plan, status="closed", fed=fed, channels=channels, last=event.course)


def _member(meeting: Meeting, event: Stayed | Left | PutOut | LetInAgain) -> Meeting:
    match event:
        case Stayed(person, quietly):
            return replace(_stay(meeting, person, stays=True, quietly=quietly), followed_up=False)
        case Left(person):
            return _stay(meeting, person, stays=False)
        case PutOut(person):
            released = _released(_stay(meeting, person, stays=False), person)
            return replace(released, put_out=meeting.put_out | {person})
        case LetInAgain(person):
            return replace(meeting, put_out=meeting.put_out - {person})
    assert_never(event)


def _relay(group: Meeting, event: RelayTurned | RelayChosen) -> Meeting:
    match event:
        case RelayTurned(on, _, sealed):
            return replace(group, relay="off" if not on else "sealed" if sealed else "on")
        case RelayChosen(person, relayed):
            left = group.unrelayed - {person} if relayed else group.unrelayed | {person}
            return replace(group, unrelayed=left)
    assert_never(event)


def _released(meeting: Meeting, person: int) -> Meeting:
    left = meeting.moderators - {person}
    return replace(meeting, moderators=left, granted=meeting.granted & left)


def _stay(meeting: Meeting, person: int, *, stays: bool, quietly: bool = False) -> Meeting:
    known = meeting.participants.get(person)
    if known is None:
        return meeting
    now = replace(known, stays=stays, quietly=quietly)
    return replace(meeting, participants={**meeting.participants, person: now})


def _lost(meeting: Meeting, place: Place) -> Meeting:
    """Which rooms had it nobody kept: others that still have one find it again by its marker."""
    return replace(
        meeting,
        channels=tuple(channel for channel in meeting.channels if channel != place),
        rooms_with_channel=frozenset(
            room for room in meeting.rooms_with_channel if room.platform != place.platform
        ),
        to_hand_over=meeting.to_hand_over - {place},
    )


def _channel(meeting: Meeting, event: ChannelOpened | HandedOver) -> Meeting:
    waiting = meeting.to_hand_over
    match event:
        case ChannelOpened(place, handed_over, near):
            having = meeting.rooms_with_channel if near is None else meeting.rooms_with_channel | {near}
            if place in meeting.channels:
                return replace(meeting, rooms_with_channel=having)
            waiting = waiting if handed_over else waiting | {place}
            channels = (*meeting.channels, place)
            return replace(meeting, channels=channels, rooms_with_channel=having, to_hand_over=waiting)
        case HandedOver(place):
            return replace(meeting, to_hand_over=waiting - {place})
    assert_never(event)
