"""Meetings that the database plans: read as their files would be."""

from bot.domain.plan import Plan
from bot.meeting_file.read import read_kept
from bot.ports.store import Transaction


def planned_in_chat(tx: Transaction, id: str) -> Plan | None:
    """The plan that was set up under that id, if one was, and this program can read it."""
    text = tx.planned.text(id)
    return None if text is None else read_kept(id, text).plan
