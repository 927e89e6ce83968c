"""The minutes, as a rapporteur has them written."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.changing import replace
from bot.domain.meeting.events import Event, InMinutes, Noted, RecordedEvent
from bot.ports.store import Profile, Store, Transaction
from bot.services.serializer import Serializer
from storage.migrating import migrate
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


async def add_words(store: Store, history: History) -> None:
    """A note, one who agreed to be named and one who did not, and words that were not reached."""
    serializer, at = Serializer(), history.now
    last, (one, other) = len(history.records), [each.person for each in history.meeting.spoken][:2]
    events: tuple[Event, ...] = (Noted(one, "n"), InMinutes(one, True), InMinutes(other, False))
    rows = [
        serializer.row(last + n, RecordedEvent(event, at), f"add-{n}") for n, event in enumerate(events, 1)
    ]

    def add(tx: Transaction) -> None:
        tx.log.append(history.plan.id, rows)
        for person, name in ((one, "*Ana* Ruiz"), (other, "Bao")):
            tx.people.add("roundtable", Profile(person, name, "chosen"), None)
        tx.people.keep_text("roundtable", "n", one, "All <b>agree</b> on a register")

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


@pytest.mark.slow
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


def test_notes_and_names_of_those_who_agreed_stand_in_it_until_they_are_erased() -> None:
    async def add() -> None:
        async with open_store(URL) as store:
            await add_words(store, held())

    asyncio.run(add())
    done = run("minutes", "roundtable")
    assert done.code == 0, done.err
    words = done.out
    assert "All \\<b\\>agree\\</b\\> on a register" in words
    assert "\\*Ana\\* Ruiz" in words
    assert "Bao" not in words
    facts = json.loads(run("minutes", "roundtable", "--format", "json").out)
    assert (facts["named"], len(facts["notes"])) == (["*Ana* Ruiz"], 1)
    run("erase", "roundtable", str(held().meeting.spoken[0].person), "--yes")
    words = run("minutes", "roundtable").out
    assert "register" not in words
    assert "Ruiz" not in words
    assert "5 turns" in words


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
