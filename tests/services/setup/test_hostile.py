"""Guessing, codes of others, others' buttons, and other servers."""

import pytest

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from tests.services.setup.organiser import (
    CODE,
    EVE,
    LOBBY,
    MALLORY,
    Organiser,
    Server,
    answer_all,
    make_code,
)
from tests.support.bot import BotDriver

THEIRS = Place("discord", "2001")
ANOTHER = "ZZZZ-ZZZZ-ZZZZ-ZZZZ"


async def nothing_is_kept(bot: BotDriver) -> bool:
    return await bot.store.read(lambda tx: not tx.planned.all() and not tx.setup.drafts())


async def test_a_wrong_code_is_answered_and_the_sixth_is_not_looked_at(
    bot: BotDriver, eve: Organiser
) -> None:
    for number in range(5):
        assert "That code is not right" in await eve.say(f"setup ABCD-EFGH-JKMN-PQR{number}")
    assert "Too many wrong codes" in await eve.say(f"setup {CODE}")
    assert await nothing_is_kept(bot)
    await bot.move(600)
    assert "Which channel" in await eve.say(f"setup {CODE}")


async def test_many_accounts_of_one_server_are_one_guesser(bot: BotDriver, there: Server) -> None:
    accounts = [Identity("discord", str(7000 + number)) for number in range(6)]
    there.chiefs |= {(each, "s1") for each in accounts}
    said = [await Organiser(bot, each).say(f"setup {ANOTHER}") for each in accounts]
    assert ["Too many" in each for each in said] == [False] * 5 + [True]


async def test_whoever_guesses_elsewhere_keeps_nobody_out(bot: BotDriver, eve: Organiser) -> None:
    mallory = Organiser(bot, MALLORY, THEIRS, "s2")
    for _ in range(7):
        await mallory.say(f"setup {ANOTHER}")
    assert "Which channel" in await eve.say(f"setup {CODE}")


async def test_a_code_works_once(bot: BotDriver, eve: Organiser) -> None:
    await eve.say(f"setup {CODE}")
    mallory = Organiser(bot, MALLORY, THEIRS, "s2")
    assert "has been used" in await mallory.say(f"setup {CODE}")
    assert "Which channel" in await eve.say(f"setup {CODE}")


async def test_a_code_works_for_a_day(bot: BotDriver, eve: Organiser) -> None:
    await bot.move(86_400)
    assert "too old" in await eve.say(f"setup {CODE}")
    assert await nothing_is_kept(bot)


async def test_a_used_code_does_not_bring_back_what_was_left_too_long(bot: BotDriver, eve: Organiser) -> None:
    await eve.say(f"setup {CODE}")
    await bot.move(7 * 86_400 + 3600)
    assert "has been used" in await eve.say(f"setup {CODE}")


async def test_the_same_command_twice_uses_the_code_once(bot: BotDriver, eve: Organiser) -> None:
    for _ in range(2):
        await bot.give(EVE, f"setup {CODE}", LOBBY, "discord:once", server="s1")
    await bot.settled()
    assert "Which channel" in bot.answer(EVE, "discord:once")
    assert "Which private channel" in await eve.press("roundtable")


async def test_without_the_right_even_the_right_code_is_not_used(bot: BotDriver, eve: Organiser) -> None:
    ben = Organiser(bot, Identity("discord", "9"))
    right, wrong = await ben.say(f"setup {CODE}"), await ben.say(f"setup {ANOTHER}")
    assert "you need Manage Server" in right
    assert right == wrong
    assert "Which channel" in await eve.say(f"setup {CODE}")


async def test_whoever_loses_the_right_goes_no_further(bot: BotDriver, eve: Organiser, there: Server) -> None:
    await eve.say(f"setup {CODE}")
    await answer_all(eve)
    make = eve.offered()["Make the meeting"]
    there.chiefs.remove((EVE, "s1"))
    assert "you need Manage Server" in await eve.press_token(make)
    assert await bot.store.read(lambda tx: tx.planned.all()) == {}
    there.chiefs.add((EVE, "s1"))
    there.away = True
    assert "cannot look at this place just now" in await eve.press_token(make)
    there.away = False
    assert "is ready" in await eve.press_token(make)


async def test_anothers_button_is_nobodys(bot: BotDriver, eve: Organiser, there: Server) -> None:
    await eve.say(f"setup {CODE}")
    token, ben = eve.offered()["roundtable"], Identity("discord", "9")
    there.chiefs.add((ben, "s1"))
    assert "setting up nothing" in await Organiser(bot, ben).press_token(token)
    assert "Which private channel" in await eve.press("roundtable")


async def test_a_walk_goes_on_in_its_own_server_alone(bot: BotDriver, eve: Organiser, there: Server) -> None:
    there.chiefs.add((EVE, "s2"))
    await eve.say(f"setup {CODE}")
    elsewhere = replace(eve, place=THEIRS, server="s2")
    assert "in another place" in await elsewhere.say("setup room 2001")
    assert "in another place" in await elsewhere.press_token("1::s1:setup room 2001")
    assert "cannot be chosen" in await eve.say("setup room 2001")
    await answer_all(eve)
    await eve.say("setup room 2001")
    await eve.say("setup desk 2002")
    await eve.say("setup again")
    await eve.press("Make the meeting")
    [text] = (await bot.store.read(lambda tx: tx.planned.all())).values()
    assert 'place = "1001"' in text
    assert "200" not in text.replace("2026", "")


async def test_a_code_is_not_taken_in_a_direct_chat(eve: Organiser) -> None:
    alone = replace(eve, place=None, server="")
    assert "on Discord the server" in await alone.say(f"setup {CODE}")
    await eve.say(f"setup {CODE}")
    assert "Which channel" in await alone.say("setup")


@pytest.mark.parametrize("command", [f"setup {each}" for each in ("make", "desk new", "here", "room 1")])
async def test_nothing_can_be_answered_without_a_code(bot: BotDriver, eve: Organiser, command: str) -> None:
    assert "setting up nothing" in await eve.say(command)
    assert "setting up nothing" in await eve.press_token(f"1::s1:{command}")
    assert await nothing_is_kept(bot)


@pytest.mark.parametrize("command", ["make", "make x", "back"])
async def test_what_is_not_answered_yet_is_asked_whatever_is_pressed(
    bot: BotDriver, eve: Organiser, command: str
) -> None:
    await eve.say(f"setup {CODE}")
    assert "Which channel" in await eve.say(f"setup {command}")
    assert await bot.store.read(lambda tx: tx.planned.all()) == {}


async def test_no_code_stands_in_the_database_or_among_what_is_sent(bot: BotDriver, eve: Organiser) -> None:
    await make_code(bot, ANOTHER)
    await eve.say(f"setup {CODE}")
    codes = await bot.store.read(lambda tx: tx.setup.codes())
    assert not [each for each in codes if "ABCD" in each.digest.upper() or "ZZZZ" in each.digest.upper()]
    assert not [text for text in bot.fakes["discord"].texts(EVE) if "ABCD" in text]
