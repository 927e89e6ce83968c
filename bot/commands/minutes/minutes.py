"""The minutes: notes for them, and whether they may name somebody."""

from bot.commands.free_text import written
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.participation import ensure_participant
from bot.domain.meeting.decision import Change
from bot.domain.meeting.events import InMinutes, Noted
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, offering, refuse, say
from bot.views.minutes.words import YES, asking


def on_note(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Kept for the minutes, with its moment; nothing else comes of it."""
    asker = request.asker
    if not asker.moderator and asker.identity not in meeting.plan.rapporteurs:
        return refuse("refused-note")
    words = written(meeting, request)
    if isinstance(words, Refusal):
        return words
    noted = Change((Noted(words.person, words.text.id),))
    return Outcome(say("done-note", number=len(meeting.record.notes) + 1), words.change + noted)


NOTE = Command(
    "note",
    Who.EVERYONE,
    When.FROM_OPEN,
    on_note,
    (Parameter("text", Kind.TEXT, required=True),),
    by_role=True,
    forms=("note TEXT",),
)


def on_minutes(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Whether the minutes may name whoever asks, as they last said; nobody is named who did not say so."""
    answer = request.text("answer")
    if answer is None:
        named = meeting.record.named.get(request.asker.person or 0, False)
        return Outcome(asking(say("minutes-named" if named else "minutes-unnamed")))
    entered = ensure_participant(meeting, request)
    agrees = answer == "yes"
    change = entered.change + Change((InMinutes(entered.person, agrees),))
    told = say("minutes-named" if agrees else "minutes-unnamed")
    return Outcome(offering(told, *(() if agrees else (YES,))), change)


MINUTES = Command(
    "minutes",
    Who.EVERYONE,
    When.FROM_OPEN,
    on_minutes,
    (Parameter("answer", Kind.WORD, words=("yes", "no")),),
    forms=("minutes yes", "minutes no"),
)
