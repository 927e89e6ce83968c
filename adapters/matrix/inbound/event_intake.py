"""One event after the other on its way to the inbox: opened, handed in, and put aside if it cannot be."""

from adapters.matrix.api import Json, OddAnswer
from adapters.matrix.encryption.crypto import SPOKEN, Crypto, Locked, Unopenable
from adapters.matrix.encryption.group_encryption import SEALED
from adapters.matrix.encryption.late_keys import LateKeys
from adapters.matrix.inbound.events import sound
from adapters.matrix.inbound.listener import Listener
from adapters.matrix.quarantine import Quarantine, RetryBudget
from bot.ports.platform import Inbox, TryLater

MOST_FAILURES = 3
"""So often an event is handed in that fails for no known reason ..."""
MOST_ABSENCES = 10
"""... or for which the homeserver has no answer, while it has others."""


class EventIntake:
    """Takes events in."""

    def __init__(
        self, crypto: Crypto, listener: Listener, quarantine: Quarantine, late_keys: LateKeys
    ) -> None:
        self._crypto = crypto
        self._late_keys = late_keys
        self._listener = listener
        self._quarantine = quarantine
        self._budget = RetryBudget()
        self._late: list[tuple[str, Json]] = []

    @property
    def waits(self) -> bool:
        """Whether some events wait for their keys."""
        return bool(self._late)

    async def begin(self) -> None:
        """Forget what waits a moment: it is read again."""
        self._late = []
        await self._late_keys.begin()

    async def take_late(self, inbox: Inbox) -> None:
        """Take those whose keys were missing before, with their keys or without."""
        late, self._late = self._late, []
        for room_id, event in late:
            if opened := self._opened(room_id, event):
                await self._take_read(inbox, room_id, opened)
            elif self._late_keys.missed(room_id, event):
                await self._hand_in(inbox, room_id, event)
        async for room_id, event in self._late_keys.found():
            if opened := self._opened(room_id, event):
                await self._hand_in(inbox, room_id, opened)

    async def keep(self) -> None:
        """Remember across restarts what waits for its key."""
        await self._late_keys.save()

    async def ask_for_keys(self) -> None:
        """Ask for those that are missing, once the round's other work with keys is done."""
        await self._late_keys.ask()

    async def take(self, inbox: Inbox, room_id: str, event: Json) -> None:
        """Take one event of a room; on return it is kept, waits for its key, or is put aside."""
        if not sound(event):
            self._quarantine.put("an event without what each has", ValueError())
        elif event["type"] != SEALED:
            await self._take_read(inbox, room_id, event)
        elif not self._crypto.enabled:
            if self._late_keys.missed(room_id, event):
                await self._hand_in(inbox, room_id, event)
        elif opened := self._opened(room_id, event):
            await self._take_read(inbox, room_id, opened)
        else:
            self._late.append((room_id, event))

    async def _take_read(self, inbox: Inbox, room_id: str, event: Json) -> None:
        if event["type"] in SPOKEN:
            self._late_keys.read(event)
        await self._hand_in(inbox, room_id, event)

    def _opened(self, room_id: str, event: Json) -> Json | None:
        """The event as it is inside, or as it is if it never opens; None while its key is missing."""
        try:
            return self._crypto.open(room_id, event)
        except Locked:
            return None
        except Unopenable as problem:
            self._quarantine.put("an encrypted event", problem)
            return event

    async def _hand_in(self, inbox: Inbox, room_id: str, event: Json) -> None:
        most = MOST_FAILURES
        try:
            await self._listener.hear(inbox, room_id, event)
        except Exception as problem:
            if isinstance(problem, TryLater) and not isinstance(problem, OddAnswer):
                most = MOST_ABSENCES
            if not self._budget.ends(event["event_id"], most):
                raise
            self._quarantine.put("an event", problem)
        else:
            self._budget.renew(event["event_id"])
