"""What somebody does in a group and a working group, on both platforms; and then every byte of it is gone."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.e2e.pressing import DiscordPresser
from tests.e2e.test_working_group import over, read_in
from tests.e2e.world import OnDiscord, OnMatrix, World

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]

OWN = ("quokka", "numbat", "wombat")
"""Words of hers alone: in a note, in a comment, in an action."""


def held(folder: Path, words: Sequence[str]) -> list[str]:
    """Which of these stand in the database; the bot is stopped."""
    there = b"".join(each.read_bytes() for each in folder.glob("evenfloor.db*")).lower()
    return [each for each in words if each.lower().encode() in there]


async def takes_part(stage: World, vera: OnDiscord, ivo: OnMatrix) -> OnDiscord:
    """Nia joins the working group; coordinators accept her note of an impact; she comments and signs."""
    server = stage.discord
    nia = stage.discord_person("Nia")
    assert "invited" in await nia.say("stay")
    (follow_up,) = server.threads(stage.channel)
    whole = OnDiscord("Vera", server, vera.id, follow_up.id)
    assert "Name and purpose stay" in await whole.say("wg new Evidence | Collect it")
    await DiscordPresser(whole).takes("Begin it")
    await server.until(lambda: len(server.threads(stage.channel)) == 2)
    room = server.threads(stage.channel)[-1]
    assert "You are in the working group" in await nia.say("wg join 1")
    await server.until(lambda: nia.id in room.members)

    assert "Note 1 is kept" in await nia.say("impact Austria | A quokka was fined | https://example.org/fine")
    assert "1 of 2 do" in await whole.say("impact accept 1")
    await ivo.user.person.say(await ivo.user.chat(), "impact accept 1")
    await ivo.told("counts from now on")
    assert "quokka" in await nia.say("impact list Austria")
    given = await nia.say("impact anonymous Kenya | A secret was kept | https://example.org/secret")
    found = re.search(r"impact withdraw (\w{4}-\w{4}-\w{4}-\w{4})", given)
    assert found, given
    assert "is gone" in await nia.say(f"impact withdraw {found[1]}")

    assert "open until" in await whole.say("statement new Our view | Rivers are for all. | in 9 days")
    await DiscordPresser(whole).takes("That is right")
    await read_in(server, follow_up.id, "New statement 1 Our view")
    await nia.say("comment 1 | Numbats need rivers too")
    await nia.say("sign 1")
    await DiscordPresser(nia).takes("Sign with my name")
    await nia.told("You have signed version 1")
    await nia.say("action add Count the wombats | me")
    return nia


async def test_who_is_put_out_stays_out_and_who_goes_leaves_no_byte(stage: World, tmp_path: Path) -> None:
    bot, server = stage.bot, stage.discord
    vera, ivo = await over(stage)
    nia = await takes_part(stage, vera, ivo)
    room = server.threads(stage.channel)[-1]
    here = OnDiscord("Vera", server, vera.id, room.id)
    assert "Nia" in await here.say("exclude Nia | Shouts at others")
    await DiscordPresser(here).takes("Put out")
    await server.until(lambda: nia.id not in room.members)
    for line in ("wg leave 1", "wg join 1"):
        await nia.say(line)
    bot.move(minutes=1)
    assert nia.id not in room.members
    await bot.kill()
    assert set(held(tmp_path, (*OWN, nia.id))) == {*OWN, nia.id}
    await bot.start()
    assert "goes now" in await nia.say("forgetme everywhere")
    for _ in range(12):
        bot.move(minutes=10)
        await here.say("wg list")
    assert await bot.stop() == 0
    assert held(tmp_path, (*OWN, nia.id)) == []
