"""What the participants of a meeting go by, for a command that names one of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.ports.store import Transaction


def roster(tx: Transaction, meeting: str) -> Mapping[int, Sequence[str]]:
    """By person their name, and their accounts as platforms write a mention of them."""
    called: dict[int, list[str]] = defaultdict(list)
    for person, profile in tx.people.profiles(meeting).items():
        if profile.name is not None:
            called[person].append(profile.name)
    for account in tx.people.accounts(meeting):
        native = account.identity.id
        called[account.person] += [native, f"<@{native}>", f"<@!{native}>"]
    return called
