"""Taking part by what the bot's messages offer alone: pressed, chosen, reacted to, or answered by number."""

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct, field

from tests.discord_server import Message
from tests.e2e.matrix_user import Said
from tests.e2e.world import Attendee, OnDiscord, OnMatrix


class Presser(Protocol):
    """Somebody who presses."""

    @property
    def who(self) -> Attendee:
        """The person."""
        ...

    async def takes(self, label: str, words: str = "") -> None:
        """Take what the newest private message with such an offer offers, once there is one."""
        ...

    async def takes_in_room(self, label: str, saying: str = "") -> str:
        """The same of the room's messages with these words; returns which message it was."""
        ...


class DiscordPresser(Struct, frozen=True):
    """By buttons, lists and forms."""

    who: OnDiscord

    async def takes(self, label: str, words: str = "") -> None:
        await self._press(lambda: self.who.server.private(self.who.id), label, words)

    async def takes_in_room(self, label: str, saying: str = "") -> str:
        channel, server = self.who.channel, self.who.server
        assert channel is not None
        return await self._press(
            lambda: [each for each in server.messages(channel) if saying in server.as_read(each)], label
        )

    async def _press(self, shown: Callable[[], Sequence[Message]], label: str, words: str = "") -> str:
        server = self.who.server

        def there() -> list[Message]:
            return [each for each in shown() if label in labels(each)]

        await server.until(lambda: bool(there()))
        message = there()[-1]
        await server.press(self.who.id, message.id, labels(message).index(label) + 1, words)
        return message.id


class MatrixPresser(Struct, frozen=True):
    """By reactions in rooms, by numbers in the chat with the bot."""

    who: OnMatrix
    reactions: dict[tuple[str, str], str] = field(default_factory=dict)
    """This person's, by message and sign."""

    async def takes(self, label: str, words: str = "") -> None:
        event, said = await self._shown(label, lambda each: each.room not in self.who.public)
        number = f"{_line(said, label)} {words}".strip()
        asked = [id for id, each in self.who.user.seen.items() if each.room == said.room and _offers(each)]
        if asked[-1] == event:
            await self.who.user.person.say(said.room, number)
            return
        relation = {"m.in_reply_to": {"event_id": event}}
        content = {"msgtype": "m.text", "body": number, "m.relates_to": relation}
        await self.who.user.person.send(said.room, content)

    async def takes_in_room(self, label: str, saying: str = "") -> str:
        event, said = await self._shown(
            label, lambda each: each.room == self.who.room and saying in each.text
        )
        sign, person = _line(said, label), self.who.user.person
        before = self.reactions.pop((event, sign), None)
        if before:  # The same reaction once more is put there anew.
            await person.redact(said.room, before)
        self.reactions[event, sign] = await person.react(said.room, event, sign)
        return event

    async def _shown(self, label: str, meant: Callable[[Said], bool]) -> tuple[str, Said]:
        user = self.who.user
        if user.pause:
            await user.up_to_date()

        def there() -> list[tuple[str, Said]]:
            return [(id, each) for id, each in user.seen.items() if meant(each) and _line(each, label)]

        await user.until(lambda: bool(there()))
        return there()[-1]


def labels(message: Message) -> list[str]:
    """What can be taken below a message, in its order."""
    found: list[str] = []
    for row in message.components:
        for item in _list(row.get("components")):
            found += [str(option["label"]) for option in _list(item.get("options"))] or [str(item["label"])]
    return found


def _list(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


def _line(said: Said, label: str) -> str:
    """The sign or the number before a choice; nothing if it is not offered."""
    found = re.search(rf"^(\S+) {re.escape(label)}$", said.text, re.MULTILINE)
    return found[1] if found else ""


def _offers(said: Said) -> bool:
    return bool(re.search(r"^1 ", said.text, re.MULTILINE))
