"""A statement on two platforms: begun on one, signed on the other by presses, final through a kill."""

import pytest

from tests.e2e.pressing import DiscordPresser, MatrixPresser
from tests.e2e.test_working_group import over, read_in, room_where
from tests.e2e.world import OnDiscord, OnMatrix, World

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]


async def test_a_statement_is_signed_on_both_platforms_and_final_once(stage: World) -> None:
    bot, server = stage.bot, stage.discord
    vera, ivo = await over(stage)
    (follow_up,) = server.threads(stage.channel)
    here = OnDiscord("Vera", server, vera.id, follow_up.id)
    assert "open until" in await here.say("statement new Our view | Rivers are for all. | in 2 days")
    press = DiscordPresser(here)
    await press.takes("That is right")
    await read_in(server, follow_up.id, "New statement 1 Our view")
    around = await room_where(ivo, "New statement 1 Our view")
    pressing = MatrixPresser(OnMatrix("Ivo", ivo.user, around, ivo.public))
    await pressing.takes_in_room("Sign statement 1", "New statement")
    await pressing.takes("Sign with my name")
    await ivo.told("You have signed version 1 of statement 1, with your name.")
    assert "for yourself alone" in await here.say("sign 1 as <b>Fish</b> @everyone")
    await press.takes("Sign with my name")
    await here.told("You have signed version 1")
    await bot.kill()
    bot.move(days=4)
    await bot.start()
    await read_in(server, follow_up.id, "Our view is final. Signed: 2.")
    await read_in(server, follow_up.id, "opened in a browser")
    await ivo.told("opened in a browser")
    assert sum("is final" in server.as_read(each) for each in server.messages(follow_up.id)) == 1
    files = {each.name: each.content.decode() for m in server.messages(follow_up.id) for each in m.files}
    assert "&lt;b&gt;Fish&lt;/b&gt; @everyone" in files["statement-1.html"]
    assert "> Rivers are for all." in files["statement-1.md"]
