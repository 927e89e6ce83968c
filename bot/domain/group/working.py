"""Working groups, each a group of its own, and the calls that groups hold."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.domain.changing import replace
from bot.domain.group.rows import WorkingGroup
from bot.domain.meeting.state import Meeting
from bot.domain.plan import (
    GROUP,
    Coordination,
    Notices,
    Phase,
    Plan,
    Room,
    call_id,
    working_group_id,
)

LONGEST_NAME: Final = 60
"""Characters of a name: it becomes that of a room."""
LONGEST_PURPOSE: Final = 300
MOST: Final = 40
"""Open working groups of a group: each has a room on every platform."""
MOST_OF_ONE: Final = 5
"""Those of them that one person has begun."""


def still_open(rows: Sequence[WorkingGroup]) -> list[WorkingGroup]:
    """Those that are not closed, nor about to be."""
    return [each for each in rows if not each.closing and each.closed is None]


def working_plan(group: Plan, number: int, name: str, purpose: str) -> Plan:
    """The plan of a working group: the group's, with another name, and rooms beside the same ones."""
    languages = group.title or {group.language: ""}
    named, about = dict.fromkeys(languages, name), dict.fromkeys(languages, purpose)
    return replace(
        group,
        id=working_group_id(group.id, number),
        title=named,
        description=about,
        questions=(),
        coordination=Coordination(named, about, conduct=group.coordination.conduct),
    )


def call_plan(group: Meeting, number: int, start: datetime, phases: tuple[Phase, ...]) -> Plan:
    """The plan of a call: in the group's channels, and in the hall where its meetings have one."""
    plan = group.plan
    halls = tuple(room for room in plan.rooms if room.place is None)
    how = {room.place.platform: room for room in plan.rooms if room.place is not None}
    rooms = tuple(
        Room(how[place.platform].name, how[place.platform].how_to_speak, place)
        for place in group.channels
        if place.platform in how
    )
    return replace(
        plan,
        id=call_id(plan.id, number),
        start=start,
        phases=phases,
        rooms=(*halls, *rooms),
        moderators_rooms=(),
        coordination=replace(plan.coordination, group=plan.id.removeprefix(GROUP)),
        people=(),
        notices=Notices(invitation=None, reminder=None),
    )
