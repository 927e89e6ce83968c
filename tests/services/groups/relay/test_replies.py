"""What a reply answers is shown with its copy, as it stands there: never words that are gone."""

from itertools import count

from bot.domain.changing import replace
from bot.domain.group.rows import Utterance
from bot.ports.relay import PostedFile
from tests.services.conftest import ANA, IVO, LI, VERA, Play
from tests.services.groups.conftest import meet
from tests.services.groups.relay.conftest import Channels
from tests.services.groups.test_privacy import GROUP, over
from tests.services.live.trial import InMemoryRemoval
from tests.support.in_memory_platform import Hold, InMemoryPlatform


async def asked_and_answered(channels: Channels) -> str:
    """Ana asks on Discord, and Li and Vera answer from either side; returns the question."""
    question = await channels.says(ANA, "A question")
    await channels.says(LI, "From there", reply_to=channels.copy_of(channels.matrix, "A question"))
    await channels.says(VERA, "From here", reply_to=question)
    return question


async def test_what_is_answered_stands_above_on_either_side(channels: Channels) -> None:
    await channels.turn_on()
    question = await asked_and_answered(channels)
    assert channels.quoted(channels.discord) == [question]
    assert channels.quoted(channels.matrix) == ["", "Ana (Discord): A question"]
    answer = channels.copy_of(channels.discord, "From there")
    await channels.says(ANA, "Thanks", reply_to=answer)
    assert channels.quoted(channels.matrix)[-1].startswith("m")
    await channels.says(IVO, "Of nothing here", reply_to="something else")
    assert channels.quoted(channels.discord) == [question, ""]


async def test_an_edit_of_what_was_answered_is_seen_and_one_of_the_answer_answers_it_still(
    channels: Channels,
) -> None:
    await channels.turn_on()
    question = await channels.says(ANA, "A question")
    copy = channels.copy_of(channels.matrix, "A question")
    answer = await channels.says(LI, "From there", reply_to=copy)
    await channels.says(VERA, "From here", reply_to=question)
    await channels.change(ANA, question, "A better question")
    assert channels.quoted(channels.matrix) == ["", "Ana (Discord): A better question"]
    await channels.change(LI, answer, "Better, too")
    where = f"https://discord.example.org/{channels.discord.id}/{question}"
    assert channels.copies(channels.discord) == [f"Li (Matrix), to Ana ({where}): Better, too"]


async def test_what_is_gone_is_quoted_nowhere(channels: Channels) -> None:
    await channels.turn_on()
    question = await asked_and_answered(channels)
    late = channels.talk(VERA, "Too late", reply_to=question)
    await channels.delete("discord", question)
    await channels.write(late)
    assert channels.quoted(channels.matrix) == ["", ""]
    assert not any("A question" in text for text in channels.bot.texts(channels.matrix))
    assert channels.copies(channels.matrix)[-1] == "Vera (Discord): Too late"


async def test_what_goes_while_an_answer_is_on_its_way_changes_none_of_its_words(
    play: Play, matrix: InMemoryPlatform
) -> None:
    """They may stand there already, and where a platform has forgotten the key they are looked for."""
    async with play() as bot:
        await meet(bot)
        channels = Channels(bot, count(1))
        await channels.turn_on()
        question = await channels.says(ANA, "A question")
        copy = channels.copy_of(channels.matrix, "A question")
        link = f"https://matrix.example.org/{channels.matrix.id}/{copy}"
        matrix.hold = Hold("after", str(channels.matrix))
        await channels.says(VERA, "From here", reply_to=question)
        await matrix.hold.reached.wait()
        await channels.delete("discord", question)
        before = channels.copies(channels.matrix)
    matrix.hold = None
    matrix.shown[str(channels.matrix)].pop(next(reversed(matrix.shown[str(channels.matrix)])))
    async with play() as bot:
        channels = Channels(bot, count(100))
        await channels.delete("discord", "nothing")
        assert channels.copies(channels.matrix) == before[1:]
        assert before[1:] == [f"Vera (Discord), to Ana ({link}): From here"]
        assert channels.quoted(channels.matrix) == [""]


async def test_nor_after_a_kill_before_the_copy_went(play: Play, matrix: InMemoryPlatform) -> None:
    async with play() as bot:
        await meet(bot)
        channels = Channels(bot, count(1))
        await channels.turn_on()
        question = await asked_and_answered(channels)
        matrix.hold = Hold("before", f"{channels.matrix} remove")
        await channels.delete("discord", question)
        await matrix.hold.reached.wait()
        await channels.says(VERA, "Another", reply_to=question)
        await channels.says(LI, "Late", reply_to=channels.copy_of(channels.matrix, "A question"))
        late = "Li (Matrix): Late"
        await bot.fakes["discord"].until(lambda: late in channels.copies(channels.discord))
        assert channels.quoted(channels.matrix) == ["", "Ana (Discord): A question"]
    matrix.hold = None
    async with play() as bot:
        channels = Channels(bot, count(100))
        await channels.delete("discord", "nothing")
        assert channels.quoted(channels.matrix) == ["", ""]
        assert not any("A question" in text for text in bot.texts(channels.matrix))


async def test_nor_is_anything_of_those_who_keep_theirs_out(channels: Channels) -> None:
    await channels.turn_on()
    await channels.bot.say(ANA, "relay out")
    await asked_and_answered_out(channels)
    assert channels.copies(channels.matrix) == ["Vera (Discord): From here"]
    assert channels.quoted(channels.matrix) == [""]


async def asked_and_answered_out(channels: Channels) -> None:
    """Of what never went across only the answer does."""
    question = await channels.says(ANA, "A question")
    await channels.says(VERA, "From here", reply_to=question)


async def test_forgetme_takes_it_from_the_answers_of_others(channels: Channels) -> None:
    for fake in channels.bot.fakes.values():
        fake.removal = InMemoryRemoval(fake)
    await channels.turn_on()
    await asked_and_answered(channels)
    await channels.bot.say(ANA, "forgetme here")
    await over(channels.bot)
    assert not any("A question" in text for text in channels.bot.texts(channels.matrix))
    assert channels.quoted(channels.matrix) == [""]
    rows = await channels.bot.store.read(lambda tx: tx.records.of(GROUP).all(Utterance))
    assert [row.reply_to for row in rows] == ["", ""]


async def test_a_repeated_answer_is_one_and_answers_the_same(channels: Channels) -> None:
    await channels.turn_on()
    question = await channels.says(ANA, "A question")
    answer = channels.talk(VERA, "From here", reply_to=question)
    await channels.write(answer)
    await channels.write(replace(answer, reply_to=""))
    rows = await channels.bot.store.read(lambda tx: tx.records.of(GROUP).all(Utterance))
    assert [row.reply_to for row in rows] == ["", question]


async def test_files_behind_an_answer_belong_to_it(channels: Channels) -> None:
    await channels.turn_on()
    question = await channels.says(ANA, "A question")
    files = [PostedFile(name, b"words") for name in ("a.txt", "b.txt")]
    for said in ("Look", ""):
        await channels.shares(VERA, *files, said=said, reply_to=question)
    asked = "Ana (Discord): A question"
    assert channels.quoted(channels.matrix) == ["", asked, "", "", asked, ""]
    assert sum("to Ana" in text for text in channels.copies(channels.matrix)) == 2
