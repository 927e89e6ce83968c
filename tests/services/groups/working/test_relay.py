"""A working group has a relay of its own, between its own rooms."""

from bot.domain.identity import Identity, Place
from bot.messages.document import Text
from bot.ports.relay import Talk
from tests.services.conftest import ANA, BEN, LI
from tests.services.groups.working.conftest import room, sure
from tests.support.bot import BotDriver


async def says(bot: BotDriver, who: Identity, place: Place, words: str) -> None:
    await bot.app.command_service.said(Talk(f"{who.id}{words}", who, place, (Text(words),)))
    await bot.settled()


async def test_it_goes_between_its_rooms_alone(working: BotDriver) -> None:
    discord, matrix = (room(working.fakes[name]) for name in ("discord", "matrix"))
    await working.say(LI, "wg join 1")
    await sure(working, ANA, "relay on", discord)
    assert "The relay is on" in working.texts(matrix)[-1]
    await says(working, ANA, discord, "A first paragraph")
    await says(working, LI, matrix, "Thank you")
    assert "Ana (Discord): A first paragraph" in working.texts(matrix)
    assert "Li (Matrix): Thank you" in working.texts(discord)
    for name, fake in working.fakes.items():
        whole = next(iter(fake.channels.values()))
        assert not any("paragraph" in text or "Thank" in text for text in working.texts(whole)), name
        await says(working, LI if name == "matrix" else ANA, whole, "Of the whole group")
    assert not any("Of the whole" in text for place in (discord, matrix) for text in working.texts(place))


async def test_whoever_is_not_in_it_learns_how_to_come_in(working: BotDriver) -> None:
    discord, matrix = (room(working.fakes[name]) for name in ("discord", "matrix"))
    await sure(working, ANA, "relay on", discord)
    await says(working, BEN, discord, "I am only in the room")
    assert "/wg join 1" in working.texts(discord)[-1]
    assert not any("only in the room" in text for text in working.texts(matrix))
