"""Edited messages: an edit is the command if nothing came of the message before."""

from datetime import datetime

from bot.ports.platform import Invocation
from bot.ports.store import Transaction


def carried_out(tx: Transaction, invocation: Invocation) -> bool:
    """Whether something came already of the message that this one replaces."""
    if invocation.edits is None:
        return False
    causes = tx.causes
    refused = causes.known(_refused(invocation.edits))
    return causes.known(_mended(invocation.edits)) or (causes.known(invocation.edits) and not refused)


def remember(tx: Transaction, invocation: Invocation, now: datetime, *, ok: bool) -> None:
    """For the edits to come: a refused message can be mended, a mended one not again."""
    if not ok:
        tx.causes.first_time(_refused(invocation.cause), now)
    elif invocation.edits is not None:
        tx.causes.first_time(_mended(invocation.edits), now)


def _refused(cause: str) -> str:
    return f"{cause}/refused"


def _mended(cause: str) -> str:
    return f"{cause}/mended"
