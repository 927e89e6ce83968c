"""Codes that let somebody set up a meeting: each once, for a day, and not to be read in the database."""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.domain.folding import plain
from bot.ports.store import KeptCode, Transaction
from bot.services.scheduling.retention import forget_setups

VALID: Final = timedelta(hours=24)
GROUP: Final = 4


def new_code(secret: Callable[[], str]) -> str:
    """Sixteen letters in groups: even whoever has a copy of the database cannot try them all in a day."""
    letters = secret() + secret()
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def digest(code: str) -> str:
    """What is kept of a code; capitals, dashes and spaces make no difference."""
    letters = "".join(c for c in plain(code).upper() if c.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


def matching(code: str, kept: Sequence[KeptCode]) -> KeptCode | None:
    """The code that was given; it takes as long whichever it is, or none."""
    given = digest(code)
    found = [each for each in kept if hmac.compare_digest(each.digest, given)]
    return found[0] if found else None


def keep_code(tx: Transaction, code: str, now: datetime) -> None:
    """From now on, for a day; what nobody comes back to goes."""
    forget_setups(tx, now)
    tx.setup.add_code(KeptCode(digest(code), now + VALID))
