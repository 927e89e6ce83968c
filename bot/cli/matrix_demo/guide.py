"""What whoever started the demo reads: where to go, as whom, and what to type first."""

from collections.abc import Iterable

from bot.cli.matrix_demo.premises import MODERATORS, MODERATORS_ROOM, PARTICIPANTS, ROOM, Premises, user_id
from bot.cli.wiring.known_platforms import PREFIXES
from bot.domain.message import CommandText, Message, say
from bot.messages.catalogue import FALLBACK, Catalogues
from bot.messages.document import plain
from bot.messages.render import Context, render


def guide(premises: Premises, homeserver: str) -> Message:
    """Once all of it runs."""
    return say(
        "matrix-demo-ready",
        homeserver=homeserver,
        password=premises.password,
        moderators=_people(MODERATORS),
        participants=_people(PARTICIPANTS),
        room=ROOM,
        moderators_room=MODERATORS_ROOM,
        join=CommandText("join"),
        identify=CommandText("identify cs af"),
        start=CommandText("start"),
        phase=CommandText("phase next"),
        next=CommandText("next"),
        help=CommandText("help"),
    )


def text(message: Message, catalogues: Catalogues) -> str:
    """As it stands in the terminal."""
    return plain(render(message, Context(catalogues, FALLBACK)).nodes, PREFIXES["matrix"])


def _people(names: Iterable[str]) -> str:
    return ", ".join(map(user_id, names))
