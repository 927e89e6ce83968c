"""Limits on what is read from outside: by its size, its depth and its digits no file ties the program up."""

import json
from collections.abc import AsyncIterable, Callable
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 64_000_000
"""Of a file that is read at once."""
DEEPEST: Final = 60
"""Levels of lists and tables in each other. Python itself gives up at some hundreds."""
MOST_DIGITS: Final = 100
"""Of a number as it is written. Python itself gives up at 4,300."""


class BeyondBounds(ValueError):
    """It is larger, deeper or longer than anything that is meant, and which of these."""


def read_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """All of a file, also of one that never ends; OSError, or BeyondBounds if it is too large."""
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise BeyondBounds(f"is larger than {most:,} bytes")
    return content


async def read_stream(chunks: AsyncIterable[bytes], most: int) -> bytes:
    """The same of what comes over a line, whatever was said of its size."""
    content = bytearray()
    async for chunk in chunks:
        content += chunk
        if len(content) > most:
            raise BeyondBounds(f"is larger than {most:,} bytes")
    return bytes(content)


def parse_json(
    text: str | bytes,
    decimal: Callable[[str], object] = float,
    constant: Callable[[str], object] | None = None,
) -> object:
    """What the JSON holds; ValueError if it is none or beyond bounds."""
    try:
        found: object = json.loads(
            text, parse_int=_whole, parse_float=_short(decimal), parse_constant=constant or _refuse
        )
    except RecursionError:
        raise BeyondBounds("goes too deep") from None
    if too_deep(found, DEEPEST):
        raise BeyondBounds("goes too deep")
    return found


def too_deep(value: object, deepest: int) -> bool:
    """Whether lists and tables stand in each other at more levels."""
    level = [value]
    for _ in range(deepest + 1):
        level = [
            inner
            for part in level
            if isinstance(part, dict | list)
            for inner in (part.values() if isinstance(part, dict) else part)
        ]
    return bool(level)


def _whole(digits: str) -> int:
    return int(_measured(digits))


def _short(decimal: Callable[[str], object]) -> Callable[[str], object]:
    return lambda digits: decimal(_measured(digits))


def _measured(digits: str) -> str:
    if len(digits) > MOST_DIGITS:
        raise BeyondBounds(f"holds a number of more than {MOST_DIGITS} digits")
    return digits


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no number")
