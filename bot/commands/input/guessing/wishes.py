"""What people say in their own words that they want, as offers."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.message import Offer, say
from bot.views import panel
from bot.views.identifying import GUEST, NAME

WISHES: Final[Mapping[str, Offer]] = MappingProxyType(
    {
        "speak": panel.JOIN,
        "words": panel.WORDS,
        "later": panel.LATER,
        "withdraw": panel.WITHDRAW,
        "done": Offer("done", say("offer-done")),
        "position": panel.POSITION,
        "why": panel.WHY,
        "balance": panel.BALANCE,
        "queue": panel.QUEUE,
        "agenda": panel.AGENDA,
        "identify": panel.IDENTIFY,
        "name": NAME,
        "guest": GUEST,
    }
)
"""By the word for it in the list of what people say."""
