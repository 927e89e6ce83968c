"""Another way of sharing the floor, in the middle of a meeting."""

from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.moderators.floor import decide
from bot.commands.participation import ensure_participant
from bot.domain.fair_queue.presets import PRESETS
from bot.domain.meeting.decide.moderation import same_moment
from bot.domain.meeting.decide.overrides import change_rule
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, say


def on_rule(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The floor is shared by another preset from now on."""
    name = str(request.arguments["name"])
    entered = ensure_participant(meeting, request)
    events = same_moment(meeting, "rule", entered.person, request.now) or change_rule(
        entered.meeting, name, entered.person
    )
    if isinstance(events, Refusal):
        return events
    answer = say("done-rule", name=name)
    return Outcome(answer, decide(entered, "rule", events))


RULE = Command(
    "rule",
    Who.MODERATOR,
    When.OPEN,
    on_rule,
    (Parameter("name", Kind.WORD, required=True, words=tuple(PRESETS)),),
)
