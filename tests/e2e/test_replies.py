"""Replies between the platforms: what is answered is quoted where readers are, and never what is gone."""

from collections.abc import Mapping

import pytest

from tests.discord_server.reading import quoted as quoted_on_discord
from tests.discord_server.world import Message
from tests.e2e.test_relay import HOSTILE, Conversation, talking
from tests.e2e.world import World
from tests.synapse.reading import quoted, thread

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]

LONG = "§ " * 15_000
"""60 kB in all, as Matrix carries it."""


class Replies:
    """Both ends of a conversation, with what each reader sees above a message."""

    def __init__(self, talk: Conversation) -> None:
        self.talk = talk
        self.server = talk.stage.discord
        self.numbers = 0

    async def on_matrix(self, words: str) -> str:
        """The id of the bot's message there that ends so, now or when it comes."""
        user = self.talk.ivo.user

        def found() -> list[str]:
            said = [id for id, each in user.seen.items() if each.room == self.talk.room]
            return [id for id in said if user.seen[id].text.endswith(words)]

        await user.until(lambda: bool(found()))
        return found()[-1]

    async def on_discord(self, words: str) -> Message:
        def found() -> list[Message]:
            own = [each for each in self.server.messages(self.talk.thread) if each.author == self.server.bot]
            return [each for each in own if self.server.as_read(each).endswith(words)]

        await self.server.until(lambda: bool(found()))
        return found()[-1]

    async def quoted(self, message: str | Message) -> str | None:
        """What stands above it."""
        if isinstance(message, Message):
            return quoted_on_discord(self.server.world, message)
        return quoted(await self.talk.ivo.user.person.messages(self.talk.room), message)

    async def noted(self) -> None:
        """Return when the bot knows of all copies so far: those behind them have come."""
        self.numbers += 1
        await self.talk.vera_says(f"Behind {self.numbers}")
        await self.talk.ivo_says(f"Behind {self.numbers}")
        await self.on_matrix(f"Behind {self.numbers}")
        await self.on_discord(f"Behind {self.numbers}")

    async def ivo_answers(self, message: str, text: str, thread: str = "") -> str:
        relation: Mapping[str, object] = {"m.in_reply_to": {"event_id": message}}
        if thread:
            relation = {"rel_type": "m.thread", "event_id": thread, "is_falling_back": True, **relation}
        content = {"msgtype": "m.text", "body": text, "m.relates_to": relation}
        return await self.talk.ivo.user.person.send(self.talk.room, content)

    async def vera_answers(self, message: str, text: str) -> str:
        return await self.server.say(self.talk.vera.id, self.talk.thread, text, message)


async def test_an_edit_is_quoted_and_what_is_deleted_while_the_bot_is_killed_is_not(stage: World) -> None:
    replies = Replies(await talking(stage))
    talk, bot = replies.talk, stage.bot
    first = await talk.vera_says("D1")
    copy = await replies.on_matrix("D1")
    await replies.noted()
    second = await replies.ivo_answers(copy, "M1")
    await replies.vera_answers(first, "D2")
    answer = await replies.on_discord("M1")
    await replies.noted()
    assert await replies.quoted(answer) == "D1"
    third = await replies.vera_answers(answer.id, "D3")
    assert await replies.quoted(await replies.on_matrix("D2")) == "Vera (Discord): D1"
    assert await replies.quoted(await replies.on_matrix("D3")) == "M1"

    await stage.discord.edit(first, "D1 changed")
    assert copy == await replies.on_matrix("D1 changed")
    assert await replies.quoted(await replies.on_matrix("D2")) == "Vera (Discord): D1 changed"
    await talk.ivo_changes(second, "M1 changed")
    assert answer == await replies.on_discord("M1 changed")
    assert f"[to Vera]({_link(stage, talk, first)})" in (await replies.on_discord("M1 changed")).content

    await stage.discord.delete(first)
    await bot.kill()
    await talk.ivo.user.person.redact(talk.room, second)
    await bot.start()
    await talk.ivo.user.until(lambda: copy not in talk.ivo.user.seen)
    await stage.discord.until(lambda: answer not in stage.discord.messages(talk.thread))
    for words in ("D2", "D3"):
        assert await replies.quoted(await replies.on_matrix(words)) == ""
    # Each version is taken away by itself.
    await talk.ivo.user.until(lambda: not any("D1" in text for text in talk.ivo.user.texts(talk.room)))
    await replies.vera_answers(third, "D4")
    assert (await replies.quoted(await replies.on_matrix("D4")) or "").endswith("D3")


def _link(stage: World, talk: Conversation, message: str) -> str:
    return f"https://discord.com/channels/{stage.discord.world.guild}/{talk.thread}/{message}"


async def test_a_thread_on_matrix_goes_on_from_discord(stage: World) -> None:
    replies = Replies(await talking(stage))
    talk = replies.talk
    first = await talk.vera_says("D1")
    root = await replies.on_matrix("D1")
    await replies.noted()
    inside = await replies.ivo_answers(root, "M1", thread=root)
    await replies.ivo_answers(inside, "M2", thread=root)
    answer = await replies.on_discord("M2")
    await replies.noted()
    assert await replies.quoted(answer) == "D1"
    deeper = await replies.vera_answers(answer.id, "D2")
    await replies.vera_answers(first, "D3")
    await stage.bot.kill()
    await stage.bot.start()
    await replies.vera_answers(deeper, "D4")
    found = {words: await replies.on_matrix(words) for words in ("D2", "D3", "D4")}
    events = await talk.ivo.user.person.messages(talk.room)
    assert {words: thread(events, each) for words, each in found.items()} == {
        "D2": root,
        "D3": "",
        "D4": root,
    }
    assert quoted(events, found["D2"]) == "M2"


async def test_nothing_that_is_quoted_acts_and_nobody_s_words_stand_in_another_s_copy(stage: World) -> None:
    replies = Replies(await talking(stage))
    talk, server = replies.talk, stage.discord
    for number, text in enumerate((*HOSTILE, LONG)):
        html = {"format": "org.matrix.custom.html", "formatted_body": text[:5_000]}
        mentions = {"m.mentions": {"room": True, "user_ids": [stage.host.bot]}}
        his = {"msgtype": "m.text", "body": text, **html, **mentions}
        await talk.ivo.user.person.send(talk.room, his)
        await talk.ivo_says(f"M{number}")
        behind = await replies.on_discord(f": M{number}")
        shown = server.messages(talk.thread)
        await replies.vera_answers(shown[shown.index(behind) - 1].id, f"to M{number}")
        hers = await talk.vera_says(text[:1_900])
        await talk.vera_says(f"D{number}")
        after = await replies.on_matrix(f": D{number}")
        seen = list(talk.ivo.user.seen)
        await replies.ivo_answers(seen[seen.index(after) - 1], f"to D{number}")
        answer = await replies.on_discord(f"to D{number}")
        assert answer.replies_to == hers
        assert server.as_read(answer).endswith(f"Ivo (Matrix), to Vera: to D{number}")
        await replies.on_matrix(f": to M{number}")
    own = [each for each in server.messages(talk.thread) if each.author == server.bot]
    assert not any(each.pings_everyone or each.pinged for each in own)
    texts = [text for text in talk.ivo.user.texts(talk.room) if ": to M" in text]
    assert len(texts) == len(HOSTILE) + 1
    for number, text in enumerate(texts):
        assert text.startswith("Vera (Discord), to Ivo (https://matrix.to/#/")
        assert text.endswith(f"): to M{number}")
    assert not any(said.pinged for said in talk.ivo.user.seen.values() if said.room == talk.room)
