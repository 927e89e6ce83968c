"""The documents of the repository, and what stands in them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
DOCUMENTS = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")})

_FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def name(document: Path) -> str:
    """A document's path as people say it, for the ids of tests."""
    return document.relative_to(ROOT).as_posix()


def text(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def blocks(document: Path, language: str) -> list[str]:
    """The code blocks of one language, without the indent they have inside a list."""
    found = [match for match in _FENCE.findall(text(document)) if match[1] == language]
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, _, block in found]


def inline_code(document: Path) -> list[str]:
    """What stands in backticks within the text."""
    prose = _FENCE.sub("", text(document))
    return [code.replace(r"\|", "|") for code in re.findall(r"`([^`\n]+)`", prose)]
