"""What happens beside the rule: a first hand, absences, skipping, more time."""

from datetime import timedelta
from typing import assert_never

from bot.commands.effects import Effect, Tell, TellPerson
from bot.commands.notices.step import Step
from bot.commands.queue import entry
from bot.domain.meeting.facts import (
    Absent,
    Joined,
    Passed,
    Returned,
    TextAttached,
    TurnExtended,
    Withdrawn,
)
from bot.domain.meeting.rule import callable_now
from bot.domain.meeting.state import Meeting, Turn
from bot.domain.message import Argument, Message, Name, Span, Typed, say
from bot.domain.plan import HALL

SOON = timedelta(minutes=3)
"""A word about what is to be done now is worth nothing later than this."""

Beside = Joined | TextAttached | Withdrawn | Passed | Absent | Returned | TurnExtended


def of_exception(fact: Beside, step: Step) -> list[Effect]:
    """Who is told of what came beside the rule."""
    match fact:
        case Joined(person):
            return _first_hand(step, person)
        case Absent():
            return _absent(step)
        case Returned(person):
            return [Tell("moderators", say("returned", name=Name(person)))]
        case Passed(person, by):
            return [] if by is None else _skipped(step, person)
        case TurnExtended(seconds=seconds, by=by):
            return _more(step, seconds, by)
        case TextAttached() | Withdrawn():
            return []
    assert_never(fact)


def _first_hand(step: Step, person: int) -> list[Effect]:
    """A hand where nobody could be called; who adds people of the hall knows of them."""
    participant = step.end.participants.get(person)
    if participant is None or participant.mode == HALL or step.before.phase is None:
        return []
    if callable_now(step.before):
        return []
    return [Tell("moderators", say("first-hand", who=entry(step.end, person), next=Typed("next")))]


def _skipped(step: Step, person: int) -> list[Effect]:
    message = say("skipped", position=Typed("position"))
    return [TellPerson(person, message, expires=step.at + SOON)]


def _absent(step: Step) -> list[Effect]:
    turn = step.before.floor
    if turn is None:
        return []
    public = say("absent", name=Name(turn.person))
    yours = TellPerson(turn.person, _missed(turn, step.end))
    return [Tell("rooms", public), Tell("moderators", public), yours]


def _missed(turn: Turn, end: Meeting) -> Message:
    """What became of the place of somebody who was not there."""
    if end.waiting(turn.person) is not None:
        return say("absent-kept", ready=Typed("ready"))
    return say("absent-missed" if turn.before.ticket is None else "absent-gone", join=Typed("join"))


def _more(step: Step, seconds: int, by: int) -> list[Effect]:
    turn = step.end.floor
    if turn is None:
        return []
    more: dict[str, Argument] = {"name": Name(turn.person), "more": Span(seconds), "by": Name(by)}
    return [
        Tell("rooms", Message("turn-extended", more)),
        Tell("moderators", Message("turn-extended-by", more)),
        TellPerson(turn.person, Message("turn-extended-you", more), expires=step.at + SOON),
    ]
