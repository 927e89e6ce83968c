"""Where somebody belongs, asked with a tap for each dimension, one after the other."""

from dataclasses import replace

from bot.domain.meeting.state import Meeting
from bot.domain.message import Label, Message, Offer, PlanText, offering, say
from bot.domain.plan import Dimension

NAME = Offer("name", say("offer-change-name"), asks=True)
GUEST = Offer("name guest", say("offer-guest"))


def question(number: int, dimension: Dimension) -> Message:
    """What is asked of one dimension, with its choices; only the first one's answer is seen by others."""
    asked = say(
        "question",
        dimension=PlanText(("dimensions", str(number), "name")),
        shown="no" if number else "yes",
    )
    return offering(
        asked,
        *(
            Offer(f"identify {number + 1}:{choice.code}", Label(dimension.id, choice.code))
            for choice in dimension.choices
        ),
    )


def unanswered(meeting: Meeting, person: int) -> Message | None:
    """The question of the first dimension that somebody has not answered; None if there is none."""
    values = meeting.participants[person].values
    for number, dimension in enumerate(meeting.plan.dimensions):
        if dimension.asked and values.get(dimension.id) is None:
            return question(number, dimension)
    return None


def asking(message: Message, asked: Message | None, *behind: Offer) -> Message:
    """The message with a question in its last gap: the choices come first, then what else is offered."""
    words = "" if asked is None else replace(asked, offers=())
    choices = asked.offers if asked else ()
    filled = replace(message, arguments={**message.arguments, "question": words})
    return offering(filled, *choices, *behind)


def changes(meeting: Meeting) -> tuple[Offer, ...]:
    """Each dimension asked anew, and the name."""
    return (
        *(
            Offer(
                f"identify {number + 1}:",
                say("offer-change", dimension=PlanText(("dimensions", str(number), "name"))),
            )
            for number, dimension in enumerate(meeting.plan.dimensions)
            if dimension.asked
        ),
        NAME,
        GUEST,
    )
