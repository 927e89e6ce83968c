"""Those of a meeting who go on come into the group that it feeds, each with what they agreed to show."""

from collections.abc import Sequence

from msgspec import Struct, field

from bot.domain.changing import replace
from bot.domain.group.digest.times import keeping
from bot.domain.group.rows import Member, Settings
from bot.domain.identity import Identity
from bot.domain.meeting.decide.participants import admit
from bot.domain.meeting.decision import AddAccount, AddProfile, Change, Keep, SideEffect
from bot.domain.meeting.events import CoordinatorNamed, Event, GroupFed, RecordedEvent
from bot.domain.meeting.fold import fold
from bot.domain.meeting.group.membership import comes, going_on
from bot.domain.meeting.state import Meeting
from bot.domain.minutes.course import course_of
from bot.domain.plan import REMOTE, Plan
from bot.ports.store import RETENTION, Account, Profile, Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting, VersionedMeeting


def found(
    tx: Transaction, repository: MeetingRepository, event_writer: EventWriter, meeting: Meeting, cause: Cause
) -> None:
    """Make the group, or bring more people into it; a meeting feeds it once."""
    id = meeting.plan.group
    loaded = _loaded(tx, repository, meeting.plan)
    door = Door(tx, id, loaded.meeting, cause)
    if tx.records.of(id).get(Settings, 1) is None:
        begun = Settings(1, meeting.plan.zone, digested=cause.now)
        door.side_effects += keeping(begun, cause.now)
    if meeting.plan.id in loaded.meeting.fed:
        door.let_in_late(meeting)
    else:
        door.let_in_all(meeting)
    change = Change(tuple(door.events), tuple(door.side_effects))
    saved = event_writer.save(tx, loaded, change, Cause(f"{cause.key}/{id}", cause.now))
    repository.keep(tx, id, saved)
    tx.timers.set(RETENTION, id, cause.now)


def plan_of(plan: Plan) -> Plan:
    """The plan of the group that a meeting feeds: its coordinators are people of its own."""
    return replace(plan, id=plan.group, moderators=(), organisers=(), rapporteurs=())


def _loaded(tx: Transaction, repository: MeetingRepository, plan: Plan) -> VersionedMeeting:
    try:
        return repository.load(tx, plan.group)
    except UnknownMeeting:
        return VersionedMeeting(0, Meeting(plan_of(plan)))


class Door(Struct):
    """Where people come in, one after the other."""

    tx: Transaction
    id: str
    group: Meeting
    cause: Cause
    events: list[Event] = field(default_factory=list)
    side_effects: list[SideEffect] = field(default_factory=list)
    numbers: dict[Identity, int] = field(default_factory=dict)

    def add(self, *events: Event) -> None:
        """These happen next."""
        self.events += events
        self.group = fold(self.group, [RecordedEvent(event, self.cause.now) for event in events])

    def let_in_all(self, meeting: Meeting) -> None:
        """Everybody of a meeting that has just closed."""
        for person in going_on(meeting):
            self.let_in(meeting, person)
        if meeting.plan.is_call:
            self.add(GroupFed(meeting.plan.id, self.group.plan, course=course_of(meeting)))
            return
        for identity in meeting.plan.coordinators:
            self._name(identity)
        old = (meeting.channels, tuple(sorted(meeting.to_hand_over)))
        self.add(GroupFed(meeting.plan.id, plan_of(meeting.plan), *old, course=course_of(meeting)))

    def let_in_late(self, meeting: Meeting) -> None:
        """Whoever asked for it since, by an account that the group does not know; others may have left it."""
        for account in self.tx.people.accounts(meeting.plan.id):
            if account.stays and self.tx.people.person(self.id, account.identity) is None:
                self.let_in(meeting, account.person)

    def let_in(self, meeting: Meeting, person: int) -> int:
        """Somebody of the meeting, by the accounts alone that asked for it or that they coordinate with.

        Returns their number here. One who was put out by any account of theirs is not let in by another.
        """
        runs = person in meeting.moderators
        theirs = self.tx.people.accounts(meeting.plan.id, (person,))
        out = self._known(theirs)
        if out in self.group.put_out:
            return out
        accounts = [each for each in theirs if each.stays or runs]
        profile = self.tx.people.profiles(meeting.plan.id, (person,)).get(person)
        anew = any(self._known([each]) is None for each in accounts)
        number = self._known(accounts) or self._admit(profile)
        self._note(number)
        for each in accounts:
            self._account(replace(each, person=number))
        self.add(*comes(self.group, meeting, person, number, anew=anew))
        return number

    def _name(self, identity: Identity) -> None:
        """An account that the meeting file makes a coordinator; being named there it asked to be let in."""
        account = Account(identity, 0, stays=True)
        number = self._known([account]) or self._admit(None)
        if number in self.group.put_out:
            return
        self._note(number)
        self._account(replace(account, person=number))
        self.add(CoordinatorNamed(number, granted=True))

    def _note(self, number: int) -> None:
        """Since when they are in the group."""
        if not self.group.plan.is_call and self.tx.records.of(self.id).get(Member, number) is None:
            self.side_effects.append(Keep(Member(number, self.cause.now, self.cause.now)))

    def _known(self, accounts: Sequence[Account]) -> int | None:
        """Their number in the group, where one of the accounts is in it."""
        numbers = (
            self.numbers.get(each.identity) or self.tx.people.person(self.id, each.identity)
            for each in accounts
        )
        return next((number for number in numbers if number is not None), None)

    def _admit(self, profile: Profile | None) -> int:
        admitted = admit(self.group, REMOTE)
        name, chosen = (profile.name, profile.kind == "chosen") if profile else (None, False)
        language = profile.language if profile else None
        self.add(admitted)
        self.side_effects.append(AddProfile(admitted.person, None, name, chosen, language))
        return admitted.person

    def _account(self, account: Account) -> None:
        self.numbers[account.identity] = account.person
        self.side_effects.append(AddAccount(account.person, account.identity, account.seen, account.stays))
