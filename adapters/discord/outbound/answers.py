"""The commands that Discord still lets the bot answer in private, where they were given.

An interaction must have a first reply within 3 seconds and can be answered for 15 minutes (Discord's API
documentation, "Receiving and Responding"). Its replies have no nonce, so what was sent is remembered here.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial

import aiohttp
import discord

from adapters.discord.outbound.attachments import attachment, or_without_file
from adapters.discord.outbound.components import components
from adapters.discord.outbound.sending import contents, nonce, pings
from bot.messages.document import Document

ACKNOWLEDGED = 40060
"""Discord's error code: the first reply was taken already, though its confirmation may have been lost."""


@dataclass
class _Open:
    """One interaction that can be answered; `late` is said where no answer comes."""

    cause: str
    interaction: discord.Interaction
    late: str
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    acknowledged: bool = False
    answered: bool = False
    sent: dict[str, str] = field(default_factory=dict)

    @property
    def secret(self) -> bool:
        """In a direct chat an answer may stay; elsewhere only its asker sees it."""
        return self.interaction.guild_id is not None


class Answers:
    """Keeps interactions by cause while they can be answered, and puts Discord off for slow ones."""

    def __init__(self, defer: float, answerable: float) -> None:
        self._defer = defer
        self._answerable = answerable
        self._open: dict[str, _Open] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def expect(self, cause: str, interaction: discord.Interaction, late: str) -> bool:
        """An answer to this will come; False for a repeat of the same event, which is the same interaction.

        `late` takes its place if none has come by the time when Discord takes none any more.
        """
        if cause in self._open:
            return False
        self._open[cause] = _Open(cause, interaction, late)
        loop = asyncio.get_running_loop()
        loop.call_later(self._defer, self._start, cause, _acknowledge)
        loop.call_later(self._answerable, self._start, cause, self._end)
        return True

    async def give(self, cause: str, document: Document, key: str) -> str | None:
        """Answer in private, with what is offered below the last text.

        None where Discord does not take it (any more) and a direct message must do.
        """
        live = self._open.get(cause)
        if live is None:
            return None
        async with live.lock:
            try:
                return await or_without_file(document, partial(_all, live, key))
            except discord.HTTPException as error:
                if error.status == 429 or error.status >= 500:
                    raise
                self._open.pop(cause, None)
                return None

    def forget(self) -> None:
        """The client that they came through is gone: direct messages must do."""
        self._open.clear()

    def _start(self, cause: str, work: Callable[[_Open], Coroutine[None, None, None]]) -> None:
        live = self._open.get(cause)
        if live is not None:
            task = asyncio.create_task(work(live))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _end(self, live: _Open) -> None:
        """Nobody is left looking at "thinking ..."."""
        async with live.lock:
            self._open.pop(live.cause, None)
            if live.acknowledged and not live.answered and live.late:
                with suppress(discord.HTTPException, aiohttp.ClientError, OSError):
                    await live.interaction.edit_original_response(content=live.late)


async def _acknowledge(live: _Open) -> None:
    async with live.lock:
        if live.acknowledged:
            return
        live.acknowledged = True
        try:
            await live.interaction.response.defer(ephemeral=live.secret, thinking=True)
        except (discord.HTTPException, aiohttp.ClientError, OSError):
            live.acknowledged = False


async def _all(live: _Open, key: str, document: Document) -> str:
    """Every text once, also where the last one is tried again; returns the first one's id."""
    texts, allowed = contents(document), pings(document)
    ids = []
    for number, text in enumerate(texts, start=1):
        part = nonce(key, number)
        if part not in live.sent:
            below = document if number == len(texts) else replace(document, choices=(), file=None)
            live.sent[part] = await _send(live, text, allowed, below)
        ids.append(live.sent[part])
    return ids[0]


async def _send(live: _Open, text: str, allowed: discord.AllowedMentions, below: Document) -> str:
    """The first answer takes the first reply's place, so that a repeat of it cannot make a second message."""
    interaction = live.interaction
    view = components(below.choices) or discord.utils.MISSING
    files = [attachment(below.file)] if below.file else []
    if live.answered:
        following = await interaction.followup.send(
            text,
            ephemeral=live.secret,
            allowed_mentions=allowed,
            suppress_embeds=True,
            wait=True,
            view=view,
            files=files,
        )
        return str(following.id)
    if not live.acknowledged:
        try:
            reply = await interaction.response.send_message(
                text,
                ephemeral=live.secret,
                allowed_mentions=allowed,
                suppress_embeds=True,
                view=view,
                files=files,
            )
        except discord.HTTPException as error:
            if error.code != ACKNOWLEDGED:
                raise
        else:
            live.acknowledged = live.answered = True
            return str(reply.message_id or interaction.id)
    original = await interaction.edit_original_response(
        content=text,
        allowed_mentions=allowed,
        view=view,
        attachments=[attachment(below.file)] if below.file else [],
    )
    live.acknowledged = live.answered = True
    return str(original.id)
