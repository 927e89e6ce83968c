"""Bot, homeserver and Discord fail while people write to each other: the short form of `--only relay`."""

from pathlib import Path

import pytest

from tests.faults.relay.campaign import Talk, played
from tests.faults.relay.disturbing import (
    bot_away,
    discord_forgets,
    homeserver_frozen,
    homeserver_killed,
)
from tests.faults.table import Row
from tests.synapse import running_synapse

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]

OUTAGES = (bot_away, homeserver_killed, discord_forgets, homeserver_frozen)
SHORT = Talk(OUTAGES, messages=12, seed=1)


async def test_each_message_stands_there_once_in_order_and_as_it_was_left(tmp_path: Path) -> None:
    row = Row("relay", "matrix")
    with running_synapse() as synapse:
        await played(SHORT, synapse, tmp_path, row)
    assert (row.runs, row.kills, row.wrong) == (1, len(OUTAGES), 0)
