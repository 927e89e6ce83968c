"""Frozen data classes do what the library's own do, and nothing is written for them before it is needed."""

import dataclasses
import inspect
import sys
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, field
from types import FunctionType

import pytest

from bot.app import App
from bot.frozen import dataclass


@dataclass(frozen=True)
class Sample:
    """With all kinds of fields."""

    plain: int
    given: str = "given"
    made: list[int] = field(default_factory=list)
    not_compared: int = field(default=0, compare=False, repr=False)
    not_taken: int = field(default=5, init=False)
    not_taken_but_made: dict[str, int] = field(default_factory=dict, init=False)


@dataclass(frozen=True)
class Longer(Sample):
    """With more than it inherits."""

    more: int = 1


@dataclasses.dataclass(frozen=True)
class OfTheLibrary(Sample):
    """Made as the library makes them."""

    more: int = 1


@dataclass(frozen=True)
class Checked:
    """Looked at when it is filled."""

    value: int

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError(self.value)


@dataclass(frozen=True)
class Unequal:
    """Says itself what is equal."""

    value: int

    def __eq__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return 1


def kinds() -> Iterator[type]:
    """The samples, and all of the program that are made so."""
    yield from (Sample, Longer, OfTheLibrary)
    assert App.__module__ in sys.modules
    for name, module in list(sys.modules.items()):
        for kind in vars(module).values() if name.startswith("bot.") else ():
            own = isinstance(kind, type) and kind.__module__ == name
            if own and vars(kind).get("__repr__") is vars(Sample)["__repr__"]:
                yield kind


def test_a_kind_is_what_the_library_makes_of_the_same_fields() -> None:
    found = [kind for kind in kinds() if not hasattr(kind, "__post_init__")]
    assert len(found) > 200
    for kind in found:
        assert dataclasses.is_dataclass(kind)
        fields = [(each.name, each.type, each) for each in dataclasses.fields(kind)]
        _compared(kind, dataclasses.make_dataclass(kind.__name__, fields, frozen=True))


def _compared(kind: type, known: type) -> None:
    taken = inspect.signature(kind).parameters
    assert {name: _said(each) for name, each in taken.items()} == {
        name: _said(each) for name, each in inspect.signature(known).parameters.items()
    }
    values = [f"{name} is that" for name in taken]
    ours, same, theirs = kind(*values), kind(*values), known(*values)
    other = kind(*(f"{name} is not that" for name in taken))
    assert vars(ours) == vars(theirs)
    assert repr(ours) == repr(theirs)
    assert (ours == same, ours == other, ours == theirs) == (True, not taken, False)
    assert vars(kind)["__match_args__"] == vars(known)["__match_args__"]
    if all(each.init for each in dataclasses.fields(theirs)):  # all are words, which have a hash
        assert hash(ours) == hash(same) == hash(theirs)


def _said(parameter: inspect.Parameter) -> object:
    """How it may be given, and what it is without: of what is made anew, that it is."""
    default = parameter.default
    made = default is dataclasses.MISSING or repr(default) == "<factory>"
    return parameter.kind, parameter.annotation, "made" if made else default


def test_what_is_made_anew_is_not_shared() -> None:
    one, another = Sample(1), Sample(1)
    assert one == another
    assert one.made is not another.made
    assert dataclasses.replace(one, plain=2).made is one.made


def test_what_is_not_compared_makes_no_difference() -> None:
    assert Sample(1, not_compared=1) == Sample(1, not_compared=2)
    assert Longer(1) != Sample(1)
    assert Longer(1, more=2) != Longer(1, more=1)


@pytest.mark.parametrize("name", ["value", "new"])
def test_nothing_is_changed(name: str) -> None:
    one = Checked(1)
    with pytest.raises(FrozenInstanceError):
        setattr(one, name, 2)
    with pytest.raises(FrozenInstanceError):
        delattr(one, name)
    assert vars(one) == {"value": 1}


def test_what_a_class_writes_itself_stands() -> None:
    one = Unequal(1)
    assert one != Unequal(1)
    assert hash(one) == 1
    with pytest.raises(ValueError, match="-1"):
        Checked(-1)


def test_a_method_is_written_when_it_is_first_looked_for() -> None:
    @dataclass(frozen=True)
    class New:
        value: int

    written = {name for name, each in vars(New).items() if isinstance(each, FunctionType)}
    assert not written & {"__init__", "__eq__", "__hash__"}
    New(1)
    written = {name for name, each in vars(New).items() if isinstance(each, FunctionType)}
    assert written & {"__init__", "__eq__", "__hash__"} == {"__init__"}
