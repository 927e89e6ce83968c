"""Who may give a code soon, and where a meeting is being set up, for a platform that is asked into rooms."""

from datetime import datetime

from bot.domain.identity import Identity, Place
from bot.ports.store import Transaction


def expects(tx: Transaction, who: Identity, now: datetime) -> bool:
    """While a code waits to be used, or this account is setting up a meeting already."""
    draft = tx.setup.draft(who)
    going_on = draft is not None and draft.expires > now
    return going_on or any(each.used is None and each.expires > now for each in tx.setup.codes())


def sets_up(tx: Transaction, place: Place, now: datetime) -> bool:
    """Whether it is somebody's room for everybody, or their moderators' room."""
    return any(
        each.expires > now
        and place.platform == each.who.platform
        and place.id in (each.place.id, each.answers.get("desk"))
        for each in tx.setup.drafts()
    )
