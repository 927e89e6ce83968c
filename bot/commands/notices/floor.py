"""The queue and the floor: the public line, the turn card, and the words to those concerned."""

from datetime import datetime, timedelta
from typing import assert_never

from bot.commands.effects import Effect, Tell, TellPerson
from bot.commands.notices.step import Step
from bot.commands.queue import entry, group
from bot.domain.meeting.clock import turn_end
from bot.domain.meeting.facts import (
    CalledNext,
    FloorFact,
    FloorGiven,
    FloorLeft,
    Joined,
    TurnTimeUp,
    TurnWarned,
    Withdrawn,
)
from bot.domain.meeting.rule import group_of
from bot.domain.meeting.standing import calling_order
from bot.domain.meeting.state import Meeting, Turn
from bot.domain.message import Argument, Label, Listing, Message, Name, Note, PlanText, Span, Typed, say
from bot.domain.plan import HALL

SOON = timedelta(minutes=3)
"""A word that somebody is next, or has the floor, is worth nothing later than this."""


def of_floor(fact: FloorFact, step: Step) -> list[Effect]:
    """Who is told of a fact about the queue or the floor."""
    match fact:
        case FloorGiven():
            return _given(fact, step)
        case CalledNext(person):
            return _on_deck(person, step) if person is not None else []
        case FloorLeft(why="done"):
            return _done(step)
        case TurnWarned():
            left = step.end.plan.notices.turn_warning
            return _to_speaker(step, say("turn-warning", left=Span(left)), "turn-warning-you")
        case TurnTimeUp():
            return _to_speaker(step, say("turn-time-up"), "turn-time-up-you")
        case FloorLeft() | Joined() | Withdrawn():
            return []
    assert_never(fact)


def _given(fact: FloorGiven, step: Step) -> list[Effect]:
    meeting = step.end
    return [
        Tell("rooms", _public(fact, meeting), urgent=True, expires=step.at + SOON),
        Tell("moderators", turn_card(fact, meeting)),
        TellPerson(fact.person, _yours(fact, meeting), expires=step.at + SOON),
    ]


def _public(fact: FloorGiven, meeting: Meeting) -> Message:
    return say(
        "has-the-floor",
        who=entry(meeting, fact.person, mention=True),
        time=Span(meeting.plan.speaking_seconds),
        reason=why(fact.why, meeting, fact.person),
        following=_following(meeting),
    )


def _following(meeting: Meeting) -> Message:
    if meeting.on_deck is None:
        return say("next-nobody")
    return say("next-is", who=entry(meeting, meeting.on_deck.person))


def why(reasons: tuple[str, ...], meeting: Meeting, person: int) -> Message:
    """Why somebody was called, in one sentence that names no more than the stakeholder group."""
    by_group, by_person, *_ = reasons
    stated = group_of(meeting, person) is not None
    about = group(meeting, person) if stated else say("why-not-stated")
    return say("why", by_group=by_group, by_person=by_person, group=about)


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


def turn_card(fact: FloorGiven, meeting: Meeting) -> Message:
    """What a moderator needs to hand over the floor, in one message."""
    turn = meeting.floor
    return say(
        "turn-card",
        number=fact.turn,
        name=Name(fact.person),
        values=_values(meeting, fact.person),
        text=_to_read(turn),
        reason=why(fact.why, meeting, fact.person),
        by=Name(fact.by) if fact.by is not None else "",
        then=_then(meeting),
        undo=Typed("undo"),
    )


def _values(meeting: Meeting, person: int) -> Listing:
    known = meeting.participants[person].values
    return Listing(tuple(Label(d.id, known.get(d.id)) for d in meeting.plan.dimensions))


def _to_read(turn: Turn | None) -> Message:
    if turn is None or turn.text is None:
        return say("card-audio")
    return say("card-text", text=Note(turn.text))


def _then(meeting: Meeting) -> Argument:
    following = calling_order(meeting)[:2]
    if not following:
        return say("next-nobody")
    return Listing(tuple(entry(meeting, person) for person in following))


def _on_deck(person: int, step: Step) -> list[Effect]:
    return [TellPerson(person, say("on-deck", withdraw=Typed("withdraw")), expires=step.at + SOON)]


def _done(step: Step) -> list[Effect]:
    speaker = step.before.floor
    if speaker is None:
        return []
    return [Tell("moderators", say("speaker-done", name=Name(speaker.person), next=Typed("next")))]


def _to_speaker(step: Step, public: Message, private: str) -> list[Effect]:
    turn = step.end.floor
    if turn is None:
        return []
    until = expiry(step.end, step.at)
    arguments = {"name": Name(turn.person), **public.arguments}
    return [
        Tell("rooms", Message(public.key, arguments), expires=until),
        Tell("moderators", Message(public.key, arguments), expires=until),
        TellPerson(turn.person, Message(private, arguments), expires=until),
    ]


def expiry(meeting: Meeting, at: datetime) -> datetime:
    """Until when a word about the speaker's time makes sense."""
    return max(turn_end(meeting) or at, at) + timedelta(minutes=1)
