"""How people react in one channel is shown in the others, gathered and naming nobody."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.ports.permissions import NotAllowed
from bot.ports.platform import TryLater, Undeliverable
from bot.ports.store import Store, Transaction
from bot.services.relay.showing import counted
from tests.services.conftest import ANA, BEN, LI
from tests.services.groups.relay.conftest import Channels
from tests.services.groups.test_privacy import over
from tests.services.live.trial import InMemoryRemoval

T = TypeVar("T")


class Counted(Struct):
    """A store that tells how much was written."""

    store: Store
    writes: int = 0

    async def read(self, work: Callable[[Transaction], T]) -> T:
        return await self.store.read(work)

    async def write(self, work: Callable[[Transaction], T]) -> T:
        self.writes += 1
        return await self.store.write(work)


def copy_of(channels: Channels, place: Place, words: str) -> str:
    """The id of the message that says it there."""
    shown = channels.bot.fakes[place.platform].shown[str(place)]
    return next(id for id, each in shown.items() if each.text.endswith(words))


def lines(channels: Channels, place: Place) -> list[str]:
    return [text for text in channels.bot.texts(place) if text.startswith("Elsewhere, to ")]


async def react(channels: Channels, place: Place, message: str, *signs: str) -> None:
    """These are the ones that stand on it now."""
    counter = channels.bot.fakes[place.platform].reactions[message]
    counter.clear()
    counter.update(signs)
    await channels.bot.app.command_service.reacted(place, message)
    await channels.bot.settled()


async def test_a_line_shows_what_others_put_on_the_copy_and_follows_it(channels: Channels) -> None:
    await channels.turn_on()
    message = await channels.says(ANA, "Good morning")
    copy = copy_of(channels, channels.matrix, "Good morning")
    await react(channels, channels.matrix, copy, "👍")
    assert not lines(channels, channels.discord), "it is gathered for a moment"
    await react(channels, channels.matrix, copy, "👍", "👍", "❤️")
    await channels.bot.move(20)
    assert lines(channels, channels.discord) == ["Elsewhere, to Ana: 👍 2  ❤️ 1"]
    assert not lines(channels, channels.matrix), "who is there sees it"
    there = channels.bot.fakes["discord"].shown[str(channels.discord)].values()
    assert [each.replies_to for each in there if each.text.startswith("Elsewhere, to ")] == [message]
    await react(channels, channels.matrix, copy, "❤️")
    await channels.bot.move(20)
    assert lines(channels, channels.discord) == ["Elsewhere, to Ana: ❤️ 1"]
    await react(channels, channels.matrix, copy)
    await channels.bot.move(20)
    assert not lines(channels, channels.discord)


async def test_reactions_to_the_message_itself_stand_beside_its_copy(channels: Channels) -> None:
    await channels.turn_on()
    message = await channels.says(LI, "Good evening")
    await react(channels, channels.matrix, message, "🎉")
    await channels.bot.move(20)
    assert lines(channels, channels.discord) == ["Elsewhere, to Li: 🎉 1"]


async def test_one_reaction_after_another_puts_nothing_off(channels: Channels) -> None:
    await channels.turn_on()
    message = await channels.says(ANA, "Popular")
    for count in range(1, 30):
        await react(channels, channels.discord, message, *["👍"] * count)
        await channels.bot.move(1)
    assert lines(channels, channels.matrix)
    shown = channels.bot.fakes["matrix"].shown[str(channels.matrix)]
    assert max(each.edits for each in shown.values()) <= 2


async def test_with_the_message_its_line_goes(channels: Channels) -> None:
    await channels.turn_on()
    message = await channels.says(ANA, "Too early")
    await react(channels, channels.matrix, copy_of(channels, channels.matrix, "Too early"), "👎")
    await react(channels, channels.discord, message, "👎")
    await channels.bot.move(20)
    assert (len(lines(channels, channels.discord)), len(lines(channels, channels.matrix))) == (1, 1)
    await channels.change(ANA, message, "Changed")
    assert (len(lines(channels, channels.discord)), len(lines(channels, channels.matrix))) == (1, 1)
    await channels.delete("discord", message)
    assert (lines(channels, channels.discord), lines(channels, channels.matrix)) == ([], [])


async def test_forgetme_takes_the_lines_that_name_somebody(channels: Channels) -> None:
    bot = channels.bot
    for fake in bot.fakes.values():
        fake.removal = InMemoryRemoval(fake)
    await channels.turn_on()
    await channels.says(ANA, "Mine")
    await react(channels, channels.matrix, copy_of(channels, channels.matrix, "Mine"), "👍")
    await bot.move(20)
    assert lines(channels, channels.discord)
    for _ in range(2):
        await bot.say(ANA, "forgetme here")
        await bot.move(2)
    await over(bot)
    assert not lines(channels, channels.discord)


async def test_where_nobody_can_tell_which_one_was_taken_back_the_newest_lines_are_looked_at(
    channels: Channels,
) -> None:
    await channels.turn_on()
    message = await channels.says(LI, "Liked")
    await react(channels, channels.matrix, message, "👍", "👍")
    await channels.bot.move(20)
    channels.bot.fakes["matrix"].reactions[message].subtract(["👍"])
    await channels.bot.app.command_service.reacted(channels.matrix, "")
    await channels.bot.move(20)
    assert lines(channels, channels.discord) == ["Elsewhere, to Li: 👍 1"]


async def test_reactions_to_anything_else_are_nobody_s_business(channels: Channels) -> None:
    await channels.says(ANA, "Before there is a relay")
    await react(channels, channels.discord, "m1", "👍")
    await channels.turn_on()
    stranger = await channels.says(BEN, "A stranger's")
    for message in (stranger, "unknown"):
        await react(channels, channels.discord, message, "👍")
    said = await channels.says(ANA, "Known")
    await react(channels, channels.discord, said, "👍")
    await channels.bot.move(20)
    (line,) = lines(channels, channels.matrix)
    await react(channels, channels.matrix, copy_of(channels, channels.matrix, line), "👍")
    await channels.bot.move(20)
    assert not lines(channels, channels.discord), "nor those to a line of reactions"


async def test_a_platform_that_is_away_is_asked_again_and_what_was_removed_is_left(
    channels: Channels,
) -> None:
    bot = channels.bot
    await channels.turn_on()
    message = await channels.says(ANA, "Later")
    bot.fakes["discord"].refusals[f"{channels.discord} reactions"] = [TryLater("away", 5)]
    await react(channels, channels.discord, message, "👍")
    await bot.move(20)
    assert not lines(channels, channels.matrix)
    await bot.move(5)
    assert len(lines(channels, channels.matrix)) == 1
    bot.fakes["matrix"].refusals[f"{channels.matrix} board"] = [Undeliverable("it was removed")]
    del bot.fakes["matrix"].shown[str(channels.matrix)][
        copy_of(channels, channels.matrix, lines(channels, channels.matrix)[0])
    ]
    await react(channels, channels.discord, message, "👍", "👍")
    await bot.move(20)
    assert not lines(channels, channels.matrix)
    await react(channels, channels.discord, message, "👍", "👍", "👍")
    await bot.move(20)
    assert lines(channels, channels.matrix) == ["Elsewhere, to Ana: 👍 3"]


async def test_a_flood_of_reactions_costs_one_write_in_a_moment(channels: Channels) -> None:
    await channels.turn_on()
    message = await channels.says(ANA, "Popular")
    copy = copy_of(channels, channels.matrix, "Popular")
    relay = channels.bot.app.command_service.relay
    counted = Counted(relay.store)
    service = replace(relay, store=counted)
    for _ in range(500):
        await service.reacted(channels.discord, message)
        await service.reacted(channels.matrix, copy)
        await service.reacted(channels.matrix, "")
        await service.reacted(channels.matrix, "unknown")
    assert counted.writes == 3
    channels.bot.fakes["discord"].reactions[message]["👍"] = 500
    await channels.bot.move(20)
    assert lines(channels, channels.matrix) == ["Elsewhere, to Ana: 👍 500"]
    await react(channels, channels.discord, message, "👍")
    await channels.bot.move(20)
    assert lines(channels, channels.matrix) == ["Elsewhere, to Ana: 👍 1"], "the next moment is another"


async def test_where_reactions_cannot_be_read_the_line_stays_and_is_no_failure(
    channels: Channels, caplog: pytest.LogCaptureFixture
) -> None:
    bot = channels.bot
    await channels.turn_on()
    message = await channels.says(ANA, "Unread")
    await react(channels, channels.discord, message, "👍")
    await bot.move(20)
    refused = NotAllowed("no history", ("Read Message History",))
    bot.fakes["discord"].refusals[f"{channels.discord} reactions"] = [refused]
    await react(channels, channels.discord, message, "👍", "👍")
    await bot.move(20)
    assert lines(channels, channels.matrix) == ["Elsewhere, to Ana: 👍 1"]
    assert not [each.message for each in caplog.records if each.levelname == "ERROR"]


@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        ("👍", True),
        ("👍🏽", True),
        ("👨‍👩‍👧‍👦", True),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", True),
        ("🇨🇭", True),
        ("1️⃣", True),
        (":party_parrot:", True),
        ("\u2764\ufe0f\u200d\U0001f525", True),
        ("\U0001f3f3\ufe0f\u200d\U0001f308", True),
        ("\u2705", True),
        ("\U0001fae8", True),
        ("\u2795", True),
        ("\U0001f44d\U0001f44e", False),
        ("\U0001f130\U0001f131\U0001f17e", False),
        ("\U0001f1e8\U0001f1ed\U0001f1e8\U0001f1ed", False),
        ("``||", False),
        ("<", False),
        ("\ufdfd", False),
        ("\u200d", False),
        ("\u2028", False),
        ("@room", False),
        ("Ana (Discord): I resign", False),
        ("https://example.org", False),
        (":no spaces:", False),
        ("<b>", False),
        ("\u202e👍", False),
        ("👍" * 20, False),
        ("", False),
        ("12", False),
        ("**", False),
    ],
)
def test_only_signs_are_shown(sign: str, *, shown: bool) -> None:
    assert bool(counted({sign: 1})) == shown
