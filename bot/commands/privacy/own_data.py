"""One's own data: all of it in a file, and gone for good."""

from collections.abc import Sequence

from bot.commands.elsewhere import KnownIn
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.meeting.decision import Change, Forget
from bot.domain.meeting.state import Meeting
from bot.domain.message import (
    CommandText,
    FileRef,
    Message,
    Offer,
    RawText,
    Refusal,
    attaching,
    offering,
    refuse,
    say,
)

HERE, EVERYWHERE = "here", "everywhere"
FORGET = Offer("forgetme", say("offer-forgetme"))


def on_mydata(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Everything that is kept of whoever asks, in every meeting and group that knows their account."""
    del meeting
    told = say("mydata", forgetme=CommandText("forgetme", alone=True))
    return Outcome(offering(attaching(told, FileRef("mydata", str(request.asker.identity))), FORGET))


MYDATA = Command("mydata", Who.EVERYONE, When.ANY, on_mydata, group=True, outside=True, alone=True)


def on_forgetme(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Asked once, with what goes; then for good."""
    known = request.everywhere()
    here = [each for each in known if each.id == meeting.plan.id]
    what = request.text("what")
    chosen = here if what == HERE else known
    if not chosen:
        return _nothing(known)
    if what is None:
        return Outcome(_question(here or known, everywhere=len(known) > len(here), here=bool(here)))
    for each in chosen:
        refused = _kept(each)
        if refused is not None:
            return refused
    forget = tuple(Forget(each.id, each.person, request.now) for each in chosen)
    return Outcome(say("done-forgetme", meetings=len(chosen)), Change((), forget))


def _nothing(known: Sequence[KnownIn]) -> Refusal:
    if not known:
        return refuse("refused-forgetme-unknown")
    return refuse("refused-forgetme-elsewhere", everywhere=CommandText(f"forgetme {EVERYWHERE}", alone=True))


def _question(known: Sequence[KnownIn], *, here: bool, everywhere: bool) -> Message:
    works = [each.traces.works for each in known]
    question = say(
        "ask-forgetme",
        resources=sum(len(each.resources) for each in works),
        actions=sum(len(each.actions) for each in works),
        freed=sum(len(each.freed) for each in works),
        dates=sum(len(each.dates) for each in works),
        impacts=sum(len(each.impacts) for each in works),
        statements=sum(len(each.statements) for each in works),
        signatures=sum(len(each.signatures) for each in works),
        comments=sum(len(each.comments) for each in works),
        group="yes" if any(each.any for each in works) else "no",
    )
    offers = (Offer(f"forgetme {HERE}", say("offer-forgetme-here"), "danger"),) if here else ()
    if everywhere:
        offers = (*offers, Offer(f"forgetme {EVERYWHERE}", say("offer-forgetme-everywhere"), "danger"))
    return offering(question, *offers)


def _kept(known: KnownIn) -> Refusal | None:
    """Why somebody cannot be erased there yet."""
    meeting = known.meeting
    if meeting is None:
        return None
    title = meeting.plan.title.get(meeting.plan.language, known.id)
    if meeting.status == "open":
        return refuse("refused-forgetme-open", title=RawText(title))
    if meeting.plan.is_group and meeting.moderators == {known.person}:
        handover = CommandText("handover WHO", alone=True)
        return refuse("refused-forgetme-last", title=RawText(title), handover=handover)
    return None


FORGETME = Command(
    "forgetme",
    Who.EVERYONE,
    When.ANY,
    on_forgetme,
    (Parameter("what", Kind.WORD, words=(HERE, EVERYWHERE)),),
    group=True,
    outside=True,
    alone=True,
    forms=("forgetme", "forgetme everywhere"),
)
