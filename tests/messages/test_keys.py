"""Every message that the code says stands in the catalogue, with exactly the gaps that the code fills."""

import ast
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import get_args

import adapters
import bot
from bot.commands.table import commands
from bot.domain.plan import PhaseKind
from bot.messages.catalogue import FALLBACK, read_resources
from tests.messages.checker import choices, patterns, variables

HOME = Path(bot.__path__[0])


def said() -> Iterator[tuple[str, set[str]]]:
    """The key and the arguments of each `say(...)` and `refuse(...)` with a literal key."""
    for file in chain(HOME.rglob("*.py"), Path(adapters.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name("say" | "refuse"), args=[ast.Constant(str(key))]):
                    yield key, {keyword.arg or "**" for keyword in node.keywords}


def test_every_message_can_be_said() -> None:
    english = {
        key: set(variables(p)) for key, p in patterns(read_resources(HOME / "messages" / FALLBACK)).items()
    }
    problems = [f"{key}: not in the catalogue" for key, _ in said() if key not in english]
    problems += [
        f"{key}: {sorted(english[key] - given)} stay open"
        for key, given in said()
        if key in english and english[key] - given - {"name"}
    ]
    assert not problems


def test_every_command_has_its_help() -> None:
    english = patterns(read_resources(HOME / "messages" / FALLBACK))
    wanted = {f"command-{c.name}" for c in commands()} | {
        f"command-{c.name}.{p.name}" for c in commands() for p in c.parameters
    }
    assert wanted - set(english) == set()


def test_every_kind_of_phase_is_announced_in_words_of_its_own() -> None:
    started = patterns(read_resources(HOME / "messages" / FALLBACK))["phase-started"]
    assert [keys for by, keys in choices(started) if by == {"kind"}] == [set(get_args(PhaseKind))]
