"""Oneself: constituency, name, and what the bot knows."""

from collections.abc import Mapping, Sequence

from bot.commands.input.choices import Meant, pick
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.participation import after, ensure_participant
from bot.domain.folding import fold
from bot.domain.meeting.decide.participants import identify
from bot.domain.meeting.decision import Change, RenameProfile
from bot.domain.meeting.events import Named
from bot.domain.meeting.names import LONGEST_NAME, Unfit, chosen_name
from bot.domain.meeting.rule import group_of
from bot.domain.meeting.state import Meeting
from bot.domain.message import (
    Argument,
    Label,
    Listing,
    Message,
    PlanText,
    RawText,
    Refusal,
    offering,
    refuse,
    say,
)
from bot.views.identifying import GUEST, asking, changes, question, unanswered
from bot.views.identifying import NAME as ASK_NAME
from bot.views.minutes.words import asking as asking_minutes
from bot.views.minutes.words import unasked
from bot.views.pages import page_number
from bot.views.panel import JOIN
from bot.views.people import group, not_queued, shown_as


def on_identify(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Where one belongs; without codes, the choices."""
    codes = request.text("codes")
    asked = _asked(meeting, codes)
    if asked is not None:
        return Outcome(asked)
    picked = pick(meeting.plan.dimensions, codes or "")
    if isinstance(picked, Refusal):
        return picked
    values = once(picked)
    if isinstance(values, Refusal):
        return values
    entered = ensure_participant(meeting, request)
    events = identify(entered.meeting, entered.person, values)
    if isinstance(events, Refusal):
        return events
    change = entered.change + Change(events)
    known = after(meeting, change.events, request)
    warning = say("identified-in-room") if request.asker.overheard else ""
    queued = not_queued(known, entered.person)
    turn = _coming_turn(known, entered.person)
    told = say(
        "identified",
        values=_said(known, values),
        shown=shown_as(known, entered.person),
        turn=turn,
        queued=queued,
        warning=warning,
        question="",
    )
    hand = (JOIN,) if queued else ()
    # Whoever speaks next has something better to do than to answer the next question.
    asked = None if turn else unanswered(known, entered.person)
    return Outcome(asking(told, asked, *hand), change)


def _asked(meeting: Meeting, text: str | None) -> Message | None:
    """The question of one dimension, by its number alone ("2:") or with a page of its choices ("2:+3").

    The first one where nothing is said.
    """
    asked = {f"{n}:": (n - 1, d) for n, d in enumerate(meeting.plan.dimensions, start=1) if d.asked}
    wanted, _, page = (text or next(iter(asked), "")).partition("+")
    number = page_number(page)
    if wanted not in asked or isinstance(number, Refusal):
        return None
    return question(*asked[wanted], number)


IDENTIFY = Command(
    "identify",
    Who.EVERYONE,
    When.FROM_OPEN,
    on_identify,
    (Parameter("codes", Kind.CODES),),
    aliases=("id",),
    group=True,
    alone=True,
    forms=("identify", "identify CODES"),
)


def _coming_turn(meeting: Meeting, person: int) -> Message | str:
    """Of whoever is on deck, that the answer comes too late for the turn that was decided already."""
    shown = group(meeting, person)
    return "" if shown.value == group_of(meeting, person) else say("identified-on-deck")


def once(picked: Sequence[Meant]) -> dict[str, str | None] | Refusal:
    """One value a dimension. "Prefer not to say" stands on several and gives way to an answer."""
    shared = {p.dimension: p.code for meant in picked if len(meant) > 1 for p in meant}
    own: dict[str, str] = {}
    for p in (meant[0] for meant in picked if len(meant) == 1):
        before = own.setdefault(p.dimension, p.code)
        if before != p.code:
            return refuse(
                "refused-two-choices", one=Label(p.dimension, before), other=Label(p.dimension, p.code)
            )
    return {**shared, **own}


def _said(meeting: Meeting, values: Mapping[str, str | None]) -> Listing:
    """What somebody has just said, in the order of the questions, and what is one answer to several once."""
    said = {values[d.id]: Label(d.id, values[d.id]) for d in meeting.plan.dimensions if d.id in values}
    return Listing(tuple(said.values()))


def _values(meeting: Meeting, person: int) -> Listing:
    known = meeting.participants[person].values
    items: tuple[Argument, ...] = tuple(
        say("value", dimension=PlanText(("dimensions", str(n), "name")), value=Label(d.id, known.get(d.id)))
        for n, d in enumerate(meeting.plan.dimensions)
        if d.asked
    )
    return Listing(items, lines=True)


def on_name(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The name that others see, or none ("guest")."""
    text = request.text("name") or ""
    name = None if fold(text).strip() == "guest" else chosen_name(text)
    if isinstance(name, Unfit):
        return Refusal(offering(unfit_name(name).message, ASK_NAME, GUEST))
    entered = ensure_participant(meeting, request)
    change = entered.change + Change((Named(entered.person),), (RenameProfile(entered.person, name),))
    known = after(meeting, change.events, request)
    asks = name is not None and unasked(known, entered.person)
    told = say(
        "named",
        # Names are looked up when a message is sent; another one may have been chosen by then.
        asked=say("asked-name", name=RawText(name)) if name else say("asked-guest"),
        shown=shown_as(known, entered.person),
        queued=not_queued(known, entered.person),
        before=say("named-before") if request.asker.person in meeting.shown else "",
        minutes=say("ask-minutes") if asks else "",
    )
    return Outcome(asking_minutes(told) if asks else told, change)


NAME = Command(
    "name",
    Who.EVERYONE,
    When.FROM_OPEN,
    on_name,
    (Parameter("name", Kind.TEXT),),
    group=True,
    alone=True,
    forms=("name NAME", "name guest"),
)


def unfit_name(unfit: Unfit) -> Refusal:
    """What is said of a name that cannot be taken."""
    match unfit:
        case Unfit.EMPTY:
            return refuse("refused-name")
        case Unfit.LONG:
            return refuse("refused-long-name", most=LONGEST_NAME)
        case Unfit.BRACKETS:
            return refuse("refused-name-brackets")
        case Unfit.RESERVED:
            return refuse("refused-name-reserved")


def on_whoami(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Everything the meeting knows of its asker."""
    person = request.asker.person
    if person is None or person not in meeting.participants:
        return Outcome(offering(say("whoami-unknown"), JOIN, *changes(meeting)))
    told = say(
        "whoami",
        values=_values(meeting, person),
        shown=shown_as(meeting, person),
        moderator=say("whoami-moderator") if request.asker.moderator else "",
    )
    return Outcome(offering(told, *changes(meeting)))


WHOAMI = Command("whoami", Who.EVERYONE, When.FROM_OPEN, on_whoami, by_role=True)
