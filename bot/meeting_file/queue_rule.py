"""The settings of the fair queue as a file gives them, checked before they become a rule."""

from fractions import Fraction
from math import isfinite
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Len
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

from bot.domain.fair_queue import Rule

RESERVED = frozenset({"id", "kind", "front", "forced", "seconds", "joined", "held"})
"""What people and turns have besides their values on the dimensions."""


def _number(value: object) -> int | Fraction:
    """Decimals become fractions, exact as they were written; whole ones are whole numbers."""
    if isinstance(value, float) and isfinite(value):
        value = Fraction(str(value))
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise PydanticCustomError("number", "should be a number")
    return value.numerator if value.denominator == 1 else value


def _whole(value: object) -> int:
    number = _number(value)
    if not isinstance(number, int):
        raise PydanticCustomError("whole", "should be a whole number")
    return number


def _dimensions(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(names)) < len(names):
        raise PydanticCustomError("twice", "names a dimension twice")
    if taken := RESERVED.intersection(names):
        words = "{name} cannot be the name of a dimension"
        raise PydanticCustomError("taken", words, {"name": min(taken)})
    return names


Number = Annotated[int | Fraction, PlainValidator(_number)]
Whole = Annotated[int, PlainValidator(_whole)]
Word = Annotated[str, Field(strict=True, min_length=1)]


class RuleTable(BaseModel):
    """Every setting may be left out; keys that are not known here are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    dims: Annotated[tuple[Word, ...], Len(1), AfterValidator(_dimensions)] = Rule.dims
    weights: dict[str, dict[str, Annotated[Number, Gt(0)]]] = Field(default_factory=dict)
    unit: Literal["turns", "seconds"] = Rule.unit
    slot: Annotated[Whole, Ge(1)] = Rule.slot
    max_run: Annotated[Whole, Ge(0)] | None = Rule.max_run
    bypass: Annotated[Whole, Ge(0)] = Rule.bypass
    credit: Annotated[Number, Ge(0)] = Rule.credit
    debt: Annotated[Number, Ge(0)] = Rule.debt
    lag: Annotated[Number, Ge(0)] = Rule.lag
    repeat_cost: Annotated[Number, Ge(0)] = Rule.repeat_cost

    def rule(self) -> Rule:
        """The rule that has these settings."""
        return Rule(**dict(self))
