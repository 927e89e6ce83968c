"""Codes that let somebody set up a meeting: each once, for a day."""

from datetime import datetime, timedelta
from typing import Final

from bot.domain.codes import digest
from bot.ports.store import KeptCode, Transaction
from bot.services.scheduling.retention import forget_setups

VALID: Final = timedelta(hours=24)


def keep_code(tx: Transaction, code: str, now: datetime) -> None:
    """From now on, for a day; what nobody comes back to goes."""
    forget_setups(tx, now)
    tx.setup.add_code(KeptCode(digest(code), now + VALID))
