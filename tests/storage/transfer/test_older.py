"""A file that an earlier version wrote tells the same to this one."""

import json
from pathlib import Path

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
