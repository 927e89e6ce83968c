"""Sending and changing messages so that a repeat with the same key makes no second one."""

import base64
import hashlib
from collections.abc import Sequence
from functools import partial

import discord

from adapters.discord.channels import opened
from adapters.discord.errors import snowflake
from adapters.discord.outbound.attachments import attachment, or_without_file
from adapters.discord.outbound.components import components
from adapters.discord.outbound.markup import mentioned, parts
from bot.domain.identity import Place
from bot.messages.document import Document
from bot.ports.platform import Undeliverable


def nonce(key: str, part: int = 0) -> str:
    """A digest of the key in the 25 characters that Discord's `nonce` may have."""
    digest = hashlib.sha256(f"{key}#{part}".encode()).digest()
    return base64.urlsafe_b64encode(digest)[:25].decode()


def pings(document: Document) -> discord.AllowedMentions:
    """Let the document's own mentions through, and no other."""
    users = [discord.Object(int(identity.id)) for identity in mentioned(document)]
    return discord.AllowedMentions(everyone=False, roles=False, replied_user=False, users=users)


def contents(document: Document) -> list[str]:
    """What is to be sent, at least one message; Undeliverable if there is nothing to say."""
    texts = parts(document)
    if not texts:
        raise Undeliverable("an empty message")
    return texts


async def send(channel: discord.abc.Messageable, document: Document, key: str) -> str:
    """Post a document; a long one becomes several messages, and the first one's id stands for all."""

    async def sent(document: Document) -> str:
        texts = contents(document)
        ids = [await send_part(channel, texts, number, document, key) for number in range(len(texts))]
        return ids[0]

    return await or_without_file(document, sent)


async def edit(client: discord.Client, place: Place, message: str, document: Document, key: str) -> None:
    """Replace a message; what does not fit into it follows as messages of its own."""
    channel = client.get_partial_messageable(snowflake(place.id))
    texts = contents(document)
    change = partial(
        channel.get_partial_message(snowflake(message)).edit,
        content=texts[0],
        allowed_mentions=pings(document),
        view=components(document.choices) if len(texts) == 1 else None,
    )
    await opened(client, channel.id, change)
    for number in range(1, len(texts)):
        await send_part(channel, texts, number, document, key)


async def send_part(
    channel: discord.abc.Messageable,
    texts: Sequence[str],
    number: int,
    document: Document,
    key: str,
    answered: discord.MessageReference | None = None,
) -> str:
    """What is offered stands below the last part, and so does a file; what it answers above the first."""
    last = number == len(texts) - 1
    post = partial(
        channel.send,
        texts[number],
        nonce=nonce(key, number),
        file=attachment(document.file) if last and document.file else discord.utils.MISSING,
        view=(components(document.choices) if last else None) or discord.utils.MISSING,
        allowed_mentions=pings(document),
        suppress_embeds=True,
        silent=not document.urgent,
    )
    message = await (post(reference=answered) if answered and number == 0 else post())
    return str(message.id)
