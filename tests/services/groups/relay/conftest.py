"""A group with a channel on each platform, and hands to write in them."""

from itertools import count

import pytest
from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.messages.document import AttachedFile, Node, Text
from bot.ports.relay import Extra, PostedFile, Talk
from tests.services.conftest import VERA
from tests.support.bot import BotDriver


class Channels(Struct):
    """The two channels of the group, with a relay between them or without."""

    bot: BotDriver
    numbers: "count[int]"

    @property
    def discord(self) -> Place:
        return next(iter(self.bot.fakes["discord"].channels.values()))

    @property
    def matrix(self) -> Place:
        return next(iter(self.bot.fakes["matrix"].channels.values()))

    def other(self, place: Place) -> Place:
        return self.matrix if place == self.discord else self.discord

    async def turn_on(self, who: Identity = VERA) -> None:
        await self.bot.say(who, "relay on")
        token = self.bot.fakes[who.platform].choices(who)["Turn on"].token
        assert "The relay is on" in await self.bot.press(who, token)

    def talk(self, who: Identity, *said: str | Node, reply_to: str = "", sealed: bool = False) -> Talk:
        nodes = tuple(Text(each) if isinstance(each, str) else each for each in said)
        place = self.discord if who.platform == "discord" else self.matrix
        return Talk(f"m{next(self.numbers)}", who, place, nodes, "", reply_to, sealed)

    async def change(self, who: Identity, message: str, *said: str | Node, edit: str = "1") -> None:
        await self.write(replace(self.talk(who, *said), message=message, edit=edit))

    async def write(self, talk: Talk) -> str:
        """Write it; returns the message."""
        await self.bot.app.command_service.said(talk)
        await self.bot.settled()
        return talk.message

    async def says(self, who: Identity, *said: str | Node, reply_to: str = "") -> str:
        return await self.write(self.talk(who, *said, reply_to=reply_to))

    async def shares(self, who: Identity, *files: PostedFile, said: str = "", reply_to: str = "") -> str:
        """Post files, and perhaps words with them."""
        extras = tuple(Extra("file", each.name, str(number)) for number, each in enumerate(files))
        talk = replace(self.talk(who, *((said,) if said else ()), reply_to=reply_to), extras=extras)
        for each, file in zip(extras, files, strict=True):
            self.bot.fakes[who.platform].files[talk.message, each.id] = file
        return await self.write(talk)

    def brought(self, place: Place) -> list[tuple[str, AttachedFile | None]]:
        """The copies there, with their files."""
        shown = self.bot.fakes[place.platform].shown[str(place)].values()
        return [(each.text, each.file) for each in shown if each.text in self.copies(place)]

    async def delete(self, platform: str, message: str) -> None:
        await self.bot.app.command_service.removed([f"{platform}:{message}"])
        await self.bot.settled()

    def copies(self, place: Place) -> list[str]:
        """What a relay has brought there."""
        return [text for text in self.bot.texts(place) if "(Discord)" in text or "(Matrix)" in text]

    def copy_of(self, place: Place, text: str) -> str:
        """The id of what a relay has brought there with these words."""
        shown = self.bot.fakes[place.platform].shown[str(place)]
        return next(id for id, each in shown.items() if text in each.text)

    def quoted(self, place: Place) -> list[str]:
        """What readers see above each: a copy's words as they are now, or the id of what people wrote.

        It is empty where a copy answers nothing, or nothing that stands there.
        """
        shown = self.bot.fakes[place.platform].shown[str(place)]
        copies = [each for each in shown.values() if each.text in self.copies(place)]
        theirs = [each.replies_to if each.replies_to.startswith("m") else "" for each in copies]
        return [
            shown[each.replies_to].text if each.replies_to in shown else own
            for each, own in zip(copies, theirs, strict=True)
        ]


@pytest.fixture
def channels(after: BotDriver) -> Channels:
    return Channels(after, count(1))
