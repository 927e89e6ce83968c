"""Something small to write and read in a transaction, for tests that do not care what it is."""

from bot.domain.identity import Place
from bot.ports.store import Transaction


def note(tx: Transaction, name: str, value: str) -> None:
    """Kept under the name, as the board of a place of that name."""
    tx.boards.set("", Place("notes", name), value)


def noted(tx: Transaction, name: str) -> str | None:
    """The last value."""
    found = tx.boards.get("", Place("notes", name))
    return found.message if found else None
