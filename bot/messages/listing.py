"""Offers in words, a line each, for where there is nothing to press."""

from collections.abc import Sequence

from bot.domain.message import CommandText, Listing, Message, Offer
from bot.messages.document import Choosing


def listed(offers: Sequence[Offer], choosing: Choosing) -> Message:
    """All of them, and how one is taken."""
    lines = tuple(_line(number, offer, choosing) for number, offer in enumerate(offers, start=1))
    return Message(f"offer-{choosing.value}-all", {"lines": Listing(lines, lines=True)})


def _line(number: int, offer: Offer, choosing: Choosing) -> Message:
    """One offer, and how it is taken; by typing it where no sign is left for it."""
    emoji = sign(number, offer)
    if choosing is Choosing.SIGNS and emoji:
        return Message("offer-signs", {"sign": emoji, "label": offer.label})
    if choosing is Choosing.NUMBERS:
        return Message("offer-numbers", {"number": number, "label": offer.label})
    words = CommandText(f"{offer.command} TEXT" if offer.asks else offer.command)
    return Message("offer-typed", {"label": offer.label, "command": words})


def sign(number: int, offer: Offer) -> str:
    """An offer's own emoji, or its number as one; nothing where the keycaps end."""
    return offer.sign or (f"{number}\ufe0f\u20e3" if number < 10 else "")
