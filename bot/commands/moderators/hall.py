"""People of the hall, whom a moderator adds to the queue."""

from collections.abc import Mapping, Sequence

from bot.commands.input.choices import pick
from bot.commands.input.person_lookup import resolve_person
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.moderators.floor import decide
from bot.commands.participants.profile import unfit_name
from bot.commands.participation import after, ensure_participant
from bot.domain.meeting.decide.queue import walk_up
from bot.domain.meeting.decision import AddProfile, Change, RenameProfile
from bot.domain.meeting.events import Admitted, Named
from bot.domain.meeting.names import Unfit, chosen_name
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Label, Listing, Name, Offer, Refusal, offering, refuse, say
from bot.views.moderating import keypad
from bot.views.pages import page_number
from bot.views.people import entry

Values = Mapping[str, str | None]
MOST_AT_ONCE = 20


def on_walkup(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """One person for each group named, in that order; without a group one who is not stated."""
    people = _people(meeting, request.text("codes") or "")
    if isinstance(people, Refusal):
        return people
    text = request.text("name")
    name = chosen_name(text) if text else None
    if isinstance(name, Unfit):
        return unfit_name(name)
    if len(people) > MOST_AT_ONCE or (name and len(people) > 1):
        return refuse("refused-walkups", most=MOST_AT_ONCE, example=CommandText("walkup cs | Ana"))
    entered = ensure_participant(meeting, request)
    events = walk_up(entered.meeting, people)
    numbers = [event.person for event in events if isinstance(event, Admitted)]
    change = decide(entered, "walkup", events) + Change(
        (), tuple(AddProfile(person, None, name, chosen=True) for person in numbers)
    )
    known = after(meeting, change.events, request)
    said = say("walked-up", people=Listing(tuple(entry(known, person) for person in numbers)))
    if name is None and len(numbers) == 1:
        said = offering(said, Offer(f"nametag ={numbers[0]}", say("offer-name"), asks=True))
    return Outcome(said, change)


WALKUP = Command(
    "walkup",
    Who.MODERATOR,
    When.OPEN,
    on_walkup,
    (Parameter("codes", Kind.CODES), Parameter("name", Kind.TEXT)),
    aliases=("w",),
    forms=("walkup", "walkup CODE", "walkup CODE CODE CODE", "walkup CODE | NAME"),
)


def on_nametag(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """A name for somebody of the hall, who had none when they were added."""
    person = resolve_person(meeting, request, "who")
    if isinstance(person, Refusal):
        return person
    name = chosen_name(request.text("name") or "")
    if isinstance(name, Unfit):
        return unfit_name(name)
    if request.roster[person].identities:
        return refuse("refused-nametag", who=Name(person))
    entered = ensure_participant(meeting, request)
    renaming = Change((Named(person),), (RenameProfile(person, name),))
    return Outcome(say("nametag-given", who=entry(meeting, person)), entered.change + renaming)


NAMETAG = Command(
    "nametag",
    Who.MODERATOR,
    When.OPEN,
    on_nametag,
    (Parameter("who", Kind.PERSON, required=True), Parameter("name", Kind.TEXT, required=True)),
    forms=("nametag Hall 7 | NAME",),
)


def on_keypad(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The hall keypad once more, where it was buried."""
    number = page_number(request.text("page"))
    return number if isinstance(number, Refusal) else Outcome(keypad(meeting, number))


KEYPAD = Command(
    "keypad",
    Who.MODERATOR,
    When.OPEN,
    on_keypad,
    (Parameter("page", Kind.TEXT),),
    forms=("keypad", "keypad 2"),
)


def _people(meeting: Meeting, codes: str) -> Sequence[Values] | Refusal:
    """A code of the alternating dimension begins a person; any other belongs to the person before."""
    picked = pick(meeting.plan.dimensions, codes)
    if isinstance(picked, Refusal):
        return picked
    people: list[dict[str, str]] = []
    for first, *_ in picked:  # a code that stands on several dimensions means the first of them here
        if first.dimension == meeting.plan.dimensions[0].id or not people:
            people.append({})
        before = people[-1].setdefault(first.dimension, first.code)
        if before != first.code:
            one, other = Label(first.dimension, before), Label(first.dimension, first.code)
            return refuse("refused-two-choices", one=one, other=other)
    return people or [{}]
