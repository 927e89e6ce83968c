"""An offer on its way through a platform and back: all that it stands for, in a hundred characters.

It travels with its message, so that one of last month works after any restart, and nothing need be looked up.
"""

import base64
import hashlib
from typing import Final

from msgspec import Struct

from bot.domain.message import Offer

LONGEST: Final = 100
"""As Discord takes it (API documentation, "Component Reference": custom_id)."""
_PLAIN, _ASKING = "1", "1?"
"""The version of what follows, and whether words belong to it."""


class Offered(Struct, frozen=True):
    """What a token stands for."""

    meeting: str
    """The digest of the meeting's id; empty if it belongs to none."""
    drawn: str
    command: str
    asks: bool


class PressedRequest(Struct, frozen=True):
    """An offer of one of the bot's messages that somebody took, by a press or by its number."""

    token: str | None
    """That of the choice; None for a number whose question is too old to be sure of."""
    words: str = ""
    """Those that it asks for, if they are there already."""


def token(offer: Offer, meeting: str | None) -> str:
    """The offer as a token; ValueError if it is too long, which is a slip in whoever made it."""
    parts = (
        _ASKING if offer.asks else _PLAIN,
        digest(meeting) if meeting else "",
        offer.drawn,
        offer.command,
    )
    made = ":".join(parts)
    if len(made) > LONGEST:
        raise ValueError(f"an offer takes at most {LONGEST} characters: {made!r}")
    return made


def read(token: str) -> Offered | None:
    """What a token stands for; None if it is none, or of a version that nobody knows."""
    version, *rest = token.split(":", 3)
    if len(token) > LONGEST or version not in (_PLAIN, _ASKING) or len(rest) != 3:
        return None
    meeting, drawn, command = rest
    return Offered(meeting, drawn, command, version == _ASKING)


def digest(meeting: str) -> str:
    """A meeting's id, however long, in eight characters."""
    return base64.urlsafe_b64encode(hashlib.sha256(meeting.encode()).digest())[:8].decode()
