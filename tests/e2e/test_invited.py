"""Newcomers come into the group by a code, on both platforms: written to the bot alone, then a press."""

import re

import pytest

from tests.discord_server.world import CREATE_INSTANT_INVITE
from tests.e2e.pressing import DiscordPresser, MatrixPresser
from tests.e2e.world import OnDiscord, World

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]


def code_in(answer: str) -> str:
    found = re.search(r"redeem (\w{4}-\w{4}-\w{4}-\w{4})", answer)
    assert found, answer
    return found[1]


async def test_newcomers_come_in_by_a_code(stage: World) -> None:
    bot, server = stage.bot, stage.discord
    vera, ivo = await stage.moderators()
    await bot.start()
    bot.move(minutes=20)
    await stage.announced("is open. One queue")
    await ivo.say("w cs")
    await vera.say("close")
    bot.move(seconds=2)
    await vera.say("close")
    await stage.announced("is over. Thank you.")
    await server.until(lambda: bool(server.threads(stage.channel)))
    [thread] = server.threads(stage.channel)
    await server.until(lambda: vera.id in thread.members)
    await ivo.told("Open questions")

    lead = OnDiscord("Vera", server, vera.id, thread.id)
    assert "I may make no link to the server" in await lead.say("invite")
    server.world.home.members[server.bot].add(server.add_role("Doorkeeper", CREATE_INSTANT_INVITE))
    answer = await lead.say("invite 5 3")
    assert "https://discord.gg/" in answer
    assert f"https://matrix.to/#/{ivo.user.bot.replace(':', '%3A')}" in answer
    code = code_in(answer)

    nia, mina = stage.discord_person("Nia", alone=True), await stage.matrix_person("Mina", alone=True)
    assert "read along quietly" in await nia.say(f"redeem {code}")
    await DiscordPresser(nia).takes("Be in the channel")
    await server.until(lambda: nia.id in thread.members)
    assert "read along quietly" in await mina.say(code)
    await MatrixPresser(mina).takes("Civil Society")
    await MatrixPresser(mina).takes("Be in the channel")
    await mina.told("Open questions")
    await bot.stop()
    kept = b"".join(each.read_bytes() for each in bot.config.parent.glob("evenfloor.db*"))
    assert code.encode() not in kept
