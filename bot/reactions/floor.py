"""The floor: the public line, the turn card, and the words to those concerned."""

from datetime import datetime, timedelta

from bot.domain.meeting.decide.floor import next_up
from bot.domain.meeting.events import CalledNext, FloorEvent, FloorGiven, FloorLeft, TurnTimeUp, TurnWarned
from bot.domain.meeting.schedule import turn_end, turn_left
from bot.domain.meeting.state import Meeting, RunningTurn
from bot.domain.message import Argument, CommandText, Duration, Listing, Message, Name, PlanText, say
from bot.domain.plan import HALL
from bot.reactions.effects import SOON, Effect, Tell, TellPerson
from bot.reactions.overrides import of_override
from bot.reactions.transition import Transition
from bot.views.people import called, entry, waiting_entry
from bot.views.turn_card import public_why, turn_card


def of_floor(event: FloorEvent, transition: Transition) -> list[Effect]:
    """Who is told of an event about the floor."""
    match event:
        case FloorGiven():
            return _given(event, transition)
        case CalledNext(person):
            return _on_deck(person, transition) if person is not None else []
        case FloorLeft(why="done") if transition.before.floor:
            return _done(transition.before.floor)
        case TurnWarned():
            return _to_speaker(transition, "turn-warning")
        case TurnTimeUp():
            return _to_speaker(transition, "turn-time-up")
        case FloorLeft():
            return []
        case _:
            return of_override(event, transition)


def _given(event: FloorGiven, transition: Transition) -> list[Effect]:
    meeting = transition.end
    return [
        Tell("rooms", _public(event, meeting), urgent=True, expires=transition.at + SOON),
        Tell("moderators", turn_card(event, meeting, transition.at)),
        TellPerson(event.person, _yours(event, meeting), expires=transition.at + SOON),
    ]


def _public(event: FloorGiven, meeting: Meeting) -> Message:
    return say(
        "has-the-floor",
        who=called(meeting, event.person, event.attributes, mention=True),
        time=Duration(meeting.plan.speaking_seconds),
        reason=public_why(event, meeting),
        following=_following(meeting),
    )


def _following(meeting: Meeting) -> Message:
    """Who is next as things stand: a reply that waits comes before whoever is on deck."""
    following = next_up(meeting)
    if following is None:
        return say("next-nobody")
    ticket = meeting.ticket(following.to.person, aside=following.manner != "rule")
    who = entry(meeting, following.to.person) if ticket is None else waiting_entry(meeting, ticket)
    return say("next-is", who=who)


def _yours(event: FloorGiven, meeting: Meeting) -> Message:
    return say(
        "your-floor",
        time=Duration(meeting.plan.speaking_seconds),
        how=how_to_speak(meeting, event.person),
        done=CommandText("done"),
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


def _on_deck(person: int, transition: Transition) -> list[Effect]:
    return [
        TellPerson(person, say("on-deck", withdraw=CommandText("withdraw")), expires=transition.at + SOON)
    ]


def _done(turn: RunningTurn) -> list[Effect]:
    return [Tell("moderators", say("speaker-done", name=Name(turn.person), next=CommandText("next")))]


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
