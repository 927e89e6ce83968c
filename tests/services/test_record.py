"""A past meeting, played again under other rules."""

import json
from random import Random

import pytest

from bot.domain.identity import Identity
from bot.services.serializer import Serializer
from bot.simulation.record import recorded
from bot.simulation.replay import read_traffic
from tests.services.conftest import VERA
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, plan

ANA, BEN, CAT = (Identity("discord", name) for name in ("ana", "ben", "cat"))


@pytest.mark.slow
async def test_a_meeting_becomes_traffic(played: BotDriver) -> None:
    await played.say(VERA, "open", DISCORD_MODERATORS)
    for who, codes in ((ANA, "cs af"), (BEN, "gov"), (CAT, "pns")):
        await played.say(who, "join", DISCORD_ROOM)
        await played.say(who, f"identify {codes}", DISCORD_ROOM)
    for line in ("start", "phase next", "next", "undo", "next"):
        await played.move(60)
        await played.say(VERA, line, DISCORD_MODERATORS)
    await played.say(CAT, "withdraw", DISCORD_ROOM)
    await played.say(VERA, "absent", DISCORD_MODERATORS)
    await played.say(VERA, "pick Ben | has to leave", DISCORD_MODERATORS)
    serializer = Serializer()
    records = await played.store.read(
        lambda tx: [serializer.event(row) for row in tx.log.after("roundtable", 0)]
    )
    lines = list(recorded(plan(), records))
    assert [(line["event"], line["person"]) for line in lines] == [
        ("join", 2), ("join", 3), ("join", 4), ("withdraw", 4), ("pick", 3),
    ]  # fmt: skip
    assert {name: lines[0].get(name) for name in ("group", "mode", "region", "t")} == {
        "group": "cs", "mode": "remote", "region": "af", "t": 0.0,
    }  # fmt: skip
    assert "group" not in lines[2]
    traffic = read_traffic([json.dumps(line) for line in lines])
    assert (traffic.unread, traffic.summary) == (0, "1 meetings, 3 hands")
    assert len(traffic.scenarios(Random(1))) == 1
