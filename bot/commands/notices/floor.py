"""The queue and the floor: the public line, the turn card, and the words to those concerned."""

from datetime import datetime, timedelta

from bot.commands.effects import Effect, Tell, TellPerson
from bot.commands.notices.exceptions import SOON, of_exception
from bot.commands.notices.step import Step
from bot.commands.notices.turncard import public_why, turn_card
from bot.commands.queue import called, entry
from bot.domain.meeting.clock import turn_end, turn_left
from bot.domain.meeting.decide.floor import next_up
from bot.domain.meeting.facts import (
    CalledNext,
    FloorFact,
    FloorGiven,
    FloorLeft,
    TurnTimeUp,
    TurnWarned,
)
from bot.domain.meeting.state import Meeting, Turn
from bot.domain.message import Argument, Listing, Message, Name, PlanText, Span, Typed, say
from bot.domain.plan import HALL


def of_floor(fact: FloorFact, step: Step) -> list[Effect]:
    """Who is told of a fact about the queue or the floor."""
    match fact:
        case FloorGiven():
            return _given(fact, step)
        case CalledNext(person):
            return _on_deck(person, step) if person is not None else []
        case FloorLeft(why="done") if step.before.floor:
            return _done(step.before.floor)
        case TurnWarned():
            return _to_speaker(step, "turn-warning")
        case TurnTimeUp():
            return _to_speaker(step, "turn-time-up")
        case FloorLeft():
            return []
        case _:
            return of_exception(fact, step)


def _given(fact: FloorGiven, step: Step) -> list[Effect]:
    meeting = step.end
    return [
        Tell("rooms", _public(fact, meeting), urgent=True, expires=step.at + SOON),
        Tell("moderators", turn_card(fact, meeting, step.at)),
        TellPerson(fact.person, _yours(fact, meeting), expires=step.at + SOON),
    ]


def _public(fact: FloorGiven, meeting: Meeting) -> Message:
    return say(
        "has-the-floor",
        who=called(meeting, fact.person, fact.attributes, mention=True),
        time=Span(meeting.plan.speaking_seconds),
        reason=public_why(fact, meeting),
        following=_following(meeting),
    )


def _following(meeting: Meeting) -> Message:
    """Who is next as things stand: a reply that waits comes before whoever is on deck."""
    following = next_up(meeting)
    if following is None:
        return say("next-nobody")
    return say("next-is", who=entry(meeting, following.to.person))


def _yours(fact: FloorGiven, meeting: Meeting) -> Message:
    return say(
        "your-floor",
        time=Span(meeting.plan.speaking_seconds),
        how=how_to_speak(meeting, fact.person),
        done=Typed("done"),
    )


def how_to_speak(meeting: Meeting, person: int) -> Argument:
    """How people speak in each room that could be theirs: the hall, or the rooms online."""
    hall = meeting.participants[person].mode == HALL
    paths = [
        ("rooms", str(n), "how_to_speak")
        for n, room in enumerate(meeting.plan.rooms)
        if (room.place is None) == hall and room.how_to_speak
    ]
    texts = {meeting.plan.rooms[int(path[1])].how_to_speak.get("en"): path for path in paths}
    return Listing(tuple(PlanText(path) for path in texts.values()), lines=True)


def _on_deck(person: int, step: Step) -> list[Effect]:
    return [TellPerson(person, say("on-deck", withdraw=Typed("withdraw")), expires=step.at + SOON)]


def _done(turn: Turn) -> list[Effect]:
    return [Tell("moderators", say("speaker-done", name=Name(turn.person), next=Typed("next")))]


def _to_speaker(step: Step, key: str) -> list[Effect]:
    turn = step.end.floor
    if turn is None:
        return []
    until, left = expiry(step.end, step.at), Span(round(turn_left(step.end, turn, step.at)))
    public = Message(key, {"name": Name(turn.person), "left": left})
    return [
        Tell("rooms", public, expires=until),
        Tell("moderators", public, expires=until),
        TellPerson(turn.person, Message(f"{key}-you", public.arguments), expires=until),
    ]


def expiry(meeting: Meeting, at: datetime) -> datetime:
    """Until when a word about the speaker's time makes sense."""
    return max(turn_end(meeting) or at, at) + timedelta(minutes=1)
