"""Data classes as the library has them, of which a frozen one takes a fifth of the time to make.

The library writes and compiles six methods of each at once, and most of them are never called.
Here each is written when it is first looked for, and is then the same.
"""

import dataclasses
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError
from reprlib import recursive_repr
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn, Protocol, TypeVar

T = TypeVar("T")
Fields = tuple[Field[Any], ...]


class _Value(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


if TYPE_CHECKING:
    from dataclasses import dataclass  # what mypy knows how to check
else:

    def dataclass(cls: type[T] | None = None, /, **options: bool) -> object:
        """The library's own, but for frozen ones that inherit none and write no such method themselves."""
        if cls is None:
            return lambda cls: dataclass(cls, **options)
        own = vars(cls).keys() & {*WRITTEN, *SHARED}
        if options != {"frozen": True} or own or dataclasses.is_dataclass(cls):
            return dataclasses.dataclass(cls, **options)
        made = dataclasses.dataclass(init=False, repr=False, eq=False)(cls)
        vars(made)["__dataclass_params__"].frozen = True  # what it asks of one that inherits
        return _with_methods(made, dataclasses.fields(made))


def _with_methods(cls: type[T], fields: Fields) -> type[T]:
    for name, write in WRITTEN.items():
        setattr(cls, name, _Later(cls, name, write, fields))
    for name, method in SHARED.items():
        setattr(cls, name, method)
    return cls


class _Later:
    """A method that is written, and takes its own place, when it is looked for."""

    def __init__(
        self, cls: type, name: str, write: "Callable[[type, Fields], FunctionType]", fields: Fields
    ) -> None:
        self._cls, self._name, self._write, self._fields = cls, name, write, fields

    def __get__(self, instance: object, owner: type) -> object:
        method = self._write(self._cls, self._fields)
        method.__qualname__ = f"{self._cls.__qualname__}.{self._name}"
        setattr(self._cls, self._name, method)
        return method.__get__(instance, owner)


def _init(cls: type, fields: Fields) -> FunctionType:
    takes = [each for each in fields if each.init]
    known = {"__keep": object.__setattr__, "__absent": MISSING}
    for each in fields:
        known[f"__default_{each.name}"] = each.default
        known[f"__make_{each.name}"] = each.default_factory
    kept = [each for each in fields if each.init or each.default_factory is not MISSING]
    does = [f"__keep(self, {each.name!r}, {_value(each)})" for each in kept]
    if hasattr(cls, "__post_init__"):
        does.append("self.__post_init__()")
    method = _written(cls, "__init__", map(_parameter, takes), does or ["pass"], known)
    method.__annotations__ = {**{each.name: each.type for each in takes}, "return": None}
    return method


def _parameter(field: Field[Any]) -> str:
    if field.default_factory is not MISSING:
        return f"{field.name}=__absent"
    return field.name if field.default is MISSING else f"{field.name}=__default_{field.name}"


def _value(field: Field[Any]) -> str:
    made = f"__make_{field.name}()"
    if not field.init:
        return made
    return (
        field.name
        if field.default_factory is MISSING
        else f"{made} if {field.name} is __absent else {field.name}"
    )


def _eq(cls: type, fields: Fields) -> FunctionType:
    same = f"{_values('self', fields)} == {_values('other', fields)}"
    does = f"return {same} if other.__class__ is self.__class__ else NotImplemented"
    return _written(cls, "__eq__", ["other"], [does], {})


def _hash(cls: type, fields: Fields) -> FunctionType:
    return _written(cls, "__hash__", [], [f"return hash({_values('self', fields)})"], {})


def _values(of: str, fields: Fields) -> str:
    """What is compared, as a tuple."""
    return f"({''.join(f'{of}.{each.name},' for each in fields if each.compare)})"


def _written(
    cls: type, name: str, takes: Iterable[str], does: Iterable[str], known: Mapping[str, object]
) -> FunctionType:
    """A method that does these lines, stands where the class stands, and knows those names."""
    text = f"def {name}({', '.join(('self', *takes))}):\n  " + "\n  ".join(does)
    outer = compile(f"def around({', '.join(known)}):\n {text}\n return {name}", "<data class>", "exec")
    [around] = (each for each in outer.co_consts if isinstance(each, CodeType))
    method: FunctionType = FunctionType(around, vars(sys.modules[cls.__module__]))(**known)
    return method


@recursive_repr()
def _shown(self: _Value) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _not_set(_: object, name: str, __: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _not_deleted(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


WRITTEN: Final[Mapping[str, Callable[[type, Fields], FunctionType]]] = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
}
SHARED: Final[Mapping[str, Callable[..., object]]] = {
    "__repr__": _shown,
    "__setattr__": _not_set,
    "__delattr__": _not_deleted,
}

__all__ = ["dataclass"]
