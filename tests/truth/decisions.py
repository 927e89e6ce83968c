"""What is said of moderators' decisions: done, taken back, refused, and what the clock brings about."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from tests.truth.clockwork import phase_left, turn_left
from tests.truth.found import callable_hands
from tests.truth.hearing import Claim, Hearing, Slot, seconds
from tests.truth.queue import floor_shown
from tests.truth.world import World

Fields = Mapping[str, str]
Test = Callable[[Hearing, Fields], bool]


def _one(words: str, test: Test) -> Sequence[Slot]:
    """A message that is one sentence and what to do then."""
    return ((Claim(words, test),), (Claim("{rest}"),))


def _nobody(hearing: Hearing, _: Fields) -> bool:
    return hearing.world.floor is None


def _named(hearing: Hearing, fields: Fields) -> bool:
    """The name is that of whoever has the floor."""
    floor = hearing.world.floor
    return floor is not None and hearing.is_called(fields["name"], floor.person)


def _mine(hearing: Hearing, _: Fields) -> bool:
    return hearing.world.floor is not None and hearing.world.floor.person == hearing.person


def _had_it(hearing: Hearing, fields: Fields) -> bool:
    """The name is that of whoever had the floor before."""
    before = hearing.before
    return (
        before is not None
        and before.floor is not None
        and hearing.is_called(fields["name"], before.floor.person)
    )


def _is_over(hearing: Hearing, _: Fields) -> bool:
    floor = hearing.world.floor
    return floor is not None and turn_left(hearing.world, floor, hearing.now) == 0


def _concerned(hearing: Hearing, *, waits: bool) -> bool:
    """Was told to speak or to be next before a decision was taken back; and waits now, or does not."""
    before, person = hearing.before, hearing.person
    assert before is not None
    spoke = before.floor is not None and before.floor.person == person
    next_ = before.deck is not None and before.deck.person == person
    return (spoke or next_) and bool(hearing.world.hands(person)) == waits


def _again(hearing: Hearing, _: Fields) -> bool:
    before = hearing.before
    return _mine(hearing, {}) and not (before and before.floor and before.floor.person == hearing.person)


def _paused(world: World) -> bool:
    return world.paused_at is not None


def _left(hearing: Hearing, fields: Fields) -> bool:
    return seconds(fields["time"]) == round(phase_left(hearing.world, hearing.now))


def _phase_is(index: int | None = None) -> Test:
    """Whether the meeting is where it is said to be; with a place, in that phase of the agenda."""

    def holds(hearing: Hearing, fields: Fields) -> bool:
        phase = hearing.world.phase
        if phase is None or (index is not None and phase.index != index % len(hearing.world.plan.phases)):
            return False
        return fields["title"] == hearing.world.plan.phases[phase.index].title["en"]

    return holds


def _corrected(hearing: Hearing, fields: Fields, paused: bool) -> bool:
    time = paused or _left(hearing, fields)
    return _phase_is()(hearing, fields) and time and _paused(hearing.world) == paused


def _on_hold(hearing: Hearing, count: int) -> bool:
    """So many people wait, all of them on hold."""
    queue = hearing.world.queue
    return all(hand.held for hand in queue) and len({hand.person for hand in queue}) == count


def _shows_floor(hearing: Hearing, fields: Fields) -> bool:
    return floor_shown(hearing, fields["who"])


def _undone(hearing: Hearing) -> tuple[int, int | None]:
    """Who had decided what was taken back, and whom it had given the floor."""
    assert hearing.before is not None
    return hearing.before.decisions[-1]


def _decided_by(hearing: Hearing, fields: Fields) -> bool:
    return hearing.is_called(fields["people"], _undone(hearing)[0])


def _was_called(hearing: Hearing, fields: Fields) -> bool:
    person = _undone(hearing)[1]
    return person is not None and hearing.is_called(fields["name"], person)


def _words(hearing: Hearing) -> bool:
    return any(hand.texts for hand in hearing.world.hands(hearing.person))


FLOOR_NOW: Slot = (
    Claim("Floor now: nobody.", _nobody),
    Claim("Floor now: {who}.", _shows_floor),
)
YOURS_AGAIN: Slot = (Claim("You have the floor again.", _again),)


DECISIONS: Mapping[str, Sequence[Slot]] = MappingProxyType(
    {
        "floor-given": _one("{who} has the floor.", _shows_floor),
        "speaker-done": _one("{name} has finished.", lambda h, f: _had_it(h, f) and _nobody(h, f)),
        "absent": ((Claim("{name} was called and is not here.", _had_it),),),
        "turn-time-up": _one(
            "{name}: time is up, please finish.", lambda h, f: _named(h, f) and _is_over(h, f)
        ),
        "turn-time-up-you": _one("Your time is up,", lambda h, f: _mine(h, f) and _is_over(h, f)),
        "turn-extended": ((Claim("{name} has {time} more.", _named),),),
        "turn-extended-by": ((Claim("{text} gave {name} {time} more.", _named),),),
        "turn-extended-you": ((Claim("You have {time} more.", _mine),),),
        "skipped": _one(
            "A moderator passed over you for one call. You keep your place.",
            lambda h, _: bool(h.world.hands(h.person)) and all(x.passing for x in h.world.hands(h.person)),
        ),
        "undone-by": ((Claim("{name} took back {text} of {people}.", _decided_by),), FLOOR_NOW),
        "corrected-call": (
            (Claim("Correction: the call of {name} was taken back.", _was_called),),
            FLOOR_NOW,
        ),
        "corrected-floor": (
            (
                Claim(
                    "Correction: a decision was taken back.", lambda h, _: _undone(h)[1] not in h.world.people
                ),
            ),
            FLOOR_NOW,
        ),
        "corrected-you-wait": (
            (
                Claim(
                    "A decision was taken back. You keep your place in the queue.",
                    lambda h, _: _concerned(h, waits=True) and not _words(h),
                ),
                Claim(
                    "A decision was taken back. You keep your place in the queue, and your words.",
                    lambda h, _: _concerned(h, waits=True) and _words(h),
                ),
            ),
        ),
        "corrected-you-out": _one(
            "A decision was taken back. You are not in the queue.", lambda h, _: _concerned(h, waits=False)
        ),
        "corrected-you-speak": (YOURS_AGAIN,),
        "corrected-phase": _one(
            "Correction: the agenda is at {title} again, {time} left.", lambda h, f: _corrected(h, f, False)
        ),
        "corrected-phase-paused": _one(
            "Correction: the agenda is at {title} again, and paused.", lambda h, f: _corrected(h, f, True)
        ),
        "corrected-not-started": _one(
            "Correction: the meeting has not started yet.", lambda h, _: h.world.phase is None
        ),
        "phase-warning": _one("{title} ends in {time}.", lambda h, f: _phase_is()(h, f) and _left(h, f)),
        "phase-time-up": _one(
            "The time for {title} is up.", lambda h, f: _phase_is()(h, f) and phase_left(h.world, h.now) == 0
        ),
        "phase-paused": _one(
            "{title} is paused. The clocks stand still.", lambda h, f: _phase_is()(h, f) and _paused(h.world)
        ),
        "phase-resumed": _one(
            "{title} goes on, {time} left.",
            lambda h, f: _phase_is()(h, f) and not _paused(h.world) and _left(h, f),
        ),
        "phase-extended-paused": _one(
            "{title} gets {time} more. It is still paused.",
            lambda h, f: _phase_is()(h, f) and _paused(h.world),
        ),
        "refused-not-queued": _one("You are not in the queue.", lambda h, _: not h.world.hands(h.person)),
        "refused-joined": _one(
            "You are in the queue already, once is enough.", lambda h, _: h.world.hand(h.person) is not None
        ),
        "refused-no-floor": _one(
            "You do not have the floor, so there is nothing to finish.", lambda h, f: not _mine(h, f)
        ),
        "refused-queue-empty": _one("Nobody is waiting, so nothing changed.", lambda h, _: not h.world.queue),
        "refused-all-on-hold": (
            (
                Claim("The only one who waits is away,", lambda h, _: _on_hold(h, 1)),
                Claim("All {n} who wait are away,", lambda h, f: _on_hold(h, int(f["n"]))),
            ),
            (Claim("{rest}"),),
        ),
        "refused-nobody-called": _one("Nobody has the floor, so nothing changed.", _nobody),
        "refused-nobody-to-skip": _one(
            "Nobody can be called, so there is nobody to pass over.", lambda h, _: not callable_hands(h.world)
        ),
        "refused-has-floor": _one("{name} has the floor already.", _named),
        "refused-repeat": _one("Already done: {name} has the floor. Nothing changed.", _named),
        "refused-not-started": _one("The meeting has not started.", lambda h, _: h.world.phase is None),
        "refused-started": _one("The meeting has started already, with {title}.", _phase_is()),
        "refused-first-phase": _one("{title} is the first phase; there is none before it.", _phase_is(0)),
        "refused-last-phase": _one("{title} is the last phase.", _phase_is(-1)),
        "refused-paused": _one("The phase is paused already.", lambda h, _: _paused(h.world)),
        "refused-not-paused": _one("The phase is not paused.", lambda h, _: not _paused(h.world)),
        "refused-group-locked": _one(
            "Your group is fixed since your first turn,", lambda h, _: h.world.people[h.person or 0].spoke
        ),
        "agenda-phase-now": _one(
            "{title} ({text}) — now, {time} left",
            lambda h, f: _phase_is()(h, f) and _left(h, f) and not _paused(h.world),
        ),
        "agenda-phase-paused": _one(
            "{title} ({text}) — paused, {time} left",
            lambda h, f: _phase_is()(h, f) and _left(h, f) and _paused(h.world),
        ),
    }
)
