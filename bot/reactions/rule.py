"""How the floor is shared: that it was changed, and when somebody might want to change it."""

from bot.domain.meeting.decide.overrides import other_rules
from bot.domain.meeting.events import FloorGiven, RuleChanged
from bot.domain.meeting.rule import unheard_in_phase
from bot.domain.message import Name, Offer, offering, say
from bot.reactions.effects import Effect, Tell, Transition
from bot.views import marks
from bot.views.moderating import undo

MEND = "first-voices"
OWN = "own"
"""What the rule of the meeting file is called, whichever preset it is."""


def of_rule(event: RuleChanged, transition: Transition) -> list[Effect]:
    """Everybody is told in a sentence, and the moderators by whom."""
    own = OWN if event.name == transition.end.plan.preset else event.name
    by = offering(
        say("rule-changed-by", by=Name(event.by), name=event.name), undo(marks.of_decision(transition.end))
    )
    return [Tell("rooms", say("rule-changed", name=own)), Tell("moderators", by)]


def of_third_turn(event: FloorGiven, transition: Transition) -> list[Effect]:
    """Moderators are told once in a phase that somebody comes back while others have had nothing."""
    before, end = transition.before.phase, transition.end.phase
    if before is None or end is None or before.third_turn or not end.third_turn:
        return []
    if MEND not in other_rules(transition.end):
        return []
    waiting = len(unheard_in_phase(transition.end))
    mend = Offer(f"rule {MEND}", say("offer-rule"), drawn=marks.of_phase(transition.end))
    told = say("third-turn", name=Name(event.person), count=waiting)
    return [Tell("moderators", offering(told, mend))]
