"""Where each action goes: to which platform, and in which order with others."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.ports.store import alone_with
from bot.services.outbound.actions import (
    Action,
    Board,
    DirectMessage,
    LetIn,
    Listen,
    OpenChannel,
    Post,
    Relay,
    ResourcePage,
    RetireBoard,
    Seat,
    ShowReactions,
    TakeBack,
    TakeDown,
    TakeOut,
    Unrelay,
)

_BY_ITSELF: Mapping[type[object], str] = MappingProxyType(
    {
        RetireBoard: "old boards",
        ResourcePage: "resources",
        Seat: "stage",
        TakeDown: "hands",
        Relay: "relay",
        Unrelay: "relay",
        ShowReactions: "relay",
    }
)
"""What waits for nothing else that goes to the same place."""


def platform_of(action: Action) -> str:
    """The platform on which an action is carried out."""
    match action:
        case OpenChannel(near=place):
            return place.platform
        case DirectMessage(to=to):
            return to.platform
        case TakeBack(platform=platform):
            return platform
        case _:
            return action.place.platform


def destination_of(action: Action) -> str:
    """Where it goes; what goes to one destination stays in order.

    A board that is edited goes by itself, since edits may be slowed down and must not hold up announcements.
    What people say to each other goes by itself, since there may be much of it.
    """
    match action:
        case Board(place=place, again=False, newcomers=newcomers):
            return f"{place} newcomers" if newcomers else f"{place} board"
        case RetireBoard() | ResourcePage() | Seat() | TakeDown() | Relay() | Unrelay() | ShowReactions():
            return f"{action.place} {_BY_ITSELF[type(action)]}"
        case (
            Post(place=place) | Board(place=place) | LetIn(place=place) | TakeOut(place=place) | Listen(place)
        ):
            return str(place)
        case OpenChannel(near=place):
            return f"{place} channel"
        case DirectMessage(to=to):
            return alone_with(to)
        case TakeBack(platform=platform):
            return f"{platform}: taken-back"
