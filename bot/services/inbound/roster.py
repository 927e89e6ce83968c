"""What the participants of a meeting go by, for a command that names one of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.commands.model import Known
from bot.domain.identity import Identity
from bot.ports.store import Transaction


def roster(tx: Transaction, meeting: str) -> Mapping[int, Known]:
    """By person their name, and their accounts, also as platforms write a mention of them."""
    accounts: dict[int, list[Identity]] = defaultdict(list)
    for account in tx.people.accounts(meeting):
        accounts[account.person].append(account.identity)
    profiles = tx.people.profiles(meeting)
    return {
        person: Known(profile.name, _mentions(accounts[person]), accounts[person])
        for person, profile in profiles.items()
    }


def _mentions(identities: Sequence[Identity]) -> list[str]:
    return [written for each in identities for written in (each.id, f"<@{each.id}>", f"<@!{each.id}>")]
