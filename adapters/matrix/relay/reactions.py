"""Which reactions a message on Matrix has."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote, urlencode

from adapters.matrix.api import Api, Json, Refused
from adapters.matrix.inbound.events import LONGEST_KEY
from adapters.matrix.inbound.sync_answer import objects, part
from adapters.matrix.outbound.sender import REACTION

_PAGE: Final = 100
_MOST_PAGES: Final = 10
"""A thousand are counted; more say no more."""


async def counted(api: Api, room_id: str, message: str, ignores: Callable[[str], bool]) -> Mapping[str, int]:
    """By sign, and of each account one of a kind."""
    found: set[tuple[str, str]] = set()
    start: str | None = None
    for _ in range(_MOST_PAGES):
        try:
            page = await api.call("GET", _address(room_id, message, start))
        except Refused as error:
            if error.code in ("M_NOT_FOUND", "M_UNKNOWN"):
                break
            raise
        found |= {(str(each.get("sender")), _key(each)) for each in objects(page, "chunk")}
        start = part(page, "next_batch", str)
        if not start:
            break
    return Counter(key for who, key in found if 0 < len(key) <= LONGEST_KEY and not ignores(who))


def _address(room_id: str, message: str, start: str | None) -> str:
    path = "/".join(
        quote(each, safe="") for each in (room_id, "relations", message, "m.annotation", REACTION)
    )
    return (
        f"/_matrix/client/v1/rooms/{path}?{urlencode({'limit': _PAGE} | ({'from': start} if start else {}))}"
    )


def _key(event: Json) -> str:
    return part(part(part(event, "content", dict), "m.relates_to", dict), "key", str)
