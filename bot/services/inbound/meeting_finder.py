"""Which meeting a command is about: by the room, or, in a direct chat, by what its person did last."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from bot.commands.model import When
from bot.domain.folding import fold
from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Offer, Refusal, offering, refuse, say
from bot.messages.offers import digest
from bot.ports.platform import Invocation
from bot.ports.store import Account, Transaction

MOST_OFFERED = 10
"""How many meetings somebody is asked to choose from."""

USED_ANEW = timedelta(hours=1)
"""So exactly is kept when somebody last used a meeting."""

NOT_HERE = refuse("refused-no-meeting-here")


class MeetingQuery(Struct, frozen=True):
    """What a command tells about the meeting it is for, and what its author's last one was."""

    named: str | None
    used: str | None
    when: When
    offered: str = ""
    """The digest of the meeting whose offer it was."""
    group: bool = False
    """Whether the command is given in the groups that go on, too."""
    groups: Sequence[str] = ()
    """Those that know its author, or that their code lets into."""


def find_meeting(
    meetings: Sequence[Meeting], invocation: Invocation, wanted: MeetingQuery
) -> Meeting | Refusal:
    """The meeting meant, or the group that goes on after it."""
    known = {meeting.plan.id: meeting for meeting in meetings if not _unheard_of(meeting, invocation, wanted)}
    found = _found(known, invocation, wanted)
    return found if isinstance(found, Refusal) else _meant(known, found, wanted)


def _unheard_of(meeting: Meeting, invocation: Invocation, wanted: MeetingQuery) -> bool:
    """A call is its group's own: outside their rooms nobody learns of it whom the group does not know."""
    away = invocation.direct or wanted.named is not None
    return away and meeting.plan.is_call and meeting.plan.group not in wanted.groups


def _meant(known: Mapping[str, Meeting], found: Meeting, wanted: MeetingQuery) -> Meeting:
    """For what is given in a group: of a closed meeting the one that it feeds, to whoever is known there.

    What is given in groups alone is the group's also while a call of it goes on.
    For everything else: of a group its last meeting.
    """
    if found.plan.is_group:
        return found if wanted.group else known.get(found.fed[-1], found)
    if found.plan.is_call and wanted.when is When.AFTER:
        return known.get(found.plan.group, found)
    goes_on = wanted.group and found.status == "closed" and found.plan.group in wanted.groups
    return known.get(found.plan.group, found) if goes_on else found


def _found(known: Mapping[str, Meeting], invocation: Invocation, wanted: MeetingQuery) -> Meeting | Refusal:
    if wanted.offered:
        return _offered(known, invocation, wanted)
    if wanted.named is not None:
        return _named(known, fold(wanted.named).strip(), invocation.at)
    if not invocation.direct:
        here = [m for m in known.values() if invocation.place in rooms(m)]
        return _nearest(here, invocation.at) or NOT_HERE
    last = known.get(wanted.used or "")
    if last is not None:
        last = _meant(known, last, wanted)
    groups = [known[id] for id in wanted.groups if id in known]
    if groups and wanted.when is When.AFTER:
        return last if last and last in groups else _only(groups) or _ask_groups(groups)
    meetings = [meeting for meeting in known.values() if not meeting.plan.is_group]
    return _of_meetings(meetings, last, invocation, wanted)


def _ask_groups(groups: Sequence[Meeting]) -> Refusal:
    return Refusal(offering(say("refused-which-group"), *_offers(groups)))


def _of_meetings(
    meetings: Sequence[Meeting], last: Meeting | None, invocation: Invocation, wanted: MeetingQuery
) -> Meeting | Refusal:
    running = [m for m in meetings if m.status == "open"]
    if last is not None and (last.plan.is_group or _goes_on(last, wanted.when, running)):
        return last
    coming = [m for m in meetings if m.status == "planned"]
    likely = running or coming or meetings
    return _only(likely) or _ask(likely, invocation.at)


def _offered(known: Mapping[str, Meeting], invocation: Invocation, wanted: MeetingQuery) -> Meeting | Refusal:
    """The meeting whose offer it was; nobody takes it in a room that is none of that meeting's.

    A group and its working groups speak of each other in their rooms, and are spoken of in those of the
    meetings that fed them.
    """
    found = _only([m for m in known.values() if digest(m.plan.id) == wanted.offered])
    if found is None:
        return refuse("refused-no-meeting")
    if found.plan.is_group and not wanted.group:
        found = _meant(known, found, wanted)
    if invocation.direct or invocation.place in rooms(found):
        return found
    kin = (m for m in known.values() if found.plan.is_group and _whole(m) == _whole(found))
    if any(invocation.place in rooms(each) for each in kin):
        return found
    held_here = any(invocation.place in rooms(each) for each in known.values())
    return refuse("refused-of-another-meeting") if held_here else NOT_HERE


def _whole(meeting: Meeting) -> str:
    """The id of the group that it feeds, is, or is a working group of."""
    plan = meeting.plan
    group = plan.id if plan.is_group else plan.group
    return "/".join(group.split("/")[:2])


def _goes_on(last: Meeting, when: When, running: Sequence[Meeting]) -> bool:
    """Whether the last one used is still meant: also when it is over, for what makes sense afterwards."""
    if last.status == "closed" and when is When.FROM_OPEN:
        return True
    return last.status == "open" or not running


def rooms(meeting: Meeting) -> tuple[Place, ...]:
    """Everywhere in a chat where commands about the meeting can be given; of a group its channels."""
    plan = meeting.plan
    if plan.is_group:
        return meeting.channels
    return (*plan.places, *plan.stages, *plan.moderators_rooms, *meeting.channels)


def note_use(
    tx: Transaction, meeting: str, invocation: Invocation, account: Account | None, now: datetime
) -> None:
    """That somebody uses the meeting, and is seen in its room, as far as the account does not say so."""
    used = account.used if account else None
    if used is None or now - used >= USED_ANEW:
        tx.people.use(invocation.author, meeting, now)
    if not invocation.direct and (account is None or invocation.place not in account.seen):
        tx.people.see(meeting, invocation.author, invocation.place)


def other_in_rooms(meetings: Sequence[Meeting], meeting: Meeting) -> str | None:
    """The title of another meeting that is open in a room of this one; a room has one at a time."""
    own = {*meeting.plan.places, *meeting.plan.moderators_rooms}
    for other in meetings:
        if other.plan.id != meeting.plan.id and other.status == "open" and own.intersection(rooms(other)):
            return title(other)
    return None


def _only(meetings: Sequence[Meeting]) -> Meeting | None:
    return meetings[0] if len(meetings) == 1 else None


def _named(known: Mapping[str, Meeting], named: str, now: datetime) -> Meeting | Refusal:
    meetings = [meeting for meeting in known.values() if not meeting.plan.is_group]
    exact = [m for m in known.values() if m.plan.id == named]
    near = [m for m in meetings if m.plan.id.startswith(named)]
    return _only(exact or near) or _ask(near or meetings, now)


def _nearest(meetings: Sequence[Meeting], now: datetime) -> Meeting | None:
    """Of several in one room the open one; else the planned one, else the closed one, nearest in time."""
    by_state = {"open": 0, "planned": 1, "closed": 2}
    return min(meetings, key=lambda m: (by_state[m.status], abs(m.plan.start - now)), default=None)


def _ask(meetings: Sequence[Meeting], now: datetime) -> Refusal:
    """Which one, of those nearest in time."""
    offered = [m for m in meetings if m.status != "closed"]
    if not offered:
        return refuse("refused-no-meeting")
    nearest = sorted(offered, key=lambda m: abs(m.plan.start - now))[:MOST_OFFERED]
    return Refusal(offering(say("refused-which-meeting"), *_offers(nearest)))


def _offers(meetings: Sequence[Meeting]) -> list[Offer]:
    return [Offer(f"meeting {m.plan.id}", say("meeting-offer", title=title(m))) for m in meetings]


def title(meeting: Meeting) -> str:
    """What the meeting is called."""
    return meeting.plan.title.get("en", meeting.plan.id)
