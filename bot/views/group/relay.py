"""What people are told of the relay between a group's channels."""

from typing import Final

from bot.domain.message import CommandText, Message, Offer, offering, say
from bot.domain.plan import Plan

OUT: Final = Offer("relay out", say("offer-relay-out"))
"""One's own words stay on one's own platform."""
IN: Final = Offer("relay in", say("offer-relay-in"))


def turned_on(*, sealed: bool) -> Message:
    """For all, and pinned: who reads what is written here from now on."""
    return offering(say("relay-on-sealed" if sealed else "relay-on"), OUT)


def turned_off() -> Message:
    """For all."""
    return say("relay-off")


def outsider(group: Plan) -> Message:
    """For all in a channel where somebody writes whose words stay there; it names nobody."""
    join = f"wg join {group.working_number}" if group.within else "stay"
    return say("relay-outsider", join=CommandText(join))


def newcomer() -> Message:
    """For somebody who comes into a group with a relay, alone."""
    return offering(say("relay-newcomer"), OUT)
