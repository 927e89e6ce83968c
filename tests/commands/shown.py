"""What a message would show: its parts, and its words in English."""

from collections.abc import Iterator

from bot.domain.message import Argument, Listing, Message
from bot.messages.catalogue import Catalogues
from bot.messages.document import Choosing, plain
from bot.messages.render import Context, Shown, render
from bot.services.outbound.text_refs import with_text_refs
from tests.commands.session import Session


def parts(argument: Argument) -> Iterator[Argument]:
    """Everything in a message, at any depth."""
    yield argument
    match argument:
        case Message(arguments=arguments):
            for inner in arguments.values():
                yield from parts(inner)
        case Listing(items):
            for item in items:
                yield from parts(item)


def keys(message: Message) -> set[str]:
    return {part.key for part in parts(message) if isinstance(part, Message)}


def words(message: Message, session: Session, catalogues: Catalogues) -> str:
    names = {
        p.person: Shown(session.names.get(p.person), p.badge, in_hall=p.mode == "hall")
        for p in session.meeting.participants.values()
    }
    notes = dict(session.texts)

    def keep(text: str) -> str:
        notes[id := f"note {len(notes)}"] = text
        return id

    kept = with_text_refs(message, keep)
    context = Context(catalogues, "en", session.meeting.plan, names, notes, choosing=Choosing.BUTTONS)
    return plain(render(kept, context).nodes, "!")
