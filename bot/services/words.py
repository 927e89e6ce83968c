"""Free text in messages: kept in the text table, so that erasing its writer erases it everywhere."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.message import Argument, Listing, Message, Note, Words

Keep = Callable[[str], str]
"""Keeps a text and returns its id."""


def by_reference(message: Message, keep: Keep) -> Message:
    """The message with each free text in it kept, and a note in its place."""
    return replace(message, arguments={k: _argument(v, keep) for k, v in message.arguments.items()})


def _argument(argument: Argument, keep: Keep) -> Argument:
    match argument:
        case Words(text):
            return Note(keep(text))
        case Message():
            return by_reference(argument, keep)
        case Listing(items):
            return replace(argument, items=tuple(_argument(item, keep) for item in items))
        case _:
            return argument


def notes(message: Message) -> list[str]:
    """The ids of all kept texts that the message needs."""
    return [id for argument in message.arguments.values() for id in _notes(argument)]


def _notes(argument: Argument) -> list[str]:
    match argument:
        case Note(id):
            return [id]
        case Message():
            return notes(argument)
        case Listing(items):
            return [id for item in items for id in _notes(item)]
        case _:
            return []
