"""Free text in messages: kept in the text table, so that erasing its writer erases it everywhere."""

from collections.abc import Callable, Iterator

from bot.domain.changing import replace
from bot.domain.message import Argument, LinkRef, Listing, Message, Moment, Name, RawText, TextRef

Keep = Callable[[str], str]
"""Keeps a text and returns its id."""


def with_text_refs(message: Message, keep: Keep) -> Message:
    """The message with each free text in it kept, and a note in its place."""
    file = message.file
    if file is not None and isinstance(file.text, RawText):
        file = replace(file, text=_kept(file.text, keep))
    arguments = {k: _argument(v, keep) for k, v in message.arguments.items()}
    return replace(message, arguments=arguments, file=file)


def _kept(raw: RawText, keep: Keep) -> TextRef:
    return TextRef(keep(raw.text), raw.once, raw.rich)


def _argument(argument: Argument, keep: Keep) -> Argument:
    match argument:
        case RawText():
            return _kept(argument, keep)
        case Message():
            return with_text_refs(argument, keep)
        case Listing(items):
            return replace(argument, items=tuple(_argument(item, keep) for item in items))
        case _:
            return argument


def text_refs(said: Argument) -> list[str]:
    """The ids of all kept texts that a message, or whatever stands in one, needs."""
    return [part.id for part in _parts(said) if isinstance(part, TextRef | LinkRef)]


def secrets(said: Message) -> list[str]:
    """The ids of the kept texts that are said once, with that of its file."""
    own = said.file.text if said.file else None
    parts = (*_parts(said), *((own,) if own else ()))
    return [part.id for part in parts if isinstance(part, TextRef) and part.once]


def names(said: Argument) -> list[Name]:
    """Everybody whose name it needs."""
    return [part for part in _parts(said) if isinstance(part, Name)]


def tells_moments(said: Argument) -> bool:
    """Whether it depends on whose clocks its reader goes by."""
    return any(isinstance(part, Moment) for part in _parts(said))


def _parts(argument: Argument) -> Iterator[Argument]:
    """Everything in an argument that holds no further arguments."""
    match argument:
        case Message(arguments=arguments, offers=offers):
            for inner in (*arguments.values(), *(offer.label for offer in offers)):
                yield from _parts(inner)
        case Listing(items):
            for item in items:
                yield from _parts(item)
        case _:
            yield argument
