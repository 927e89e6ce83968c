"""The commands that Discord still lets the bot answer in private, where they were given.

An interaction must have a first reply within 3 seconds and can be answered for 15 minutes (Discord's API
documentation, "Receiving and Responding"). Its replies have no nonce, so what was sent is remembered here.
What the gateway tells of them counts where the answer to a request was lost.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial

import aiohttp
import discord
from msgspec import Struct, field

from adapters.discord.outbound.attachments import attachment, or_without_file
from adapters.discord.outbound.components import components
from adapters.discord.outbound.sending import contents, nonce, pings
from bot.domain.changing import replace
from bot.messages.document import Document

ACKNOWLEDGED = 40060
"""Discord's error code: the first reply was taken already, though its confirmation may have been lost."""


class _Open(Struct):
    """One interaction that can be answered; `late` is said where no answer comes."""

    cause: str
    interaction: discord.Interaction
    late: str
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    acknowledged: bool = False
    answered: bool = False
    sent: dict[str, str] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)
    """Words and id of each reply behind the first one that stands there, as the gateway tells."""
    telling: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def secret(self) -> bool:
        """In a direct chat an answer may stay; elsewhere only its asker sees it."""
        return self.interaction.guild_id is not None

    def standing(self, text: str) -> str | None:
        """The id of a reply with these words that no request has confirmed."""
        confirmed = self.sent.values()
        return next((id for words, id in self.told if words == text.strip() and id not in confirmed), None)

    async def until_standing(self, text: str) -> str:
        """Until the gateway tells of one."""
        while (found := self.standing(text)) is None:
            self.telling.clear()
            await self.telling.wait()
        return found


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

    def told(self, message: discord.Message) -> None:
        """One of the bot's own messages stands there; those that answer behind the first reply are noted."""
        origin = message.interaction_metadata
        live = self._open.get(f"discord:{origin.id}") if origin else None
        if live is not None and origin is not None and origin.original_response_message_id is not None:
            live.told.append((message.content.strip(), str(message.id)))
            live.telling.set()

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
        send = partial(
            interaction.followup.send,
            text,
            ephemeral=live.secret,
            allowed_mentions=allowed,
            suppress_embeds=True,
            view=view,
            files=files,
        )
        return live.standing(text) or await _first_word(live, text, send(wait=True))
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


async def _first_word(live: _Open, text: str, sending: Coroutine[None, None, discord.WebhookMessage]) -> str:
    """Discord's answer, or the gateway's word that it stands there.

    After an error discord.py asks again by itself, also where the first request was carried out.
    """
    answer, word = asyncio.create_task(sending), asyncio.create_task(live.until_standing(text))
    try:
        await asyncio.wait((answer, word), return_when=asyncio.FIRST_COMPLETED)
        return word.result() if word.done() else str(answer.result().id)
    finally:
        answer.cancel()
        word.cancel()
