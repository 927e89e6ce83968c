"""A file that an earlier version wrote tells the same to this one."""

import json
from pathlib import Path

from bot.domain.group.rows import Copy, Utterance
from bot.ports.store import Transaction
from storage.store import open_store
from tests.contracts.store.samples import NOON
from tests.storage.conftest import rows
from tests.storage.transfer.conftest import BackUp, BringIn
from tests.storage.transfer.full import fill
from tests.storage.transfer.test_file import signed


async def test_texts_that_only_their_id_told_the_message_of(
    here: str, target: str, back_up: BackUp, restore: BringIn, tmp_path: Path
) -> None:
    await fill(here)
    lines = [json.loads(line) for line in (await back_up(here, "now")).read_bytes().splitlines()]
    lines[0]["version"] = 2
    for line in lines:
        line.pop("delivery", None)
    older = [json.dumps(line, sort_keys=True, separators=(",", ":")).encode() + b"\n" for line in lines]
    (tmp_path / "older").write_bytes(b"".join(signed(older)))
    await restore(tmp_path / "older", target)
    with_theirs = (
        "SELECT free_text.id, outbox.key FROM free_text JOIN outbox ON outbox.key = free_text.delivery "
        "ORDER BY free_text.id"
    )
    assert len(rows(here, with_theirs)) == 24
    assert rows(target, with_theirs) == rows(here, with_theirs)


def _relayed(tx: Transaction) -> None:
    tx.records.put("group:g", Utterance(1, 1, "discord", "1", "2", NOON))
    tx.records.put("group:g", Copy(1, 1, "matrix", "!r:example.org", "$c", NOON))


async def test_what_a_relay_took_across_before_it_took_files_and_knew_of_replies(
    here: str, target: str, back_up: BackUp, restore: BringIn, tmp_path: Path
) -> None:
    async with open_store(here) as store:
        await store.write(_relayed)
    lines = [json.loads(line) for line in (await back_up(here, "now")).read_bytes().splitlines()]
    lines[0]["version"] = 7
    for line in lines:
        line.pop("part", None)
        line.pop("reply_to", None)
    older = [json.dumps(line, sort_keys=True, separators=(",", ":")).encode() + b"\n" for line in lines]
    (tmp_path / "older").write_bytes(b"".join(signed(older)))
    await restore(tmp_path / "older", target)
    for wanted in (
        "SELECT number, message, reply_to FROM utterance",
        "SELECT number, message, part FROM copy",
    ):
        assert rows(target, wanted) == rows(here, wanted) != []
