"""The settings of the fair queue as a file gives them, checked before they become a rule."""

from fractions import Fraction
from math import isfinite
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le, Len
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

from bot.domain.fair_queue import Rule
from bot.meeting_file.values import refusal

RESERVED = frozenset({"id", "kind", "front", "forced", "seconds", "joined", "held"})
"""What people and turns have besides their values on the dimensions."""

LARGEST = 10**18
MOST = 1_000
"""Of a setting that is counted in turns, and of a weight."""


def _number(value: object) -> int | Fraction:
    """Decimals become fractions, exact as they were written; whole ones are whole numbers."""
    if isinstance(value, float) and isfinite(value):
        value = Fraction(str(value))
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise PydanticCustomError("number", "should be a number")
    if not -LARGEST <= value <= LARGEST or value.denominator > LARGEST:
        raise PydanticCustomError("number", "should be a number of fewer digits")
    return value.numerator if value.denominator == 1 else value


def _repeat_cost(value: object) -> int | Fraction | Literal["rising"]:
    if value == "rising":
        return "rising"
    mend = 'write for example repeat_cost = 2 or repeat_cost = "rising"'
    if isinstance(value, str):
        raise refusal(f'"{value}" is neither a number nor "rising"', mend)
    cost = _number(value)
    if not 0 <= cost <= MOST:
        raise refusal("is below 0" if cost < 0 else f"is above {MOST}", mend)
    return cost


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
RepeatCost = Annotated[int | Fraction | Literal["rising"], PlainValidator(_repeat_cost)]
Word = Annotated[str, Field(strict=True, min_length=1)]
_USUAL = Rule()


class RuleTable(BaseModel):
    """Every setting may be left out; keys that are not known here are ignored. Mends show the examples."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    dims: Annotated[tuple[Word, ...], Len(1), AfterValidator(_dimensions)] = Field(
        default=_USUAL.dims, examples=[["group"]]
    )
    weights: dict[str, dict[str, Annotated[Number, Gt(0), Le(MOST)]]] = Field(
        default_factory=dict, examples=[{"group": {"igo": 2}}]
    )
    unit: Literal["turns", "seconds"] = Field(default=_USUAL.unit, examples=["turns"])
    slot: Annotated[Whole, Ge(1), Le(86_400)] = Field(default=_USUAL.slot, examples=[120])
    max_run: Annotated[Whole, Ge(0), Le(MOST)] | None = Field(default=_USUAL.max_run, examples=[1])
    rest: Literal["hard", "soft"] = Field(default=_USUAL.rest, examples=["hard"])
    bypass: Annotated[Whole, Ge(0), Le(MOST)] = Field(default=_USUAL.bypass, examples=[3])
    credit: Annotated[Number, Ge(0), Le(MOST)] = Field(default=_USUAL.credit, examples=[0])
    debt: Annotated[Number, Ge(0), Le(MOST)] = Field(default=_USUAL.debt, examples=[2])
    lag: Annotated[Number, Ge(0), Le(MOST)] = Field(default=_USUAL.lag, examples=[2])
    repeat_cost: RepeatCost = Field(default=_USUAL.repeat_cost, examples=[2])

    def rule(self) -> Rule:
        """The rule that has these settings."""
        return Rule(**dict(self))
