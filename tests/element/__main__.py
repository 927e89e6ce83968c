"""A person whose client talks to signed devices only, and the bot: signed, unsigned, and signed again."""

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from msgspec import Struct

from tests.e2e.world import World, world
from tests.element.client import ElementClient, Line, element_client
from tests.synapse import Person, Synapse, running_synapse

STORE_KEY = "EVENFLOOR_MATRIX__STORE_KEY"
ENCRYPTION = {"algorithm": "m.megolm.v1.aes-sha2"}
RECOVERY_KEY = "EVENFLOOR_MATRIX__RECOVERY_KEY"


class Stage(Struct):
    """What the scenes are played with."""

    synapse: Synapse
    world: World
    store: Path
    """Where the bot keeps its keys."""

    @property
    def bot(self) -> str:
        """The bot's account."""
        return self.world.host.bot

    async def open(self) -> None:
        """Start the bot; ten minutes before its start the meeting opens by itself."""
        self.world.bot.secrets[STORE_KEY] = "seal"
        await self.world.bot.start()
        self.world.bot.move(minutes=20)
        await self.world.announced("is open. One queue")

    async def moderators_read(self, words: str) -> None:
        """Wait for a word in the moderators' room."""
        room = self.world.moderators_room
        await self.world.host.until(lambda: any(words in text for text in self.world.host.texts(room)))


async def signed(stage: Stage) -> None:
    """A new account: its device is signed at the first start."""
    await stage.open()
    ana = await stage.world.accounts.person("Ana")
    async with element_client(stage.synapse, ana) as client:
        await client.do("identity")
        chat = await encrypted_chat(client, stage.bot)
        await client.do("say", room=chat, text="join", to=stage.bot)
        answer = await client.hears("You are in the queue", chat)
        seen("the bot reads an encrypted 'join' and its encrypted answer is read", both_ways(answer))
        await client.do("say", room=chat, text="position", to=stage.bot)
        seen("and once more", both_ways(await client.hears("place", chat)))
        await stage.world.bot.kill()
        await stage.world.bot.start()
        await client.do("say", room=chat, text="whoami", to=stage.bot)
        seen("and after a kill and a restart", both_ways(await client.hears("Guest", chat)))


async def made_elsewhere(stage: Stage) -> None:
    """An account with an identity of a client: unsigned, then signed by its recovery key."""
    owner = bots_person(stage)
    async with element_client(stage.synapse, owner, signed_only=False) as client:
        recovery_key = (await client.do("identity"))["recoveryKey"]
    await stage.open()
    await stage.moderators_read("the bot's device is not signed")
    seen("an identity made elsewhere: the moderators are told that the device is not signed", True)
    ben = await stage.world.accounts.person("Ben")
    async with element_client(stage.synapse, ben) as client:
        await client.do("identity")
        chat = await encrypted_chat(client, stage.bot)
        await client.do("say", room=chat, text="join", to=stage.bot)
        plain = (await client.first(lambda line: line.get("by") == stage.bot))["invited"]
        await client.do("join", room=plain)
        answer = await client.hears("I could not read your message", plain)
        seen("what cannot be read is answered in a second chat, in the clear", not answer["encrypted"])
        await client.do("say", room=plain, text="join", to=stage.bot)
        await client.hears("You are in the queue", plain)
        seen("and the person joins the queue there", True)
        await stage.world.bot.stop()
        stage.world.bot.secrets[RECOVERY_KEY] = recovery_key
        await stage.world.bot.start()
        await stage.moderators_read("the bot's device is signed now")
        seen("with the recovery key that the client made, the moderators are told that it is signed", True)
        await client.do("say", room=chat, text="whoami", to=stage.bot)
        answer = await client.hears("Guest", chat)
        seen("and the encrypted chat works both ways", both_ways(answer))


async def lost(stage: Stage) -> None:
    """The keys are lost in the middle of a meeting in encrypted rooms: a new device, signed, goes on."""
    for room in (stage.world.room, stage.world.moderators_room):
        await stage.world.host.person.set_state(room, "m.room.encryption", ENCRYPTION)
    stage.world.bot.secrets[STORE_KEY] = "seal"
    await stage.world.bot.start()
    cleo = await stage.world.accounts.person("Cleo")
    async with element_client(stage.synapse, cleo) as client:
        await client.do("identity")
        await client.do("join", room=stage.world.room)
        chat = await encrypted_chat(client, stage.bot)
        await asked(client, chat, "help", stage.bot)  # the bot has heard by now that she is in the room
        stage.world.bot.move(minutes=20)
        answer = await client.hears("is open. One queue", stage.world.room)
        seen("what is said in an encrypted room of the meeting is read", both_ways(answer))
        await client.do("say", room=chat, text="join", to=stage.bot)
        await client.hears("You are in the queue", chat)
        await stage.world.bot.kill()
        shutil.rmtree(stage.store)
        await stage.world.bot.start()
        answer = await asked(client, chat, "agenda", stage.bot)
        seen("with its keys lost the bot is a new device, read and heard as before", both_ways(answer))


async def set_back(stage: Stage) -> None:
    """The keys are brought back from an old backup: what they do not open is asked for."""
    await stage.open()
    await stage.world.bot.stop()
    backup = stage.store.with_name("backup")
    shutil.copytree(stage.store, backup)
    await stage.world.bot.start()
    dana = await stage.world.accounts.person("Dana")
    async with element_client(stage.synapse, dana) as client:
        await client.do("identity")
        chat = await encrypted_chat(client, stage.bot)
        await client.do("say", room=chat, text="join", to=stage.bot)
        await client.hears("You are in the queue", chat)
        await stage.world.bot.stop()
        shutil.rmtree(stage.store)
        backup.rename(stage.store)
        await stage.world.bot.start()
        answer = await asked(client, chat, "agenda", stage.bot)
        seen("the client gives the key again, and the message is taken up", both_ways(answer))


async def asked(client: ElementClient, chat: str, text: str, bot: str) -> Line:
    """Say something in a chat; the next that the bot says there."""
    begin = len(client.lines)
    await client.do("say", room=chat, text=text, to=bot)
    return await client.first(lambda each: bool(each.get("heard")) and each["room"] == chat, begin)


def both_ways(answer: Line) -> bool:
    """The answer came encrypted, and the client has nothing to warn of."""
    return bool(answer["encrypted"]) and answer["shield"] is None


async def encrypted_chat(client: ElementClient, bot: str) -> str:
    return str((await client.do("chat", person=bot))["room"])


def bots_person(stage: Stage) -> Person:
    """The bot's account in the hands of a person."""
    password = stage.world.bot.secrets["EVENFLOOR_MATRIX__PASSWORD"]
    return Person(stage.world.accounts.http, stage.bot, password, "")


def seen(what: str, holds: bool) -> None:
    """A line for each thing that was looked for; the first that is not there ends it."""
    sys.stdout.write(f"{'seen' if holds else 'NOT SEEN'}: {what}\n")
    sys.stdout.flush()
    if not holds:
        raise SystemExit(1)


async def main() -> None:
    """Each scene on a homeserver and with a bot of its own."""
    for scene in (signed, made_elsewhere, lost, set_back):
        sys.stdout.write(f"{scene.__name__}: {scene.__doc__}\n")
        sys.stdout.flush()
        with running_synapse() as synapse, tempfile.TemporaryDirectory() as folder:
            async with world(synapse, Path(folder)) as made:
                await scene(Stage(synapse, made, Path(folder) / "matrix-store"))


if __name__ == "__main__":
    asyncio.run(main())
