"""From a code to a meeting that is held, by presses."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.domain.plan import Plan
from bot.meeting_file.read import read_kept
from tests.services.conftest import ANA, Play
from tests.services.setup.organiser import ANSWERS, CODE, EVE, LOBBY, Organiser, Server, answer_all, make_code
from tests.support.bot import BotDriver

DESK = Place("discord", "1002")


async def made(bot: BotDriver) -> Plan:
    """The one meeting that was set up."""
    [(id, text)] = (await bot.store.read(lambda tx: tx.planned.all())).items()
    file = read_kept(id, text)
    assert file.problems == ()
    assert file.plan is not None
    return file.plan


async def test_a_meeting_is_set_up_by_presses_and_held_without_a_restart(
    bot: BotDriver, eve: Organiser, there: Server
) -> None:
    assert "Which channel is for everybody?" in await eve.say(f"setup {CODE}")
    last = await answer_all(eve)
    assert "I have all permissions" in last
    ready = await eve.press("Make the meeting")
    assert "is ready" in ready
    plan = await made(bot)
    assert plan.id == "who-decides-on-the-spectrum-2026-12-03"
    assert plan.title["en"] == "Who decides on \u201cthe spectrum\u201d?"
    assert f"{plan.start:%Y-%m-%d %H:%M}" == "2026-12-03 09:30"
    assert (plan.places, plan.moderators_rooms) == ((LOBBY,), (DESK,))
    assert [room.place for room in plan.rooms] == [None, LOBBY]
    assert plan.notices.opening == 600
    assert [each.id for each in plan.dimensions] == ["group", "mode", "region"]
    assert sum(phase.seconds for phase in plan.phases) == 3600
    assert set(there.taken_up) == {LOBBY, DESK}
    bot.fakes["discord"].moderators.add((EVE, DESK))
    await bot.say(EVE, "open", DESK)
    assert "in the queue" in await bot.say(ANA, "join", LOBBY)


async def test_it_opens_by_itself_ten_minutes_before(bot: BotDriver, eve: Organiser) -> None:
    await eve.say(f"setup {CODE}")
    await answer_all(eve)
    await eve.press("Make the meeting")
    plan = await made(bot)
    await bot.move((plan.start - bot.clock.now()).total_seconds() - 601)
    assert "in the queue" not in await bot.say(ANA, "join", LOBBY)
    await bot.move(1)
    assert "in the queue" in await bot.say(ANA, "join", LOBBY)


async def test_what_was_answered_survives_a_restart_and_so_do_the_buttons(
    play: Play, there: Server, bot: BotDriver, eve: Organiser
) -> None:
    del there
    await eve.say(f"setup {CODE}")
    await answer_all(eve, but=4)
    async with play() as again:
        eve.bot = again
        for label, words in ANSWERS[-4:]:
            await eve.press(label, words)
        await eve.press("Make the meeting")
    assert (await made(bot)).zone == "Europe/Paris"


@pytest.mark.parametrize("back", [1, 3])
async def test_one_can_go_back(bot: BotDriver, eve: Organiser, back: int) -> None:
    await eve.say(f"setup {CODE}")
    await answer_all(eve)
    for _ in range(back):
        await eve.press("Back")
    for label, words in ANSWERS[-back:]:
        await eve.press(label, words)
    assert "is ready" in await eve.press("Make the meeting")
    await made(bot)


async def test_a_question_that_is_answered_is_answered_once(eve: Organiser) -> None:
    await eve.say(f"setup {CODE}")
    old = eve.offered()
    await eve.press("roundtable")
    said = await eve.press_token(old["chat"])
    assert "answered already" in said
    assert "Which private channel" in said
    assert "hall" in await eve.press("mods")


async def test_stopping_makes_nothing_and_the_code_is_used_up(bot: BotDriver, eve: Organiser) -> None:
    await eve.say(f"setup {CODE}")
    assert "Stopped" in await eve.press("Stop")
    assert "setting up nothing" in await eve.say("setup")
    assert "has been used" in await eve.say(f"setup {CODE}")
    assert await bot.store.read(lambda tx: tx.planned.all()) == {}


async def test_what_is_missing_is_named_with_where_to_click(eve: Organiser, there: Server) -> None:
    rooms = there.rooms["s1"]
    rooms[0] = replace(rooms[0], lacks=("Send Messages", "Create Private Threads"))
    await eve.say(f"setup {CODE}")
    said = await answer_all(eve)
    assert (
        "In roundtable I lack Send Messages and Create Private Threads. Click: Edit Channel, Permissions"
        in said
    )
    rooms[0] = replace(rooms[0], lacks=())
    assert "I have all permissions" in await eve.press("Look again")


async def test_without_a_private_channel_it_is_said_how_to_make_one(eve: Organiser, there: Server) -> None:
    mods = there.rooms["s1"].pop(1)
    await eve.say(f"setup {CODE}")
    assert "Create Channel, Private Channel" in await eve.press("roundtable")
    there.rooms["s1"].append(mods)
    await eve.press("Look again")
    assert "hall" in await eve.press("mods")


async def test_a_channel_is_made_only_with_the_permission(eve: Organiser, there: Server) -> None:
    await eve.say(f"setup {CODE}")
    await eve.press("roundtable")
    assert "Make a room for us" not in eve.offered()
    there.can_make = True
    await eve.press("Look again")
    assert "hall" in await eve.press("Make a room for us")
    assert len(there.made) == 1


async def test_a_room_that_has_gone_is_asked_for_anew(bot: BotDriver, eve: Organiser, there: Server) -> None:
    await eve.say(f"setup {CODE}")
    await answer_all(eve)
    there.rooms["s1"].pop(0)
    said = await eve.press("Make the meeting")
    assert "Something has changed" in said
    assert "Which channel is for everybody?" in said
    assert "roundtable" not in eve.offered()
    await eve.press("chat")
    assert "is ready" in await eve.press("Make the meeting")
    assert [each.id for each in (await made(bot)).places] == ["1003"]


async def test_a_start_that_has_passed_meanwhile_is_asked_for_anew(bot: BotDriver, eve: Organiser) -> None:
    await eve.say(f"setup {CODE}")
    await answer_all(eve)
    start = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
    await eve.say(f"setup start {bot.clock.now() + timedelta(days=1):%Y-%m-%d %H:%M}")
    await bot.move(2 * 86_400)
    said = await eve.press("Make the meeting")
    assert "When does it start, on the clocks of Europe/Paris?" in said
    assert "That time is over" in await eve.press("Write it", "2026-11-01 10:30")
    await eve.press("Write it", "2027-12-03 10:30")
    assert "is ready" in await eve.press("Make the meeting")
    assert (await made(bot)).start == start.replace(year=2027)


async def test_two_meetings_of_one_name_and_day_have_two_ids(bot: BotDriver, eve: Organiser) -> None:
    for code in (CODE, "ABCD-EFGH-JKMN-PQRT"):
        await make_code(bot, code)
        await eve.say(f"setup {code}")
        await answer_all(eve)
        await eve.press("Make the meeting")
    ids = await bot.store.read(lambda tx: list(tx.planned.all()))
    assert ids == ["who-decides-on-the-spectrum-2026-12-03", "who-decides-on-the-spectrum-2026-12-03-2"]


async def test_a_bot_that_remembers_one_that_was_removed_does_not_take_it_for_another(
    bot: BotDriver, eve: Organiser
) -> None:
    id = "who-decides-on-the-spectrum-2027-12-03"
    for code in (CODE, "ABCD-EFGH-JKMN-PQRT"):
        await make_code(bot, code)
        await eve.say(f"setup {code}")
        await answer_all(eve)
        await eve.say("setup start 2027-12-03 10:30")
        await bot.store.write(lambda tx: tx.planned.remove(id))
        await eve.press("Make the meeting")
        assert await bot.store.read(lambda tx: tx.log.head(id)) == 0, "it was opened, and cannot be removed"
    assert await bot.store.read(lambda tx: list(tx.planned.all())) == [f"{id}-2"]


async def test_a_draft_that_nobody_touches_for_a_week_is_over(bot: BotDriver, eve: Organiser) -> None:
    await eve.say(f"setup {CODE}")
    await bot.move(7 * 86_400)
    assert "setting up nothing" in await eve.say("setup")


async def test_the_same_meeting_is_asked_for_twice_and_made_once(bot: BotDriver, eve: Organiser) -> None:
    await eve.say(f"setup {CODE}")
    await answer_all(eve)
    token = eve.offered()["Make the meeting"]
    await eve.press_token(token)
    assert "setting up nothing" in await eve.press_token(token)
    await made(bot)


async def test_a_platform_without_places_to_choose_says_so(bot: BotDriver) -> None:
    li = Organiser(bot, Identity("matrix", "li"), Place("matrix", "!x"), "example.org")
    assert "on Discord and on Matrix" in await li.say(f"setup {CODE}")
