"""Whoever was put into other groups by a moderator is told so, since others see it."""

from bot.commands.effects import Effect, TellPerson
from bot.commands.notices.step import Step
from bot.domain.message import Argument, Label, Listing, say


def of_regrouping(person: int, step: Step) -> list[Effect]:
    """What somebody is counted as from now on, where it changed."""
    before, end = step.before.participants.get(person), step.end.participants.get(person)
    if before is None or end is None:
        return []
    changed: tuple[Argument, ...] = tuple(
        Label(d.id, end.values.get(d.id))
        for d in step.end.plan.dimensions
        if before.values.get(d.id) != end.values.get(d.id)
    )
    return [TellPerson(person, say("regrouped", values=Listing(changed)))] if changed else []
