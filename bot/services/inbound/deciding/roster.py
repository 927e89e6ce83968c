"""What the participants of a meeting go by, for a command that names one of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.commands.input.parsing import ParsedCommand
from bot.commands.input.person_lookup import ticket_at
from bot.commands.model import Kind, Known, When
from bot.domain.identity import Identity
from bot.domain.meeting.state import Meeting
from bot.ports.store import Transaction


def roster(tx: Transaction, meeting: str, *, openly: bool) -> Mapping[int, Known]:
    """By person their name, and their accounts, also as platforms write a mention of them.

    With `openly` those accounts alone that everybody in a room can know for theirs: whoever points at an
    account must not learn that it takes part unseen, or under which name.
    """
    accounts: dict[int, list[Identity]] = defaultdict(list)
    profiles = tx.people.profiles(meeting)
    open_names = {person for person, profile in profiles.items() if profile.kind == "platform"}
    for account in tx.people.accounts(meeting):
        if not openly or (account.seen and account.person in open_names):
            accounts[account.person].append(account.identity)
    return {
        person: Known(profile.name, _mentions(accounts[person]), accounts[person])
        for person, profile in profiles.items()
    }


def names_somebody(meeting: Meeting, parsed: ParsedCommand, *, moderator: bool) -> bool:
    """Whether a command means somebody by what everybody would have to be looked at for."""
    command, given = parsed.command, parsed.raw
    by_role = command.by_role_with if moderator else None
    if meeting.plan.is_group and command.when is When.AFTER:
        return True
    return any(
        parameter.kind in (Kind.CODE, Kind.LISTED)
        or parameter.name == by_role
        or (parameter.kind is Kind.PERSON and ticket_at(meeting, given[parameter.name]) is None)
        for parameter in command.parameters
        if given.get(parameter.name)
    )


def _mentions(identities: Sequence[Identity]) -> list[str]:
    return [written for each in identities for written in (each.id, f"<@{each.id}>", f"<@!{each.id}>")]
