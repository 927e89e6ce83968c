"""Odd values, and how ordinary ones are made odd by chance, the same for the same seed."""

import json
from random import Random
from typing import Any

Json = dict[str, Any]
Holder = Any
Key = Any

VALUES: tuple[object, ...] = (
    None, True, False, 0, 5, -1, 2**31, 2**53, 2**70, 10**400, -0.5, 1e308,
    "", " ", "x", "0", "\ud800", "\0", "\n", "\u202e", "é" * 300, "x" * 300, "@", "@:", "@bot:x", "@ana:x",
    "!sealed:x", "BOT", "m.room.encrypted", "join", "A" * 43, "=" * 44, "AwgAEnAC", "[" * 2_000, "{" * 2_000,
    "%s%d{}", "../..", "@" + ":" * 500 + "\n",
    [], {}, [[]], [None], {"": None}, {"events": 5}, {"content": None}, {"membership": "join"},
)  # fmt: skip
"""JSON of every kind, with what parsers, databases and patterns stumble over."""

LONG_NUMBER = "9" * 5_000


def nested(depth: int) -> object:
    """Lists in lists."""
    found: object = 1
    for _ in range(depth):
        found = [found]
    return found


def value(rng: Random) -> object:
    """An odd value; now and then one that goes deep."""
    if rng.random() < 0.03:
        return nested(rng.choice([20, 100, 200]))
    return _copied(rng.choice(VALUES))


def spoiled(rng: Random, good: object, times: int | None = None) -> object:
    """The same with something changed, left out or added, anywhere in it."""
    made: Json = {"": _copied(good)}
    for _ in range(times if times is not None else rng.choice([1, 1, 1, 2, 4])):
        places = list(_places(made))
        holder, key = rng.choice(places)
        match rng.randrange(6):
            case 0 if key != "":
                del holder[key]
            case 1 if isinstance(holder[key], dict):
                holder[key][
                    str(rng.choice(["x", "unsigned", "state_key", "redacts", "room_id", "", "\ud800"]))
                ] = value(rng)
            case 2:
                other, name = rng.choice(places)
                holder[key] = _copied(other[name])
            case 3 if isinstance(holder[key], str) and holder[key]:
                holder[key] = _letters(rng, holder[key])
            case _:
                holder[key] = value(rng)
    return made.get("")


def text(rng: Random, good: object) -> bytes:
    """JSON as text, now and then spoiled as text as well."""
    written = json.dumps(good)
    chance = rng.random()
    if chance < 0.03:
        at = rng.randrange(len(written))
        return (
            written[:at] + rng.choice(['"', "\\", "{", "]", ",", "\x00", "\xff", "NaN"]) + written[at:]
        ).encode()
    if chance < 0.06:
        return written.replace("5", LONG_NUMBER, 1).encode()
    if chance < 0.10:
        depth = rng.choice([100, 500, 900, 950, 990, 5_000, 100_000])
        return written.replace(": 5", f": {'[' * depth}{']' * depth}", 1).encode()
    if chance < 0.12:
        return written.encode().replace(b'"x"', b'"\xff\xfe"', 1)
    return written.encode()


def garbage(rng: Random) -> bytes:
    """What is no JSON, or no JSON of the kind."""
    return rng.choice(
        [b"", b"null", b"[]", b'"x"', b"5", b"{}", b"<html>", b"{", b"[" * 50_000, b"\xff",
         b'{"next_batch": 5}',
         b'{"errcode": 5}', b'{"errcode": "M_UNKNOWN_POS"}', LONG_NUMBER.encode()]
    )  # fmt: skip


def _copied(value: object) -> Json:
    """By way of JSON, which goes deeper than Python's own way of copying."""
    copied: Json = json.loads(json.dumps(value))
    return copied


def _places(inside: Json) -> list[tuple[Holder, Key]]:
    found: list[tuple[Holder, Key]] = []
    waiting: list[Holder] = [inside]
    while waiting:
        holder = waiting.pop()
        names = holder.keys() if isinstance(holder, dict) else range(len(holder))
        for name in names:
            found.append((holder, name))
            if isinstance(holder[name], dict | list):
                waiting.append(holder[name])
    return found


def _letters(rng: Random, word: str) -> str:
    at = rng.randrange(len(word))
    return word[:at] + rng.choice(["", "A", "=", "\0", "\ud800", "é"]) + word[at + rng.randrange(2) :]
