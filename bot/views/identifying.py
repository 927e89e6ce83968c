"""Where somebody belongs, asked with a tap for each dimension, one after the other."""

from bot.domain.changing import replace
from bot.domain.meeting.state import Meeting
from bot.domain.message import Label, Message, Offer, PlanText, offering, say
from bot.domain.plan import Dimension
from bot.views.pages import PAGE, paged

NAME = Offer("name", say("offer-change-name"), asks=True)
GUEST = Offer("name guest", say("offer-guest"))


def question(number: int, dimension: Dimension, page: int = 1) -> Message:
    """What is asked of one dimension, with its choices; only the first one's answer is seen by others.

    Not to say is a choice on every page.
    """
    asked = say(
        "question",
        dimension=PlanText(("dimensions", str(number), "name")),
        shown="no" if number else "yes",
    )
    here = f"identify {number + 1}:"
    said, unsaid = (
        [
            Offer(f"{here}{choice.code}", Label(dimension.id, choice.code))
            for choice in dimension.choices
            if choice.undisclosed == undisclosed
        ]
        for undisclosed in (False, True)
    )
    if len(dimension.choices) <= PAGE:
        said, unsaid = [Offer(f"{here}{c.code}", Label(dimension.id, c.code)) for c in dimension.choices], []
    return offering(asked, *paged(said, page, lambda number: f"{here}+{number}", unsaid))


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
