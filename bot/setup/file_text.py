"""What was answered, as the text of a meeting file."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from bot.domain.durations import parse_duration
from bot.domain.plan import Phase
from bot.meeting_file.problems import shown
from bot.meeting_file.read import id_from

Answers = Mapping[str, str]
"""By the name of what was asked."""

OWN: Final = "own "
"""Before the names of groups that stand in no list."""
MOST_GROUPS: Final = 20
LONGEST_GROUP: Final = 60
_RESERVED: Final = ("hall", "remote", "pns")
_NOT_SAID: Final = {"code": "pns", "name": "Prefer not to say", "undisclosed": True}
_BETWEEN: Final = re.compile("[,;|/\n\uff0c\u060c\u3001\uff1b]+")


@cache  # it is part of the program
def presets() -> Mapping[str, Any]:
    """The forms of a meeting and the constituencies that are offered."""
    return tomllib.loads(files("bot.setup").joinpath("presets.toml").read_text(encoding="utf-8"))


def call_agenda() -> tuple[Phase, ...]:
    """The phases of a working group's call, for calls that nobody sets up."""
    return tuple(
        Phase({"en": each["title"]}, each["kind"], parse_duration(each["length"]) or 0, {"en": each["text"]})
        for each in presets()["formats"]["working-group"]["phases"]
    )


def meeting_text(platform: str, answers: Answers) -> str:
    """A whole meeting file; each key that is no table comes before the tables."""
    known = presets()
    form = known["formats"][answers["format"]]
    rooms = [{"platform": platform, "place": answers["room"], **known["rooms"][platform]}]
    if answers["hall"] == "yes":
        rooms.insert(0, {"platform": "hall", **known["rooms"]["hall"]})
    accounts = [f"{platform}:{account}" for account in answers["moderators"].split()]
    values = {
        **{key: answers[key] for key in ("title", "start", "zone", "language")},
        **{key: form[key] for key in ("description", "speaking_time") if key in form},
        "phases": form["phases"],
        "dimensions": dimensions(answers["groups"]),
        "rooms": rooms,
        "moderators": {"rooms": [f"{platform}:{answers['desk']}"], "accounts": accounts},
        "coordination": known["coordination"],
        "notices": {"opening": "10m"},
        "queue": form.get("queue", {}),
    }
    return "".join(_written(values))


def dimensions(answer: str) -> Sequence[Mapping[str, Any]]:
    """Those of a list, or one of the names that somebody wrote."""
    if not answer.startswith(OWN):
        listed: Sequence[Mapping[str, Any]] = presets()["constituencies"][answer]["dimensions"]
        return listed
    taken = list(_RESERVED)
    for name in group_names(answer.removeprefix(OWN)):
        taken.append(_code(name, taken))
    codes = taken[len(_RESERVED) :]
    named = zip(codes, group_names(answer.removeprefix(OWN)), strict=True)
    choices = [*({"code": code, "name": name} for code, name in named), _NOT_SAID]
    return [{"id": "group", "name": "Group", "choices": choices}]


def group_names(words: str) -> list[str]:
    """The names in a line, each once."""
    return list(dict.fromkeys(name.strip() for name in _BETWEEN.split(words) if name.strip()))


def _code(name: str, taken: Sequence[str]) -> str:
    """A short one that reads like the name, or a number where no Latin letter is in it."""
    letters = id_from(name)[:12].strip("-")
    short = letters if re.search("[a-z0-9]", name.lower()) else "group"
    numbered = (f"{short}-{number}" for number in range(2, len(taken) + 3))
    return short if short not in taken else next(each for each in numbered if each not in taken)


def _written(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        match value:
            case Mapping() if value:
                yield f"\n[{key}]\n{_lines(value)}"
            case [{}, *_]:
                yield from (f"\n[[{key}]]\n{_lines(each)}" for each in value)
            case str() if value:
                yield f"{key} = {shown(value)}\n"


def _lines(table: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {shown(value)}\n" for key, value in table.items())
