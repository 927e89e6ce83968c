"""The word by which a value of one kind among several is known where it is written down."""

from msgspec import Struct


def tag_of(value: Struct | type[Struct]) -> str:
    """The one that its class was declared with, which all of that kind have."""
    return str(value.__struct_config__.tag)
