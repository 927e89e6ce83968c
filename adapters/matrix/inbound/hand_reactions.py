"""Which raised hands are up, kept across restarts: of a removed reaction Matrix tells no emoji any more."""

import asyncio
import hashlib
import json

from bot.ports.sync_positions import SyncPositions


class HandReactions:
    """Reactions counted as raised hands, by room, as digests that name nobody."""

    def __init__(self, sync_positions: SyncPositions) -> None:
        self._sync_positions = sync_positions
        self._changing = asyncio.Lock()

    async def raised(self, room_id: str, reaction: str, by: str) -> None:
        """Remember a hand."""
        async with self._changing:
            await self._save(room_id, {*await self._load(room_id), _digest(reaction, by)})

    async def up(self, room_id: str, reaction: str, by: str) -> bool:
        """Whether that reaction is a raised hand of that person's own."""
        return _digest(reaction, by) in await self._load(room_id)

    async def lowered(self, room_id: str, reaction: str, by: str) -> None:
        """Forget a hand."""
        async with self._changing:
            await self._save(room_id, await self._load(room_id) - {_digest(reaction, by)})

    async def _load(self, room_id: str) -> set[str]:
        return set(json.loads(await self._sync_positions.load(_name(room_id)) or "[]"))

    async def _save(self, room_id: str, hands: set[str]) -> None:
        await self._sync_positions.save(_name(room_id), json.dumps(sorted(hands)))


def _name(room_id: str) -> str:
    return f"matrix:hands:{room_id}"


def _digest(reaction: str, by: str) -> str:
    return hashlib.sha256(f"{reaction} {by}".encode()).hexdigest()[:24]
