"""A rush of hands: the real program over sockets, beside bots that answer from memory."""

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.rush import discord, matrix


def bench() -> Iterator[Figure]:
    """On Discord, then on Matrix."""
    yield from discord.bench()
    yield from matrix.bench()
