"""The names of newcomers: told apart from those that a reader could take for them."""

from collections.abc import Collection

from bot.domain.meeting.decision import AddProfile, Arrive
from bot.domain.meeting.names import distinct
from bot.domain.meeting.state import Meeting
from bot.ports.store import Arrival, NameKind, Profile, Transaction


def profile_of(added: AddProfile) -> Profile:
    """Who they are, by the name that they came with."""
    kind: NameKind = "guest" if added.name is None else "chosen" if added.chosen else "platform"
    return Profile(added.person, added.name, kind, added.language)


def told_apart(tx: Transaction, meeting: Meeting, person: int, name: str | None) -> str | None:
    """The name, told apart from look-alikes."""
    return None if name is None else _apart(tx, meeting, person, name, tx.people.alike(meeting.plan.id, name))


def _apart(tx: Transaction, meeting: Meeting, person: int, name: str, alike: Collection[int]) -> str:
    """The name, told apart from look-alikes in the meeting, which these people have, and in its programme.

    Whose entering was undone takes none away.
    """
    others = meeting.participants.keys() - {person}
    own = meeting.participants[person].listed if person in meeting.participants else None
    listed = [each.name for number, each in enumerate(meeting.plan.people) if number != own]
    if distinct(name, listed) == name and others.isdisjoint(alike):
        return name
    # Somebody else's name is like it: of all others the numbers behind such names may be taken.
    profiles = tx.people.profiles(meeting.plan.id).values()
    return distinct(name, [*listed, *(each.name for each in profiles if each.name and each.person in others)])


def arrive(tx: Transaction, meeting: Meeting, arrived: Arrive) -> None:
    """In one statement where nobody has a name like theirs."""
    people, id, profile = tx.people, meeting.plan.id, profile_of(arrived.profile)
    alike = people.arrive(id, profile, Arrival(arrived.identity, arrived.place, arrived.at))
    if profile.name is not None:
        named = _apart(tx, meeting, profile.person, profile.name, alike)
        if named != profile.name:
            people.rename(id, profile.person, named, profile.kind)
