"""Cases: a history, who waits after it, and the order in which they should be called, as JSON.

Whoever has another implementation of the rule can compare the two with such a file.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from bot.bounds import MOST_DIGITS, BeyondBounds, parse_json
from bot.domain.fair_queue import (
    UNDISCLOSED,
    Attributes,
    Ledger,
    Person,
    Rule,
    Ticket,
    Turn,
    charge,
    new_phase,
    order,
)
from bot.meeting_file.problems import place
from bot.order_file.tables import CaseTable, EntryTable, WithAttributes, read_case


class CaseProblem(Struct, frozen=True):
    """What keeps a case from being understood."""

    case: str
    field: str
    problem: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.case, self.field, self.problem) if part)


class MalformedError(Exception):
    """The file cannot be understood; it carries every problem found."""

    def __init__(self, problems: Sequence[CaseProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class Case(Struct, frozen=True):
    """One case, read and worked out."""

    id: str
    order: tuple[Person, ...]
    """The people as the rule calls them."""
    expected: tuple[Person, ...] | None

    @property
    def agrees(self) -> bool | None:
        """Whether the order is the expected one; None where nothing is expected."""
        return None if self.expected is None else self.order == self.expected


def read_cases(text: str | bytes) -> tuple[Case, ...]:
    """All cases of a file; MalformedError names the case and the field of everything that is wrong."""
    try:
        values = parse_json(text, _decimal, float)
    except ValueError as error:
        raise MalformedError([CaseProblem("", "", f"this is not JSON: {error}")]) from None
    listed = values.get("cases") if isinstance(values, dict) else None
    if not isinstance(listed, list):
        raise MalformedError([CaseProblem("", "cases", "should be a list of cases")])
    tables, problems = [], []
    for number, each in enumerate(listed, start=1):
        table = read_case(each)
        if isinstance(table, CaseTable):
            tables.append(table)
        else:
            name = _name(each, number)
            problems += [CaseProblem(name, place(where), words) for where, words in table]
    if problems:
        raise MalformedError(problems)
    return tuple(map(_work_out, tables))


def _decimal(digits: str) -> Fraction:
    """Kept as it was written: a tenth is a tenth."""
    if abs(Decimal(digits).adjusted()) > MOST_DIGITS:
        raise BeyondBounds(f"holds a number of more than {MOST_DIGITS} digits")
    return Fraction(digits)


def _name(values: object, number: int) -> str:
    name = values.get("id") if isinstance(values, dict) else None
    return f"case {number if name is None else name}"


def _work_out(table: CaseTable) -> Case:
    rule = table.config.rule()
    waiting = [
        Ticket(each.id, _attributes(each, rule.dims), each.joined, each.held) for each in table.waiting
    ]
    called = order(rule, _ledger(rule, table.history), waiting)
    return Case(str(table.id), tuple(ticket.person for ticket in called), table.expected)


def _ledger(rule: Rule, history: Iterable[EntryTable]) -> Ledger:
    ledger = Ledger()
    for each in history:
        if each.kind == "phase":
            ledger = new_phase(ledger)
        elif each.id is not None:
            attributes = _attributes(each, rule.dims)
            turn = Turn(each.id, attributes, each.kind, each.front, each.forced, each.seconds)
            ledger = charge(rule, ledger, turn)
    return ledger


def _attributes(table: WithAttributes, dims: tuple[str, ...]) -> Attributes:
    """A value left out, null, or named as such is undisclosed."""
    values = (table.__pydantic_extra__.get(name) for name in dims)
    return tuple(None if value == UNDISCLOSED else value for value in values)
