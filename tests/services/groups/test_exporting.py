"""What a group has, as a file: every form holds the same, and nothing in it acts on whoever opens it."""

import csv
import io
import json

import pytest
from markdown_it import MarkdownIt

from bot.messages.document import AttachedFile
from tests.services.conftest import ANA, SAM
from tests.services.groups.working.conftest import sure
from tests.support.bot import BotDriver

HOSTILE = (
    "=1+1",
    "a;=1+1",
    "a; \uff1d1",
    "@SUM(A1)",
    "-2",
    "+3",
    "\uff1d1",
    "<script>x</script>",
    "[a](javascript:b)",
)


def file(bot: BotDriver) -> AttachedFile:
    last = list(bot.fakes["discord"].shown[f"@{ANA}"].values())[-1].file
    assert last is not None
    return last


@pytest.fixture
async def filled(after: BotDriver) -> BotDriver:
    await after.say(ANA, "resource add https://example.org/a | The draft | ai")
    await sure(after, ANA, "date add Round 3 | 15 March 2027 14:00 | Geneva")
    await sure(after, ANA, "wg new Data | A purpose")
    for words in HOSTILE:
        await after.move(30)
        await after.say(ANA, f"action add {words}")
    return after


async def test_each_form_holds_the_same(filled: BotDriver) -> None:
    await filled.say(ANA, "export")
    table = list(csv.DictReader(io.StringIO(file(filled).content.decode("utf-8-sig"))))
    await filled.say(ANA, "export json")
    rows = json.loads(file(filled).content)
    assert len(rows) == len(table) == 3 + len(HOSTILE)
    assert {row["kind"] for row in rows} == {"resource", "action", "date", "working group"}
    draft = {"kind": "resource", "number": "1", "words": "The draft", "link": "https://example.org/a"}
    assert rows[0] == {**draft, "when": "", "state": "", "more": "ai"}
    await filled.say(ANA, "export md")
    words = file(filled).content.decode()
    assert "## resource" in words
    assert "The draft" in words
    assert "Ana" not in words, "nobody is named"
    await filled.say(ANA, "export ics")
    assert b"Round 3" in file(filled).content


async def test_nothing_in_it_is_a_formula_or_markup(filled: BotDriver) -> None:
    await filled.say(ANA, "export csv")
    cells = [
        cell for row in csv.reader(io.StringIO(file(filled).content.decode("utf-8-sig"))) for cell in row
    ]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\uff1d"))]
    assert "'=1+1" in cells
    parted = [part for cell in cells for part in cell.split(";")]
    assert not [part for part in parted if part.lstrip().startswith(("=", "\uff1d"))], "in other countries"
    assert "a;'=1+1" in cells
    await filled.say(ANA, "export md")
    shown = MarkdownIt().render(file(filled).content.decode())
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown
    assert "href" not in shown


async def test_it_is_for_people_of_the_group(filled: BotDriver) -> None:
    assert "file" not in await filled.say(SAM, "export")
    assert all(shown.file is None for shown in filled.fakes["matrix"].shown[f"@{SAM}"].values())
