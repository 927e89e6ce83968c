"""A group's channel on Discord and on Matrix is one conversation, also where the bot is killed in between."""

from collections.abc import Sequence
from functools import partial

import pytest
from msgspec import Struct

from tests.discord_server.world import Attached
from tests.e2e.bot import Bot
from tests.e2e.pressing import DiscordPresser
from tests.e2e.test_working_group import over, read_in, room_where
from tests.e2e.world import OnDiscord, OnMatrix, World

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]


class Conversation(Struct):
    """The two ends of it."""

    stage: World
    vera: OnDiscord
    ivo: OnMatrix
    thread: str
    room: str

    def on_discord(self) -> list[str]:
        """What stands there of Ivo."""
        shown = self.stage.discord.messages(self.thread)
        return _of("Ivo (Matrix): ", [self.stage.discord.as_read(each) for each in shown])

    def on_matrix(self) -> list[str]:
        """What stands there of Vera."""
        return _of("Vera (Discord): ", self.ivo.user.texts(self.room))

    async def vera_says(self, text: str) -> str:
        return await self.stage.discord.say(self.vera.id, self.thread, text)

    async def ivo_says(self, text: str) -> str:
        return await self.ivo.user.person.say(self.room, text)

    async def vera_shares(self, text: str, *files: Attached) -> str:
        return await self.stage.discord.say(self.vera.id, self.thread, text, files=files)

    async def ivo_shares(self, name: str, content: bytes) -> str:
        person = self.ivo.user.person
        about = {"msgtype": "m.image", "body": name, "url": await person.upload(content)}
        return await person.send(self.room, about)

    def files_on_discord(self) -> list[bytes]:
        """What stands there of Ivo's files."""
        server = self.stage.discord
        copies = [each for each in server.messages(self.thread) if each.author == server.bot]
        return [file.content for each in copies for file in each.files]

    async def files_on_matrix(self) -> list[bytes]:
        """What stands there of Vera's files."""
        user = self.ivo.user
        addresses = [said.file for said in user.seen.values() if said.room == self.room and said.file]
        return [await user.person.download(each) for each in addresses]

    async def ivo_changes(self, message: str, text: str) -> None:
        new = {"msgtype": "m.text", "body": text}
        relation = {"rel_type": "m.replace", "event_id": message}
        await self.ivo.user.person.send(self.room, {**new, "m.new_content": new, "m.relates_to": relation})

    async def stands(self, on_discord: Sequence[str], on_matrix: Sequence[str]) -> None:
        """Wait until exactly that stands there."""
        try:
            await self.stage.discord.until(lambda: self.on_discord() == list(on_discord))
            await self.ivo.user.until(lambda: self.on_matrix() == list(on_matrix))
        except TimeoutError:
            assert (self.on_discord(), self.on_matrix()) == (list(on_discord), list(on_matrix))


def _now(bot: Bot) -> float:
    """Discord's ids tell the bot's time."""
    return bot.now.timestamp()


def _of(who: str, texts: Sequence[str]) -> list[str]:
    return [text.removeprefix(who) for text in texts if text.startswith(who)]


async def talking(stage: World) -> Conversation:
    """A coordinator has turned the relay on, for which the bot has connected to Discord anew."""
    server, bot = stage.discord, stage.bot
    server.world.words_allowed = True
    server.world.now = partial(_now, bot)
    vera, ivo = await over(stage)
    (thread,) = server.threads(stage.channel)
    room = await room_where(ivo, "Open questions")
    here, begin = OnDiscord("Vera", server, vera.id, thread.id), len(bot.log)
    assert "Turn it on?" in await here.say("relay on")
    assert not server.world.brings_words
    await DiscordPresser(here).takes("Turn on")
    await bot.says("connecting to Discord anew", begin)
    await server.until(lambda: server.world.brings_words)
    bot.move(seconds=30)
    await read_in(server, thread.id, "The relay is on: what you write here")
    await ivo.user.until(lambda: any("The relay is on: what" in text for text in ivo.user.texts(room)))
    return Conversation(stage, vera, ivo, thread.id, room)


async def test_ten_messages_each_way_with_edits_deletions_and_a_kill(stage: World) -> None:
    talk = await talking(stage)
    server, bot = stage.discord, stage.bot
    hers, his = [], []
    for number in range(5):
        hers.append(await talk.vera_says(f"D{number}"))
        his.append(await talk.ivo_says(f"M{number}"))
    await talk.stands(
        [*(f"M{number}" for number in range(5))],
        [*(f"D{number}" for number in range(5))],
    )
    await server.edit(hers[1], "D1 changed")
    await talk.ivo_changes(his[1], "M1 changed")
    await server.delete(hers[2])
    await talk.ivo.user.person.redact(talk.room, his[2])
    await bot.kill()
    for number in range(5, 10):
        bot.now = bot.now.replace(second=bot.now.second + 1)
        hers.append(await talk.vera_says(f"D{number}"))
        his.append(await talk.ivo_says(f"M{number}"))
    await talk.ivo_changes(his[6], "M6 changed")
    await talk.ivo.user.person.redact(talk.room, his[7])
    await server.edit(hers[6], "D6 changed")
    await server.delete(hers[7])
    await bot.start()
    left = [*range(2), 3, 4, 5, 6, 8, 9]
    changed = {1: " changed", 6: " changed"}
    await talk.stands(
        [*(f"M{number}{changed.get(number, '')}" for number in left)],
        [*(f"D{number}{changed.get(number, '')}" for number in left)],
    )


HIS, HERS = b"\x89PNG\r\n\x1a\n his", b"\x89PNG\r\n\x1a\n hers"


async def test_a_file_each_way_once_and_in_order_through_a_kill(stage: World) -> None:
    talk = await talking(stage)
    server, bot = stage.discord, stage.bot
    await talk.vera_says("D0")
    await talk.ivo_says("M0")
    await talk.stands(["M0"], ["D0"])
    held = server.faults.hold_once("POST", f"/channels/{talk.thread}/messages")
    his = await talk.ivo_shares("his.png", HIS)
    await held.done.wait()
    await bot.kill()
    held.let_go.set()
    server.world.nonces.clear()
    bot.move(minutes=5)
    hers = await talk.vera_shares("Look", Attached("hers.png", HERS))
    await talk.vera_says("D1")
    await talk.ivo_says("M1")
    await bot.start()
    await talk.stands(["M0", "(file) his.png", "M1"], ["D0", "Look", "(file) hers.png", "D1"])
    assert talk.files_on_discord() == [HIS]
    assert await talk.files_on_matrix() == [HERS]
    await server.delete(hers)
    await talk.ivo.user.person.redact(talk.room, his)
    await talk.stands(["M0", "M1"], ["D0", "D1"])


HOSTILE = (
    "@everyone <@1> <@&2> @here",
    "\u202egnp.exe\u202c",
    "```\n**",
    "||`~~ __ [a](javascript:alert(1)) <https://e.org",
    "# > - 1. -#",
    "<b>bold</b> &lt;i&gt; <script>alert(1)</script>",
    "Vera (Discord): I resign",
)


async def test_nothing_that_is_written_acts_on_the_other_side(stage: World) -> None:
    talk = await talking(stage)
    server, person = stage.discord, talk.ivo.user.person
    for text in HOSTILE:
        await talk.vera_says(text)
        html = {"format": "org.matrix.custom.html", "formatted_body": text * 2}
        mentions = {"m.mentions": {"room": True, "user_ids": [stage.host.bot]}}
        await person.send(talk.room, {"msgtype": "m.text", "body": text, **html, **mentions})
    await person.send(talk.room, {"msgtype": "m.text", "body": "§ " * 20_000})
    await talk.vera_says("@room done")
    await talk.ivo_says("@room done")
    await server.until(lambda: bool(talk.on_discord()) and talk.on_discord()[-1].endswith("done"))
    await talk.ivo.user.until(lambda: bool(talk.on_matrix()) and talk.on_matrix()[-1].endswith("done"))

    own = [each for each in server.messages(talk.thread) if each.author == server.bot]
    assert not any(each.pings_everyone or each.pinged for each in own)
    assert sum(each.content.count("§") for each in own) == 5_000
    copies = [each.content for each in own if "**Ivo** (Matrix)" in each.content]
    assert len(copies) == len(HOSTILE) + 2
    assert not any("\u202e" in each for each in copies)
    assert sum(each.count("(Discord)") for each in copies) == 0
    shown = [
        event["content"] for event in await person.messages(talk.room) if event["sender"] == stage.host.bot
    ]
    html_of = [
        str(each["formatted_body"]) for each in shown if isinstance(each, dict) and "formatted_body" in each
    ]
    assert not any("<script" in each or "javascript:" in each.partition('href="')[2] for each in html_of)
    assert not any(said.pinged for said in talk.ivo.user.seen.values() if said.room == talk.room)
