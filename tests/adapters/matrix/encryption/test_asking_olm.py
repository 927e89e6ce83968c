"""Keys that anybody may send to the bot's device: so many are taken."""

from pathlib import Path

import pytest
from nio.crypto import OutboundGroupSession
from nio.store import DefaultStore

from adapters.matrix.encryption.asking_olm import MOST_KEYS, AskingOlm

ROOM = "!room:example.org"


@pytest.fixture
def olm(tmp_path: Path) -> AskingOlm:
    return AskingOlm(
        "@bot:example.org", "BOT", DefaultStore("@bot:example.org", "BOT", str(tmp_path), "seal")
    )


@pytest.mark.slow
async def test_a_flood_of_keys_from_one_device_ends_and_harms_no_other(olm: AskingOlm) -> None:
    sessions = [OutboundGroupSession() for _ in range(MOST_KEYS + 20)]
    for session in sessions:
        olm.create_group_session("M" * 43, "E" * 43, ROOM, session.id, session.session_key)
    ana = OutboundGroupSession()
    olm.create_group_session("A" * 43, "E" * 43, ROOM, ana.id, ana.session_key)
    kept = [each.id for each in olm.inbound_group_store]
    assert (len(kept), olm.refused, ana.id in kept) == (MOST_KEYS + 1, 20, True)
    assert sessions[-1].id not in kept
