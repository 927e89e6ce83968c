"""The two rooms of a group: who writes in them, through everything, and what the bot has brought there."""

import re
import secrets
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from msgspec import Struct, field

from tests.discord_server import DiscordServer
from tests.discord_server.reading import quoted
from tests.faults.matrix.people import insistent
from tests.synapse import Person

_MARK = re.compile(r"word\d+v\d+")


def marks(texts: Sequence[str]) -> list[str]:
    """What tells each copy from all others: whatever it quotes stands before its own words."""
    return [found[-1] for text in texts if (found := _MARK.findall(text))]


def _mark(text: str) -> str:
    return next(iter(marks([text])), "")


class DiscordRoom(Struct, frozen=True):
    """A thread; whoever goes by a name there."""

    server: DiscordServer
    thread: str
    people: Mapping[str, str]

    async def say(self, who: str, text: str, reply: str) -> str:
        """Returns the message."""
        return await self.server.say(self.people[who], self.thread, text, reply)

    async def edit(self, _who: str, message: str, text: str) -> None:
        """Its author says it otherwise."""
        await self.server.edit(message, text)

    async def delete(self, _who: str, message: str) -> None:
        """It is gone."""
        await self.server.delete(message)

    async def copies(self) -> list[str]:
        """What the bot has brought there, as it stands."""
        own = [each for each in self.server.messages(self.thread) if each.author == self.server.bot]
        return marks([each.content for each in own])

    async def quotes(self) -> dict[str, str]:
        """What a reader sees above each of them that answers what stands there."""
        own = [each for each in self.server.messages(self.thread) if each.author == self.server.bot]
        above = {each.content: quoted(self.server.world, each) for each in own}
        return {_mark(text): _mark(each) for text, each in above.items() if each}


class MatrixRoom(Struct):
    """A room; what is written there is sent until the homeserver has it, once."""

    room: str
    people: Mapping[str, Person]
    reader: Person
    bot: str
    _shown: dict[str, str] = field(default_factory=dict)
    _answers: dict[str, str] = field(default_factory=dict)
    _read: set[str] = field(default_factory=set)
    _from: str = ""
    _since: str = ""

    async def say(self, who: str, text: str, reply: str) -> str:
        """Returns the message."""
        relation = {"m.relates_to": {"m.in_reply_to": {"event_id": reply}}} if reply else {}
        return await self._send(who, "send/m.room.message", {"msgtype": "m.text", "body": text, **relation})

    async def edit(self, who: str, message: str, text: str) -> None:
        """Its author says it otherwise."""
        new = {"msgtype": "m.text", "body": text}
        relation = {"rel_type": "m.replace", "event_id": message}
        await self._send(who, "send/m.room.message", {**new, "m.new_content": new, "m.relates_to": relation})

    async def delete(self, who: str, message: str) -> None:
        """It is gone."""
        await self._send(who, f"redact/{quote(message)}", {})

    async def _send(self, who: str, what: str, content: Mapping[str, object]) -> str:
        path = f"/rooms/{quote(self.room)}/{what}/{secrets.token_hex(8)}"
        sent = await insistent(lambda: self.people[who].call("PUT", path, content))
        return str(sent["event_id"])

    async def copies(self) -> list[str]:
        """What the bot has brought there, as it stands."""
        await self._read_on()
        return marks(list(self._shown.values()))

    async def quotes(self) -> dict[str, str]:
        """What a reader sees above each of them that answers what stands there."""
        above = {text: self._shown.get(self._answers.get(id, "")) for id, text in self._shown.items()}
        return {_mark(text): _mark(each) for text, each in above.items() if each}

    async def more(self) -> None:
        """Wait until something happens on the homeserver, or for some seconds."""
        since = f"&since={quote(self._since)}" if self._since else ""
        answer = await insistent(partial(self.reader.call, "GET", f"/sync?timeout=5000{since}"))
        self._since = str(answer["next_batch"])

    async def _read_on(self) -> None:
        """What is new since it was read last; of the last page there may be more, and it is read again."""
        while True:
            path = f"/rooms/{quote(self.room)}/messages?dir=f&limit=500{self._from}"
            page: Mapping[str, Any] = await insistent(partial(self.reader.call, "GET", path))
            for event in page["chunk"]:
                if event["event_id"] not in self._read:
                    self._read.add(event["event_id"])
                    self._take(event)
            if not page["chunk"] or "end" not in page:
                return
            self._from = f"&from={quote(str(page['end']))}"

    def _take(self, event: Mapping[str, Any]) -> None:
        content = event["content"]
        if event["type"] == "m.room.redaction":
            self._shown.pop(content.get("redacts") or event["redacts"], None)
        if event["type"] != "m.room.message" or event["sender"] != self.bot or "body" not in content:
            return
        relation = content.get("m.relates_to", {})
        if relation.get("rel_type") == "m.replace":
            if relation["event_id"] in self._shown:
                self._shown[relation["event_id"]] = content["m.new_content"]["body"]
        else:
            self._shown[event["event_id"]] = content["body"]
            if "m.in_reply_to" in relation:
                self._answers[event["event_id"]] = relation["m.in_reply_to"]["event_id"]
