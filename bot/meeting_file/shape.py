"""The shape of a meeting file: every key it may have. The examples are what its messages suggest."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.plan import PhaseKind
from bot.meeting_file.queue_rule import RuleTable
from bot.meeting_file.values import (
    Address,
    BeforeStart,
    ChoiceName,
    Code,
    DimensionId,
    DimensionName,
    LanguageCode,
    Length,
    Link,
    PersonsCode,
    Platform,
    Start,
    Texts,
    Word,
    Zone,
)

_PERSON: Final = {"name": "Ana Example"}
_PHASE: Final = {"title": "Question A", "kind": "discussion", "length": "30m", "text": "What is announced."}
_DIMENSION: Final = {"id": "group", "name": "Group", "choices": []}
_ROOM: Final = {"platform": "hall", "name": "Hall", "how_to_speak": "Walk to the microphone."}
_COORDINATION: Final = {"name": "Follow-up", "welcome": "Welcome! Here we go on working together."}


class Table(BaseModel):
    """What all tables share: a key that is not listed is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ChoiceTable(Table):
    """One answer on a dimension."""

    code: Code = Field(examples=["cs"])
    name: ChoiceName = Field(examples=["Civil Society"])
    undisclosed: bool = Field(default=False, strict=True, examples=[True])


class DimensionTable(Table):
    """An axis on which people say where they belong."""

    id: DimensionId = Field(examples=["group"])
    name: DimensionName = Field(examples=["Stakeholder group"])
    choices: list[ChoiceTable] = Field(default=[], examples=[[{"code": "cs", "name": "Civil Society"}]])


class PersonTable(BaseModel):
    """An organiser or a speaker; besides the name, a code by dimension id (group = "cs")."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, PersonsCode] = Field(init=False)

    name: Word = Field(examples=["Ana Example"])


class OrganiserTable(PersonTable):
    """An organiser, and where they go on after the meeting."""

    accounts: list[Address] = Field(default=[], examples=[["matrix:@ana:example.org"]])


class PhaseTable(Table):
    """A stretch of the agenda."""

    title: Texts = Field(examples=["Question A"])
    kind: PhaseKind = Field(examples=["discussion"])
    length: Length = Field(examples=["30m"])
    text: Texts = Field(examples=["What is announced when it starts."])
    advance: Literal["manual", "automatic"] = Field(default="manual", examples=["manual"])


class RoomTable(Table):
    """One place where the meeting happens."""

    platform: Platform = Field(examples=["discord"])
    name: Texts = Field(examples=["Meeting channel"])
    how_to_speak: Texts = Field(examples=["Unmute in the call."])
    place: Word | None = Field(default=None, examples=["1234"])
    link: Link | None = Field(default=None, examples=["https://example.org/join"])
    stage: Word | None = Field(default=None, examples=["5678"])


class ModeratorsTable(Table):
    """Where moderators meet, and who may moderate from anywhere."""

    rooms: list[Address] = Field(default=[], examples=[["discord:1234"]])
    accounts: list[Address] = Field(default=[], examples=[["matrix:@ana:example.org"]])
    rapporteurs: list[Address] = Field(default=[], examples=[["matrix:@ana:example.org"]])


class CoordinationTable(Table):
    """The channel for afterwards."""

    name: Texts = Field(examples=["Follow-up"])
    welcome: Texts = Field(examples=["Welcome! Here we go on working together."])
    next_steps: list[Texts] = Field(default=[], examples=[["Share your notes."]])
    group: Code | None = Field(default=None, examples=["igf-follow-up"])
    conduct: Texts | None = Field(default=None, examples=["Be kind: https://example.org/conduct"])


class QueueTable(RuleTable):
    """How the floor is shared: a preset, and what differs from it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    preset: Literal["igf", "first-voices", "netmundial", "open-mic", "airtime"] = Field(
        default="igf", examples=["igf"]
    )


class NoticesTable(Table):
    """When people are told things beforehand."""

    invitation: BeforeStart = Field(default=7 * 86_400, examples=["7d"])
    reminder: BeforeStart = Field(default=3_600, examples=["1h"])
    opening: BeforeStart = Field(default=None, examples=["10m"])
    phase_warning: Length = Field(default=300, examples=["5m"])
    turn_warning: Length = Field(default=30, examples=["30s"])


class MeetingTable(Table):
    """The whole file."""

    title: Texts = Field(examples=["A roundtable"])
    start: Start = Field(examples=["2026-12-03 10:30"])
    zone: Zone = Field(examples=["Europe/Oslo"])
    language: LanguageCode = Field(default="en", examples=["en"])
    cancelled: bool = Field(default=False, strict=True, examples=[True])
    description: Texts = Field(examples=["What it is about."])
    questions: list[Texts] = Field(default=[], examples=[["What should change?"]])
    speaking_time: Length | None = Field(default=None, examples=["2m"])
    organisers: list[OrganiserTable] = Field(default=[], examples=[[_PERSON]])
    speakers: list[PersonTable] = Field(default=[], examples=[[_PERSON]])
    phases: list[PhaseTable] = Field(default=[], examples=[[_PHASE]])
    dimensions: list[DimensionTable] = Field(default=[], examples=[[_DIMENSION]])
    rooms: list[RoomTable] = Field(default=[], examples=[[_ROOM]])
    moderators: ModeratorsTable = Field(default=ModeratorsTable(), examples=[{}])
    coordination: CoordinationTable = Field(examples=[_COORDINATION])
    notices: NoticesTable = Field(default=NoticesTable(), examples=[{}])
    queue: QueueTable = Field(default=QueueTable(), examples=[{"preset": "igf"}])
