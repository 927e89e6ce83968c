"""From the meeting file's shape to the domain's plan."""

import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.changing import replace
from bot.domain.fair_queue import Rule
from bot.domain.fair_queue.presets import PRESETS
from bot.domain.identity import Identity, Place
from bot.domain.plan import (
    HALL,
    MODE,
    REMOTE,
    Choice,
    Coordination,
    Dimension,
    Listed,
    Notices,
    Phase,
    Plan,
    Room,
)
from bot.meeting_file.shape import (
    DimensionTable,
    MeetingTable,
    NoticesTable,
    PersonTable,
    PhaseTable,
    QueueTable,
    RoomTable,
)

DEFAULT_SPEAKING: Final = 120
"""Seconds; two minutes are right for most meetings."""

ATTENDANCE: Final = Dimension(
    MODE,
    {"en": "Attendance"},
    (Choice(HALL, {"en": "In the hall"}), Choice(REMOTE, {"en": "Online"})),
    asked=False,
)
"""Nobody is asked where they are: walk-ups are in the hall, everybody else online."""


def default_dimensions() -> tuple[DimensionTable, ...]:
    """IGF's stakeholder groups and the five UN regional groups, for files that name no dimensions."""
    text = files("bot.meeting_file").joinpath("dimensions.toml").read_text(encoding="utf-8")
    return tuple(DimensionTable.model_validate(each) for each in tomllib.loads(text)["dimensions"])


def dimensions_of(table: MeetingTable) -> tuple[Dimension, ...]:
    """The asked dimensions in their order, with attendance second: it balances before regions do."""
    asked = [_dimension(each) for each in table.dimensions or default_dimensions()]
    return (*asked[:1], ATTENDANCE, *asked[1:])


def _dimension(table: DimensionTable) -> Dimension:
    choices = (Choice(each.code, each.name, each.undisclosed) for each in table.choices)
    return Dimension(table.id, table.name, tuple(choices))


def local_start(table: MeetingTable) -> datetime:
    """The start as the clocks of its zone show it (aware)."""
    return table.start.replace(tzinfo=ZoneInfo(table.zone))


def plan_of(id: str, table: MeetingTable) -> Plan:
    """The plan that a checked file describes."""
    dimensions = dimensions_of(table)
    preset = PRESETS[table.queue.preset]
    speaking = speaking_seconds(table)
    return Plan(
        id=id,
        title=table.title,
        start=local_start(table).astimezone(UTC),
        zone=table.zone,
        language=table.language,
        cancelled=table.cancelled,
        description=table.description,
        questions=tuple(table.questions),
        phases=tuple(_phase(each) for each in table.phases),
        dimensions=dimensions,
        rooms=tuple(_room(each) for each in table.rooms),
        moderators_rooms=tuple(Place(*each) for each in table.moderators.rooms),
        coordination=_coordination(table),
        people=_people(table),
        moderators=tuple(Identity(*each) for each in table.moderators.accounts),
        rapporteurs=tuple(Identity(*each) for each in table.moderators.rapporteurs),
        organisers=tuple(Identity(*each) for person in table.organisers for each in person.accounts),
        speaking_seconds=speaking,
        notices=_notices(table.notices),
        rule=_rule(table.queue, dimensions, speaking),
        preset=table.queue.preset,
        remote_is_a_group=preset.remote_is_a_group,
    )


def speaking_seconds(table: MeetingTable) -> int:
    """How long a turn is: as the file says, else as its preset does."""
    return table.speaking_time or PRESETS[table.queue.preset].speaking_seconds or DEFAULT_SPEAKING


def _rule(table: QueueTable, dimensions: Sequence[Dimension], speaking: int) -> Rule:
    """The preset's rule with what the file says differently; a preset may look at fewer dimensions."""
    preset = PRESETS[table.preset]
    own = {name: getattr(table, name) for name in table.model_fields_set - {"preset"}}
    dims = preset.dims(tuple(each.id for each in dimensions))
    return replace(preset.rule, **{"dims": dims, "slot": speaking, **own})


def _phase(table: PhaseTable) -> Phase:
    return Phase(table.title, table.kind, table.length, table.text, table.advance == "automatic")


def _room(table: RoomTable) -> Room:
    stage = None if table.stage is None else Place(table.platform, table.stage)
    return Room(table.name, table.how_to_speak, place_of(table), table.link, stage)


def place_of(table: RoomTable) -> Place | None:
    """Where the room is in a chat; the hall is in none."""
    return Place(table.platform, table.place) if table.place is not None else None


def _coordination(table: MeetingTable) -> Coordination:
    channel = table.coordination
    steps, conduct = tuple(channel.next_steps), channel.conduct or {}
    return Coordination(channel.name, channel.welcome, steps, channel.group or "", conduct)


def _people(table: MeetingTable) -> tuple[Listed, ...]:
    organisers = (Listed(each.name, "organiser", codes_of(each)) for each in table.organisers)
    speakers = (Listed(each.name, "speaker", codes_of(each)) for each in table.speakers)
    return (*organisers, *speakers)


def codes_of(person: PersonTable) -> dict[str, str]:
    """The person's code by dimension id; capitals are taken too."""
    return {dimension: code.lower() for dimension, code in person.__pydantic_extra__.items()}


def _notices(table: NoticesTable) -> Notices:
    return Notices(**table.model_dump())
