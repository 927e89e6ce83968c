"""Buttons, selects and forms, as they come back from Discord: by what they carry alone."""

from collections.abc import Iterator, Mapping
from typing import Any

import discord

from adapters.discord.outbound.answers import ACKNOWLEDGED
from adapters.discord.outbound.components import question
from bot.messages.offers import PressedRequest, read


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


async def ask(event: discord.Interaction, data: Mapping[str, Any]) -> None:
    """Open the form; a repeat of the same press opens no second one."""
    token = pressed(data).token or ""
    try:
        await event.response.send_modal(question(token, _label(event, token)))
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
