"""The documents of the repository, and what stands in them."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"

DOCUMENTS = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")})


def name(document: Path) -> str:
    """A document's path as people say it, for the ids of tests."""
    return document.relative_to(ROOT).as_posix()


def text(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def blocks(document: Path, language: str) -> Iterator[str]:
    """The code blocks of one language, without the indent they have inside a list."""
    for indent, block in re.findall(
        rf"^( *)```{language}\n(.*?)^ *```$", text(document), re.MULTILINE | re.DOTALL
    ):
        yield re.sub(rf"^{indent}", "", block, flags=re.MULTILINE)
