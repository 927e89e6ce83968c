"""Where an account is known: what somebody asks about who wants to know what is kept of them."""

from collections.abc import Collection, Iterable, Sequence

from bot.commands.elsewhere import Elsewhere, KnownIn
from bot.domain.identity import Identity
from bot.domain.meeting.state import Meeting
from bot.ports.store import Transaction
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting, UnreadableMeeting


def known_in(tx: Transaction, repository: MeetingRepository, who: Identity) -> Sequence[KnownIn]:
    """Every meeting and group that knows the account."""
    return [
        KnownIn(id, _meeting(tx, repository, id), tx.erasing.traces(id, person))
        for id, person in tx.erasing.known_in(who).items()
    ]


def known_as(tx: Transaction, repository: MeetingRepository, who: Identity, group: str) -> Elsewhere | None:
    """Somebody as that group knows them; None if it does not."""
    person, meeting = tx.people.person(group, who), _meeting(tx, repository, group)
    if person is None or meeting is None:
        return None
    profile = tx.people.profiles(group, (person,)).get(person)
    if profile is None or person not in meeting.participants:
        return None
    return Elsewhere(meeting, person, profile, tx.people.accounts(group, (person,)))


def _meeting(tx: Transaction, repository: MeetingRepository, id: str) -> Meeting | None:
    try:
        return repository.load(tx, id).meeting
    except (UnknownMeeting, UnreadableMeeting):
        return None


def one_person(tx: Transaction, group: str, person: int) -> Collection[int]:
    """Everybody in a group who is the same as somebody there, by what any meeting knows of their accounts.

    Accounts that were joined in a meeting are one person's, also where a group knew each before.
    """
    return {
        person,
        *_of_accounts(tx, group, (each.identity for each in tx.people.accounts(group, (person,)))),
    }


def selves(tx: Transaction, who: Identity, group: str) -> Collection[int]:
    """Everybody in a group whom an account is known to be; it may be one that the group does not know."""
    return _of_accounts(tx, group, (who,))


def _of_accounts(tx: Transaction, group: str, accounts: Iterable[Identity]) -> set[int]:
    known, found, ahead = set[int](), set[Identity](), list(accounts)
    while ahead:
        who = ahead.pop()
        found.add(who)
        for meeting, number in tx.erasing.known_in(who).items():
            if meeting == group:
                known.add(number)
            theirs = (each.identity for each in tx.people.accounts(meeting, (number,)))
            ahead += [each for each in theirs if each not in found]
    return known
