"""What the group has, as a file for other programs."""

from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.meeting.state import Meeting
from bot.domain.message import FileRef, Offer, Refusal, attaching, offering, say

FORMS = ("csv", "md", "json", "ics")


def on_export(group: Meeting, request: Request) -> Outcome | Refusal:
    """The whole of it, in the form that is asked for; a table where none is."""
    del group
    form = request.text("form") or "csv"
    file = FileRef("group-calendar") if form == "ics" else FileRef("group-export", form)
    others = (Offer(f"export {each}", say("offer-export", form=each)) for each in FORMS if each != form)
    return Outcome(attaching(offering(say("export", form=form), *others), file))


EXPORT = Command(
    "export",
    Who.MEMBER,
    When.AFTER,
    on_export,
    (Parameter("form", Kind.WORD, words=FORMS),),
    alone=True,
    forms=tuple(f"export {form}" for form in FORMS),
)
