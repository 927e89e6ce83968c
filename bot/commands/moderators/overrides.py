"""What moderators do beside the rule: absences, skipping, picking, listed speakers, more time, regrouping."""

from bot.commands.free_text import LONGEST_TEXT
from bot.commands.input.choices import pick as pick_choices
from bot.commands.input.person_lookup import resolve_person
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, Target, When, Who
from bot.commands.moderators.floor import decide, floor_given
from bot.commands.participants.profile import once
from bot.commands.participation import Participation, after, ensure_participant
from bot.domain.durations import parse_duration
from bot.domain.folding import fold
from bot.domain.matching import matching
from bot.domain.meeting.decide.moderation import same_moment
from bot.domain.meeting.decide.overrides import (
    ListedSpeaker,
    give_speaker,
    mark_absent,
    more_time,
    pick,
    regroup,
    skip,
)
from bot.domain.meeting.decision import AddProfile, Change, StoreText
from bot.domain.meeting.events import Admitted, Away, Event
from bot.domain.meeting.state import Meeting
from bot.domain.message import (
    Duration,
    Listing,
    Message,
    Name,
    PlanText,
    Refusal,
    offering,
    refuse,
    say,
)
from bot.reactions.effects import SOON, TellPerson
from bot.views import panel
from bot.views.moderating import next_turn
from bot.views.people import entry


def _done(
    entered: Participation, name: str, events: tuple[Event, ...] | Refusal, answer: Message
) -> Outcome | Refusal:
    """A decision and its answer, or the refusal of it."""
    return events if isinstance(events, Refusal) else Outcome(answer, decide(entered, name, events))


def on_absent(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Who was called is not there, or who is next."""
    person = resolve_person(meeting, request, "who") if request.text("who") else None
    if isinstance(person, Refusal):
        return person
    entered = ensure_participant(meeting, request)
    events = same_moment(
        meeting, "absent", entered.person, request.now, also=("next", "pick")
    ) or mark_absent(entered.meeting, request.now, person)
    if isinstance(events, Refusal) or person is None or Away(person) not in events:
        return _done(entered, "absent", events, offering(say("done-absent"), next_turn(meeting)))
    answer = offering(say("done-absent-next", name=Name(person)), next_turn(meeting))
    theirs = offering(say("absent-next"), panel.READY)
    told = TellPerson(person, theirs, expires=request.now + SOON)
    return Outcome(answer, decide(entered, "absent", events), (told,))


ABSENT = Command(
    "absent",
    Who.MODERATOR,
    When.OPEN,
    on_absent,
    (Parameter("who", Kind.PERSON),),
    forms=("absent", "absent NAME"),
)


def on_skip(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Whoever is next is passed over once, or who is named."""
    person = resolve_person(meeting, request, "who") if request.text("who") else None
    if isinstance(person, Refusal):
        return person
    entered = ensure_participant(meeting, request)
    events = same_moment(meeting, "skip", entered.person, request.now) or skip(
        entered.meeting, entered.person, request.now, person
    )
    return _done(entered, "skip", events, offering(say("done-skip"), next_turn(meeting)))


SKIP = Command(
    "skip",
    Who.MODERATOR,
    When.OPEN,
    on_skip,
    (Parameter("who", Kind.PERSON, waiting=True),),
    forms=("skip", "skip 3", "skip NAME"),
)


def on_more(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """More time for the speaker; a minute if nothing is said."""
    entered = ensure_participant(meeting, request)
    seconds = request.seconds("time") or 60
    events = more_time(entered.meeting, seconds, entered.person)
    return _done(entered, "more", events, say("done-more", time=Duration(seconds)))


MORE = Command(
    "more",
    Who.MODERATOR,
    When.OPEN,
    on_more,
    (Parameter("time", Kind.SPEAKING_TIME),),
    forms=("more", "more 2m", "more 30s"),
)


def on_pick(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The floor to somebody of the moderator's choice, with the reason."""
    if len(str(request.arguments["reason"])) > LONGEST_TEXT:
        return refuse("refused-long", most=LONGEST_TEXT)
    reason = str(request.arguments["reason"])
    person = resolve_person(meeting, request, "who")
    if isinstance(person, Refusal):
        return person
    entered = ensure_participant(meeting, request)
    events = pick(entered.meeting, person, request.cause, entered.person, request.now)
    if isinstance(events, Refusal):
        return events
    writing = Change((), (StoreText(request.cause, entered.person, reason),))
    return floor_given(meeting, request, decide(entered, "pick", events) + writing)


PICK = Command(
    "pick",
    Who.MODERATOR,
    When.OPEN,
    on_pick,
    (Parameter("who", Kind.PERSON, required=True), Parameter("reason", Kind.TEXT, required=True)),
    forms=("pick 3 REASON", "pick Guest 12 REASON", "pick NAME | REASON"),
    target=Target.PERSON,
)


def on_speaker(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The floor to somebody whom the programme lists."""
    who, seconds = _name_and_time(meeting, request)
    number = _listed(meeting, who)
    if isinstance(number, Refusal):
        return number
    entered = ensure_participant(meeting, request)
    listed = ListedSpeaker(number, _online(meeting, request, meeting.plan.people[number].name), seconds)
    events = give_speaker(entered.meeting, listed, entered.person, request.now)
    if isinstance(events, Refusal):
        return events
    name = meeting.plan.people[number].name
    people = tuple(
        AddProfile(event.person, None, name, chosen=True) for event in events if isinstance(event, Admitted)
    )
    return floor_given(meeting, request, decide(entered, "speaker", events) + Change((), people))


SPEAKER = Command(
    "speaker",
    Who.MODERATOR,
    When.OPEN,
    on_speaker,
    (Parameter("who", Kind.LISTED), Parameter("time", Kind.DURATION)),
    forms=("speaker", "speaker NAME", "speaker NAME 10m"),
)


def _name_and_time(meeting: Meeting, request: Request) -> tuple[str, int | None]:
    """Who is meant, and the time behind it, unless that is a part of the name."""
    text, seconds = request.text("who") or "", request.seconds("time")
    name, _, last = text.rpartition(" ")
    if seconds is not None or not name or not isinstance(_listed(meeting, text), Refusal):
        return text, seconds
    time = parse_duration(last)
    return (text, None) if time is None else (name.rstrip(" |"), time)


def _online(meeting: Meeting, request: Request, name: str) -> int | None:
    """The one person of the meeting who goes by that name, and by no part of it."""
    people = [
        person
        for person, known in request.roster.items()
        if known.name and fold(known.name) == fold(name) and person in meeting.participants
    ]
    return people[0] if len(people) == 1 else None


def _listed(meeting: Meeting, text: str) -> int | Refusal:
    """The place in the programme of whoever's name has these words in it."""
    names = {number: each.name for number, each in enumerate(meeting.plan.people)}
    fitting = matching(text, names, str.__contains__)
    if len({names[number] for number in fitting}) == 1:
        return fitting[0]
    listed = Listing(tuple(PlanText(("people", str(n), "name")) for n in names), lines=True)
    return refuse("refused-speaker", names=listed)


def on_regroup(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """A moderator corrects where somebody belongs."""
    picked = pick_choices(meeting.plan.dimensions, request.text("codes") or "")
    if isinstance(picked, Refusal):
        return picked
    values = once(picked)
    if isinstance(values, Refusal):
        return values
    person = resolve_person(meeting, request, "who")
    if isinstance(person, Refusal):
        return person
    entered = ensure_participant(meeting, request)
    events = regroup(entered.meeting, person, values, entered.person)
    if isinstance(events, Refusal):
        return events
    change = decide(entered, "regroup", events)
    who = entry(after(meeting, change.events, request), person)
    return Outcome(say("done-regroup", who=who), change)


REGROUP = Command(
    "regroup",
    Who.MODERATOR,
    When.OPEN,
    on_regroup,
    (Parameter("who", Kind.PERSON, required=True), Parameter("codes", Kind.CODES, required=True)),
    forms=("regroup 3 CODES", "regroup Guest 12 CODES", "regroup NAME | CODES"),
)
