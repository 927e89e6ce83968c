"""A rush of hands on Discord: the real program over sockets, beside a bot that answers from memory."""

from tests.bench.rush.discord import bench

__all__ = ["bench"]
