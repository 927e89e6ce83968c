"""Adapters' reading positions, kept in the store."""

from dataclasses import dataclass

from bot.ports.store import Store


@dataclass(frozen=True)
class StoredSyncPositions:
    """bot.ports.sync_positions.SyncPositions over the store's cursors."""

    store: Store

    async def load(self, name: str) -> str | None:
        """The last value saved under the name."""
        return await self.store.read(lambda tx: tx.cursors.get(name))

    async def save(self, name: str, value: str) -> None:
        """Keep the value; on return it is kept."""
        await self.store.write(lambda tx: tx.cursors.set(name, value))
