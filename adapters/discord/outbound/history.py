"""Looking up what was sent, once Discord may have forgotten its nonce.

Discord tells nobody the nonce of a message that stands there, so that it is known by its words: the bot's
own ones of that time.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import discord
from msgspec import Struct

from adapters.discord.errors import in_our_words, snowflake, to_one_person
from adapters.discord.outbound.sending import contents
from adapters.discord.permissions import LOOK, lacking
from adapters.discord.rights import own_id
from bot.domain.identity import Identity, Place
from bot.messages.document import Document, without_file
from bot.ports.permissions import NotAllowed

_Sent = tuple[str, bool]
"""Words, and whether a file goes with them; Discord may call that by another name."""

CLOCKS_DIFFER = timedelta(minutes=1)


class DiscordHistory(Struct, frozen=True):
    """bot.ports.capabilities.History over the client that is connected."""

    client: Callable[[], discord.Client]
    keys_last: timedelta = timedelta(minutes=2)
    """Discord says "past few minutes": https://docs.discord.com/developers/resources/message."""

    async def find(self, to: Place | Identity, document: Document, key: str, since: datetime) -> str | None:
        """By its last part as well: where only the first parts arrived it must be sent again.

        A file may not have been taken: then other words stand there in its place.
        """
        del key
        with self._in_our_words(to):
            own = {sent: id async for sent, id in self._own(to, since - CLOCKS_DIFFER)}
        for each in (document, without_file(document)):
            texts = [text.strip() for text in contents(each)]
            wanted = [*((text, False) for text in texts[:-1]), (texts[-1], each.file is not None)]
            if wanted[-1] in own:
                return own.get(wanted[0])
        return None

    def _in_our_words(self, to: Place | Identity) -> AbstractContextManager[None]:
        if isinstance(to, Identity):
            return to_one_person()
        return in_our_words(lambda: lacking(self.client(), snowflake(to.id), LOOK))

    async def _own(self, to: Place | Identity, since: datetime) -> AsyncIterator[tuple[_Sent, str]]:
        client = self.client()
        chat: discord.abc.Messageable
        if isinstance(to, Place):
            may_look(client, snowflake(to.id))
            chat = client.get_partial_messageable(snowflake(to.id))
        else:
            chat = await client.create_dm(discord.Object(snowflake(to.id)))
        async for message in chat.history(after=since, limit=None):
            if message.author.id == own_id(client):
                yield (message.content.strip(), bool(message.attachments)), str(message.id)


def may_look(client: discord.Client, channel: int) -> None:
    """NotAllowed for who may not read back: Discord shows them a channel in which nothing was ever said."""
    missing = lacking(client, channel, LOOK)
    if missing:
        raise NotAllowed("what stands in a channel may not be read", missing)
