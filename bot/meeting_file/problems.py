"""What is wrong with a file, where, and what to do about it: one line for each."""

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

Path = tuple[str | int, ...]
"""Where something stands in a file: keys, and positions in lists counted from 0."""

FILL_IN: Final = "FILL IN"
"""What a value begins with that only the reader of an example file can know."""


@dataclass(frozen=True)
class Problem:
    """One thing to mend. A `gap` is a place left to fill in: the file is sound, but not ready."""

    path: Path
    wrong: str
    mend: str
    file: str = ""
    line: int | None = None
    gap: bool = False

    def __str__(self) -> str:
        file = f"{self.file}:{self.line}" if self.line else self.file
        where = ": ".join(part for part in (file, place(self.path)) if part)
        return f"{where}: {self.wrong}; {self.mend}" if self.mend else f"{where}: {self.wrong}"


def place(path: Path) -> str:
    """A path the way people count, from 1: ("phases", 1, "length") is "phases[2].length"."""
    shown = ""
    for part in path:
        shown += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if shown else part
    return shown


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    by_lower = {each.lower(): each for each in known}
    found = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The mend for a word that is not known: the nearest one, else all of them."""
    known = sorted(known)
    near = nearest(word, known)
    return f"did you mean {near}?" if near else f"known: {', '.join(known)}"


def shown(value: object) -> str:
    """A value as it is written in TOML, for examples."""
    match value:
        case Mapping():
            return "{ " + ", ".join(f"{key} = {shown(each)}" for key, each in value.items()) + " }"
        case list():
            return "[" + ", ".join(shown(each) for each in value) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)
