"""The small line that shows in one channel how others react in the others."""

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.group.rows import Copy, Utterance
from bot.domain.identity import Place
from bot.domain.message import Message, Name, say
from bot.messages.document import Document
from bot.ports.clock import Clock
from bot.ports.platform import Platform, Undeliverable
from bot.ports.relay import Look, Relaying
from bot.ports.store import Delivery, Pending, Store, Transaction
from bot.services.outbound.actions import ShowReactions
from bot.services.outbound.afterwards.channels import OnSent, nothing_more
from bot.services.outbound.afterwards.pages import Channel
from bot.services.outbound.rendering import Audience
from bot.services.relay.noting import LINE, copies, forget, stands

log = logging.getLogger(__name__)

MOST_SIGNS: Final = 10
_LONGEST_NAME: Final = 34
"""Characters of a server's own emoji with its colons."""
_LONGEST_SIGN: Final = 16
"""Code points of an emoji: flags of regions have the most."""
_JOINS: Final = "\u200d"
_VARIANTS: Final = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")
"""How an emoji looks: in colour, or of a skin."""
_PICTURE: Final = re.compile(
    "[\u00a9\u00ae\u2000-\u33ff\U0001f000-\U0001faff]"
    "|[\U0001f1e6-\U0001f1ff]{2}"
    "|\U0001f3f4[\U000e0020-\U000e007f]+"
    "|[0-9#*]\u20e3"
)
"""One emoji, a flag, that of a region, a key; of letters in frames somebody might put words together."""


class _Standing(Struct, frozen=True):
    """Where the utterance stands elsewhere, and which messages show its reactions here."""

    elsewhere: Sequence[tuple[Place, str]]
    here: str
    """The message below which the line belongs."""
    lines: Sequence[Copy]
    known: frozenset[str]


class Showing(Struct, frozen=True):
    """Asks the platforms how often which sign stands there, as it is when the line is brought up to date."""

    store: Store
    platforms: Mapping[str, Platform]
    document: Callable[[Delivery, Message, Audience], Awaitable[Document]]
    clock: Clock

    async def carry_out(
        self, to: Channel, pending: Pending, action: ShowReactions, *, unsure: bool
    ) -> OnSent:
        """Post the line, change it, or take it away."""
        relaying, delivery = to.platform.capabilities.relaying, pending.delivery
        there = await self.store.read(lambda tx: _standing(tx, delivery, action))
        if relaying is None or there is None:
            return nothing_more
        lines = [each.message for each in there.lines]
        try:
            signs = await self._signs(there.elsewhere)
        except Undeliverable as problem:
            # It is no fault of the room that the line is for, and no reason to take the line away.
            log.info("a line of reactions (delivery %s) stays as it is: %s", pending.id, problem)
            return nothing_more
        if not signs:
            await relaying.remove(action.place, lines)
            return lambda tx: forget(tx, delivery.meeting, there.lines)
        message = say("relayed-reactions", who=Name(action.person), signs=signs)
        document = replace(await self.document(delivery, message, to.reader), replies_to=there.here)
        look = Look(delivery.created, there.known) if unsure else None
        try:
            sent = await _shown(relaying, action.place, lines, document, delivery.key, look)
        except Undeliverable:
            if not lines:
                raise
            return lambda tx: forget(tx, delivery.meeting, there.lines)  # Somebody has removed it.
        return lambda tx: stands(tx, delivery.meeting, action, LINE, sent, self.clock.now())

    async def _signs(self, elsewhere: Sequence[tuple[Place, str]]) -> str:
        found: Counter[str] = Counter()
        for place, message in elsewhere:
            platform = self.platforms.get(place.platform)
            relaying = platform.capabilities.relaying if platform else None
            if relaying is not None:
                found.update(await relaying.reactions(place, message))
        return "  ".join(f"{sign} {count}" for sign, count in counted(found))


def counted(found: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    """Those that are signs, the most frequent first: on Matrix a reaction may be any text."""
    signs = [(sign, count) for sign, count in found.items() if count > 0 and _is_sign(sign)]
    return sorted(signs, key=lambda each: (-each[1], each[0]))[:MOST_SIGNS]


def _is_sign(text: str) -> bool:
    """An emoji, or the name of a server's own one."""
    name = text[1:-1]
    if text == f":{name}:":
        return name.replace("_", "").isalnum() and name.isascii() and len(text) <= _LONGEST_NAME
    pictures = (_VARIANTS.sub("", each) for each in text.split(_JOINS))
    return len(text) <= _LONGEST_SIGN and all(_is_picture(each) for each in pictures)


def _is_picture(text: str) -> bool:
    """Of some that are newer than this Python it knows no category."""
    known = len(text) > 1 or unicodedata.category(text or " ") in ("So", "Sm", "Cn")
    return known and _PICTURE.fullmatch(text) is not None


async def _shown(
    relaying: Relaying, place: Place, lines: Sequence[str], document: Document, key: str, look: Look | None
) -> Sequence[str]:
    if lines:
        return await relaying.revise(place, lines, document, key)
    return await relaying.post(place, document, key, look)


def _standing(tx: Transaction, delivery: Delivery, action: ShowReactions) -> _Standing | None:
    records, place = tx.records.of(delivery.meeting), action.place
    row = records.get(Utterance, action.number)
    if row is None or row.gone:
        return None
    said = {Place(row.platform, row.room): row.message}
    for each in records.all(Copy, utterance=action.number):
        if each.part != LINE:
            said.setdefault(Place(each.platform, each.room), each.message)
    elsewhere = [(where, message) for where, message in said.items() if where != place]
    lines = [each for each in copies(records, action.number, place) if each.part == LINE]
    later = records.since(Copy, "at", delivery.created)
    known = frozenset(each.message for each in later if each.room == place.id)
    return _Standing(elsewhere, said.get(place, ""), lines, known)
