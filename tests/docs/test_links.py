"""Links between the documents lead somewhere, and so do the paths that they name."""

import re
from pathlib import Path

import pytest

from tests.docs.documents import DOCUMENTS, ROOT, inline_code, name, text

SOURCES = ("bot/", "adapters/", "storage/", "tests/", "docs/")


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", text(document))
    files = [link for link in links if not link.startswith("https://")]
    assert [file for file in files if not (document.parent / file).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_path_is_there(document: Path) -> None:
    paths = [code for code in inline_code(document) if code.startswith(SOURCES) and " " not in code]
    named = [path for path in paths if not re.search(r"[A-Z]{3}", path)]  # NAME stands for one of your own
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_document_is_reached_from_the_readme() -> None:
    reached = {ROOT / "README.md", *(ROOT / "docs" / "adr").iterdir()}
    links = {(ROOT / link).resolve() for link in re.findall(r"\]\(([^)#]+)", text(ROOT / "README.md"))}
    assert set(DOCUMENTS) - reached - links == set()
