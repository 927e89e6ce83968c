"""Typed text, taken apart."""

import re

from bot.commands.input.hands import raised
from bot.domain.folding import fold, plain, visible

_PREFIXES = ("!", "/")
_ZAKIM = re.compile(r"q[-?]|q\+(\s.*)?|ack\s+next", re.DOTALL)
"""What people of the W3C type in their meetings, without a prefix."""


def command_text(text: str, *, direct: bool) -> str | None:
    """The command in a message, without its prefix; None where a message is ordinary talk.

    In a direct chat everything is meant for the bot. What can be seen is not changed: words to be read aloud
    stay as they were typed.
    """
    text = visible(text).strip()
    if plain(text[:1]) in _PREFIXES:
        words = text[1:].strip()
        return words if plain(words)[:1].isalnum() or raised(words) else None
    if direct:
        return text or None
    return text if _ZAKIM.fullmatch(fold(text)) or raised(text) else None
