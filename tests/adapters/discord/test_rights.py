"""Who moderates is what the server says now, in the room's own server."""

import pytest

from bot.domain.identity import Identity, Place
from tests.adapters.discord.support import Remembering, adapter, place, running, who
from tests.discord_server import DiscordServer
from tests.discord_server.world import ADMINISTRATOR

pytestmark = pytest.mark.sockets


async def test_manage_server_or_the_named_role_moderates(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    chair = server.add_role("Chair")
    manager = server.add_moderator("Mo")
    named = server.add_person("Ana", roles=[chair])
    admin = server.add_person("Root", roles=[server.add_role("Staff", ADMINISTRATOR)])
    other = server.add_person("Bo", roles=[server.add_role("chair")])
    async with running(adapter(server, moderator_role="Chair"), inbox) as platform:
        for person in (manager, named, admin):
            assert await platform.may_moderate(who(person), place(room))
        for person in (other, "1", "no-number"):
            assert not await platform.may_moderate(who(person), place(room))
        assert not await platform.may_moderate(who(manager), place("1"))
        assert not await platform.may_moderate(Identity("matrix", manager), place(room))
        server.world.members[named].clear()
        assert not await platform.may_moderate(who(named), place(room)), "rights that were taken are gone"


async def test_without_a_named_role_no_role_moderates(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana = server.add_person("Ana", roles=[server.add_role("None")])
    async with running(adapter(server), inbox) as platform:
        assert not await platform.may_moderate(who(ana), place(room))


async def test_in_a_direct_chat_nobody_moderates(server: DiscordServer, inbox: Remembering) -> None:
    mo = server.add_moderator("Mo")
    async with running(adapter(server), inbox) as platform:
        await server.write_to_bot(mo, "open")
        chat: Place = (await inbox.next()).place
        assert not await platform.may_moderate(who(mo), chat)
