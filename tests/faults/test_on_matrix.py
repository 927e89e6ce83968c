"""Bot and homeserver are killed and stopped while people give commands: the short form of `--only matrix`."""

from pathlib import Path

import pytest

from tests.faults.matrix.campaign import BOT_KILLED, IN_ENCRYPTED, SERVER_AWAY, Kind, Size, played
from tests.faults.table import Row
from tests.synapse import Synapse, running_synapse

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]

SMALL = Size(people=3, commands=16, seed=1)


@pytest.mark.parametrize("kind", [BOT_KILLED, IN_ENCRYPTED], ids=lambda kind: kind.name)
async def test_a_bot_that_is_killed_does_and_answers_each_command_once(
    kind: Kind, synapse: Synapse, tmp_path: Path
) -> None:
    await checked(kind, synapse, tmp_path)


async def test_a_homeserver_that_goes_away_costs_nobody_an_answer(tmp_path: Path) -> None:
    with running_synapse() as synapse:
        await checked(SERVER_AWAY, synapse, tmp_path)


async def checked(kind: Kind, synapse: Synapse, folder: Path) -> None:
    row = Row(kind.name, "matrix")
    await played(kind, SMALL, synapse, folder, row)
    assert (row.runs, row.kills, row.wrong) == (1, SMALL.disturbances, 0)
