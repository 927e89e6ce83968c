"""The commands table of the README is the command table of the code."""

import re

from bot.commands.input.parsing import usage
from bot.commands.model import Command, Who
from bot.commands.table import commands
from bot.domain.message import CommandText
from bot.messages.catalogue import FALLBACK, load_catalogues
from tests.docs.documents import README, text

WHO = {
    Who.EVERYONE: "everyone",
    Who.MODERATOR: "moderators",
    Who.MEMBER: "the group",
    Who.COORDINATOR: "coordinators",
    Who.ORGANISER: "organisers",
}


def row(command: Command) -> str:
    """The line of the table for a command."""
    typed = usage(command).arguments["example"]
    assert isinstance(typed, CommandText)
    also = ", ".join(f"`{alias}`" for alias in command.aliases)
    does = load_catalogues().text(f"command-{command.name}", FALLBACK)
    shown = typed.words.replace("|", r"\|")
    return " | ".join((f"| `{shown}`", also, WHO[command.who], f"{does} |"))


def test_the_commands_table_is_the_one_in_the_code() -> None:
    shown = re.search(r"^\| Command \|.*\n\|[-|]+\n((?:\|.*\n)+)", text(README), re.MULTILINE)
    assert shown is not None
    assert shown[1].splitlines() == [row(command) for command in commands()]
