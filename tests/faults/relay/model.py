"""What copies must stand in the two rooms of a group, told by no function of the bot.

Matrix tells what happened while the bot was away. Discord's history shows only what stands: what is new in
it, and of what went across before, the newest of the last days.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct, field

DAYS = timedelta(days=7)
"""So far back Discord's history counts."""
NEWEST = 1_000
"""So many messages of a room, of those that went across, are compared with it."""

Room = Literal["discord", "matrix"]


class Message(Struct):
    """Somebody's message in its own room, and what the other room shows of it."""

    number: int
    room: Room
    author: str
    words: str
    said: datetime
    version: int = 0
    gone: bool = False
    heard: datetime | None = None
    """When the bot took it across; never where its author's words stay."""
    copy: str | None = None
    answers: int | None = None
    """The number of what it answers in its own room."""


class Model(Struct):
    """People write, change and take away; the bot is there or not."""

    relayed: set[str]
    """Whose words go across."""
    newest: int = NEWEST
    there: bool = True
    spoken: list[Message] = field(default_factory=list)
    _order: list[int] = field(default_factory=list)
    """What went across, as it was heard."""
    _missed: list[tuple[str, Message, str]] = field(default_factory=list)
    """What happened on Matrix while the bot was away, and the words of the moment."""
    _new: list[Message] = field(default_factory=list)
    """What was written on Discord meanwhile."""

    def say(self, room: Room, author: str, words: str, now: datetime) -> int:
        """Returns the message's number."""
        message = Message(len(self.spoken), room, author, words, now)
        self.spoken.append(message)
        if self.there:
            self._hear(message, words, now)
        elif room == "matrix":
            self._missed.append(("say", message, words))
        else:
            self._new.append(message)
        return message.number

    def edit(self, number: int, words: str) -> None:
        """By its author; nobody may change others' words."""
        message = self.spoken[number]
        message.words, message.version = words, message.version + 1
        if self.there:
            self._change(message, words)
        elif message.room == "matrix":
            self._missed.append(("edit", message, words))

    def delete(self, number: int) -> None:
        """It is gone for good."""
        message = self.spoken[number]
        message.gone = True
        if self.there:
            message.copy = None
        elif message.room == "matrix":
            self._missed.append(("delete", message, ""))

    def away(self) -> None:
        """Nobody hears what happens from now on."""
        self.there = False

    def back(self, now: datetime, anew: Iterable[int] = ()) -> None:
        """The bot catches up, as far as each platform can tell; some of it it is told anew."""
        self.there = True
        for what, message, words in self._missed:
            if what == "edit":
                self._change(message, words)
            elif what == "delete":
                message.copy = None
            elif not message.gone:
                self._hear(message, words, now)
        for message in self._new:
            if not message.gone and message.said > now - DAYS:
                self._hear(message, message.words, now)
        for message in (*self._told_anew(anew, now), *self._window(now)):
            if message.gone:
                message.copy = None
            else:
                self._change(message, message.words)
        self._missed, self._new = [], []

    def copies(self, room: Room) -> list[str]:
        """What must stand there of the other room, in order."""
        found = (self.spoken[number] for number in self._order)
        return [each.copy for each in found if each.room != room and each.copy is not None]

    def quotes(self, room: Room) -> dict[str, str]:
        """What must stand above each copy there that answers something which stands there as well."""
        copies = [(each.copy, each.answers) for each in self.spoken if each.room != room]
        above = {copy: self.spoken[n].copy for copy, n in copies if copy is not None and n is not None}
        return {copy: quoted for copy, quoted in above.items() if quoted is not None}

    def standing(self) -> list[Message]:
        """What can be changed or taken away."""
        return [each for each in self.spoken if not each.gone]

    def _told_anew(self, numbers: Iterable[int], now: datetime) -> list[Message]:
        read = [self.spoken[number] for number in numbers if self.spoken[number].room == "discord"]
        return [each for each in read if not each.gone and each.said > now - DAYS]

    def _window(self, now: datetime) -> Iterator[Message]:
        went = [self.spoken[number] for number in self._order if self.spoken[number].room == "discord"]
        late = [each for each in went if each.heard is not None and each.heard > now - DAYS]
        yield from late[-self.newest :]

    def _hear(self, message: Message, words: str, now: datetime) -> None:
        if message.author in self.relayed:
            message.heard, message.copy = now, words
            self._order.append(message.number)

    def _change(self, message: Message, words: str) -> None:
        if message.heard is not None and message.copy is not None and message.author in self.relayed:
            message.copy = words
