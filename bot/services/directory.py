"""Which meeting a command is about: by the room, or, in a direct chat, by what its person did last."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Listing, Refusal, Typed, refuse, say
from bot.ports.platform import Invocation


def find_meeting(
    meetings: Sequence[Meeting], used: str | None, invocation: Invocation, wanted: str | None
) -> Meeting | Refusal:
    """The meeting meant; `used` is the id of the author's last one, `wanted` an id that they gave."""
    if wanted is not None:
        return _named(meetings, wanted.strip().casefold())
    if not invocation.direct:
        here = [m for m in meetings if invocation.place in rooms(m)]
        return _nearest(here, invocation.at) or refuse("refused-no-meeting-here")
    running = [m for m in meetings if m.status == "open"]
    last = next((m for m in meetings if m.plan.id == used), None)
    if last is not None and (last.status == "open" or not running):
        return last
    coming = [m for m in meetings if m.status == "planned"]
    return _only(running or coming or meetings) or _ask(meetings)


def rooms(meeting: Meeting) -> tuple[Place, ...]:
    """Everywhere in a chat where commands about the meeting can be given."""
    return (*meeting.plan.places, *meeting.plan.moderators_rooms, *meeting.channels)


def other_in_rooms(meetings: Sequence[Meeting], meeting: Meeting) -> str | None:
    """The title of another meeting that is open in a room of this one; a room has one at a time."""
    own = {*meeting.plan.places, *meeting.plan.moderators_rooms}
    for other in meetings:
        if other.plan.id != meeting.plan.id and other.status == "open" and own.intersection(rooms(other)):
            return _title(other)
    return None


def _only(meetings: Sequence[Meeting]) -> Meeting | None:
    return meetings[0] if len(meetings) == 1 else None


def _named(meetings: Sequence[Meeting], wanted: str) -> Meeting | Refusal:
    exact = [m for m in meetings if m.plan.id == wanted]
    return _only(exact or [m for m in meetings if m.plan.id.startswith(wanted)]) or _ask(meetings)


def _nearest(meetings: Sequence[Meeting], now: datetime) -> Meeting | None:
    """Of several in one room the open one; else the planned one, else the closed one, nearest in time."""
    by_state = {"open": 0, "planned": 1, "closed": 2}
    return min(meetings, key=lambda m: (by_state[m.status], abs(m.plan.start - now)), default=None)


def _ask(meetings: Sequence[Meeting]) -> Refusal:
    offered = [m for m in meetings if m.status != "closed"]
    if not offered:
        return refuse("refused-no-meeting")
    lines = tuple(
        say("meeting-offer", choose=Typed(f"meeting {m.plan.id}"), title=_title(m)) for m in offered
    )
    return refuse("refused-which-meeting", meetings=Listing(lines, lines=True))


def _title(meeting: Meeting) -> str:
    return meeting.plan.title.get("en", meeting.plan.id)
