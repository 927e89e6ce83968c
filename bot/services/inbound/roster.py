"""What the participants of a meeting go by, for a command that names one of them."""

from collections import defaultdict
from collections.abc import Mapping

from bot.commands.model import Known
from bot.ports.store import Transaction


def roster(tx: Transaction, meeting: str) -> Mapping[int, Known]:
    """By person their name, and their accounts as platforms write a mention of them."""
    accounts: dict[int, list[str]] = defaultdict(list)
    for account in tx.people.accounts(meeting):
        native = account.identity.id
        accounts[account.person] += [native, f"<@{native}>", f"<@!{native}>"]
    profiles = tx.people.profiles(meeting)
    return {person: Known(profile.name, accounts[person]) for person, profile in profiles.items()}
