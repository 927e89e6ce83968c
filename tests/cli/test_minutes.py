"""The minutes, as a rapporteur has them written."""

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.ports.store import Store, Transaction
from bot.services.serializer import Serializer
from storage.schema import migrate
from storage.store import open_store
from tests.cli.running import run
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import History
from tests.domain.meeting.random_histories import START
from tests.support.plans import plan

ROOT = Path(__file__).parents[2]
URL = "sqlite:///evenfloor.db"
TITLE = "*Round* <b>table</b> [x](http://evil.example) {{ 7 * 7 }}"


def held() -> History:
    """Three turns of civil society, two of government, by a title that would be markup."""
    history = History(replace(plan(), title={"en": TITLE}), START)
    history.open(VERA)
    history.start(VERA)
    history.move(VERA, 1)
    for seat, group in enumerate(("cs", "gov", "cs", "gov", "cs")):
        history.identify(seat, group=group)
        history.join(seat)
    for _ in range(5):
        history.wait(60)
        history.next(VERA)
    history.wait(30)
    history.close(VERA)
    history.wait(1)
    history.close(VERA)
    return history


async def keep(store: Store, history: History) -> None:
    serializer = Serializer()
    rows = [serializer.row(seq, each, f"test-{seq}") for seq, each in enumerate(history.records, 1)]

    def add(tx: Transaction) -> None:
        tx.log.append(history.plan.id, rows)

    await store.write(add)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EVENFLOOR_DISCORD__TOKEN", "s3kr1t")
    migrate(URL)

    async def fill() -> None:
        async with open_store(URL) as store:
            await keep(store, held())

    asyncio.run(fill())
    return tmp_path


def test_as_markdown_by_a_process_of_its_own(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "minutes", "roundtable"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("# Minutes: \\*Round\\* \\<b\\>table\\</b\\> \\[x\\]")
    assert "Debate: from 09:30" in done.stdout
    assert "5 turns" in done.stdout
    assert "Government: 2" not in done.stdout


def test_as_a_page_no_words_act() -> None:
    page = run("minutes", "roundtable", "--format", "html").out
    assert '<h1 dir="auto">Minutes: *Round* &lt;b&gt;table&lt;/b&gt;' in page
    assert "{{ 7 * 7 }}" in page
    assert "<b>" not in page


def test_as_data_small_counts_follow_from_nothing() -> None:
    facts = json.loads(run("minutes", "roundtable", "--format", "json").out)
    assert (facts["meeting"], facts["turns"], facts["unreached"]) == ("roundtable", 5, 0)
    assert [each["turns"] for each in facts["shares"]["group"]] == [5]
    assert {"cs", "gov"} <= set(facts["shares"]["group"][0]["values"])


def test_a_meeting_that_is_not_there() -> None:
    done = run("minutes", "nowhere")
    assert (done.code, done.err) == (1, "Problem: the database holds no meeting nowhere that was opened\n")


@pytest.mark.parametrize(
    ("template", "answer"),
    [
        ("{{ title }}!", None),
        ("{{ title.__class__.__mro__ }}", "reaches for what no template may"),
        ("{{ ''.__class__.__base__.__subclasses__() }}", "reaches for what no template may"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "reaches for what no template may"),
        ("{{ head.clear() }}", "reaches for what no template may"),
        ("{% for n in range(10000000000) %}x{% endfor %}", "cannot be filled in"),
        ("{% include '/etc/passwd' %}", "cannot be filled in"),
        ("{{ nothing }}", "cannot be filled in"),
        ("{% if %}", "cannot be filled in"),
    ],
)
def test_a_template_of_ones_own_reaches_nothing_else(folder: Path, template: str, answer: str | None) -> None:
    (folder / "own.md").write_text(template)
    (folder / "config.toml").write_text('[minutes]\ntemplate = "own.md"\n')
    done = run("minutes", "roundtable")
    if answer is None:
        assert (done.code, done.out.startswith("Minutes: \\*Round")) == (0, True)
    else:
        assert (done.code, done.out) == (1, "")
        assert f"Problem: the template own.md {answer}" in done.err


@pytest.mark.sockets
def test_the_same_from_a_server(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    here = run("minutes", "roundtable")

    async def fill() -> None:
        async with open_store(postgres_url) as store:
            await keep(store, held())

    asyncio.run(fill())
    monkeypatch.setenv("EVENFLOOR_DATABASE__URL", postgres_url)
    assert run("minutes", "roundtable") == here
    assert here.code == 0
