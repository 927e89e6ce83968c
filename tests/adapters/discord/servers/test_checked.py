"""What check --online says of several servers."""

import pytest

from tests.adapters.discord.servers.conftest import Pair
from tests.adapters.discord.support import adapter, place
from tests.discord_server.world import SEND_MESSAGES

pytestmark = pytest.mark.sockets


async def test_each_server_s_moderators_and_faults_are_named(pair: Pair) -> None:
    rooms = [place(pair.whole.room), place(pair.room)]
    pair.whole.server.forbid(pair.room, SEND_MESSAGES)
    found = await adapter(pair.whole.server).inspect(rooms)
    assert [note for note in found.notes if note.endswith("moderate")] == [
        "on the server Policy forum its owner and those who have the role Moderation moderate",
        "on the server Trade forum its owner and those who have the role Moderation moderate",
    ]
    [problem] = found.problems
    assert f'{pair.room} (trade-hall): the bot lacks "Send Messages"' in problem


async def test_a_server_on_which_the_bot_may_offer_no_slash_commands(pair: Pair) -> None:
    pair.trade.guild.commands = None
    rooms = [place(pair.whole.room), place(pair.room), place(pair.moderators)]
    assert (await adapter(pair.whole.server).inspect(rooms)).problems == [
        "Discord server Trade forum: the bot may offer no slash commands there; open the bot's invitation "
        "with scope=bot+applications.commands once more, for that server."
    ]


async def test_commands_that_an_earlier_program_registered_for_one_server_are_noted(pair: Pair) -> None:
    pair.trade.guild.commands = [{"id": "7", "name": "join", "type": 1, "description": "Join the game"}]
    found = await adapter(pair.whole.server).inspect([place(pair.room)])
    assert found.problems == []
    assert [note for note in found.notes if "on the server Trade forum another program" in note]


async def test_the_bot_registers_its_commands_once_for_all_servers(pair: Pair) -> None:
    whole = pair.whole
    whole.plans["roundtable"] = pair.meeting("roundtable", (whole.room, pair.room), whole.moderators)
    async with whole.running():
        await whole.debate()
        await whole.slash(pair.trade.add_person("Bao"), "join", pair.room)
    assert whole.server.asked("PUT", "/commands") == 1
    assert whole.server.asked("PUT", "/guilds/") == 0


async def test_put_out_of_one_server_its_threads_are_told_as_lost_too(pair: Pair) -> None:
    whole, server = pair.whole, pair.whole.server
    post = pair.trade.add_thread(pair.trade.add_forum("topics"), "Roundtable")
    whole.plans["roundtable"] = pair.meeting("roundtable", (whole.room, post), whole.moderators)
    async with whole.running():
        await whole.debate()
        await server.faults.send_event("GUILD_DELETE", {"id": pair.trade.id})
        await whole.hears(whole.moderators, "The bot has lost Discord of Roundtable.")
        assert "Your place now: 1" in await whole.slash(server.add_person("Ana"), "join")
