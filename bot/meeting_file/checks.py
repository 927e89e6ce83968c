"""What must hold between the parts of a meeting file, each part being sound in itself."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from bot.commands.input.guessing.nearest import meant
from bot.domain.fair_queue import UNDISCLOSED
from bot.domain.identity import Place
from bot.domain.plan import HALL, MODE, REMOTE
from bot.meeting_file.conversion import (
    codes_of,
    default_dimensions,
    dimensions_of,
    place_of,
    speaking_seconds,
)
from bot.meeting_file.problems import FILL_IN, Path, Problem, did_you_mean
from bot.meeting_file.shape import ChoiceTable, DimensionTable, MeetingTable, PersonTable

_UNDISCLOSED: Final = '{ code = "pns", name = "Prefer not to say", undisclosed = true }'


def check(table: MeetingTable) -> Iterator[Problem]:
    """Every contradiction in the file."""
    yield from _time(table)
    yield from _agenda(table)
    yield from _dimensions(table)
    yield from _people(table)
    yield from _organisers_accounts(table)
    yield from _rooms(table)
    yield from _moderators_rooms(table)
    yield from _queue(table)


def gaps(value: object, path: Path = ()) -> Iterator[Problem]:
    """Every place of the file that is left to fill in."""
    if isinstance(value, str) and FILL_IN in value:
        what = value.partition(FILL_IN)[2].strip(" :")
        yield Problem(path, "is to be filled in", f"write {what or 'what belongs here'}", gap=True)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from gaps(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from gaps(each, (*path, index))


def _time(table: MeetingTable) -> Iterator[Problem]:
    zone = ZoneInfo(table.zone)
    first, second = (table.start.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    if first is None or second is None or first == second:
        return
    shown = f"{table.start:%Y-%m-%d %H:%M}"
    if first < second:
        yield Problem(
            ("start",),
            f"{shown} does not exist in {table.zone}: the clocks are put forward then",
            "choose an hour earlier or later",
        )
    else:
        yield Problem(
            ("start",),
            f"{shown} happens twice in {table.zone}: the clocks are put back then",
            'choose an hour earlier or later, or write the time in zone = "UTC"',
        )


def _agenda(table: MeetingTable) -> Iterator[Problem]:
    if not table.phases:
        yield Problem(("phases",), "the meeting has no phases", "add at least one [[phases]]")
    if table.notices.turn_warning >= speaking_seconds(table):
        yield Problem(
            ("notices", "turn_warning"),
            "would come before the turn begins",
            "make it shorter than speaking_time",
        )


def _dimensions(table: MeetingTable) -> Iterator[Problem]:
    seen: dict[str, tuple[str, bool]] = {HALL: (MODE, False), REMOTE: (MODE, False)}
    ids = Counter(each.id for each in table.dimensions)
    for index, dimension in enumerate(table.dimensions):
        path: Path = ("dimensions", index)
        if dimension.id == MODE or ids[dimension.id] > 1:
            yield Problem((*path, "id"), f'"{dimension.id}" is there already', "choose another id")
        if sum(not each.undisclosed for each in dimension.choices) < 2:
            yield Problem((*path, "choices"), "has fewer than two groups", "add choices, or leave it out")
        elif not any(each.undisclosed for each in dimension.choices):
            yield Problem(
                (*path, "choices"), "has nothing for people who prefer not to say", f"add {_UNDISCLOSED}"
            )
        yield from _codes(dimension, path, seen)


def _codes(dimension: DimensionTable, path: Path, seen: dict[str, tuple[str, bool]]) -> Iterator[Problem]:
    """Codes mean one thing in a meeting; undisclosed ones may stand on several dimensions."""
    for index, choice in enumerate(dimension.choices):
        earlier = seen.get(choice.code)
        seen.setdefault(choice.code, (dimension.id, choice.undisclosed))
        if earlier and not (choice.undisclosed and earlier[1] and earlier[0] != dimension.id):
            wrong = f'"{choice.code}" stands already for something in {earlier[0]}'
            yield Problem((*path, "choices", index, "code"), wrong, "choose another code")


def _people(table: MeetingTable) -> Iterator[Problem]:
    known = {each.id: each.choices for each in table.dimensions or default_dimensions()}
    for role, people in (("organisers", table.organisers), ("speakers", table.speakers)):
        names = [person.name.casefold() for person in people]
        for index, person in enumerate(people):
            if names[index] in names[:index]:
                wrong = f'"{person.name}" stands twice among the {role}'
                yield Problem((role, index, "name"), wrong, "take one of the two out, or tell them apart")
            yield from _person(person, (role, index), known)


def _organisers_accounts(table: MeetingTable) -> Iterator[Problem]:
    """An account is named to be let into a channel, and channels are opened where the meeting has a room."""
    there = sorted({each.platform for each in table.rooms} - {HALL})
    for index, organiser in enumerate(table.organisers):
        for number, (platform, _) in enumerate(organiser.accounts):
            if platform not in there:
                wrong = f"the meeting has no room on {platform}, so no coordination channel will be there"
                mend = f"name an account on {' or '.join(there)}" if there else "take the account out"
                yield Problem(("organisers", index, "accounts", number), wrong, mend)


def _person(person: PersonTable, path: Path, known: Mapping[str, Sequence[ChoiceTable]]) -> Iterator[Problem]:
    for dimension, code in codes_of(person).items():
        written = person.__pydantic_extra__[dimension]
        if dimension not in known:
            yield Problem(
                (*path, dimension),
                "is not a known key",
                did_you_mean(dimension, [*known, *type(person).model_fields]),
            )
        elif code not in (codes := [choice.code for choice in known[dimension]]):
            named = {name: c.code for c in known[dimension] for name in (c.code, *c.name.values())}
            near = meant(code, named)
            mend = f"did you mean {near}?" if near else did_you_mean(code, codes)
            yield Problem((*path, dimension), f'"{written}" is not a code of {dimension}', mend)


def _rooms(table: MeetingTable) -> Iterator[Problem]:
    if not table.rooms:
        yield Problem(("rooms",), "the meeting has no rooms", "add at least one [[rooms]]")
    seen: set[Place | None] = set()
    for index, room in enumerate(table.rooms):
        path: Path = ("rooms", index)
        if room.platform == HALL and room.place is not None:
            yield Problem((*path, "place"), "the hall is in no chat", "take this line out")
        elif room.platform != HALL and room.place is None:
            yield Problem((*path, "place"), "is missing", f"add the room's id on {room.platform}")
        elif room.platform != HALL and place_of(room) in seen:
            yield Problem((*path, "place"), "this room stands twice", "take one of the two out")
        if room.platform == HALL and room.stage is not None:
            yield Problem((*path, "stage"), "the hall is in no chat", "take this line out")
        if FILL_IN not in (room.place or ""):
            seen.add(place_of(room))


def _moderators_rooms(table: MeetingTable) -> Iterator[Problem]:
    public = {(each.platform, each.place) for each in table.rooms}
    path: Path = ("moderators", "rooms")
    ready = [each for each in table.moderators.rooms if FILL_IN not in each[1]]
    for index, room in enumerate(table.moderators.rooms):
        if room in ready and room in public:
            yield Problem((*path, index), "is also a public room", "give the moderators a private room")
        if room in ready and ready.count(room) > 1 and room in table.moderators.rooms[:index]:
            yield Problem((*path, index), "this room stands twice", "take one of the two out")
    served = {platform for platform, _ in table.moderators.rooms}
    for platform in sorted({each.platform for each in table.rooms} - served - {HALL}):
        mend = f'add "{platform}:" and the id of a private room: turn cards are shown there'
        yield Problem(path, f"there is no moderators' room on {platform}", mend)


def _queue(table: MeetingTable) -> Iterator[Problem]:
    """The queue can only look at what the meeting has."""
    known = {each.id: [choice.code for choice in each.choices] for each in dimensions_of(table)}
    if "dims" in table.queue.model_fields_set:
        first = next(iter(known))
        if table.queue.dims[0] in known and table.queue.dims[0] != first:
            wrong = "begins with another dimension than the meeting"
            yield Problem(("queue", "dims"), wrong, f"put {first} first")
        for index, name in enumerate(table.queue.dims):
            if name not in known:
                mend = did_you_mean(name, known)
                yield Problem(("queue", "dims", index), f'"{name}" is no dimension of the meeting', mend)
    for name, weights in table.queue.weights.items():
        for value in weights:
            path: Path = ("queue", "weights", name, value)
            if name not in known:
                yield Problem(path, f'"{name}" is no dimension of the meeting', did_you_mean(name, known))
            elif value not in (UNDISCLOSED, *known[name]):
                yield Problem(path, f'"{value}" is not a code of {name}', did_you_mean(value, known[name]))
