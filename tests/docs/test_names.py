"""Verbs, settings, commands and permissions that the documents name are there."""

import re
from collections.abc import Mapping
from pathlib import Path

import discord
import pytest
from typer.main import get_command

from adapters.discord.permissions import NEEDED
from adapters.discord.problems import STAGE_NEEDED
from bot.cli import application
from bot.commands.input.parsing import parse_line, validate_arguments
from bot.commands.table import commands
from bot.config.configuration import SECRETS_DIR, variable
from bot.config.settings import Settings
from bot.domain.message import Refusal
from bot.meeting_file.translation import fields_at
from tests.docs.documents import DOCUMENTS, README, ROOT, inline_code, name, text

PARTICIPANT, MODERATOR, AFTER, OPERATE, DISCORD = (
    ROOT / "docs" / f"{guide}.md"
    for guide in ("participant", "moderator", "after-the-session", "operate", "discord")
)
SECTIONS = ((), *((key,) for key in fields_at(Settings, ()) if fields_at(Settings, (key,))))
SETTINGS = {(*section, key) for section in SECTIONS for key in fields_at(Settings, section)} - set(SECTIONS)


def options() -> dict[str, set[str]]:
    """Each verb of the program with its options."""
    found = getattr(get_command(application()), "commands", {})
    return {verb: {opt for each in command.params for opt in each.opts} for verb, command in found.items()}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_verb_of_the_program_is_there(document: Path) -> None:
    known = options()
    for verb, rest in re.findall(r"\bevenfloor ([a-z]+(?:-[a-z]+)?)\b([^`\n#|]*)", text(document)):
        assert verb in known, f"evenfloor {verb}"
        assert set(re.findall(r"--[a-z]+", rest)) <= known[verb], f"evenfloor {verb}{rest}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_verb_of_the_script_is_there(document: Path) -> None:
    script = text(ROOT / "run")
    named = set(re.findall(r"\./run ([a-z]+(?:-[a-z]+)?)", text(document)))
    assert {verb for verb in named if f"\n  {verb})" not in script} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_variable_is_a_setting(document: Path) -> None:
    known = {variable(path) for path in SETTINGS} | {SECRETS_DIR}
    assert set(re.findall(r"EVENFLOOR_\w+", text(document))) - known == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_setting_is_there(document: Path) -> None:
    named = {
        code for code in inline_code(document) if re.fullmatch(r"(database|discord|matrix)\.[a-z_]+", code)
    }
    assert named - {".".join(path) for path in SETTINGS} == set()


def test_the_operators_guide_has_every_setting() -> None:
    assert {".".join(path) for path in SETTINGS} - set(inline_code(OPERATE)) == set()


@pytest.mark.parametrize("document", [README, DISCORD], ids=name)
def test_the_invitation_link_asks_for_what_the_bot_needs(document: Path) -> None:
    number = re.search(r"permissions=(\d+)", text(document))
    assert number is not None
    needed = discord.Permissions()
    for permission in NEEDED:
        setattr(needed, permission, True)
    assert int(number[1]) == needed.value
    assert [label for label in NEEDED.values() if f"*{label}*" not in text(document)] == []


@pytest.mark.parametrize(
    ("title", "needed"), [("Permission", NEEDED), ("Permission on the Stage", STAGE_NEEDED)]
)
def test_the_guide_to_discord_names_the_permissions_that_are_asked_for(
    title: str, needed: Mapping[str, str]
) -> None:
    _, _, table = text(DISCORD).partition(f"| {title} |")
    rows = table.partition("\n\n")[0].splitlines()[2:]
    assert [row.split("|")[1].strip(" *") for row in rows] == list(needed.values())


@pytest.mark.parametrize("guide", [PARTICIPANT, MODERATOR, AFTER], ids=name)
def test_the_guides_tell_commands_that_can_be_given(guide: Path) -> None:
    told = re.findall(r"(?<=`)[/!]?([a-z][^`\n=]*)(?=`)", "\n".join(_written(guide)))
    assert len(told) > 10
    assert [words for words in told if _refused(words.replace(r"\|", "|"))] == []


def _written(guide: Path) -> list[str]:
    """The cells of the columns "Write", and the right one of "You want"."""
    written: list[str] = []
    column = None
    for line in text(guide).splitlines():
        cells = re.split(r"(?<!\\)\|", line)[1:-1]
        titles = [cell.strip() for cell in cells]
        if not cells:
            column = None
        elif "Write" in titles:
            column = titles.index("Write")
        elif column is not None:
            written.append(cells[column])
    return written


def _refused(words: str) -> bool:
    parsed = parse_line(commands(), words)
    return isinstance(parsed, Refusal) or isinstance(validate_arguments(parsed.command, parsed.raw), Refusal)
