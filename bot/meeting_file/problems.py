"""What is wrong with a file, where, and what to do about it: one line for each."""

import json
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from bot.commands.input.guessing.nearest import nearest
from bot.domain.folding import bare

Path = tuple[str | int, ...]
"""Where something stands in a file: keys, and positions in lists counted from 0."""

FILL_IN: Final = "FILL IN"
"""What a value begins with that only the reader of an example file can know."""

OTHER_WORDS: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "duration": ("length", "speaking_time"),
        "minutes": ("length", "speaking_time"),
        "time": ("length", "start"),
        "turn": ("speaking_time",),
        "timezone": ("zone",),
        "time_zone": ("zone",),
        "tz": ("zone",),
        "date": ("start",),
        "begin": ("start",),
        "starts": ("start",),
        "url": ("link",),
        "href": ("link",),
        "channel": ("place",),
        "channel_id": ("place",),
        "room": ("place", "rooms"),
        "room_id": ("place",),
        "id": ("place", "code"),
        "short": ("code",),
        "type": ("kind",),
        "topic": ("title",),
        "heading": ("title",),
        "title": ("name",),
        "label": ("name",),
        "summary": ("description",),
        "abstract": ("description",),
        "agenda": ("phases",),
        "programme": ("phases",),
        "program": ("phases",),
        "groups": ("dimensions",),
        "constituencies": ("dimensions",),
        "moderator": ("moderators",),
        "organizers": ("organisers",),
        "organizer": ("organisers",),
        "panelists": ("speakers",),
        "panel": ("speakers",),
        "how": ("how_to_speak",),
        "announcement": ("text",),
        "rule": ("queue", "preset"),
        "policy": ("preset",),
        "element": ("matrix",),
        "venue": ("hall", "rooms"),
    }
)
"""What people call the keys, before anything is guessed; of several the first that belongs there."""


class Problem(Struct, frozen=True):
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


def meant_key(word: str, known: Iterable[str]) -> str | None:
    """The key that was probably meant: another word for one of them, or a slip."""
    known = list(known)
    other = (key for key in OTHER_WORDS.get(bare(word).replace("-", "_"), ()) if key in known)
    return next(other, None) or nearest(word, known)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The mend for a word that is not known: the nearest one, else all of them."""
    known = sorted(known)
    near = meant_key(word, known)
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
