"""What happens beside the rule: absences, more time."""

from typing import assert_never

from bot.domain.meeting.events import Absent, TurnExtended
from bot.domain.meeting.state import Meeting, RunningTurn
from bot.domain.message import Argument, Duration, Message, Name, offering, say
from bot.reactions.effects import SOON, Effect, Tell, TellPerson, Transition
from bot.views.panel import JOIN, READY

Override = Absent | TurnExtended


def of_override(event: Override, transition: Transition) -> list[Effect]:
    """Who is told of what came beside the rule."""
    match event:
        case Absent():
            return _absent(transition)
        case TurnExtended(seconds=seconds, by=by):
            return _more(transition, seconds, by)
    assert_never(event)


def _absent(transition: Transition) -> list[Effect]:
    turn = transition.before.floor
    if turn is None:
        return []
    public = say("absent", name=Name(turn.person))
    yours = TellPerson(turn.person, _missed(turn, transition.end))
    return [Tell("rooms", public), Tell("moderators", public), yours]


def _missed(turn: RunningTurn, end: Meeting) -> Message:
    """What became of the place of somebody who was not there."""
    ticket = turn.before.ticket
    if ticket is not None and not ticket.absences:
        return offering(say("absent-kept"), READY)
    if end.tickets_of(turn.person):
        return offering(say("absent-other"), READY)
    return offering(say("absent-missed" if ticket is None else "absent-gone"), JOIN)


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
