"""Codes that let newcomers and people from the hall into the group."""

import logging
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.domain.group.codes import MOST_AT_ONCE
from bot.messages.catalogue import Catalogues
from bot.ports.platform import Undeliverable
from bot.services.inbound.wrong_codes import EACH
from bot.services.scheduling.retention import KEPT, forget_invitations
from storage.databases.sqlite import SqliteDatabase
from storage.erasure.erased_list import NAME, ErasedList
from storage.store import SqlStore
from tests.services.conftest import ANA, IVO, SAM, VERA
from tests.services.groups.conftest import meet
from tests.services.groups.invitations.inviting import NIA, OLU, code_in, codes, is_in, made
from tests.services.groups.test_coming_and_going import GROUP, channel, group, inside
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM, MATRIX_ROOM, plan


async def test_a_newcomer_comes_in_quietly_and_into_the_channel_with_one_press(
    inviting: BotDriver, discord: InMemoryPlatform
) -> None:
    code = await made(inviting)
    answer = await inviting.say(NIA, f"redeem {code}", DISCORD_ROOM)
    assert "read along quietly" in answer
    assert await is_in(inviting, NIA)
    assert NIA not in inside(discord)
    assert "You go on quietly" in await inviting.say(NIA, "stay digest")
    assert "You are invited" in await inviting.say(NIA, "stay")
    assert NIA in inside(discord)
    (row,) = await codes(inviting)
    assert (row.used, row.uses_left) == (1, 19)


async def test_whoever_has_no_account_in_the_meeting_says_where_they_belong_with_presses(
    inviting: BotDriver,
) -> None:
    await inviting.say(OLU, f"redeem {await made(inviting)}")
    assert "Civil Society" in await inviting.say(OLU, "identify cs")
    number = await inviting.store.read(lambda tx: tx.people.person(GROUP, OLU))
    assert number is not None
    assert "cs" in (await group(inviting)).participants[number].values.values()
    profile = (await inviting.store.read(lambda tx: tx.people.profiles(GROUP, (number,))))[number]
    assert profile.name is None, "a guest until they choose a name"
    await inviting.say(OLU, "name Olu")


async def test_the_code_alone_is_understood_where_only_the_bot_reads_it(inviting: BotDriver) -> None:
    code = await made(inviting)
    assert "You are in the group" in await inviting.say(OLU, code.lower())
    assert "You are in the group" in await inviting.say(SAM, code.replace("-", ""))


async def test_a_second_time_changes_nothing(inviting: BotDriver) -> None:
    code = await made(inviting)
    await inviting.say(OLU, f"redeem {code}")
    head = await inviting.head(GROUP)
    assert "already" in await inviting.say(OLU, f"redeem {code}")
    assert "already" in await inviting.say(ANA, f"redeem {code}")
    assert await inviting.head(GROUP) == head
    assert [row.used for row in await codes(inviting)] == [1]


async def test_the_same_command_twice_counts_once(inviting: BotDriver) -> None:
    code = await made(inviting)
    for _ in range(2):
        await inviting.say(OLU, f"redeem {code}", cause="matrix:the-same")
    assert [row.used for row in await codes(inviting)] == [1]


async def test_what_became_of_a_code_is_told(inviting: BotDriver) -> None:
    one, other, gone = await made(inviting, "1"), await made(inviting, "5 1"), await made(inviting)
    await inviting.say(OLU, f"redeem {one}")
    assert "has been used up" in await inviting.say(SAM, f"redeem {one}")
    assert "lets nobody in" in await inviting.say(VERA, "invite withdraw 3")
    assert "was withdrawn" in await inviting.say(SAM, f"redeem {gone}")
    await inviting.move(86_400)
    assert "its time is over" in await inviting.say(SAM, f"redeem {other}")
    assert "no such code" in await inviting.say(SAM, "redeem ABCD-EFGH-JKMN-PQRS")
    assert "redeem" in await inviting.say(SAM, "redeem")
    assert not await is_in(inviting, SAM)
    assert await is_in(inviting, OLU), "who came in by a withdrawn code stays"


async def test_coordinators_see_and_withdraw_codes_and_others_make_none(inviting: BotDriver) -> None:
    assert "for the coordinators" in await inviting.say(ANA, "invite")
    assert "No code" in await inviting.say(IVO, "invite list")
    await made(inviting, "30 7")
    assert "left 30" in await inviting.say(IVO, "invite list")
    for wrong in ("0", "501", "5 91", "Nia", "5 x", "list 5"):
        assert "Nobody is added by others" in await inviting.say(VERA, f"invite {wrong}")
    assert "no such code" in await inviting.say(VERA, "invite withdraw 9")
    for _ in range(MOST_AT_ONCE - 1):
        await made(inviting)
        await inviting.move(3)
    assert "Withdraw one first" in await inviting.say(VERA, "invite")


async def test_it_comes_with_a_link_for_each_platform_and_a_picture(
    inviting: BotDriver, discord: InMemoryPlatform
) -> None:
    cause = await inviting.give(VERA, "invite", DISCORD_ROOM)
    await inviting.settled()
    shown = inviting.answer(VERA, cause)
    assert f"https://discord.example.org/{channel(discord).id}" in shown
    assert "https://matrix.example.org/@bot" in shown
    files = [shown.file for told in discord.shown.values() for shown in told.values() if shown.file]
    assert files[-1].name == "invitation.png"
    assert files[-1].content.startswith(b"\x89PNG")


async def test_without_the_right_to_make_a_link_the_code_works_alone(
    inviting: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.refusals["link"] = [Undeliverable("no right")]
    answer = await inviting.say(VERA, "invite")
    assert "I may make no link to the server" in answer
    await inviting.say(NIA, f"redeem {code_in(answer)}")
    assert await is_in(inviting, NIA)


async def test_guessing_ends_soon_and_a_right_code_works_again_later(inviting: BotDriver) -> None:
    code = await made(inviting)
    for _ in range(EACH.burst):
        assert "no such code" in await inviting.say(OLU, "redeem AAAA-AAAA-AAAA-AAAA")
    assert "Too many codes" in await inviting.say(OLU, f"redeem {code}")
    assert not await is_in(inviting, OLU)
    await inviting.move(EACH.refill.total_seconds() + 1)
    assert "You are in the group" in await inviting.say(OLU, f"redeem {code}")


async def test_a_code_in_an_open_room_is_not_used_and_the_coordinators_are_told(
    inviting: BotDriver,
) -> None:
    code = await made(inviting)
    assert "Others could read" in await inviting.say(OLU, f"redeem {code}", MATRIX_ROOM)
    assert not await is_in(inviting, OLU)
    assert any("in an open room" in text for text in inviting.texts(VERA))
    assert [row.used for row in await codes(inviting)] == [0]


def held(folder: Path) -> bytes:
    """All that is kept there."""
    return b"".join(each.read_bytes() for each in folder.iterdir())


async def test_a_code_stands_nowhere_once_it_was_said(
    template_database: Path,
    tmp_path: Path,
    catalogues: Catalogues,
    fakes: tuple[InMemoryPlatform, InMemoryPlatform],
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = tmp_path / "evenfloor.db"
    shutil.copyfile(template_database, path)
    database = SqliteDatabase(make_url(f"sqlite:///{path}"))
    store = SqlStore(database, ErasedList(tmp_path / NAME))
    caplog.set_level(logging.DEBUG)
    async with playing(store, catalogues, {"roundtable": plan()}, *fakes, clock=MovedClock()) as bot:
        await meet(bot)
        code = await made(bot)
        await bot.say(OLU, f"redeem {code}")
        await bot.say(SAM, f"redeem {code}", MATRIX_ROOM)
        await bot.say(SAM, f"redeem {code} and more")
        rows = [each.digest for each in await codes(bot)]
        await database.purge()
    await database.close()
    kept = held(tmp_path)
    assert rows[0].encode() in kept
    for form in (code, code.replace("-", "")):
        assert form.encode() not in kept
        assert form not in caplog.text


async def test_codes_that_are_of_no_use_are_forgotten(inviting: BotDriver) -> None:
    await made(inviting, "5 1")
    now = inviting.clock.now()
    await inviting.store.write(lambda tx: forget_invitations(tx, now + timedelta(days=1) + KEPT))
    assert len(await codes(inviting)) == 1
    await inviting.store.write(lambda tx: forget_invitations(tx, now + timedelta(days=1, seconds=1) + KEPT))
    assert await codes(inviting) == []
