"""Copies of what is said elsewhere: posted in as many messages as they take, changed, and taken away."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

import discord
from msgspec import Struct

from adapters.discord.channels import opened
from adapters.discord.errors import in_our_words, snowflake
from adapters.discord.outbound.attachments import or_without_file
from adapters.discord.outbound.history import CLOCKS_DIFFER, may_look
from adapters.discord.outbound.sending import contents, pings, send_part
from adapters.discord.permissions import HISTORY, LOOK, POST, lacking
from adapters.discord.relay.files import FileServers
from adapters.discord.relay.reactions import counted
from adapters.discord.rights import own_id
from adapters.discord.settings import DiscordSettings
from bot.domain.identity import Place
from bot.messages.document import Document
from bot.ports.relay import Look, PostedFile


class DiscordRelaying(Struct, frozen=True):
    """bot.ports.relay.Relaying over the client that is connected."""

    client: Callable[[], discord.Client]
    hear: Callable[[int], None]
    """Have what is written in a channel handed in; TryLater or NotPermitted while that cannot be."""
    posts_in: Callable[[int], None]
    settings: DiscordSettings

    async def listen(self, place: Place) -> None:
        """Takes another session where this one brings no words."""
        self.hear(snowflake(place.id))

    async def sealed(self, place: Place) -> bool:
        """Nothing is, on Discord."""
        del place
        return False

    async def reactions(self, place: Place, message: str) -> Mapping[str, int]:
        """As Discord counts them."""
        channel = self.client().get_partial_messageable(snowflake(place.id))
        return await counted(channel, snowflake(message))

    def link(self, place: Place, message: str) -> str | None:
        """Known of channels that the gateway has told of."""
        found = self.client().get_channel(snowflake(place.id))
        if not isinstance(found, discord.abc.GuildChannel | discord.Thread):
            return None
        return f"https://discord.com/channels/{found.guild.id}/{place.id}/{message}"

    async def open(self, place: Place, message: str, file: str, most: int) -> PostedFile | None:
        """Out of the message as it is now: addresses of files are good for a day alone."""
        client = self.client()
        channel = client.get_partial_messageable(snowflake(place.id))
        with in_our_words(lambda: lacking(client, channel.id, LOOK)):
            try:
                found = await channel.fetch_message(snowflake(message))
            except discord.NotFound:
                return None
        attached = next((each for each in found.attachments if str(each.id) == file), None)
        if attached is None:
            return None
        servers = FileServers.of(self.settings)
        url = attached.url if servers.keep(attached.url) else ""
        content = await servers.read(url, most) if url and attached.size <= most else None
        return PostedFile(attached.filename, content, url, attached.is_spoiler())

    async def room_for(self, place: Place) -> float:
        """As much as the server has paid for."""
        found = self.client().get_channel(snowflake(place.id))
        if isinstance(found, discord.abc.GuildChannel | discord.Thread):
            return found.guild.filesize_limit
        return discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES

    async def post(self, place: Place, document: Document, key: str, look: Look | None) -> Sequence[str]:
        """Behind what stands there already of it: Discord knows a nonce for minutes alone."""
        client = self.client()
        channel = client.get_partial_messageable(snowflake(place.id))
        self.posts_in(channel.id)

        async def sent(document: Document) -> list[str]:
            texts = contents(document)
            ids = await _standing(client, channel, document, look) if look else []
            for number in range(len(ids), len(texts)):
                ids.append(await _posted(client, channel, texts, number, document, key))
            return ids

        with in_our_words(lambda: lacking(client, channel.id, POST)):
            return await or_without_file(document, sent)

    async def revise(
        self, place: Place, messages: Sequence[str], document: Document, key: str
    ) -> Sequence[str]:
        """Each part in its place; more parts follow, and those that are left over go."""
        client = self.client()
        channel, texts = client.get_partial_messageable(snowflake(place.id)), contents(document)
        with in_our_words(lambda: lacking(client, channel.id, POST)):
            for id, text in zip(messages, texts, strict=False):
                part = channel.get_partial_message(snowflake(id))
                await opened(client, channel.id, _change(part, text, pings(document)))
            ids = list(messages[: len(texts)])
            more = range(len(ids), len(texts))
            ids += [await _posted(client, channel, texts, number, document, key) for number in more]
        await self.remove(place, messages[len(texts) :])
        return ids

    async def remove(self, place: Place, messages: Sequence[str]) -> None:
        """Own messages need no permission for it."""
        client = self.client()
        channel = client.get_partial_messageable(snowflake(place.id))
        for id in messages:
            with in_our_words():
                try:
                    await opened(client, channel.id, channel.get_partial_message(snowflake(id)).delete)
                except discord.NotFound:
                    continue


def _change(
    part: discord.PartialMessage, text: str, allowed: discord.AllowedMentions
) -> Callable[[], Awaitable[object]]:
    return lambda: part.edit(content=text, allowed_mentions=allowed)


async def _posted(
    client: discord.Client,
    channel: discord.PartialMessageable,
    texts: Sequence[str],
    number: int,
    document: Document,
    key: str,
) -> str:
    beside = _answered(client, channel, "" if document.follows else document.replies_to)
    return await opened(client, channel.id, lambda: send_part(channel, texts, number, document, key, beside))


def _answered(
    client: discord.Client, channel: discord.PartialMessageable, message: str
) -> discord.MessageReference | None:
    """Discord quotes it, as it is whenever somebody looks; who may not read back may not reply either."""
    if not message or lacking(client, channel.id, HISTORY):
        return None
    return channel.get_partial_message(snowflake(message)).to_reference(fail_if_not_exists=False)


async def _standing(
    client: discord.Client, channel: discord.PartialMessageable, document: Document, look: Look
) -> list[str]:
    """The first parts that stand there, in order, and are no other copy with the same words.

    A file may not have been taken: then more words stand there in its place.
    """
    texts, found = contents(document), list[str]()
    may_look(client, channel.id)
    async for message in channel.history(after=look.since - CLOCKS_DIFFER, limit=None, oldest_first=True):
        if len(found) == len(texts):
            break
        own = message.author.id == own_id(client) and str(message.id) not in look.known
        said, wanted = message.content.strip(), texts[len(found)].strip()
        if own and (said == wanted or (document.file is not None and said.startswith(f"{wanted}\n"))):
            found.append(str(message.id))
    return found
