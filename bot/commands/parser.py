"""Typed text, taken apart."""

import re

_PREFIXES = ("!", "/")
_ZAKIM = re.compile(r"q[-?]|q\+(\s.*)?|ack\s+next", re.IGNORECASE | re.DOTALL)
"""What people of the W3C type in their meetings, without a prefix."""


def command_text(text: str, *, direct: bool) -> str | None:
    """The command in a message, without its prefix; None where a message is ordinary talk.

    In a direct chat everything is meant for the bot.
    """
    text = text.strip()
    if text.startswith(_PREFIXES):
        words = text[1:].strip()
        return words if words[:1].isalnum() else None
    if direct:
        return text or None
    return text if _ZAKIM.fullmatch(text) else None
