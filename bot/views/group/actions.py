"""Actions as people see them."""

from bot.domain.calendar.values import When, in_full
from bot.domain.group.rows import ActionItem, text_id
from bot.domain.message import Argument, Message, Name, Offer, TextRef, say


def action_line(action: ActionItem) -> Message:
    """Its number, its words, whose it is and by when."""
    return say(
        "action-line",
        number=action.number,
        text=TextRef(text_id(action, "text")),
        state=action.state,
        owner=owner(action),
        due=due(action),
    )


def owner(action: ActionItem) -> Argument:
    """Whose it is."""
    return say("action-free") if action.owner is None else Name(action.owner)


def due(action: ActionItem) -> Argument:
    """By when, or nothing."""
    if action.due is None:
        return ""
    return say("action-due", when=in_full(When(action.due, action.zone, action.whole_day)))


def steps(action: ActionItem) -> tuple[Offer, ...]:
    """What can be done about an open action."""
    if action.state != "open":
        return ()
    number = action.number
    if action.owner is None:
        return (Offer(f"action take {number}", say("offer-action-take", number=number), "main"),)
    return (Offer(f"action done {number}", say("offer-action-done", number=number), "main"),)
