"""Which of the bot's messages somebody means by a reaction, a reply, or a number alone."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final

from msgspec import Struct

from adapters.matrix.api import Json, Refused, route
from adapters.matrix.encryption.crypto import Crypto, Locked, Unopenable
from adapters.matrix.encryption.group_encryption import SEALED
from adapters.matrix.inbound.sync_answer import objects, part
from adapters.matrix.offers.content import choices
from adapters.matrix.session import Session
from bot.commands.input.hands import alike
from bot.domain.folding import plain
from bot.messages.document import Choice
from bot.messages.offers import PressedRequest
from bot.ports.clock import Clock
from bot.ports.questions import Question, answered

LOOKED_AT: Final = 40
"""Events around a number; a question further above has been answered long ago."""


class Offered(Struct, frozen=True):
    """Asks the homeserver for the message, so that one of last month is known after any restart."""

    session: Session
    crypto: Crypto
    clock: Clock

    async def by(self, room_id: str, event_id: str) -> Question | None:
        """What a message of the bot's own offers, as it is now; None if it is somebody else's."""
        try:
            event = await self.session.api.call("GET", route("rooms", room_id, "event", event_id))
        except Refused:
            return None
        return self._question(room_id, await self._whole(room_id, event))

    async def replied(self, room_id: str, event_id: str, text: str) -> PressedRequest | None:
        """What a reply to a message takes of it, however old that is."""
        question = await self.by(room_id, event_id)
        return answered(question, text, None) if question else None

    async def replied_among_others(self, room_id: str, event_id: str, text: str) -> PressedRequest | None:
        """The same in a room, where people talk: by a number alone, never by mere words."""
        if not plain(text)[:1].isdecimal():
            return None
        question = await self.by(room_id, event_id)
        return answered(question, text, question.at) if question else None

    async def numbered(self, room_id: str, event: Json, text: str) -> PressedRequest | None:
        """What a number alone takes: of the newest message before it that offers something."""
        if not plain(text)[:1].isdecimal():
            return None
        path = f"{route('rooms', room_id, 'context', event['event_id'])}?limit={LOOKED_AT}"
        try:
            before = objects(await self.session.api.call("GET", path), "events_before")
        except Refused:
            return None
        found = (self._question(room_id, each) for each in before)
        newest = next((question for question in found if question and question.choices), None)
        # Another homeserver's clock may be wrong; while the bot was away its own says nothing.
        return answered(newest, text, min(_at(event), self.clock.now())) if newest else None

    async def _whole(self, room_id: str, event: Json) -> Json:
        """With its newest edit, of which older homeservers tell the id alone."""
        edit = _edit(event)
        if "content" in edit or not (event_id := part(edit, "event_id", str)):
            return event
        try:
            newest = await self.session.api.call("GET", route("rooms", room_id, "event", event_id))
        except Refused:
            return event
        return {**event, "unsigned": {"m.relations": {"m.replace": newest}}}

    def _question(self, room_id: str, event: Json) -> Question | None:
        if event.get("sender") != self.session.me:
            return None
        edit = _edit(event)
        mine = edit if edit.get("sender") == self.session.me else event
        return Question(choices(self._content(room_id, mine)), _at(event))

    def _content(self, room_id: str, event: Json) -> Mapping[str, Any]:
        if event.get("type") == SEALED and self.crypto.enabled:
            with suppress(Locked, Unopenable):
                event = self.crypto.open(room_id, event)
        return part(event, "content", dict)


def signed(question: Question, key: str) -> Choice | None:
    """The choice that a reaction's emoji stands for."""
    return next((each for each in question.choices if each.sign and alike(each.sign, key)), None)


def _edit(event: Json) -> Json:
    return part(part(part(event, "unsigned", dict), "m.relations", dict), "m.replace", dict)


def _at(event: Mapping[str, Any]) -> datetime:
    return datetime.fromtimestamp(part(event, "origin_server_ts", int) / 1000, UTC)
