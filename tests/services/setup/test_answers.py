"""What can be answered to each question, what is refused, and the file that comes of it."""

import pytest

from bot.meeting_file.read import read_kept
from bot.setup.file_text import presets
from tests.services.setup.organiser import CODE, Organiser, answer_all
from tests.services.setup.test_walk import made
from tests.support.bot import BotDriver


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("room 1", "cannot be chosen here"),
        ("room 2001", "cannot be chosen here"),
        ("room", "cannot be chosen here"),
        ("desk 1003", "Everybody can see that room"),
        ("desk 2002", "cannot be chosen here"),
        ("hall perhaps", "cannot be chosen here"),
        ("title", "between 1 and 100 characters"),
        ("title \u200b\u202e", "between 1 and 100 characters"),
        ("title FILL IN the title", "between 1 and 100 characters"),
        (f"title {'x' * 101}", "between 1 and 100 characters"),
        ("moderators Ana", "write accounts by their ids"),
        ("moderators", "write accounts by their ids"),
        (f"moderators {'1 ' * 11}", "write accounts by their ids"),
        ("language xx", "cannot be chosen here"),
        ("zone Oslo/Europe", "do not know that time zone"),
        ("zone", "do not know that time zone"),
        (f"zone {'x' * 3000}", "do not know that time zone"),
        ("start tomorrow", "write day and time"),
        ("start 2026-13-03 10:30", "write day and time"),
        ("start 9999-12-03 10:30", "write day and time"),
        ("start 2026-12-03 25:30", "write day and time"),
        ("start 2026-10-03 10:30", "That time is over"),
        ("format circus", "cannot be chosen here"),
        ("groups Students, FILL IN", "between 2 and 20 names"),
        ("groups Students, \u200b, Students", "between 2 and 20 names"),
        ("groups Students", "between 2 and 20 names"),
        (f"groups {','.join(str(each) for each in range(21))}", "between 2 and 20 names"),
        (f"groups {'x' * 61}, y", "between 2 and 20 names"),
    ],
)
async def test_it_is_refused_in_plain_words_and_asked_again(eve: Organiser, line: str, words: str) -> None:
    await eve.say(f"setup {CODE}")
    await eve.press("roundtable")
    offered = eve.offered()
    assert words in await eve.say(f"setup {line}")
    assert eve.offered() == offered


async def test_a_time_that_the_clocks_skip_or_repeat_is_refused(eve: Organiser) -> None:
    await eve.say(f"setup {CODE}")
    await eve.say("setup zone Europe/Oslo")
    assert "The clocks are changed then" in await eve.say("setup start 2027-03-28 02:30")
    assert "The clocks are changed then" in await eve.say("setup start 2027-10-31 02:30")


@pytest.mark.parametrize("format", list(presets()["formats"]))
@pytest.mark.parametrize("groups", [*presets()["constituencies"], "Students, Staff; \u5b66\u751f, \u6559"])
async def test_each_form_and_each_list_makes_a_sound_meeting(
    bot: BotDriver, eve: Organiser, format: str, groups: str
) -> None:
    await eve.say(f"setup {CODE}")
    await answer_all(eve, but=2)
    await eve.say(f"setup format {format}")
    await eve.say(f"setup groups {groups}")
    assert "is ready" in await eve.press("Make the meeting")
    plan = await made(bot)
    assert plan.phases
    if groups.startswith("Students"):
        codes = [choice.code for choice in plan.dimensions[0].choices]
        assert codes == ["students", "staff", "group", "group-2", "pns"]


async def test_who_moderates_stands_in_the_file(bot: BotDriver, eve: Organiser) -> None:
    await eve.say(f"setup {CODE}")
    await answer_all(eve)
    await eve.say("setup moderators 77 88,77")
    await eve.press("Make the meeting")
    assert [str(each) for each in (await made(bot)).moderators] == ["discord:77", "discord:88"]


HOSTILE = (
    '"] [[rooms]] platform = "matrix"',
    "@everyone <@1> <#2>",
    "**bold** `code` [link](https://x.org)",
    "\\\\ \\n \\u0041 \\x",
    "FILL IN: the title",
    "\u202ereversed\u202c and \u200bhidden",
    "\x7f\x00\x1b[31m",
    "'''\"\"\"",
    "\U0001f600 \ud83d",
    "{ $title } { -term }",
)


@pytest.mark.parametrize("title", HOSTILE)
async def test_no_title_can_be_more_than_words(bot: BotDriver, eve: Organiser, title: str) -> None:
    await eve.say(f"setup {CODE}")
    await answer_all(eve)
    await eve.say(f"setup title {title}")
    said = await eve.press("Make the meeting") if "Make the meeting" in eve.offered() else "refused"
    kept = await bot.store.read(lambda tx: tx.planned.all())
    if "is ready" not in said:
        assert kept == {}
        return
    [(id, text)] = kept.items()
    file = read_kept(id, text)
    assert file.plan is not None
    assert [room.place and room.place.platform for room in file.plan.rooms] == [None, "discord"]
    assert file.plan.title["en"].isprintable()
