"""Whether what members write in one channel of the group appears in the others, and whose words do."""

from bot.domain.meeting.events import Event, RelayChosen, RelayTurned
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Refusal, refuse


def turn_on(group: Meeting, own: int, *, sealed: bool) -> tuple[Event, ...] | Refusal:
    """From now on; with `sealed` also of encrypted rooms, which may be agreed to later."""
    if len({place.platform for place in group.channels}) < 2:
        return refuse("refused-relay-alone")
    if group.relay == "sealed" or (group.relay == "on" and not sealed):
        return refuse("refused-relay-on", off=CommandText("relay off"))
    return (RelayTurned(True, own, sealed),)


def turn_off(group: Meeting, own: int) -> tuple[Event, ...] | Refusal:
    """No more; what stands there stays."""
    if group.relay == "off":
        return refuse("refused-relay-off")
    return (RelayTurned(False, own),)


def choose(group: Meeting, own: int, *, relayed: bool) -> tuple[Event, ...] | Refusal:
    """Whether one's own words go to the others; also before there is a relay."""
    if relayed == (own not in group.unrelayed):
        return refuse("refused-relay-in" if relayed else "refused-relay-out")
    return (RelayChosen(own, relayed),)


def is_relayed(group: Meeting, person: int | None) -> bool:
    """Whether what somebody writes now goes to the other channels.

    Nobody's does who is not in the group or reads along unseen: they were not told, or want not to be seen.
    """
    known = group.participants.get(person) if person is not None else None
    return (
        group.relay != "off"
        and not group.over
        and known is not None
        and is_member(group, person)
        and not known.quietly
        and person not in group.unrelayed
    )
