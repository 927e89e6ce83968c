"""What happens beside the rule: a first hand, absences, skipping, more time."""

from datetime import timedelta
from typing import assert_never

from bot.domain.meeting.events import Absent, Joined, Passed, Returned, TextAttached, TurnExtended, Withdrawn
from bot.domain.meeting.rule import callable_now
from bot.domain.meeting.state import Meeting, RunningTurn
from bot.domain.message import Argument, CommandText, Duration, Message, Name, say
from bot.domain.plan import HALL
from bot.reactions.effects import Effect, Tell, TellPerson
from bot.reactions.transition import Transition
from bot.views.people import entry

SOON = timedelta(minutes=3)
"""A word about what is to be done now is worth nothing later than this."""

Override = Joined | TextAttached | Withdrawn | Passed | Absent | Returned | TurnExtended


def of_override(event: Override, transition: Transition) -> list[Effect]:
    """Who is told of what came beside the rule."""
    match event:
        case Joined(person, form="point-of-order"):
            return _point_of_order(transition, person)
        case Joined(person):
            return _first_hand(transition, person)
        case Absent():
            return _absent(transition)
        case Returned(person):
            return [Tell("moderators", say("returned", name=Name(person)))]
        case Passed(person, by):
            return [] if by is None else _skipped(transition, person)
        case TurnExtended(seconds=seconds, by=by):
            return _more(transition, seconds, by)
        case TextAttached() | Withdrawn():
            return []
    assert_never(event)


def _point_of_order(transition: Transition, person: int) -> list[Effect]:
    """The moderators know of it at once: it comes before whoever is next."""
    ticket = transition.end.ticket(person, aside=True)
    if ticket is None or ticket.form != "point-of-order":
        return []
    message = say("point-of-order", who=entry(transition.end, person), next=CommandText("next"))
    return [Tell("moderators", message, urgent=True)]


def _first_hand(transition: Transition, person: int) -> list[Effect]:
    """A hand where nobody could be called; who adds people of the hall knows of them."""
    participant = transition.end.participants.get(person)
    if participant is None or participant.mode == HALL or transition.before.phase is None:
        return []
    if callable_now(transition.before):
        return []
    return [
        Tell("moderators", say("first-hand", who=entry(transition.end, person), next=CommandText("next")))
    ]


def _skipped(transition: Transition, person: int) -> list[Effect]:
    message = say("skipped", position=CommandText("position"))
    return [TellPerson(person, message, expires=transition.at + SOON)]


def _absent(transition: Transition) -> list[Effect]:
    turn = transition.before.floor
    if turn is None:
        return []
    public = say("absent", name=Name(turn.person))
    yours = TellPerson(turn.person, _missed(turn, transition.end))
    return [Tell("rooms", public), Tell("moderators", public), yours]


def _missed(turn: RunningTurn, end: Meeting) -> Message:
    """What became of the place of somebody who was not there."""
    if _kept(turn, end):
        return say("absent-kept", ready=CommandText("ready"))
    return say("absent-missed" if turn.before.ticket is None else "absent-gone", join=CommandText("join"))


def _kept(turn: RunningTurn, end: Meeting) -> bool:
    ticket = turn.before.ticket
    return ticket is not None and end.ticket(turn.person, aside=ticket.aside) is not None


def _more(transition: Transition, seconds: int, by: int) -> list[Effect]:
    turn = transition.end.floor
    if turn is None:
        return []
    more: dict[str, Argument] = {"name": Name(turn.person), "more": Duration(seconds), "by": Name(by)}
    return [
        Tell("rooms", Message("turn-extended", more)),
        Tell("moderators", Message("turn-extended-by", more)),
        TellPerson(turn.person, Message("turn-extended-you", more), expires=transition.at + SOON),
    ]
