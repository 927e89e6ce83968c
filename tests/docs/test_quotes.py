"""What the guides say people will read is what the bot says."""

import re
from pathlib import Path

import pytest

import bot.messages
from bot.messages.catalogue import FALLBACK
from tests.docs.documents import ROOT, name, text

GUIDES = [ROOT / "docs" / f"{guide}.md" for guide in ("participant", "moderator", "after-the-session")]
LEFT_OUT = re.compile(r"\.\.\.|\bX\b|\w+ \d \(.*?\)")
"""What stands for somebody or something: "...", "X", "Hall 7 (Civil Society)"."""


def said() -> str:
    """All English texts without markup and gaps."""
    files = (Path(bot.messages.__path__[0]) / FALLBACK).glob("*.ftl")
    return re.sub(r"\{ .*? \}|\*\*", "", "\n".join(text(file) for file in sorted(files)))


@pytest.mark.parametrize("guide", GUIDES, ids=name)
def test_the_guides_quote_the_bot(guide: Path) -> None:
    rows = [line for line in text(guide).splitlines() if line.startswith("|")]
    quotes = [quote for row in rows for quote in re.findall(r'"([^"`]+)"', row)]
    parts = [part.strip(" .") for quote in quotes for part in LEFT_OUT.split(quote)]
    assert len(parts) > 8
    assert [part for part in parts if part not in said()] == []
