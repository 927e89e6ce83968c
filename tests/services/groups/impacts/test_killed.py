"""SIGKILL between keeping a note without a name and its answer: nothing says whose it was, or when."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.messages.catalogue import Catalogues
from storage.store import SqlStore
from tests.services.conftest import IVO, VERA
from tests.services.groups.impacts.conftest import KENYA, code_in, notes
from tests.services.groups.impacts.dying import CAUSE, MOLE
from tests.services.groups.impacts.test_traceless import rows
from tests.support.bot import playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import plan

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[4]


@pytest.fixture
def url(url: str) -> str:
    """A database in which a note was kept by a process that was killed before it could answer."""
    command = [sys.executable, "-m", "tests.services.groups.impacts.dying", url]
    died = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert died.returncode == -signal.SIGKILL, died.stderr
    return url


@pytest.fixture
def store(store_on_each: SqlStore) -> SqlStore:
    return store_on_each


def beside(url: str) -> bytes:
    """What stands in the files of a database that is one."""
    path = Path(make_url(url).database or "")
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*") if each.is_file())


async def test_it_can_be_given_again_and_the_first_counts_only_if_coordinators_let_it(
    store: SqlStore,
    url: str,
    catalogues: Catalogues,
    fakes: tuple[InMemoryPlatform, InMemoryPlatform],
    clock: MovedClock,
) -> None:
    found = await rows(store)
    assert [(row["author"], row["state"]) for row in found["impact"]] == [(None, "waiting")]
    accounts = ("account", "sighting", "used", "cause", "outbox")
    assert not [name for name in found if name not in accounts and MOLE.id in str(found[name])]
    assert not [row for row in found["outbox"] if row["state"] == "new"]
    assert CAUSE not in str(found)
    assert CAUSE.encode() not in beside(url)
    plans, chance = {"roundtable": plan()}, random.Random(4).random
    async with playing(store, catalogues, plans, *fakes, clock=clock, chance=chance) as bot:
        code = code_in(await bot.say(MOLE, f"impact anonymous {KENYA}", cause=CAUSE))
        assert [each.number for each in await notes(bot)] == [1, 2]
        for who in (VERA, IVO):
            await bot.say(who, "impact accept 2")
        assert [each.state for each in await notes(bot)] == ["waiting", "waiting"]
        assert "Note 2 is gone" in await bot.say(MOLE, f"impact withdraw {code}")
