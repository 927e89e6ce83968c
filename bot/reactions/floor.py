"""The floor: the public line, the turn card, and the words to those concerned."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.domain.meeting.decide.floor import next_up
from bot.domain.meeting.events import (
    Absent,
    CalledNext,
    Event,
    FloorEvent,
    FloorGiven,
    FloorLeft,
    Passed,
    PhaseStarted,
    Regrouped,
    TurnTimeUp,
    TurnWarned,
    Undone,
)
from bot.domain.meeting.queue_view import queue_position
from bot.domain.meeting.rule import out_of_turn
from bot.domain.meeting.schedule import allotted, turn_end, turn_left
from bot.domain.meeting.state import Meeting, RunningTurn
from bot.domain.message import (
    Argument,
    Duration,
    Listing,
    Message,
    Name,
    PlanText,
    offering,
    say,
)
from bot.domain.plan import HALL
from bot.reactions.effects import SOON, Effect, Tell, TellPerson, Transition
from bot.reactions.overrides import of_override
from bot.reactions.rule import of_third_turn
from bot.views import panel
from bot.views.moderating import next_turn
from bot.views.people import called, entry, waiting_entry
from bot.views.turn_card import nobody_next, public_why, turn_card


def of_floor(event: FloorEvent, transition: Transition) -> list[Effect]:
    """Who is told of an event about the floor."""
    match event:
        case FloorGiven():
            return _given(event, transition)
        case FloorLeft(why="done") if transition.before.floor:
            return _done(transition.before.floor, transition.end)
        case TurnWarned():
            return _to_speaker(transition, "turn-warning")
        case TurnTimeUp():
            return _to_speaker(transition, "turn-time-up")
        case FloorLeft(why="phase") if transition.before.floor:
            taken = offering(say("floor-taken"), panel.JOIN)
            return [TellPerson(transition.before.floor.person, taken, expires=transition.at + SOON)]
        case FloorLeft() | CalledNext():
            return []
        case _:
            return of_override(event, transition)


def _given(event: FloorGiven, transition: Transition) -> list[Effect]:
    meeting = transition.end
    return [
        Tell("rooms", _public(event, meeting), urgent=True, expires=transition.at + SOON),
        Tell("moderators", turn_card(event, meeting, transition.at)),
        TellPerson(event.person, _yours(event, meeting), expires=transition.at + SOON),
        *of_third_turn(event, transition),
    ]


def _public(event: FloorGiven, meeting: Meeting) -> Message:
    return say(
        _clocked("has-the-floor", meeting),
        who=called(meeting, event.person, event.attributes, mention=True),
        time=Duration(allotted(meeting, event)),
        reason=public_why(event, meeting),
        following=_following(meeting),
    )


def _clocked(key: str, meeting: Meeting) -> str:
    """The words for a turn that runs, or for one whose clock stands still."""
    return key if meeting.paused_at is None else f"{key}-paused"


def _following(meeting: Meeting) -> Message:
    """Who is next as things stand: a reply that waits comes before whoever is on deck."""
    following = next_up(meeting)
    if following is None:
        return nobody_next(meeting)
    ticket = meeting.ticket(following.to.person, aside=following.manner != "rule")
    who = entry(meeting, following.to.person) if ticket is None else waiting_entry(meeting, ticket)
    return say("next-is", who=who)


def _yours(event: FloorGiven, meeting: Meeting) -> Message:
    told = say(
        _clocked("your-floor", meeting),
        time=Duration(allotted(meeting, event)),
        how=how_to_speak(meeting, event.person),
    )
    return offering(told, panel.done(meeting))


def how_to_speak(meeting: Meeting, person: int) -> Argument:
    """That somebody's words are read aloud; else how one speaks in each room that could be theirs.

    Whoever takes part by a direct chat alone may be in none of them, so each is named.
    """
    if meeting.floor is not None and meeting.floor.texts:
        return say("your-words")
    hall = meeting.participants[person].mode == HALL
    rooms: dict[str | None, list[int]] = {}
    for number, room in enumerate(meeting.plan.rooms):
        if (room.place is None) == hall and room.how_to_speak:
            rooms.setdefault(room.how_to_speak.get("en"), []).append(number)
    return Listing(tuple(_way(numbers) for numbers in rooms.values()), lines=True)


def _way(rooms: Sequence[int]) -> Message:
    """How one speaks in rooms that are alike in it."""
    names = Listing(tuple(PlanText(("rooms", str(number), "name")) for number in rooms))
    return say("your-room", rooms=names, how=PlanText(("rooms", str(rooms[0]), "how_to_speak")))


def of_deck(events: Sequence[Event], transition: Transition) -> list[Effect]:
    """The words to whoever is next, and to whoever is not any more, from whatever cause."""
    before, end = transition.before.on_deck, transition.end.on_deck
    effects: list[Effect] = []
    if before and not (end and end.person == before.person):
        effects += _off_deck(before.person, events, transition)
    spoken = {each.person for each in events if isinstance(each, FloorGiven)}
    if end and (before is None or before.person != end.person or end.person in spoken):
        effects.append(_on_deck(end.person, transition))
    return effects


def _on_deck(person: int, transition: Transition) -> Effect:
    """The word to whoever is next, and how many come before them beside the rule."""
    before = len(out_of_turn(transition.end))
    told = say("on-deck-after", count=before) if before else say("on-deck")
    message = offering(told, panel.LATER, panel.WORDS, panel.WITHDRAW)
    return TellPerson(person, message, expires=transition.at + SOON)


def _off_deck(person: int, events: Sequence[Event], transition: Transition) -> list[Effect]:
    """What happened to whoever waits and was next; who let others pass, was skipped or left knows it."""
    stands = queue_position(transition.end, person, transition.at)
    known = Passed in {type(each) for each in events} or transition.end.status != "open"
    if stands is None or known:
        return []
    message = say(
        "off-deck",
        why=next((_CAUSES[type(each)] for each in events if type(each) in _CAUSES), "given"),
        instead="somebody" if transition.end.on_deck else "nobody",
        place=stands.place,
    )
    return [TellPerson(person, message, expires=transition.at + SOON)]


_CAUSES: Mapping[type[Event], str] = MappingProxyType(
    {Undone: "undone", PhaseStarted: "phase", Absent: "absent", Regrouped: "regrouped"}
)
"""What may put somebody off deck who goes on waiting, besides a turn that comes before theirs."""


def _done(turn: RunningTurn, meeting: Meeting) -> list[Effect]:
    told = say("speaker-done", name=Name(turn.person))
    return [Tell("moderators", offering(told, next_turn(meeting)))]


def _to_speaker(transition: Transition, key: str) -> list[Effect]:
    turn = transition.end.floor
    if turn is None:
        return []
    until, left = (
        expiry(transition.end, transition.at),
        Duration(round(turn_left(transition.end, turn, transition.at))),
    )
    public = Message(key, {"name": Name(turn.person), "left": left})
    return [
        Tell("rooms", public, expires=until),
        Tell("moderators", public, expires=until),
        TellPerson(turn.person, Message(f"{key}-you", public.arguments), expires=until),
    ]


def expiry(meeting: Meeting, at: datetime) -> datetime:
    """Until when a word about the speaker's time makes sense."""
    return max(turn_end(meeting) or at, at) + timedelta(minutes=1)
