"""The choices of the meeting, as people are offered them."""

from collections.abc import Sequence

from bot.domain.message import Argument, Label, Listing, Message, PlanText, say
from bot.domain.plan import Dimension


def with_codes(dimensions: Sequence[Dimension]) -> Listing:
    """All choices with their codes, a line for each dimension that is asked."""
    return Listing(tuple(_offer(n, d) for n, d in enumerate(dimensions) if d.asked), lines=True)


def _offer(number: int, dimension: Dimension) -> Message:
    choices: tuple[Argument, ...] = tuple(
        say("choice", code=c.code, name=Label(dimension.id, c.code)) for c in dimension.choices
    )
    return say("choices", dimension=PlanText(("dimensions", str(number), "name")), choices=Listing(choices))
