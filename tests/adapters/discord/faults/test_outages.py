"""What is typed while the bot cannot hear Discord counts for the moment at which it was written."""

import pytest

from bot.domain.changing import replace
from tests.adapters.discord.faults.whole import Whole
from tests.adapters.discord.support import QUICK

pytestmark = pytest.mark.sockets


@pytest.fixture
def impatient(whole: Whole) -> Whole:
    """A bot that soon gives up a gateway that is away."""
    whole.timing = replace(QUICK, patience=0.2)
    return whole


async def both_type(whole: Whole, line: str) -> None:
    """One moderator types while no session stands, the other elsewhere; then there is a session again."""
    await whole.debate()
    for name in ("Ana", "Ben"):
        await whole.slash(whole.server.add_person(name), "join")
    whole.clock.move(60)
    logins = whole.server.asked("GET", "/users/@me")
    whole.server.faults.close_gateway()
    await whole.server.faults.cut()
    await whole.server.say(whole.vera, whole.moderators, f"@Evenfloor {line}")
    await whole.typed_elsewhere(line)
    await whole.server.until(lambda: whole.server.asked("GET", "/users/@me") > logins)
    whole.clock.move(60)
    whole.server.faults.close_gateway(closed=False)


async def test_two_moderators_who_give_the_floor_in_an_outage_give_one_turn(impatient: Whole) -> None:
    async with impatient.running():
        await both_type(impatient, "next")
        await impatient.hears_alone(impatient.vera, "Already done: Ana has the floor.")
        assert "Already done" not in await impatient.next(), "a later one is a new one"
        await impatient.hears(impatient.room, "Floor: Ben")


async def test_two_moderators_who_move_the_agenda_in_an_outage_move_it_once(impatient: Whole) -> None:
    async with impatient.running():
        await both_type(impatient, "phase next")
        await impatient.hears_alone(impatient.vera, "so nothing more was changed")
