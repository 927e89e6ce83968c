"""Discord as the contract suite sees it: the real client library against the loopback server."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from adapters.discord.platform import DiscordPlatform
from bot.domain.identity import Identity, Place
from tests.adapters.discord.support import adapter, place, who
from tests.contracts.venue import Seen, SeenFile, Venue
from tests.discord_server import DiscordServer, Message, NotOffered
from tests.discord_server.reading import quoted
from tests.discord_server.world import CREATE_INSTANT_INVITE, MANAGE_GUILD, PIN_MESSAGES, Attached


@asynccontextmanager
async def discord_venue(_: pytest.FixtureRequest) -> AsyncIterator[Venue]:
    """A server of its own on a free port."""
    async with DiscordServer() as server:
        yield DiscordVenue(server)


class DiscordVenue:
    """One server and those who are in it."""

    def __init__(self, server: DiscordServer) -> None:
        self.server = server
        server.world.words_allowed = True
        server.world.home.members[server.bot].add(
            server.add_role("Helper", PIN_MESSAGES | CREATE_INSTANT_INVITE)
        )
        self._moderation = server.add_role("Moderation", MANAGE_GUILD)
        self.room = place(server.add_channel("hall"))
        self.moderators_room = place(server.add_channel("moderators", seen_by=[self._moderation]))
        self.elsewhere = place(server.add_channel("elsewhere"))

    def platform(self) -> DiscordPlatform:
        return adapter(self.server)

    async def person(self, name: str, *, moderator: bool = False) -> Identity:
        return who(self.server.add_person(name, roles=[self._moderation] if moderator else []))

    async def types(self, who: Identity, place: Place, text: str) -> str:
        """A slash command; what Discord does not offer can still be said to the bot."""
        try:
            event = await self.server.slash(who.id, place.id, text)
        except NotOffered:
            event = await self.server.say(who.id, place.id, f"@Evenfloor {text}")
        return f"discord:{event}"

    async def types_in_private(self, who: Identity, text: str) -> str:
        return f"discord:{await self.server.write_to_bot(who.id, text)}"

    async def takes(
        self, who: Identity, place: Place | None, message: str, number: int, words: str = ""
    ) -> str:
        del place  # the message stands somewhere
        return f"discord:{await self.server.press(who.id, message, number, words)}"

    async def writes(self, who: Identity, place: Place, text: str, reply: str = "") -> str:
        return await self.server.say(who.id, place.id, text, reply)

    async def shares(self, who: Identity, place: Place, name: str, content: bytes) -> str:
        return await self.server.say(who.id, place.id, "", files=[Attached(name, content)])

    async def rewrites(self, who: Identity, place: Place, message: str, text: str) -> None:
        del who, place
        await self.server.edit(message, text)

    async def reacts(self, who: Identity, place: Place, message: str, sign: str) -> str:
        del place
        await self.server.react(who.id, message, sign)
        return sign

    async def takes_back(self, who: Identity, place: Place, message: str, reaction: str) -> None:
        del place
        await self.server.react(who.id, message, reaction, up=False)

    async def deletes(self, who: Identity, place: Place, message: str) -> None:
        del who, place
        await self.server.delete(message)

    async def repeat(self, cause: str) -> None:
        await self.server.faults.repeat(cause.removeprefix("discord:"))

    async def seen_in(self, place: Place) -> Sequence[Seen]:
        return [self._seen(one) for one in self.server.messages(place.id) if one.author == self.server.bot]

    async def seen_by(self, who: Identity) -> Sequence[Seen]:
        return [self._seen(one) for one in self.server.private(who.id)]

    async def inside(self, place: Place) -> frozenset[Identity]:
        [thread] = [each for each in self.server.threads(self.room.id) if each.id == place.id]
        return frozenset(who(each) for each in thread.members if each != self.server.bot)

    async def coordinators(self, place: Place) -> frozenset[Identity] | None:
        """A thread has no rights of its own: Discord takes them from the channel."""
        del place
        return None

    async def pinned(self, place: Place) -> Sequence[str]:
        return [one.id for one in self.server.messages(place.id) if one.is_pinned]

    async def cut(self) -> None:
        await self.server.faults.cut()

    def _seen(self, message: Message) -> Seen:
        pinged = frozenset(who(one) for one in message.pinged)
        files = [SeenFile(each.name, len(each.content), each.content) for each in message.files]
        file = files[0] if files else None
        above = quoted(self.server.world, message)
        return Seen(self.server.as_read(message), message.content, pinged, message.edits, file, above)
