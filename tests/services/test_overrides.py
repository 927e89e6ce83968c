"""The verbs around the rule, on two platforms and in the hall: who is told what, and who is not."""

import pytest

from bot.domain.identity import Identity
from tests.services.conftest import ANA, BEN, IVO, LI, SAM, VERA, Play
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM

ROOMS = (DISCORD_ROOM, MATRIX_ROOM)
MODERATORS = (DISCORD_MODERATORS, MATRIX_MODERATORS)
EVE = Identity("matrix", "eve")


def told(bot: BotDriver, words: str) -> list[int]:
    """How often each room has these words, the moderators' last."""
    return [sum(words in text for text in bot.texts(room)) for room in (*ROOMS, *MODERATORS)]


async def queued(bot: BotDriver, *people: tuple[Identity, str]) -> None:
    for who, codes in people:
        room = DISCORD_ROOM if who.platform == "discord" else MATRIX_ROOM
        await bot.say(who, "join", room)
        await bot.say(who, f"identify {codes}", room)


async def test_a_picks_reason_is_for_moderators_alone(debating: BotDriver, discord: InMemoryPlatform) -> None:
    await queued(debating, (ANA, "cs"), (LI, "gov"))
    assert "Please say why" not in await debating.say(VERA, "pick li | the minister must leave", None)
    await debating.say(VERA, "pick li | the minister must leave", DISCORD_MODERATORS)
    assert told(debating, "minister")[:2] == [0, 0]
    assert told(debating, 'Picked by a moderator. "the minister must leave"')[2:] == [1, 1]
    assert told(debating, "Li (Government) has the floor")[:2] == [1, 1]
    assert "Picked by a moderator" in discord.texts(DISCORD_ROOM)[-1]
    texts = [text for who in (ANA, LI) for text in debating.texts(who)]
    assert not [text for text in texts if "minister" in text]


async def test_a_picks_reason_can_be_erased(debating: BotDriver) -> None:
    await queued(debating, (LI, "gov"))
    await debating.say(VERA, "pick li | the minister", DISCORD_MODERATORS, cause="discord:9")
    kept = await debating.store.read(lambda tx: dict(tx.people.texts("roundtable", ["discord:9"])))
    assert kept == {"discord:9": "the minister"}
    log = await debating.store.read(lambda tx: [row.data for row in tx.log.after("roundtable", 0)])
    assert "minister" not in str(log)


async def test_a_pick_needs_a_reason_and_somebody(debating: BotDriver) -> None:
    await queued(debating, (LI, "gov"))
    for text, answer in (
        ("pick li", "Something is missing"),
        ("pick nobody | because", 'I do not know whom you mean by "nobody"'),
        ("pick li | |", "Something is missing"),
    ):
        assert answer in await debating.say(VERA, text, DISCORD_MODERATORS), text
    assert "moderators" in await debating.say(ANA, "pick 1 | me", DISCORD_ROOM)


async def test_the_first_hand_after_an_empty_queue_is_told_to_the_moderators(debating: BotDriver) -> None:
    first = "raised a hand; the queue was empty"
    await debating.say(ANA, "join", DISCORD_ROOM)
    await debating.say(LI, "join", MATRIX_ROOM)
    assert told(debating, first) == [0, 0, 1, 1]
    for _ in range(2):
        await debating.move(60)
        await debating.say(VERA, "next", DISCORD_MODERATORS)
    await debating.say(VERA, "absent", DISCORD_MODERATORS)
    await debating.say(VERA, "w cs", DISCORD_MODERATORS)
    await debating.say(BEN, "join", DISCORD_ROOM)
    assert told(debating, first) == [0, 0, 1, 1], "the hall was waiting"
    await debating.say(VERA, "undo", DISCORD_MODERATORS)
    await debating.say(BEN, "withdraw", DISCORD_ROOM)
    await debating.say(BEN, "join", DISCORD_ROOM)
    assert told(debating, first) == [0, 0, 1, 1]
    assert told(debating, "raised a hand; nobody else can be called now") == [0, 0, 1, 1]


async def test_before_the_start_hands_are_no_news(opened: BotDriver) -> None:
    await opened.say(ANA, "join", DISCORD_ROOM)
    assert told(opened, "raised a hand") == [0, 0, 0, 0]


async def test_in_the_middle_moderators_hear_once_who_has_not_been_heard(debating: BotDriver) -> None:
    await queued(debating, (ANA, "cs"), (LI, "gov"))
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    await debating.move(901)
    half = "Half of Debate is over. Here and without a turn yet: Government."
    assert told(debating, half) == [0, 0, 1, 1]
    await debating.say(VERA, "phase extend 30m", DISCORD_MODERATORS)
    await debating.move(1200)
    assert told(debating, "Half of") == [0, 0, 1, 1]


async def test_where_all_were_heard_the_middle_is_no_news(debating: BotDriver) -> None:
    await queued(debating, (ANA, "cs"))
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    await debating.move(901)
    assert told(debating, "Half of") == [0, 0, 0, 0]


async def test_why_not_me(debating: BotDriver) -> None:
    await queued(debating, (ANA, "cs"), (BEN, "cs"), (LI, "gov"))
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert await debating.say(BEN, "why", DISCORD_ROOM) == (
        "The floor goes to the group whose last turn in the queue is longest ago.\n"
        "Government: no turn yet; 1 waiting\n"
        "Civil Society: had the last turn; 1 waiting\n"
        "Ben (Civil Society) has place 2."
    )
    await queued(debating, (SAM, "cs"))
    assert "One person of the same group is before." in await debating.say(SAM, "why")
    assert "You are not in the queue" in await debating.say(ANA, "why", DISCORD_ROOM)
    assert "Only moderators can ask about others" in await debating.say(BEN, "why li", DISCORD_ROOM)
    assert "Li (Government) is next." in await debating.say(VERA, "why Li", DISCORD_MODERATORS)
    assert "whom you mean" in await debating.say(VERA, "why Zoe", DISCORD_MODERATORS)
    await debating.say(BEN, "later", DISCORD_ROOM)
    assert "Ben (Civil Society) is not called at the moment." in await debating.say(BEN, "why")


async def test_balance_is_whole_for_moderators_and_hides_the_few_from_others(debating: BotDriver) -> None:
    await queued(debating, (ANA, "cs af"), (BEN, "cs af"), (SAM, "cs ap"), (LI, "gov"))
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    await debating.move(45)
    await debating.say(VERA, "speaker bo", DISCORD_MODERATORS)
    whole = await debating.say(VERA, "balance", DISCORD_MODERATORS)
    for line in (
        "Civil Society: one turn, 45 seconds; 3 here, 3 asked",
        "Government: 0 turns, 0 seconds; 2 here, 1 asked",
        "African Group: one turn, 45 seconds; 3 here, 2 asked",
        "Remote: one turn, 45 seconds; 4 here, 4 asked",
        "Here and without a turn yet: Government",
        "Nobody is here from: Private Sector",
        "One turn of a listed speaker is counted apart.",
    ):
        assert line in whole, whole
    short = await debating.say(ANA, "balance", DISCORD_ROOM)
    assert short == "Turns so far\nCivil Society: one turn, 3 here\nGovernment: 0 turns, fewer than 3 here"


async def test_the_absent_are_told_what_became_of_their_place(debating: BotDriver) -> None:
    await queued(debating, (ANA, "cs"))
    for _ in range(2):
        await debating.move(60)
        await debating.say(VERA, "next", DISCORD_MODERATORS)
        assert "The first time the place is kept" in await debating.say(VERA, "absent", DISCORD_MODERATORS)
        await debating.say(ANA, "ready", DISCORD_ROOM)
    said = debating.texts(ANA)
    assert sum("You keep your place. Please say when you are back." in text for text in said) == 1
    assert sum("We called you twice" in text for text in said) == 1
    assert told(debating, "Ana was called and is not here.") == [2, 2, 2, 2]
    assert told(debating, "Ana is back and can be called.") == [0, 0, 1, 1]
    await debating.say(VERA, "pick ana | try again", DISCORD_MODERATORS)
    await debating.say(VERA, "absent", DISCORD_MODERATORS)
    assert "We called you and you were not there." in debating.texts(ANA)


async def test_on_hold_one_is_told_how_to_come_back(debating: BotDriver) -> None:
    await queued(debating, (ANA, "cs"))
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    await debating.say(VERA, "absent", DISCORD_MODERATORS)
    assert "not called at the moment." in await debating.say(ANA, "position")
    assert "The only one who waits is away" in await debating.say(VERA, "next", DISCORD_MODERATORS)


async def test_out_of_reach_one_is_told_so_and_asked_for_words(debating: BotDriver) -> None:
    await debating.say(VERA, "w cs cs", DISCORD_MODERATORS)
    await debating.say(VERA, "phase next", DISCORD_MODERATORS)
    await debating.move(1620)
    answer = await debating.say(ANA, "join", DISCORD_ROOM)
    assert "The time may end before your turn." in answer
    assert "You can hand in words for the minutes." in answer
    assert "aloud" in await debating.say(ANA, "join we need a budget", DISCORD_ROOM)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert told(debating, "There is time for 0 of the 2 turns that are asked for.") == [0, 0, 1, 1]


async def test_a_regrouped_person_is_called_anew(debating: BotDriver) -> None:
    await queued(debating, (ANA, "cs"), (BEN, "gov"), (LI, "ps"))
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert "You are next" in await debating.say(BEN, "position")
    answer = await debating.say(VERA, "regroup ben | cs af", DISCORD_MODERATORS)
    assert "Corrected: Ben (Civil Society)." in answer
    assert "Li (Private Sector) has the floor" in await _next(debating)
    for text in ("regroup ben | mars", "regroup ben | cs gov", "regroup zoe | cs"):
        head = await debating.head()
        await debating.say(VERA, text, DISCORD_MODERATORS)
        assert await debating.head() == head, text


async def _next(bot: BotDriver) -> str:
    await bot.move(60)
    return await bot.say(VERA, "next", DISCORD_MODERATORS)


async def test_skip_more_and_a_speaker_of_the_programme(debating: BotDriver) -> None:
    await queued(debating, (ANA, "cs"), (BEN, "gov"))
    await debating.say(VERA, "skip", DISCORD_MODERATORS)
    assert any("A moderator passed over you for one call" in text for text in debating.texts(ANA))
    assert "Ben (Government) has the floor" in await _next(debating)
    assert "Added 1 minute." in await debating.say(VERA, "more", DISCORD_MODERATORS)
    assert told(debating, "Ben has 1 minute more.") == [1, 1, 0, 0]
    assert told(debating, "Vera gave Ben 1 minute more.") == [0, 0, 1, 1]
    assert "Bo Ek (Government) has the floor" in await debating.say(IVO, "speaker bo", MATRIX_ROOM)
    assert "A speaker of the programme." in debating.texts(DISCORD_ROOM)[-1]
    for who in ("ana", "zoe", ""):
        assert "Ana Lindholm" in await debating.say(IVO, f"speaker {who}", MATRIX_ROOM)
    await debating.say(IVO, "undo", MATRIX_ROOM)
    assert "Bo Ek (Government)" in await debating.say(IVO, "speaker bo ek", MATRIX_ROOM), (
        "not a second of that name"
    )
    assert "Ana Lind (Civil Society)" in await debating.say(IVO, "speaker ANA LIND", MATRIX_ROOM)


async def test_a_walk_up_and_an_account_become_one(debating: BotDriver) -> None:
    await debating.say(VERA, "w cs", DISCORD_MODERATORS)
    await queued(debating, (LI, "gov"))
    answer = await debating.say(VERA, "link hall 1", DISCORD_MODERATORS)
    code = answer.split("Hall 1 is ")[1].split(".")[0]
    assert "That code is not valid" in await debating.say(EVE, "link ABCDEF")
    assert "That code is not valid" in await debating.say(EVE, "link hall 1")
    answer = await debating.say(EVE, f"link {code.lower()}")
    assert "Done: both accounts are one participant." in answer
    assert "Hall 1 (Civil Society)" in answer
    assert "That code is not valid" in await debating.say(SAM, f"link {code}")
    assert "Your place now: 1" in await debating.say(EVE, "position")
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert any("You have the floor for" in text for text in debating.texts(EVE))


async def test_two_accounts_are_told_as_one(debating: BotDriver) -> None:
    await queued(debating, (ANA, "cs"), (LI, "gov"))
    answer = await debating.say(ANA, "link", DISCORD_ROOM)
    code = answer.split("Ana is ")[1].split(".")[0]
    assert "say yes from the account" in await debating.say(SAM, f"link {code}", MATRIX_ROOM)
    assert "Sam has sent your code" in debating.texts(ANA)[-1]
    assert "both accounts are one" in await debating.say(ANA, "link yes", DISCORD_ROOM)
    assert "both accounts are one" in debating.texts(SAM)[-1]
    assert "2 people are waiting" in await debating.say(SAM, "queue")
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    for who in (ANA, SAM):
        assert any("You have the floor for" in text for text in debating.texts(who))
    assert "Sam (Civil Society) has the floor" in debating.texts(DISCORD_ROOM)[-1]
    assert "your own" in await debating.say(ANA, f"link {await _code(debating)}", DISCORD_ROOM)


async def _code(bot: BotDriver) -> str:
    return (await bot.say(SAM, "link")).split("Sam is ")[1].split(".")[0]


async def test_what_was_joined_can_be_parted_and_both_are_told(debating: BotDriver) -> None:
    await queued(debating, (ANA, "cs"))
    assert "joined with no other" in await debating.say(ANA, "link undo", DISCORD_ROOM)
    code = (await debating.say(ANA, "link", DISCORD_ROOM)).split("Ana is ")[1].split(".")[0]
    await debating.say(SAM, f"link {code}")
    await debating.say(ANA, "link yes", DISCORD_ROOM)
    assert "is a participant of its own" in await debating.say(SAM, "link undo")
    assert "Your place and your name stay here" in debating.texts(ANA)[-1]
    assert "not in the queue" in await debating.say(SAM, "position")
    assert "Your place now: 1" in await debating.say(ANA, "position", DISCORD_ROOM)


async def test_a_code_that_somebody_else_sent_joins_nobody(debating: BotDriver) -> None:
    await queued(debating, (ANA, "cs"))
    code = (await debating.say(ANA, "link", DISCORD_ROOM)).split("Ana is ")[1].split(".")[0]
    await debating.say(EVE, f"link {code}")
    assert "stay apart" in await debating.say(ANA, "link no", DISCORD_ROOM)
    assert "said no" in debating.texts(EVE)[-1]
    assert "Nobody has sent a code" in await debating.say(ANA, "link yes", DISCORD_ROOM)


async def test_moderators_get_no_code_for_who_has_an_account(debating: BotDriver) -> None:
    await queued(debating, (ANA, "cs"))
    head = await debating.head()
    assert "for people of the hall only" in await debating.say(VERA, "link ana", DISCORD_MODERATORS)
    assert "whom you mean" in await debating.say(VERA, "link zoe", DISCORD_MODERATORS)
    assert await debating.head() == head


async def test_after_a_restart_everything_is_as_it_was(play: Play, debating: BotDriver) -> None:
    await queued(debating, (ANA, "cs"), (BEN, "gov"), (LI, "ps"))
    await debating.say(SAM, "join point-of-order quorum", MATRIX_ROOM)
    await debating.say(VERA, "link", DISCORD_MODERATORS)
    for command in ("next", "absent", "skip", "pick li | late", "more 2m", "regroup ana | gov", "speaker bo"):
        await debating.say(VERA, command, DISCORD_MODERATORS)
    await debating.say(BEN, "later", DISCORD_ROOM)
    await debating.say(BEN, "ready", DISCORD_ROOM)
    await debating.say(BEN, "join words", DISCORD_ROOM)
    before = [await debating.say(VERA, text, DISCORD_MODERATORS) for text in ("queue", "balance")]
    async with play() as again:
        assert [await again.say(VERA, text, DISCORD_MODERATORS) for text in ("queue", "balance")] == before


@pytest.mark.parametrize("text", ["join reply", "join point-of-order"])
async def test_a_form_of_joining_is_chosen_by_word(debating: BotDriver, text: str) -> None:
    await queued(debating, (ANA, "cs"), (BEN, "cs"))
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    await debating.say(LI, text, MATRIX_ROOM)
    assert "Li (not stated) has the floor" in await _next(debating)
    assert "Ben (Civil Society) has the floor" in await _next(debating)
    reason = "Direct responses come" if "reply" in text else "Points of order come first."
    assert told(debating, reason)[:2] == [1, 1]
