"""Each command is declared beside its handler, in the folder of those who may give it."""

import ast
from pathlib import Path

import bot
from bot.commands.model import Who
from bot.commands.table import commands

HOME = Path(bot.__path__[0]) / "commands"
FOLDERS = {
    "participants": {Who.EVERYONE},
    "minutes": {Who.EVERYONE},
    "moderators": {Who.MODERATOR},
    "privacy": {Who.EVERYONE, Who.MEMBER, Who.COORDINATOR},
    "group": {Who.EVERYONE, Who.MEMBER, Who.COORDINATOR},
    "impact": {Who.MEMBER},
    "group/informing": {Who.MEMBER},
    "group/people": {Who.EVERYONE, Who.COORDINATOR},
    "wg": {Who.MEMBER},
    "statement": {Who.MEMBER},
    "organisers": {Who.ORGANISER},
}


def declared() -> dict[str, set[Who]]:
    """The name of each command that a feature's file declares, and who may give it by its folder."""
    found = {}
    for folder, who in FOLDERS.items():
        for file in (HOME / folder).glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                match node:
                    case ast.Call(func=ast.Name("Command"), args=[ast.Constant(str(name)), *_]):
                        found[name] = who
    return found


def test_none_is_forgotten_in_the_table_and_none_stands_in_the_wrong_folder() -> None:
    found = declared()
    assert found.keys() == {command.name for command in commands()}
    assert [command.name for command in commands() if command.who not in found[command.name]] == []
