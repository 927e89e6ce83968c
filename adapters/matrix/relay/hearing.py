"""What people write in the rooms that are listened to."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct, field

from adapters.matrix.api import Json
from adapters.matrix.encryption.crypto import POLLS, STICKER
from adapters.matrix.inbound.events import is_id
from adapters.matrix.inbound.sync_answer import part
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.outbound.sender import KEY
from adapters.matrix.relay.files import FILE
from adapters.matrix.relay.reading import nodes
from bot.domain.identity import Identity, Place
from bot.messages.document import Node, Styled
from bot.ports.relay import Extra, Talk

_FILES: Final = frozenset(("m.image", "m.file", "m.audio", "m.video"))

_Said = tuple[tuple[Node, ...], tuple[Extra, ...]]
"""Words, and what goes with them."""


class Listening(Struct):
    """Where it is listened."""

    rooms: set[Place] = field(default_factory=set)

    def talk(self, event: Json, place: Place, me: str, *, sealed: bool) -> Talk | None:
        """What a person wrote; nothing of the bot, and of other bots."""
        sender, content = event["sender"], part(event, "content", dict)
        if place not in self.rooms or sender == me or KEY in content:
            return None
        relation, edit, message = part(content, "m.relates_to", dict), "", event["event_id"]
        if relation.get("rel_type") == "m.replace":
            edit, message = message, relation.get("event_id")
            content = part(content, "m.new_content", dict)
        said = _said(str(event["type"]), content)
        if said is None or not is_id(message):
            return None
        words, extras = said
        who, reply = Identity(NAME, sender), _answered(relation)
        return Talk(message, who, place, words, edit, reply, sealed, extras=extras)


def _answered(relation: Mapping[str, Any]) -> str:
    """What it replies to; what is merely said in a thread answers what the thread hangs on.

    Clients let that look like a reply to the message before it.
    """
    in_thread = relation.get("rel_type") == "m.thread"
    falls_back = in_thread and relation.get("is_falling_back") is True
    reply = "" if falls_back else part(part(relation, "m.in_reply_to", dict), "event_id", str)
    answered = reply or (part(relation, "event_id", str) if in_thread else "")
    return answered if is_id(answered) else ""


def _said(kind: str, content: Mapping[str, Any]) -> _Said | None:
    """None for what is nothing that somebody says."""
    if kind == STICKER:
        return (), (Extra("sticker", part(content, "body", str)),)
    if kind in POLLS:
        return (), (Extra("poll", _question(content)),)
    return _message(content) if kind == "m.room.message" else None


def _message(content: Mapping[str, Any]) -> _Said | None:
    msgtype, body = part(content, "msgtype", str), part(content, "body", str)
    if msgtype in _FILES:
        name = part(content, "filename", str) or body
        return (nodes(content) if name != body else ()), (Extra("file", name, FILE),)
    words = nodes(content) if msgtype in ("m.text", "m.emote") else ()
    if not words:
        return None
    return ((Styled("emphasis", words),) if msgtype == "m.emote" else words), ()


def _question(content: Mapping[str, Any]) -> str:
    for name in POLLS:
        question = part(part(content, name, dict), "question", dict)
        for field_name in ("body", "org.matrix.msc1767.text"):
            if text := part(question, field_name, str):
                return text
        for text in part(question, "m.text", list)[:1]:
            return part(text, "body", str) if isinstance(text, dict) else ""
    return ""
