"""Notes are given, reviewed, found, handed on and taken back, each by whoever may."""

import csv
import io
import json

import pytest

from bot.domain.identity import Place
from bot.domain.impact.notes import MOST_OF_ONE
from bot.domain.impact.rows import Impact
from bot.files.impacts import impact_file
from bot.ports.platform import ChosenRequest, Invocation, TypedRequest
from bot.services.inbound.traceless.service import EACH
from tests.domain.impact.test_notes import note
from tests.services.conftest import ANA, IVO, LI, SAM, VERA
from tests.services.groups.impacts.conftest import KENYA, STRANGER, code_in, notes, reviews
from tests.services.groups.test_coming_and_going import channel
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM, MATRIX_ROOM


async def test_two_who_did_not_write_it_agree_and_then_it_is_for_all(noting: BotDriver) -> None:
    assert "Note 1 is kept" in await noting.say(ANA, f"impact {KENYA}")
    assert "Given by Ana" in await noting.say(VERA, "impact review")
    assert "no note with that number" in await noting.say(LI, "impact withdraw 1")
    assert "It waits: 0 for it" in await noting.say(ANA, "impact show 1")
    assert "1 of 2 do" in await noting.say(VERA, "impact accept 1")
    assert "1 of 2 do" in await noting.say(VERA, "impact accept 1"), "one say each"
    assert "for other coordinators" in await noting.say(VERA, "impact review")
    assert "No note counts there yet" in await noting.say(ANA, "impact list")
    assert "Note 1 counts from now on" in await noting.say(IVO, "impact accept 1")
    assert "Your note 1 counts" in noting.texts(ANA)[-1]
    assert "has been decided" in await noting.say(LI, "impact reject 1 scope")
    shown = await noting.say(ANA, "impact list Kenya")
    assert "1 Kenya: A pangolin law" in shown
    assert "No note counts there yet" in await noting.say(ANA, "impact list Viet Nam")
    assert "1 Kenya" in await noting.say(ANA, "impact search LAW kenya")
    assert "No note counts there yet" in await noting.say(ANA, "impact search ocelot")


async def test_who_writes_it_does_not_review_it_and_others_do_not_see_whose_it_is(noting: BotDriver) -> None:
    await noting.say(VERA, f"impact {KENYA}")
    assert "is yours, so others review it" in await noting.say(VERA, "impact accept 1")
    assert "No note waits" not in await noting.say(VERA, "impact review")
    await noting.say(IVO, "impact accept 1")
    assert "no note with that number" in await noting.say(ANA, "impact show 1")
    await noting.say(LI, "impact accept 1")
    assert "Vera" not in await noting.say(ANA, "impact show 1")
    assert "Given by Vera" in await noting.say(IVO, "impact show 1")


async def test_who_is_asked_presses_a_country_and_a_reason(
    noting: BotDriver, discord: InMemoryPlatform
) -> None:
    assert "Which one?" in await noting.say(ANA, "impact Congo | what | https://example.org")
    token = discord.choices(ANA)["Congo - Kinshasa"].token
    assert "Note 1 is kept" in await noting.press(ANA, token)
    assert [each.country for each in await notes(noting)] == ["CD"]
    await noting.say(VERA, "impact review")
    await noting.press(VERA, discord.choices(VERA)["It does not count"].token)
    reason = "It could harm somebody"
    assert "1 of 2 do" in await noting.press(VERA, discord.choices(VERA)[reason].token)
    assert "does not count" in await noting.say(LI, "impact reject 1 It names a child")
    assert "does not count: It names a child" in noting.texts(ANA)[-1]
    assert [(each.reason, each.accepts) for each in await reviews(noting)] == [
        ("harm", False),
        ("It names a child", False),
    ]
    assert "Which one?" in await noting.say(ANA, "impact list Congo")


async def test_three_review_what_nobody_gave(noting: BotDriver) -> None:
    await noting.say(ANA, f"impact anonymous {KENYA}")
    await noting.say(VERA, "impact accept 1")
    assert "2 of 3 do" in await noting.say(IVO, "impact accept 1")
    assert "No note counts" in await noting.say(ANA, "impact list")
    assert "without a name" in await noting.say(LI, "impact review")
    assert "counts from now on" in await noting.say(LI, "impact accept 1")
    assert "1 Kenya" in await noting.say(ANA, "impact list")


async def test_a_linked_account_is_the_same_person(noting: BotDriver, discord: InMemoryPlatform) -> None:
    """Vera joins the account with which Ivo coordinates to hers: they have one say, and none on their own."""
    code = (await noting.say(VERA, "link", DISCORD_ROOM)).split("link ")[1].split()[0]
    await noting.say(IVO, f"link {code}", MATRIX_ROOM)
    await noting.press(VERA, discord.choices(VERA)["Yes, that is me"].token)
    await noting.say(VERA, f"impact {KENYA}")
    assert "is yours, so others review it" in await noting.say(IVO, "impact accept 1")
    await noting.say(ANA, f"impact {KENYA}")
    await noting.say(VERA, "impact accept 2")
    assert "1 of 2 do" in await noting.say(IVO, "impact accept 2")
    assert "is gone" in await noting.say(IVO, "impact withdraw 1")


async def test_its_author_takes_it_back_at_any_time_also_when_they_have_left(noting: BotDriver) -> None:
    await noting.say(ANA, f"impact {KENYA}")
    await noting.say(ANA, f"impact anonymous {KENYA}")
    await noting.say(VERA, "impact accept 1")
    await noting.say(IVO, "impact accept 1")
    await noting.say(ANA, "unstay")
    assert "not in" in await noting.say(ANA, "impact list")
    assert "no note with that number" in await noting.say(ANA, "impact withdraw 2")
    assert "Note 1 is gone" in await noting.say(ANA, "impact withdraw 1")
    assert ([each.number for each in await notes(noting)], await reviews(noting)) == ([2], [])


async def test_whoever_has_the_code_takes_it_back_after_it_counted_too(noting: BotDriver) -> None:
    code = code_in(await noting.say(ANA, f"impact anonymous {KENYA}"))
    for who in (VERA, IVO, LI):
        await noting.say(who, "impact accept 1")
    written = code.replace("-", "").lower()
    assert "Note 1 is gone" in await noting.say(STRANGER, f"impact withdraw {written}")
    assert (await notes(noting), await reviews(noting)) == ([], [])
    assert "No note has this code" in await noting.say(STRANGER, f"impact withdraw {code}")


async def test_codes_are_not_guessed(noting: BotDriver) -> None:
    code = code_in(await noting.say(ANA, f"impact anonymous {KENYA}"))
    for _ in range(5):
        await noting.say(STRANGER, "impact withdraw AAAA-AAAA-AAAA-AAAA")
        await noting.move(4)
    many = await noting.say(STRANGER, f"impact withdraw {code}")
    assert many == await noting.say(STRANGER, "redeem AAAA-AAAA-AAAA-AAAA")
    assert len(await notes(noting)) == 1
    assert "is gone" in await noting.say(SAM, f"impact withdraw {code}")


@pytest.mark.parametrize("words", [KENYA, f"anonymous {KENYA}", "list", "withdraw AAAA-AAAA-AAAA-AAAA"])
async def test_in_a_room_nothing_is_done_and_nothing_kept(
    noting: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform, words: str
) -> None:
    for who, place in ((ANA, DISCORD_ROOM), (ANA, channel(discord)), (LI, channel(matrix))):
        answer = await noting.say(who, f"impact {words}", place)
        assert "delete it now" in answer
        assert "pangolin" not in answer.casefold()
        assert not [each for each in noting.texts(place) if "pangolin" in each]
    assert await notes(noting) == []
    texts = await noting.store.read(lambda tx: tx.people.texts_of("group/roundtable", range(9)))
    assert not [text for text in texts.values() if "pangolin" in text]


async def test_a_private_answer_in_a_channel_is_private_enough(
    noting: BotDriver, discord: InMemoryPlatform
) -> None:
    """Discord shows nobody what was chosen in its menu."""
    request = ChosenRequest("impact", {"what": "anonymous", "text": KENYA})
    place, now = channel(discord), noting.clock.now()
    given = Invocation("discord:menu", ANA, "Ana", place, False, request, now)
    await noting.app.command_service.handle(given)
    assert "without your account" in noting.answer(ANA, "discord:menu")


async def test_coordinators_alone_review_and_export(noting: BotDriver) -> None:
    await noting.say(ANA, f"impact {KENYA}")
    for words in ("review", "accept 1", "reject 1 scope", "export"):
        assert "for the coordinators" in await noting.say(ANA, f"impact {words}")
    await noting.say(VERA, "coordinator remove Li")
    assert "for the coordinators" in await noting.say(LI, "impact accept 1")
    assert await reviews(noting) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Nowhere | what | https://example.org", "no country"),
        ("Kenya | what", "Put a |"),
        ("Kenya | what | nothing", "must be a link"),
        ("anonymous Korea | what | https://example.org", "KP (North Korea) and KR (South Korea)"),
        ("list Atlantis", "no country"),
        ("search", "which words"),
        (f"search {'x' * 700}", "too long"),
        ("show 9", "no note"),
        ("show one", "no note"),
        ("export xls", "csv, json or md"),
        ("accept 9", "no note"),
        (f"reject 1 {'x' * 300}", "too long"),
        ("", "I keep no account with such a note"),
    ],
)
async def test_what_cannot_be_done_says_why(noting: BotDriver, words: str, told: str) -> None:
    await noting.say(LI, f"impact {KENYA}")
    assert told in await noting.say(VERA, f"impact {words}".strip())


async def test_an_edit_changes_nothing_that_was_given_without_a_name(noting: BotDriver) -> None:
    now, place = noting.clock.now(), Place("matrix", "@li")
    asked = TypedRequest(f"impact anonymous {KENYA}")
    edited = Invocation("matrix:$2", LI, "Li", place, True, asked, now, edits="matrix:$1")
    await noting.app.command_service.handle(edited)
    assert "cannot be changed by an edit" in noting.answer(LI, "matrix:$2")
    assert await notes(noting) == []


async def test_coordinators_are_told_once_the_morning_after(noting: BotDriver) -> None:
    await noting.say(ANA, f"impact anonymous {KENYA}")
    await noting.say(ANA, f"impact {KENYA}")
    assert not [text for text in noting.texts(VERA) if "wait for coordinators" in text]
    await noting.move(2 * 86400)
    for who in (VERA, IVO, LI):
        assert sum("wait for coordinators: 2" in text for text in noting.texts(who)) == 1
    assert not [text for text in noting.texts(ANA) if "wait for coordinators" in text]
    assert all(each.told for each in await notes(noting))


async def test_a_long_list_has_pages(noting: BotDriver) -> None:
    for _ in range(7):
        await noting.say(ANA, f"impact {KENYA}")
        await noting.move(20)
    for number in range(1, 8):
        for who in (VERA, IVO):
            await noting.say(who, f"impact accept {number}")
            await noting.move(20)
    first, second = await noting.say(ANA, "impact list KE"), await noting.say(ANA, "impact list KE | 2")
    assert ("7 Kenya" in first, "2 Kenya" in first, "2 more" in first) == (True, False, True)
    assert ("2 Kenya" in second, "1 Kenya" in second, "more" in second) == (True, True, False)


HOSTILE = ("=cmd|'x'!A0", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "\uff1d1")


def hostile() -> list[Impact]:
    texts = (*HOSTILE, "<b>[x](https://evil.example)</b> `a` # b", "plain")
    return [
        Impact(number, 1, note().at, "KE", text, "https://example.org/r", state="counts")
        for number, text in enumerate(texts, 1)
    ]


def test_no_cell_of_the_table_is_a_formula() -> None:
    content = impact_file(hostile(), "csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert [row["what"] for row in rows][: len(HOSTILE)] == [f"'{each}" for each in HOSTILE]
    assert rows[-1] == {
        "number": "10",
        "day": "2027-03-01",
        "code": "KE",
        "country": "Kenya",
        "what": "plain",
        "source": "https://example.org/r",
    }


def test_json_says_what_was_written_and_markdown_shows_it_as_words() -> None:
    rows = json.loads(impact_file(hostile(), "json").content)
    assert [row["what"] for row in rows] == [each.what for each in hostile()]
    text = impact_file(hostile(), "md").content.decode()
    assert "\\<b\\>\\[x\\]\\(https://evil\\.example\\)" in text
    assert text.count("## Kenya") == 1
    assert text.count("https://example\\.org/r") == 10


async def test_the_file_has_what_counts_and_nobodys_name(
    noting: BotDriver, discord: InMemoryPlatform
) -> None:
    await noting.say(ANA, f"impact {KENYA}")
    await noting.say(ANA, "impact Peru | Waiting | https://example.org/w")
    for who in (VERA, IVO):
        await noting.say(who, "impact accept 1")
    await noting.say(VERA, "impact export")
    for form in ("JSON", "MD"):
        await noting.press(VERA, discord.choices(VERA)[form].token)
    files = [each.file for each in discord.shown[f"@{VERA}"].values() if each.file]
    assert [each.name for each in files[-3:]] == ["impacts.csv", "impacts.json", "impacts.md"]
    for file in files[-3:]:
        text = file.content.decode("utf-8-sig")
        assert "A pangolin law jails reporters".replace(" ", "") in text.replace(" ", "")
        assert "Waiting" not in text
        assert "Ana" not in text


async def test_whoever_gives_many_keeps_no_others_from_being_read(noting: BotDriver) -> None:
    for number in range(MOST_OF_ONE):
        assert "is kept" in await noting.say(ANA, f"impact Kenya | Case {number} | https://example.org/x")
        await noting.move(10)
    assert "as many as can" in await noting.say(ANA, f"impact {KENYA}")
    assert "is kept" in await noting.say(LI, f"impact {KENYA}")
    assert "is gone" in await noting.say(ANA, "impact withdraw 3")
    assert "is kept" in await noting.say(ANA, f"impact {KENYA}")


async def test_whoever_gives_many_without_a_name_waits(noting: BotDriver) -> None:
    for _ in range(EACH.burst):
        assert "Your code" in await noting.say(ANA, f"impact anonymous {KENYA}")
        await noting.move(10)
    assert "in two hours" in await noting.say(ANA, f"impact anonymous {KENYA}")
    assert "Your code" in await noting.say(LI, f"impact anonymous {KENYA}")
    await noting.move(2 * 3600)
    assert "Your code" in await noting.say(ANA, f"impact anonymous {KENYA}")
