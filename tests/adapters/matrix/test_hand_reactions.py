"""The hand reaction on a message of the bot's own."""

import pytest

from bot.ports.platform import Hand
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.venue import MatrixVenue

pytestmark = pytest.mark.sockets


@pytest.mark.parametrize("hand", ["🙋", "✋", "🙋🏽\u200d♀️", "✋🏿"])
async def test_a_hand_joins_and_taking_it_back_withdraws(venue: MatrixVenue, hand: str) -> None:
    inbox = Recorder()
    platform = venue.platform()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        panel = await platform.post(venue.room, post("Raise your hand"), "panel")
        raised = await venue.persons[ana.id].react(venue.room.id, panel, hand)
        joined = await inbox.hears(f"matrix:{raised}")
    taken_back = await venue.persons[ana.id].redact(venue.room.id, raised)
    async with running(venue.platform(), inbox):
        withdrawn = await inbox.hears(f"matrix:{taken_back}")
    assert inbox.texts == ["join", "withdraw"]
    assert (joined.author, withdrawn.author) == (ana, ana)
    assert joined.hand == Hand(f"matrix:{raised}", up=True)
    assert withdrawn.hand == Hand(f"matrix:{raised}", up=False)


async def test_other_reactions_and_other_peoples_removals_do_nothing(venue: MatrixVenue) -> None:
    inbox = Recorder()
    platform = venue.platform()
    async with running(platform, inbox):
        ana = venue.persons[(await venue.person("Ana")).id]
        room = venue.room.id
        panel = await platform.post(venue.room, post("Raise your hand"), "panel")
        thumb = await ana.react(room, panel, "👍")
        await ana.redact(room, thumb)
        await ana.react(room, await venue.host.say(room, "Who agrees?"), "✋")
        hand = await ana.react(room, panel, "✋")
        await venue.host.redact(room, hand)
        await inbox.hears(f"matrix:{await ana.say(room, '!position')}")
    assert inbox.texts == ["join", "position"]


@pytest.mark.parametrize("power", [0, 50])
async def test_a_spent_hand_is_taken_away_where_the_bot_has_the_power(venue: MatrixVenue, power: int) -> None:
    """Where it has not, the hand stays and can be taken back by its owner."""
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        ana, room = await venue.person("Ana"), venue.room.id
        await venue.host.set_power(room, venue.bot.id, power)
        person, hands = venue.persons[ana.id], platform.capabilities.hands
        assert hands
        panel = await platform.post(venue.room, post("Raise your hand"), "panel")
        words = await person.say(room, "not a hand")
        raised = await person.react(room, panel, "\N{RAISED HAND}")
        await inbox.hears(f"matrix:{raised}")
        for hand in (raised, raised, words, "$nothing", "stage:1"):
            await hands.take_down(venue.room, f"matrix:{hand}")
            await hands.take_down(venue.moderators_room, f"matrix:{hand}")
        events = {str(event["event_id"]): event for event in await person.messages(room)}
        assert (bool(events[raised]["content"]), bool(events[words]["content"])) == (power == 0, True)
        again = (
            await person.react(room, panel, "\N{RAISED HAND}") if power else await person.redact(room, raised)
        )
        await inbox.hears(f"matrix:{again}")
    assert inbox.texts == (["join", "join"] if power else ["join", "withdraw"])
    assert inbox.gone == []
