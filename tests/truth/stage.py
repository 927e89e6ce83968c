"""Who is off the Stage, and what is said of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from types import MappingProxyType

from bot.domain.meeting import events as e
from bot.domain.meeting.events import Event
from bot.domain.meeting.stage.presence import came_to_stage, left_stage
from bot.domain.meeting.state import Meeting
from tests.truth.hearing import Claim, Hearing, Slot
from tests.truth.world import World

Fields = Mapping[str, str]
WAITED_FOR = timedelta(minutes=1)


def stage(world: World, event: Event, at: datetime) -> World:
    """Whoever leaves is off until they come, or give a word by which they are there."""
    match event:
        case e.LeftStage(person):
            return replace(world, off={**world.off, person: at})
        case e.CameToStage(person) | e.Joined(person) | e.Rejoined(person) | e.Returned(person):
            return replace(world, off={who: since for who, since in world.off.items() if who != person})
        case e.Linked(kept, gone):
            both = [world.off[each] for each in (kept, gone) if each in world.off]
            others = {who: since for who, since in world.off.items() if who not in (kept, gone)}
            return replace(world, off={**others, kept: both[0]} if both else others)
        case _:
            return world


def moves(meeting: Meeting, people: Sequence[int], chance: Random) -> Iterator[Event]:
    """Now and then somebody leaves the Stage or comes."""
    if meeting.status == "open" and people and chance.random() < 0.2:
        decide = chance.choice((left_stage, left_stage, came_to_stage))
        yield from decide(meeting, chance.choice(people))


def _gone(hearing: Hearing, name: str, person: int | None) -> bool:
    """Whether it is this one, who has been off for so long and is needed there."""
    world = hearing.world
    if person is None or person not in world.off or world.people[person].in_hall:
        return False
    return hearing.is_called(name, person) and hearing.now - world.off[person] >= WAITED_FOR


def _speaker(hearing: Hearing, fields: Fields) -> bool:
    floor = hearing.world.floor
    return floor is not None and not floor.texts and _gone(hearing, fields["name"], floor.person)


def _next(hearing: Hearing, fields: Fields) -> bool:
    deck = hearing.world.deck
    hand = hearing.world.hand(deck.person) if deck else None
    return hand is not None and not hand.texts and _gone(hearing, fields["name"], hand.person)


def _keeps(hearing: Hearing, fields: Fields) -> bool:
    """Somebody of that name waits, and is passed over with all that they wait for."""
    waiting = {hand.person for hand in hearing.world.queue if hearing.is_called(fields["name"], hand.person)}
    return any(all(hand.held for hand in hearing.world.hands(person)) for person in waiting)


STAGE: Mapping[str, Sequence[Slot]] = MappingProxyType(
    {
        "stage-missed-floor": ((Claim("{name} has the floor, but has left the Stage.", _speaker),),),
        "stage-missed-next": ((Claim("{name} is next, but has left the Stage.", _next),),),
        "done-absent-next": (
            (Claim("Noted. {name} keeps their place, and is called when they are back.", _keeps),),
        ),
    }
)
