"""Buttons, selects and forms, as they come back from Discord: by what they carry alone."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import discord

from adapters.discord.outbound.answers import ACKNOWLEDGED
from adapters.discord.outbound.components import question
from bot.domain.identity import Identity
from bot.messages.offers import PressedRequest, read
from bot.ports.platform import Pointed


def pressed(data: Mapping[str, Any]) -> PressedRequest:
    """What was pressed, chosen, or written into a form."""
    values = data.get("values")
    if isinstance(values, list):
        return PressedRequest(str(values[0]) if values else "")
    words = "\n".join(str(field.get("value") or "") for field in _fields(data.get("components")))
    return PressedRequest(str(data.get("custom_id") or ""), words)


def asks(data: Mapping[str, Any]) -> bool:
    """Whether words belong to what was pressed, which are still to be written."""
    offered = read(pressed(data).token or "")
    return offered is not None and offered.asks


def pointed_at(data: Mapping[str, Any]) -> Pointed | None:
    """The account that a form is about, where it was opened in somebody's menu."""
    offered = read(pressed(data).token or "")
    account = re.search(r"<@(\d+)>", offered.command) if offered else None
    return Pointed(Identity("discord", account[1])) if account else None


async def ask(event: discord.Interaction, data: Mapping[str, Any]) -> None:
    """Open the form for what was pressed."""
    token = pressed(data).token or ""
    await open_form(event, token, _label(event, token))


async def open_form(event: discord.Interaction, token: str, title: str) -> None:
    """A form for words that come back with the token; a repeat of the same event opens no second one."""
    try:
        await event.response.send_modal(question(token, title))
    except discord.HTTPException as error:
        if error.code != ACKNOWLEDGED:
            raise


def _label(event: discord.Interaction, token: str) -> str:
    """What stood on the button."""
    rows = event.message.components if event.message else []
    for row in rows:
        for item in getattr(row, "children", ()):
            if getattr(item, "custom_id", None) == token:
                return str(getattr(item, "label", None) or "")
    return ""


def _fields(components: object) -> Iterator[Mapping[str, Any]]:
    """The fields of a form, however they are wrapped."""
    for each in components if isinstance(components, list) else ():
        if isinstance(each, dict):
            if "value" in each:
                yield each
            inner = each.get("components") or each.get("component")
            yield from _fields(inner if isinstance(inner, list) else [inner])
