"""The platforms there is an adapter for, without their libraries."""

from collections.abc import Mapping
from typing import Final

from adapters.discord import addresses as discord
from adapters.matrix import addresses as matrix
from bot.meeting_file.addresses import AddressReader, AddressReaders

PREFIXES: Final[Mapping[str, str]] = {"console": "", "discord": "/", "matrix": "!"}
"""What people type before a command in a room, by platform."""

ADDRESSES: Final[AddressReaders] = {
    "discord": AddressReader(discord.room, discord.account, discord.room),
    "matrix": AddressReader(matrix.room, matrix.account),
}
"""How they name rooms and accounts."""
