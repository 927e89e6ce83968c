"""What moderators tell everybody, and what they tell each other across the platforms."""

from bot.commands.free_text import written
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.meeting.state import Meeting
from bot.domain.message import Name, Refusal, say
from bot.reactions.effects import Tell


def on_announce(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """A moderator's own words in every room; those who moderate read whose they are."""
    words = written(meeting, request)
    if isinstance(words, Refusal):
        return words
    public = say("announcement", text=words.text)
    inside = say("announced-by", by=Name(words.person), text=words.text)
    return Outcome(say("done-announce"), words.change, (Tell("rooms", public), Tell("moderators", inside)))


ANNOUNCE = Command(
    "announce",
    Who.MODERATOR,
    When.FROM_OPEN,
    on_announce,
    (Parameter("text", Kind.TEXT, required=True),),
    forms=("announce TEXT",),
)


def on_tell(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Words for the other moderators' rooms; where others could read the command they stand already."""
    words = written(meeting, request)
    if isinstance(words, Refusal):
        return words
    asker = request.asker
    there = asker.place if asker.overheard else None
    told = say("told-by", by=Name(words.person), text=words.text)
    others = tuple(Tell(room, told) for room in meeting.plan.moderators_rooms if room != there)
    if not others:
        return Outcome(say("tell-nobody"))  # the words are not kept: nobody is to read them
    return Outcome(say("done-tell"), words.change, others)


TELL = Command(
    "tell",
    Who.MODERATOR,
    When.FROM_OPEN,
    on_tell,
    (Parameter("text", Kind.TEXT, required=True),),
    forms=("tell TEXT",),
)
