"""The floor: giving it, giving it back, and taking a decision back."""

from bot.commands.entering import Entered, after, enter
from bot.commands.model import Outcome, Request
from bot.commands.queue import speaker
from bot.domain.meeting.decide.decisions import decided, undo
from bot.domain.meeting.decide.floor import finish, give_next
from bot.domain.meeting.decide.questions import same_moment
from bot.domain.meeting.decision import Change
from bot.domain.meeting.facts import ConfirmationAsked, Fact
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, Typed, say


def decide(entered: Entered, name: str, facts: tuple[Fact, ...]) -> Change:
    """The facts as one decision of the moderator, behind their own entering."""
    return entered.change + Change(decided(entered.meeting, name, entered.person, facts))


def on_next(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The floor to whoever is next."""
    entered = enter(meeting, request)
    facts = give_next(entered.meeting, entered.person, request.now)
    if isinstance(facts, Refusal):
        return facts
    change = decide(entered, "next", facts)
    if any(isinstance(fact, ConfirmationAsked) for fact in facts):
        return Outcome(say("ask-next", next=Typed("next")), change)
    who = speaker(after(meeting, change.facts, request))
    return Outcome(say("floor-given", who=who, undo=Typed("undo")), change)


def on_done(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The speaker has finished."""
    facts = finish(meeting, request.asker.person)
    if isinstance(facts, Refusal):
        return facts
    return Outcome(say("finished", join=Typed("join")), Change(facts))


def on_undo(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The latest moderator's decision is taken back."""
    entered = enter(meeting, request)
    facts = same_moment(meeting, ("undo",), entered.person, request.now) or undo(
        entered.meeting, entered.person
    )
    if isinstance(facts, Refusal):
        return facts
    undone = Typed(meeting.checkpoints[-1].name)
    return Outcome(say("undone", what=undone), entered.change + Change(facts))
