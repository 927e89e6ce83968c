"""Sentences that are not so, planted one at a time as the bot has said them or could; all must be noticed."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.domain.changing import replace
from bot.domain.message import Argument, Label, Listing, Message, Moment, say
from tests.truth.ear import Twist

Change = Callable[[Message], Message]


def _everywhere(change: Change) -> Twist:
    """The change made to a message and to all messages in it."""

    def twist(message: Message) -> Message:
        inner = {name: within(argument) for name, argument in message.arguments.items()}
        return change(Message(message.key, inner))

    def within(argument: Argument) -> Argument:
        match argument:
            case Message():
                return twist(argument)
            case Listing(items):
                return replace(argument, items=tuple(within(item) for item in items))
            case _:
                return argument

    return twist


def _other_key(key: str, lie: str) -> Twist:
    """One message said in place of another that has the same gaps."""
    return _everywhere(lambda m: Message(lie, m.arguments) if m.key == key else m)


def _other_value(name: str, value: str, lie: str) -> Twist:
    """One word of a choice in place of another."""
    return _everywhere(
        lambda m: Message(m.key, {**m.arguments, name: lie}) if m.arguments.get(name) == value else m
    )


def _off_by_one(key: str, name: str) -> Twist:
    def change(message: Message) -> Message:
        number = message.arguments.get(name)
        if message.key != key or not isinstance(number, int):
            return message
        return Message(key, {**message.arguments, name: number + 1})

    return _everywhere(change)


def _another_group(message: Message) -> Message:
    group = message.arguments.get("group")
    if message.key != "why" or not isinstance(group, Label):
        return message
    return Message("why", {**message.arguments, "group": Label(group.dimension, "ke")})


def _without_day(message: Message) -> Message:
    bare = {
        name: replace(value, style="time", since=None) if isinstance(value, Moment) else value
        for name, value in message.arguments.items()
    }
    return Message(message.key, bare)


def _unmute(message: Message) -> Message:
    return say("text-erased") if message.key == "your-words" else message


LIES: Mapping[str, Twist] = MappingProxyType(
    {
        "who came first, of somebody who passes over another": _other_value(
            "by_person", "first_time", "came_first"
        ),
        "who came first, while somebody is on hold who came before": _other_value(
            "by_person", "first_callable", "came_first"
        ),
        "first-time speakers, where the answers decided": _other_value("by_person", "balance", "first_time"),
        "another group than the one that it was decided for": _everywhere(_another_group),
        "the share, where another group has to rest": _other_value("by_group", "rest", "furthest_behind"),
        "the oldest turn, where shares count": _other_value("by_group", "furthest_behind", "oldest_turn"),
        "no turn yet, of a group that had one": _other_value("by_group", "oldest_turn", "never_heard"),
        "the only group, while others are on hold": _other_value("by_group", "only_callable", "only_group"),
        "decided earlier, as if it were now": _other_value("decided", "earlier", "now"),
        "decided earlier, where it was not": _other_value("decided", "now", "earlier"),
        "the oldest turn as the rule, where it is not": _other_value("by", "share", "age"),
        "nobody else waits, while somebody is on hold": _other_key("next-nobody-now", "next-nobody"),
        "an empty queue, while somebody is on hold": _other_key("board-on-hold", "board-empty"),
        "the queue was empty, while somebody is on hold": _other_key("first-hand-now", "first-hand"),
        "time that runs, while the clocks stand still": _other_key("has-the-floor-paused", "has-the-floor"),
        "how to speak, to somebody whose words are read": _everywhere(_unmute),
        "in the hall, of somebody online": _other_key("card-online", "card-hall"),
        "back, of somebody who was there": _other_key("callable-again", "returned"),
        "next, while a point of order comes before": _other_key("on-deck-after", "on-deck"),
        "in the group, before the meeting is over": _other_key("stays", "stays-after"),
        "a time without its day": _everywhere(_without_day),
        "a place too far": _off_by_one("place", "place"),
        "one more who waits in a group": _off_by_one("standing", "waiting"),
        "one turn more since a group's last": _off_by_one("standing", "since"),
    }
)

SOONEST: Mapping[str, int] = MappingProxyType(
    {
        "who came first, of somebody who passes over another": 2,
        "first-time speakers, where the answers decided": 2,
        "another group than the one that it was decided for": 1,
        "the share, where another group has to rest": 6,
        "the oldest turn, where shares count": 6,
        "no turn yet, of a group that had one": 1,
        "the only group, while others are on hold": 3,
        "decided earlier, as if it were now": 3,
        "the oldest turn as the rule, where it is not": 2,
        "the queue was empty, while somebody is on hold": 1,
        "back, of somebody who was there": 27,
        "next, while a point of order comes before": 4,
        "invited, where there is no channel": 1,
        "one more who waits in a group": 1,
        "one turn more since a group's last": 1,
    }
)
"""The seeds of meetings in which they are met early; seed 0 for the others."""
