"""Whoever was put into other groups by a moderator is told so, since others see it."""

from bot.domain.message import Argument, Label, Listing, say
from bot.reactions.effects import Effect, TellPerson, Transition


def of_regrouping(person: int, transition: Transition) -> list[Effect]:
    """What somebody is counted as from now on, where it changed."""
    before, end = transition.before.participants.get(person), transition.end.participants.get(person)
    if before is None or end is None:
        return []
    changed: tuple[Argument, ...] = tuple(
        Label(d.id, end.values.get(d.id))
        for d in transition.end.plan.dimensions
        if before.values.get(d.id) != end.values.get(d.id)
    )
    return [TellPerson(person, say("regrouped", values=Listing(changed)))] if changed else []
