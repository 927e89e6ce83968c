"""What a message offers, in the content of its own event: nothing else need be kept of it."""

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, Final

from adapters.matrix.api import Json
from adapters.matrix.inbound.sync_answer import objects, part
from bot.messages.document import Choice
from bot.messages.offers import read

FIELD: Final = "org.evenfloor.offers"


def written(choices: Sequence[Choice], most_bytes: int) -> Json:
    """The part of a content that carries them; of very many the first, as far as there is room."""
    entries = [{"token": each.token, "sign": each.sign, "asks": each.asks} for each in choices]
    sizes = accumulate(len(json.dumps(each, ensure_ascii=False).encode()) + len(", ") for each in entries)
    fitting = [each for each, size in zip(entries, sizes, strict=True) if size <= most_bytes]
    return {FIELD: fitting} if fitting else {}


def choices(content: Mapping[str, Any]) -> list[Choice]:
    """What a content carries, as it is after the edit that it may be."""
    now = part(content, "m.new_content", dict) or content
    return [
        Choice(token, "", asks=each.get("asks") is True, sign=str(each.get("sign") or ""))
        for each in objects(now, FIELD)
        if isinstance(token := each.get("token"), str) and read(token)
    ]
