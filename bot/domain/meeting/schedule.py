"""When things are due: pure functions of the state, so that nothing about time needs to be remembered."""

from datetime import UTC, datetime, timedelta

from msgspec import Struct

from bot.domain.meeting.events import (
    Cancelled,
    FloorGiven,
    FollowedUp,
    Invited,
    Moved,
    Opened,
    PhaseHalved,
    PhaseTimeUp,
    PhaseWarned,
    Reminded,
    StageMissed,
    Told,
    ToldRoom,
    TurnTimeUp,
    TurnWarned,
)
from bot.domain.meeting.phase_run import PhaseRun
from bot.domain.meeting.state import Meeting, RunningTurn
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.plan import HALL, Phase, Plan


def phase_plan(meeting: Meeting, phase: PhaseRun) -> Phase:
    """The plan of a phase that is held."""
    return meeting.plan.phases[phase.index]


def in_discussion(meeting: Meeting) -> bool:
    """Whether the floor is meant to be given now."""
    return meeting.phase is not None and phase_plan(meeting, meeting.phase).gives_turns


def phase_end(meeting: Meeting) -> datetime | None:
    """When the present phase is planned to end; None while it is paused or none is held."""
    phase = meeting.phase
    if phase is None or phase.paused_at is not None:
        return None
    seconds = phase_plan(meeting, phase).seconds + phase.extra + phase.paused
    return phase.since + timedelta(seconds=seconds)


def phase_left(meeting: Meeting, now: datetime) -> float | None:
    """Seconds left of the present phase, never below 0; also while it is paused."""
    phase = meeting.phase
    if phase is None:
        return None
    clock = phase.paused_at or now
    seconds = phase_plan(meeting, phase).seconds + phase.extra + phase.paused
    return max(0.0, seconds - (clock - phase.since).total_seconds())


def allotted(meeting: Meeting, given: FloorGiven) -> int:
    """Seconds that a turn was given for."""
    return given.seconds or meeting.plan.speaking_seconds


def turn_end(meeting: Meeting) -> datetime | None:
    """When the speaker's time is up; None while nobody has the floor or the clock stands still."""
    turn = meeting.floor
    if turn is None or meeting.paused_at is not None:
        return None
    return turn.since + timedelta(seconds=allotted(meeting, turn.given) + turn.extra + turn.paused)


def turn_left(meeting: Meeting, turn: RunningTurn, now: datetime) -> float:
    """Seconds left of a turn, never below 0; also while its clock stands still."""
    return max(0.0, allotted(meeting, turn.given) + turn.extra - turn.used(now, meeting.paused_at))


def discussion_left(meeting: Meeting, now: datetime) -> float:
    """Seconds left for turns: of the present phase, and of the discussions that follow it."""
    index = -1 if meeting.phase is None else meeting.phase.index
    following = [p.seconds for p in meeting.plan.phases[index + 1 :] if p.gives_turns]
    present = phase_left(meeting, now) if in_discussion(meeting) else None
    return (present or 0.0) + sum(following)


ClockEvent = (
    Invited
    | Moved
    | Cancelled
    | Reminded
    | Opened
    | PhaseHalved
    | PhaseWarned
    | PhaseTimeUp
    | TurnWarned
    | TurnTimeUp
    | StageMissed
    | FollowedUp
)
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
"""Earlier than any meeting."""


class DueMoment(Struct, frozen=True):
    """An event that the clock alone brings about."""

    at: datetime
    event: ClockEvent


def due_moments(meeting: Meeting) -> tuple[DueMoment, ...]:
    """Everything that is still to come by the clock, the earliest first."""
    found = (
        *_before(meeting),
        *_of_phase(meeting),
        *_of_turn(meeting),
        *_of_stage(meeting),
        *_after(meeting),
    )
    return tuple(sorted(found, key=lambda due: due.at))


def still_due(meeting: Meeting, now: datetime) -> tuple[DueMoment, ...]:
    """The same without an opening that was missed: a meeting that would be over does not open by itself."""
    over = meeting.plan.start + timedelta(seconds=meeting.plan.seconds) <= now
    return tuple(due for due in due_moments(meeting) if not (over and isinstance(due.event, Opened)))


def _before(meeting: Meeting) -> list[DueMoment]:
    if meeting.status != "planned":
        return []
    if meeting.plan.cancelled:
        return [DueMoment(AT_ONCE, Cancelled())] if meeting.told else []
    notices, told = meeting.plan.notices, told_of(meeting.plan)
    moved = [DueMoment(AT_ONCE, Moved(told))] if meeting.told not in (None, told) else []
    found = (
        _ahead(meeting, Invited(told), None if meeting.invited else notices.invitation),
        _ahead(meeting, Reminded(), None if meeting.reminded else notices.reminder),
        _ahead(meeting, Opened(meeting.plan, None), notices.opening),
    )
    return [*moved, *(due for due in found if due is not None)]


def told_of(plan: Plan) -> Told:
    """What people are told of a meeting beforehand."""
    return Told(
        plan.start, tuple(ToldRoom(room.place, room.link) for room in plan.rooms if room.place is not None)
    )


def _ahead(meeting: Meeting, event: ClockEvent, seconds: int | None) -> DueMoment | None:
    return None if seconds is None else DueMoment(meeting.plan.start - timedelta(seconds=seconds), event)


def _of_phase(meeting: Meeting) -> list[DueMoment]:
    end, phase = phase_end(meeting), meeting.phase
    if end is None or phase is None:
        return []
    due = []
    half = phase.since + timedelta(
        seconds=(phase_plan(meeting, phase).seconds + phase.extra) / 2 + phase.paused
    )
    if in_discussion(meeting) and not phase.halved:
        due.append(DueMoment(half, PhaseHalved(phase.run)))
    warning = end - timedelta(seconds=meeting.plan.notices.phase_warning)
    # A phase no longer than its own warning is not warned of.
    if not phase.warned and warning > phase.since:
        due.append(DueMoment(warning, PhaseWarned(phase.run)))
    if not phase.time_up:
        due.append(DueMoment(end, PhaseTimeUp(phase.run)))
    return due


def _of_turn(meeting: Meeting) -> list[DueMoment]:
    end, turn = turn_end(meeting), meeting.floor
    if end is None or turn is None:
        return []
    due = []
    if not turn.warned:
        warning = end - timedelta(seconds=meeting.plan.notices.turn_warning)
        due.append(DueMoment(warning, TurnWarned(turn.number)))
    if not turn.time_up:
        due.append(DueMoment(end, TurnTimeUp(turn.number)))
    return due


def _of_stage(meeting: Meeting) -> list[DueMoment]:
    """Whoever has the floor or is next and has left the Stage for too long; not while clocks stand still."""
    if meeting.paused_at is not None:
        return []
    return [
        DueMoment(meeting.off_stage[person].due, StageMissed(person, turn))
        for person, turn in _needed(meeting)
        if person in meeting.off_stage and turn not in meeting.off_stage[person].told
    ]


def _needed(meeting: Meeting) -> list[tuple[int, int | None]]:
    """Who is to be heard now or next, with the turn."""
    floor, deck = meeting.floor, meeting.ticket(meeting.on_deck.person) if meeting.on_deck else None
    speaks = [(floor.person, floor.number)] if floor and speaks_aloud(meeting, floor) else []
    follows = [(deck.person, None)] if deck and speaks_aloud(meeting, deck) else []
    return [*speaks, *follows]


def speaks_aloud(meeting: Meeting, who: RunningTurn | Waiting) -> bool:
    """Whether others hear them by a platform: nobody reads their words, and they are not in the hall."""
    return not who.texts and meeting.participants[who.person].mode != HALL


def _after(meeting: Meeting) -> list[DueMoment]:
    """Those who go on are brought into the group at once, also of a meeting from before there were groups."""
    follows = meeting.status == "closed" and not meeting.followed_up and not meeting.plan.is_group
    return [DueMoment(AT_ONCE, FollowedUp())] if follows else []
