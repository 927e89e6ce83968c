"""A small meeting on two platforms and in the hall."""

from datetime import UTC, datetime

from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.domain.plan import Choice, Coordination, Dimension, Listed, Notices, Phase, Plan, Room

DISCORD_ROOM, DISCORD_MODERATORS = Place("discord", "room"), Place("discord", "mods")
MATRIX_ROOM, MATRIX_MODERATORS = Place("matrix", "!room"), Place("matrix", "!mods")
NOT_SAID = Choice("pns", {"en": "Prefer not to say"}, undisclosed=True)


def dimension(id: str, name: str, *, asked: bool = True, **choices: str) -> Dimension:
    """A dimension, its choices by code, with "prefer not to say" where it is asked."""
    offered = tuple(Choice(code, {"en": text}) for code, text in choices.items())
    return Dimension(id, {"en": name}, (*offered, NOT_SAID) if asked else offered, asked)


def phase(title: str, kind: str, minutes: int, *, advances: bool = False) -> Phase:
    """A phase of the agenda."""
    talk = kind == "presentation"
    return Phase(
        {"en": title},
        "presentation" if talk else "discussion",
        minutes * 60,
        {"en": f"About {title}."},
        advances,
    )


def asking(plan: Plan, *dimensions: Dimension) -> Plan:
    """The same meeting with these dimensions, all of which its queue looks at."""
    rule = replace(plan.rule, dims=tuple(each.id for each in dimensions))
    people = tuple(replace(each, constituency={}) for each in plan.people)
    return replace(plan, dimensions=dimensions, rule=rule, people=people)


def elsewhere(plan: Plan) -> Plan:
    """The same meeting in rooms of its own."""
    rooms = tuple(
        replace(room, place=room.place and Place(room.place.platform, f"{room.place.id}-{plan.id}"))
        for room in plan.rooms
    )
    moderators = tuple(Place(place.platform, f"{place.id}-{plan.id}") for place in plan.moderators_rooms)
    return replace(plan, rooms=rooms, moderators_rooms=moderators, title={"en": plan.id.title()})


def plan(id: str = "roundtable", notices: Notices | None = None) -> Plan:
    """Three phases, two platforms, the hall."""
    return Plan(
        id=id,
        title={"en": "Roundtable"},
        start=datetime(2026, 12, 3, 9, 30, tzinfo=UTC),
        zone="UTC",
        description={"en": "A meeting."},
        questions=({"en": "What now?"},),
        phases=(
            phase("Introduction", "presentation", 30),
            phase("Debate", "discussion", 30),
            phase("Next steps", "discussion", 30),
        ),
        dimensions=(
            dimension(
                "group", "Stakeholder group", cs="Civil Society", ps="Private Sector", gov="Government"
            ),
            dimension("mode", "Attendance", asked=False, hall="In the hall", remote="Remote"),
            dimension("region", "Regional group", af="African Group", ap="Asia-Pacific Group"),
        ),
        rooms=(
            Room({"en": "The hall"}, {"en": "Take the microphone."}),
            Room({"en": "Discord"}, {"en": "Unmute."}, DISCORD_ROOM),
            Room({"en": "Matrix"}, {"en": "Unmute."}, MATRIX_ROOM),
        ),
        moderators_rooms=(DISCORD_MODERATORS, MATRIX_MODERATORS),
        coordination=Coordination({"en": "Follow-up"}, {"en": "Welcome."}, ({"en": "Write a note."},)),
        people=(
            Listed("Ana Lind", "organiser", {"group": "cs"}),
            Listed("Bo Ek", "speaker", {"group": "gov", "region": "af"}),
            Listed("Ana Lindholm", "speaker", {}),
        ),
        notices=notices or Notices(invitation=None, reminder=None),
    )
