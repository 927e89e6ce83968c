"""Sending and changing messages so that a repeat with the same key makes no second one."""

import base64
import hashlib

import discord

from adapters.discord.errors import in_our_words, snowflake
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
    texts = contents(document)
    ids = [await _send_part(channel, text, document, nonce(key, number)) for number, text in enumerate(texts)]
    return ids[0]


async def edit(client: discord.Client, place: Place, message: str, document: Document, key: str) -> None:
    """Replace a message; what does not fit into it follows as messages of its own."""
    channel = client.get_partial_messageable(snowflake(place.id))
    first, *rest = contents(document)
    with in_our_words():
        await channel.get_partial_message(snowflake(message)).edit(
            content=first, allowed_mentions=pings(document)
        )
    for number, text in enumerate(rest):
        await _send_part(channel, text, document, nonce(key, number))


async def _send_part(channel: discord.abc.Messageable, text: str, document: Document, unique: str) -> str:
    with in_our_words():
        message = await channel.send(
            text,
            nonce=unique,
            allowed_mentions=pings(document),
            suppress_embeds=True,
            silent=not document.urgent,
        )
    return str(message.id)
