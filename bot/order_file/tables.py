"""The shape of a case, and everything that can be wrong with one, each with its place."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from annotated_types import Ge
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from bot.meeting_file.problems import Path
from bot.meeting_file.queue_rule import RuleTable, Whole

PersonId = StrictStr | StrictInt

Wrong = tuple[Path, str]
"""A place in a case, and what is wrong there."""


class WithAttributes(BaseModel):
    """Besides the keys named here, the values on the rule's dimensions; what else there is is ignored."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Any] = Field(init=False)


class EntryTable(WithAttributes):
    """One thing that happened."""

    id: PersonId | None = None
    kind: Literal["rule", "override", "reply", "point_of_order", "phase"] = "rule"
    front: StrictBool = True
    forced: StrictBool = False
    seconds: Annotated[Whole, Ge(0)] | None = None


class TicketTable(WithAttributes):
    """Somebody who waits."""

    id: PersonId
    joined: Whole
    held: StrictBool = False


class CaseTable(BaseModel):
    """One case; keys that are not known here are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: PersonId
    config: RuleTable = RuleTable()
    history: tuple[EntryTable, ...] = ()
    waiting: tuple[TicketTable, ...]
    expected: tuple[PersonId, ...] | None = None


def read_case(values: object) -> CaseTable | list[Wrong]:
    """The case, or all that is wrong with it."""
    try:
        table = CaseTable.model_validate(values)
    except ValidationError as error:
        return list(_told(error))
    return list(_wrong(table)) or table


def _told(error: ValidationError) -> Iterator[Wrong]:
    """What pydantic found, once for each place: a value that fits neither of two types is one mistake."""
    seen: set[Path] = set()
    for found in error.errors(include_url=False):
        place = tuple(part for part in found["loc"] if not _is_type(part))
        if place not in seen:
            seen.add(place)
            words = "is missing" if found["type"] == "missing" else found["msg"]
            yield place, words


def _is_type(part: str | int) -> bool:
    """Whether a part of a place names one of the types that were tried there."""
    return part in ("str", "int") or (isinstance(part, str) and "[" in part)


def _wrong(table: CaseTable) -> Iterator[Wrong]:
    for number, entry in enumerate(table.history):
        if entry.kind != "phase":
            if entry.id is None:
                yield ("history", number, "id"), "is missing"
            yield from _wrong_attributes(("history", number), entry, table.config.dims)
    people: set[str | int] = set()
    numbers: set[int] = set()
    for number, ticket in enumerate(table.waiting):
        if ticket.id in people:
            yield ("waiting", number, "id"), f"{ticket.id} waits twice"
        if ticket.joined in numbers:
            yield ("waiting", number, "joined"), f"somebody else has the join number {ticket.joined}"
        people.add(ticket.id)
        numbers.add(ticket.joined)
        yield from _wrong_attributes(("waiting", number), ticket, table.config.dims)


def _wrong_attributes(place: Path, table: WithAttributes, dims: tuple[str, ...]) -> Iterator[Wrong]:
    for name in dims:
        value = table.__pydantic_extra__.get(name)
        if value is not None and not isinstance(value, str):
            yield (*place, name), "should be a text or null"
