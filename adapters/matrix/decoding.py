"""JSON from the homeserver, of which no single event can spoil the rest."""

import json
import re

DEEPEST = 60
"""Levels of nesting kept where an answer cannot be read whole; no event that means anything has as many."""
MOST_DIGITS = 100
"""Of a number; Python reads no longer ones than 4,300."""

_TOKEN = re.compile(rf'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)|[\[{{]|[\]}}]|-?\d{{{MOST_DIGITS},}}', re.DOTALL)


def decode(text: bytes) -> object:
    """The JSON. ValueError if it is none; where it goes too deep or a number is too long, null stands."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return json.loads(_tamed(text.decode(errors="replace")))


def _tamed(text: str) -> str:
    kept: list[str] = []
    depth = begin = 0
    for token in _TOKEN.finditer(text):
        opens, closes = token[0] in "[{", token[0] in "]}"
        depth += opens
        if (opens and depth == DEEPEST + 1) or (depth <= DEEPEST and token[0][0] in "-0123456789"):
            kept.append(f"{text[begin : token.start()]}null")
            begin = token.end()
        elif closes and depth == DEEPEST + 1:
            begin = token.end()
        depth -= closes
    return "".join([*kept, text[begin:]])
