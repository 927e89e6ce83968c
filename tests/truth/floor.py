"""What is said when the floor is given, sentence by sentence: to all, to moderators, to those concerned."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.meeting.events import FloorGiven
from tests.truth.clockwork import reach
from tests.truth.found import callable_hands, disclosed, next_up, order, shown_group
from tests.truth.hearing import Claim, Hearing, Slot, seconds, several
from tests.truth.reasons import REASON
from tests.truth.world import Hand, Over, World

Fields = Mapping[str, str]


def _given(test: Callable[[Hearing, FloorGiven, Fields], bool]) -> Callable[[Hearing, Fields], bool]:
    return lambda hearing, fields: hearing.event is not None and test(hearing, hearing.event, fields)


RAISED = {"statement": "", "reply": ", direct response", "point-of-order": ", point of order"}


def shows(hearing: Hearing, who: str, hand: Hand | None) -> bool:
    """Whether it is who waits there, with the group that counts for them, and what they have raised."""
    if hand is None or not who.endswith(RAISED[hand.form]):
        return False
    group = shown_group(hearing.world, hand.person)
    return hearing.is_shown(who.removesuffix(RAISED[hand.form]), hand.person, group)


def all_shown(hearing: Hearing, told: Sequence[str], hands: Sequence[Hand]) -> bool:
    return len(told) == len(hands) and all(
        shows(hearing, who, hand) for who, hand in zip(told, hands, strict=True)
    )


def _speaks(hearing: Hearing, event: FloorGiven, fields: Fields, paused: bool) -> bool:
    group = shown_group(hearing.world, event.person, event.attributes)
    right = hearing.is_shown(fields["who"], event.person, group)
    return right and _time(hearing, fields, paused)


def _time(hearing: Hearing, fields: Fields, paused: bool) -> bool:
    """The time of a turn, which runs unless the clocks stand still."""
    floor = hearing.world.floor
    given = floor.given.seconds if floor else None
    right = seconds(fields["time"]) == (given or hearing.world.plan.speaking_seconds)
    return right and paused == (hearing.world.paused_at is not None)


def nobody_waits(hearing: Hearing, _: Fields) -> bool:
    return not hearing.world.queue


def nobody_callable(hearing: Hearing, _: Fields) -> bool:
    return bool(hearing.world.queue) and not callable_hands(hearing.world)


HAS_THE_FLOOR: tuple[Slot, ...] = (
    (
        Claim("{who} has the floor for {time}.", _given(lambda h, event, f: _speaks(h, event, f, False))),
        Claim(
            "{who} has the floor. The clocks stand still; when they go on: {time}.",
            _given(lambda h, event, f: _speaks(h, event, f, True)),
        ),
    ),
    *REASON,
    (
        Claim("Next: {who}.", lambda h, f: shows(h, f["who"], next_up(h.world))),
        Claim("Nobody else is waiting.", nobody_waits),
        Claim("Nobody else can be called now.", nobody_callable),
    ),
)


def ways(world: World, person: int) -> list[str]:
    """How somebody speaks: by a moderator's voice, or as each room that could be theirs has it."""
    floor = world.floor
    if floor is not None and floor.texts:
        return ["A moderator reads your words aloud; you need not speak."]
    hall = world.people[person].in_hall
    rooms = [room for room in world.plan.rooms if (room.place is None) == hall and room.how_to_speak]
    by_text: dict[str, list[str]] = {}
    for room in rooms:
        by_text.setdefault(room.how_to_speak["en"], []).append(room.name["en"])
    return [f"{_joined(names)}: {text}" for text, names in by_text.items()]


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else " and ".join((", ".join(names[:-1]), names[-1]))


def _yours(hearing: Hearing, fields: Fields, paused: bool) -> bool:
    floor, lines = hearing.world.floor, fields["lines"].split("\n")
    right = floor is not None and hearing.person == floor.person
    told = [line for line in lines if line]
    return right and _time(hearing, fields, paused) and told == ways(hearing.world, hearing.person or 0)


YOUR_FLOOR: tuple[Slot, ...] = (
    (
        Claim(
            "You have the floor for {time}.\n{lines}",
            lambda h, f: _yours(h, f, False),
        ),
        Claim(
            "You have the floor. The clocks stand still; when they go on: {time}.\n{lines}",
            lambda h, f: _yours(h, f, True),
        ),
    ),
)


def _belongs(hearing: Hearing, event: FloorGiven, fields: Fields) -> bool:
    """What the speaker's answers are now, in the plan's words."""
    values, told = hearing.world.people[event.person].values, []
    for dimension in hearing.world.plan.dimensions:
        names = {choice.code: choice.name["en"] for choice in dimension.choices}
        told.append(names.get(values.get(dimension.id) or "", "not stated"))
    return several(fields["people"]) == told


def _reads(hearing: Hearing, _: FloorGiven, fields: Fields) -> bool:
    floor = hearing.world.floor
    if floor is None or not floor.texts:
        return False
    return fields["lines"].strip() == "\n".join(f'"{hearing.texts[text]}"' for text in floor.texts)


def _speaks_from(hearing: Hearing, event: FloorGiven, in_hall: bool) -> bool:
    floor = hearing.world.floor
    return floor is not None and not floor.texts and hearing.world.people[event.person].in_hall == in_hall


def _then(hearing: Hearing, fields: Fields) -> bool:
    following, told = order(hearing.world)[:3], fields["lines"].strip().split("\n")
    return len(told) == len(following) and all(
        _prepared(hearing, line, hand) for line, hand in zip(told, following, strict=True)
    )


def _prepared(hearing: Hearing, line: str, hand: Hand) -> bool:
    """Who comes then, where they are, and whether a moderator reads for them."""
    words, hall = ", with words to be read aloud", ", in the hall"
    place = line.removesuffix(words)
    right = (place != line) == bool(hand.texts)
    who = place.removesuffix(hall)
    return right and (who != place) == hearing.world.people[hand.person].in_hall and shows(hearing, who, hand)


def _before(hearing: Hearing, event: FloorGiven, fields: Fields) -> bool:
    """The turns of this person and of this group that are over, and their time."""
    world = hearing.world
    group = shown_group(world, event.person, event.attributes)
    own = [turn for turn in world.past if turn.person == event.person]
    theirs = [turn for turn in world.past if _for_group(world, turn) == (group,)]
    right = hearing.is_group(fields["group"], group)
    return right and all(_counted(fields[name], turns) for name, turns in (("own", own), ("all", theirs)))


def _for_group(world: World, turn: Over) -> tuple[str | None, ...]:
    """What a turn counts for; listed speakers' for nobody's."""
    if turn.given.manner == "speaker":
        return ()
    first = world.plan.dimensions[0].id
    if first in world.rule.dims and not world.plan.remote_is_a_group:
        return (turn.given.attributes[world.rule.dims.index(first)],)
    return (disclosed(world, first, world.people[turn.person].values.get(first)),)


def _counted(told: str, turns: Sequence[Over]) -> bool:
    if not turns:
        return told == "no turn"
    number, _, time = told.partition(", ")
    count = "one turn" if len(turns) == 1 else f"{len(turns)} turns"
    return number == count and seconds(time) == sum(turn.seconds for turn in turns)


def _time_for(hearing: Hearing, fields: Fields) -> bool:
    within = reach(hearing.world, hearing.now)
    told = int(fields["n"]), int(fields["m"])
    return within < len(callable_hands(hearing.world)) and told == (within, len(hearing.world.queue))


TURN_CARD: tuple[Slot, ...] = (
    (
        Claim(
            "Turn {n}: {name}\n{people}\n",
            _given(
                lambda h, t, f: (
                    int(f["n"]) == t.turn and h.is_called(f["name"], t.person) and _belongs(h, t, f)
                )
            ),
        ),
    ),
    (
        Claim("Please read aloud: {lines}\nWhy:", _given(_reads)),
        Claim("Speaks in the hall.\nWhy:", _given(lambda h, event, _: _speaks_from(h, event, True))),
        Claim("Speaks online.\nWhy:", _given(lambda h, event, _: _speaks_from(h, event, False))),
    ),
    *REASON,
    (
        Claim('"{text}"\n', _given(lambda h, event, f: h.texts.get(event.reason or "") == f["text"])),
        Claim("", _given(lambda _, event, __: event.reason is None)),
    ),
    (Claim("Before: {own}. {group}: {all}.", _given(_before)),),
    (
        Claim("There is time for {n} of the {m} turns that are asked for.", _time_for),
        Claim("", lambda h, _: reach(h.world, h.now) >= len(callable_hands(h.world))),
    ),
    (
        Claim(
            "Given by {name}.",
            _given(lambda h, t, f: h.is_called(f["name"], t.by or 0)),
        ),
    ),
    (
        Claim("Then: Nobody else is waiting.", nobody_waits),
        Claim("Then: Nobody else can be called now.", nobody_callable),
        Claim("Then:\n{lines}", _then),
    ),
)
