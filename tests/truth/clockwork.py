"""Times, worked out from what is so."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.truth.found import callable_hands
from tests.truth.turns import spoken_for
from tests.truth.world import Floor, Stretch, World


def phase_length(world: World, phase: Stretch) -> float:
    return world.plan.phases[phase.index].seconds + phase.extra + phase.paused


def phase_end(world: World) -> datetime | None:
    """None while the clocks stand still."""
    phase = world.phase
    if phase is None or phase.paused_at:
        return None
    return phase.since + timedelta(seconds=phase_length(world, phase))


def phase_left(world: World, now: datetime) -> float:
    phase = world.phase
    if phase is None:
        return 0.0
    return max(0.0, phase_length(world, phase) - ((phase.paused_at or now) - phase.since).total_seconds())


def turn_left(world: World, floor: Floor, now: datetime) -> float:
    return max(
        0.0,
        (floor.given.seconds or world.plan.speaking_seconds) + floor.extra - spoken_for(world, floor, now),
    )


def discussing(world: World) -> bool:
    return world.phase is not None and world.plan.phases[world.phase.index].kind == "discussion"


def reach(world: World, now: datetime) -> int:
    """For how many of those who can be called there is time."""
    begun = world.phase.index + 1 if world.phase else 0
    left = phase_left(world, now) if discussing(world) else 0.0
    left += sum(phase.seconds for phase in world.plan.phases[begun:] if phase.kind == "discussion")
    running = turn_left(world, world.floor, now) if world.floor else 0.0
    turns = int((left - running) // world.plan.speaking_seconds)
    return max(0, min(turns, len(callable_hands(world))))


def wait(world: World, place: int, now: datetime) -> int:
    """Roughly how long until a place is reached, in whole minutes and never less than one."""
    running = turn_left(world, world.floor, now) if world.floor else 0.0
    return max(60, round(round(running + (place - 1) * world.plan.speaking_seconds) / 60) * 60)


def said(world: World, at: datetime, since: datetime | None = None) -> str:
    """A moment in the meeting's zone; with its day unless that is the day of what it is told at."""
    zone = ZoneInfo(world.plan.zone)
    here = at.astimezone(zone)
    minutes = int((here.utcoffset() or timedelta()).total_seconds()) // 60
    hours = f"{minutes // 60:+03}" + (f":{minutes % 60:02}" if minutes % 60 else "")
    time = f"{here:%H:%M} UTC" + (hours if minutes else "")
    if since is not None and since.astimezone(zone).date() == here.date():
        return time
    return f"{here:%A, %B} {here.day}, {here.year}, {time}"
