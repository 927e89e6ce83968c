"""How the floor is shared, changed in the middle."""

from bot.domain.changing import replace
from bot.domain.fair_queue import under
from bot.domain.meeting.events import RuleChanged
from bot.domain.meeting.state import Meeting


def apply_rule(meeting: Meeting, event: RuleChanged) -> Meeting:
    """The state under another rule; who is on deck stays so.

    What an absence would bring back begins under the new rule too.
    """
    floor = meeting.floor
    if floor is not None:
        floor = replace(floor, before=replace(floor.before, ledger=under(event.rule, floor.before.ledger)))
    return replace(meeting, other_rule=event.rule, ledger=under(event.rule, meeting.ledger), floor=floor)
