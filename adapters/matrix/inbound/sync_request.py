"""Asking the homeserver what is new, also where it cannot tell from the position that was kept."""

import json
from urllib.parse import urlencode

from adapters.matrix.api import OddAnswer, Refused, route
from adapters.matrix.inbound.sync_answer import Odd, SyncAnswer, read_answer
from adapters.matrix.inbound.timeline import STATE, TYPES
from adapters.matrix.session import Session
from bot.domain.changing import replace
from bot.ports.platform import TryLater

ROUND_SECONDS = 60
FIRST_SECONDS = 300
MOST_ODD = 5
"""So often in a row the answer may be of no use before the question is put in another way."""
_NAMES = {"lazy_load_members": True, "include_redundant_members": True}
"""Whoever writes is named with it, also to a process that has not heard what the device was told before."""
_FILTER = {
    "presence": {"types": []},
    "account_data": {"types": []},
    "room": {
        "account_data": {"types": []},
        "ephemeral": {"types": []},
        "state": {"types": STATE, **_NAMES},
        "timeline": {"types": TYPES, "limit": 50, **_NAMES},
    },
}


class SyncRequest:
    """Puts one question after the other."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._knows_rooms = False
        self._asked_from: str | None = None
        self._odd = 0

    def forget_rooms(self) -> None:
        """Begin with the state of every room again: somebody else may have read on meanwhile."""
        self._knows_rooms = False

    async def next(self, since: str | None, wait_ms: int) -> SyncAnswer:
        """What is new since a position. What comes without regard to it is marked so."""
        if since != self._asked_from:
            self._asked_from, self._odd = since, 0
        afresh = since is not None and self._odd >= MOST_ODD
        first = afresh or not self._knows_rooms
        question = self._question(None if afresh else since, 0 if first else wait_ms, whole=first)
        try:
            within = FIRST_SECONDS if first else ROUND_SECONDS
            answer = await self._session.api.call("GET", question, within=within)
            told = read_answer(answer, self._session.me)
        except (OddAnswer, Refused, Odd) as problem:
            self._odd = 0 if afresh else self._odd + 1
            raise TryLater(f"no answer to /sync that could be read: {problem}") from problem
        self._knows_rooms = True
        return replace(told, afresh=afresh)

    def _question(self, since: str | None, wait_ms: int, *, whole: bool) -> str:
        asked = {"timeout": str(wait_ms), "full_state": str(whole).lower(), "filter": json.dumps(_FILTER)}
        return f"{route('sync')}?{urlencode(asked | ({'since': since} if since else {}))}"
