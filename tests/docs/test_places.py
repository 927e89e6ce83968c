"""Where to change what: each question is answered in three lines, by places and names that are there."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.docs.documents import ROOT, text

SOURCES = ("bot/", "adapters/", "storage/", "tests/", "docs/", "README.md")
QUESTIONS = [
    "Add a command",
    "Add a setting",
    "Add a kind of phase",
    "Change a wording",
    "Add a language",
    "Add a platform",
    "Add a dimension",
    "Add a table",
    "Add something a group works with",
    "Add a kind of reminder",
    "Add a page",
    "Add a report",
    "Add a file",
    "Change who is on deck",
]


def answers() -> dict[str, list[str]]:
    """The lines behind each question."""
    section = text(ROOT / "docs" / "develop.md").partition("## Where to change what")[2].partition("\n## ")[0]
    found = {}
    for part in section.split("\n### ")[1:]:
        question, *lines = part.splitlines()
        found[question] = [line for line in lines if line.strip()]
    return found


def quoted(lines: list[str]) -> list[str]:
    return [code for line in lines for code in re.findall(r"`([^`]+)`", line)]


@cache
def content(place: Path) -> str:
    """What stands in a file, or in all files of a folder."""
    files = [place] if place.is_file() else sorted(place.rglob("*.*"))
    return "\n".join(text(file) for file in files if file.suffix in (".py", ".ftl", ".toml", ".md"))


def test_the_questions_are_answered_in_three_lines_each() -> None:
    assert list(answers()) == QUESTIONS
    assert {question: [line[:3] for line in lines] for question, lines in answers().items()} == {
        question: ["1. ", "2. ", "3. "] for question in QUESTIONS
    }


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_places_are_there_and_hold_what_is_named(question: str) -> None:
    named = quoted(answers()[question])
    paths = [ROOT / code for code in named if code.startswith(SOURCES)]
    places = [path for path in paths if "NAME" not in path.parts]  # NAME stands for one of your own
    assert places
    assert [str(place) for place in places if not place.exists()] == []
    here = "\n".join(map(content, places))
    names = [code for code in named if re.fullmatch(r"_?[A-Za-z_]*[A-Za-z]", code)]
    assert [code for code in names if not re.search(rf"\b{code}\b", here)] == []
