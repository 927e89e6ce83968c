"""What is said of phases that begin or get longer, and of the meeting that comes: times of day above all."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from tests.truth.clockwork import phase_end, said
from tests.truth.hearing import Claim, Hearing, Slot

Fields = Mapping[str, str]


def _until(hearing: Hearing, fields: Fields, told: datetime | None = None) -> bool:
    """The end of the phase, with its day where it is not the day of the beginning, or of the telling."""
    phase, end = hearing.world.phase, phase_end(hearing.world)
    if phase is None or end is None:
        return False
    return fields["at"] == said(hearing.world, end, told or phase.since)


def _hands_are_for(now: bool, later: bool) -> Callable[[Hearing, Fields], bool]:
    """Whether the floor is given now, and whether there is a discussion to come."""

    def holds(hearing: Hearing, _: Fields) -> bool:
        phase = hearing.world.phase
        assert phase is not None
        kinds = [each.kind for each in hearing.world.plan.phases[phase.index :]]
        return now == (kinds[0] == "discussion") and (now or later == ("discussion" in kinds))

    return holds


STARTED: tuple[Slot, ...] = (
    (Claim("{title} starts, until {at}.\nAbout {text}.", _until),),
    (
        Claim("Raise your hand to speak.", _hands_are_for(now=True, later=True)),
        Claim(
            "Hands are collected now and called in the discussion.",
            _hands_are_for(now=False, later=True),
        ),
        Claim(
            "No discussion follows; a moderator can give the floor all the same.",
            _hands_are_for(now=False, later=False),
        ),
    ),
)
AGENDA: Mapping[str, Sequence[Slot]] = MappingProxyType(
    {
        "phase-started": STARTED,
        "phase-started-closed": (
            (Claim("{title} starts, until {at}.\n", _until),),
            (Claim("{text} The queue is closed.", lambda h, _: h.world.closed),),
        ),
        "phase-extended": (
            (Claim("{title} gets {time} more, until {at}.", lambda h, f: _until(h, f, h.now)),),
        ),
        "reminder": (
            (
                Claim(
                    "{title} starts on {at}.",
                    lambda h, f: f["at"] == said(h.world, h.world.plan.start, None),
                ),
            ),
        ),
    }
)
