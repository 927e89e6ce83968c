"""The queue, for everyone: joining, leaving, and where one stands."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from bot.commands.free_text import LONGEST_TEXT
from bot.commands.hand_down import lowered
from bot.commands.hand_on_stage import heard
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.moderators.adding import add_somebody
from bot.commands.participation import after, ensure_participant
from bot.domain.meeting.decide.queue import away, join, later, ready, withdraw
from bot.domain.meeting.decision import Change, StoreText
from bot.domain.meeting.events import Form
from bot.domain.meeting.queue_view import calling_order, queue_position, within_reach
from bot.domain.meeting.state import Meeting
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.message import (
    Duration,
    Listing,
    Message,
    Refusal,
    offering,
    refuse,
    say,
)
from bot.views import panel
from bot.views.identifying import NAME, asking, unanswered
from bot.views.people import shown_as

_FORMS: Mapping[str | None, Form] = MappingProxyType(
    {None: "statement", "reply": "reply", "point-of-order": "point-of-order"}
)
_FORM = Parameter("kind", Kind.WORD, words=("reply", "point-of-order"))


def on_join(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Queues at once; who one is can be said behind it. A moderator's words are somebody's name."""
    text, form = _own_words(request), _FORMS[request.text("kind")]
    if text is None and request.text("text") is not None:
        return add_somebody(meeting, request)
    speaks = heard(meeting, request)
    if speaks is not None:
        return speaks
    entered = ensure_participant(meeting, request)
    if text is not None and len(text) > LONGEST_TEXT:
        return refuse("refused-long", most=LONGEST_TEXT)
    written = request.cause if text else None
    events = join(entered.meeting, entered.person, written, form, request.now, request.hand)
    if isinstance(events, Refusal):
        return events
    writing = (StoreText(request.cause, entered.person, text),) if text else ()
    change = entered.change + Change(events, writing)
    joined = after(entered.meeting, events, request)
    asked_for = joined.ticket(entered.person, aside=form != "statement")
    ticket = asked_for or joined.tickets_of(entered.person)[0]
    return Outcome(_joined(joined, ticket, request), change)


JOIN = Command(
    "join",
    Who.EVERYONE,
    When.OPEN,
    on_join,
    (_FORM, Parameter("text", Kind.TEXT)),
    aliases=("hand", "the hand", "q+", "q+ to say"),
    forms=("join", "join TEXT", "join reply", "join reply TEXT", "join point-of-order"),
    by_role_with="text",
)


def _own_words(request: Request) -> str | None:
    """The words to be read aloud for the asker; a moderator says so ("join to say"), or means somebody."""
    text = request.text("text")
    if text is None or not request.asker.moderator or request.text("kind") is not None:
        return text
    if request.called == "q+ to say":
        return text
    said = re.match(r"to\s+say\b[:,]?\s*", text, re.IGNORECASE)
    return text[said.end() :] if said else None


def _joined(meeting: Meeting, ticket: Waiting, request: Request) -> Message:
    other = meeting.ticket(ticket.person)
    place = _place(meeting, ticket, request)
    told = say(
        "joined",
        form=ticket.form,
        place=place,
        text=_words(ticket, late=place.key == "place-out-of-reach"),
        beside="kept" if ticket.aside and other else "none",
        shown=shown_as(meeting, ticket.person),
        question="",
    )
    back = (panel.READY,) if ticket.held else ()
    return asking(told, unanswered(meeting, ticket.person), *back, panel.WORDS, NAME, panel.WITHDRAW)


def _words(ticket: Waiting, *, late: bool) -> str:
    """What becomes of the words to be read aloud, or that there can be some where time does not reach."""
    if late:
        return "kept" if ticket.texts else "asked"
    return "read-aloud" if ticket.texts else "none"


def _place(meeting: Meeting, ticket: Waiting, request: Request) -> Message:
    stands = queue_position(meeting, ticket.person, request.now, aside=ticket.aside)
    if stands is None:
        return say("place-held")
    if stands.place == 1 and meeting.on_deck and meeting.on_deck.person == ticket.person:
        return say("place-next")
    if stands.place > within_reach(meeting, request.now):
        return say("place-out-of-reach", place=stands.place)
    if stands.wait is None:
        return say("place-later", place=stands.place)
    if meeting.paused_at is not None:
        return say("place-paused", place=stands.place)
    return say("place", place=stands.place, wait=Duration(max(60, round(stands.wait / 60) * 60)))


def on_withdraw(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Out of the queue, or a point of order or direct response taken back."""
    if request.hand is not None:
        return lowered(meeting, request, request.hand)
    kind = request.text("kind")
    events = withdraw(meeting, request.asker.person, _FORMS[kind] if kind else None)
    if isinstance(events, Refusal):
        return events
    waits = after(meeting, events, request).tickets_of(request.asker.person)
    if waits:
        return Outcome(say("withdrawn-raised", form=_FORMS[kind]), Change(events))
    return Outcome(offering(say("withdrawn"), panel.JOIN), Change(events))


WITHDRAW = Command(
    "withdraw",
    Who.EVERYONE,
    When.OPEN,
    on_withdraw,
    (_FORM,),
    aliases=("q-", "leave"),
    forms=("withdraw", "withdraw reply", "withdraw point of order"),
)


def on_later(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Somebody else first."""
    events = later(meeting, request.asker.person)
    if isinstance(events, Refusal):
        return events
    known = after(meeting, events, request)
    return Outcome(offering(say(_passed(known, request.asker.person)), panel.READY), Change(events))


def _passed(meeting: Meeting, person: int | None) -> str:
    """What comes of letting others pass, where there are none, or where one was not called anyway."""
    if any(ticket.person == person for ticket in calling_order(meeting)):
        return "passed-alone"
    return "place-held" if all(ticket.held for ticket in meeting.tickets_of(person)) else "passed"


LATER = Command("later", Who.EVERYONE, When.OPEN, on_later)


def on_away(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Not there for a while."""
    events = away(meeting, request.asker.person)
    if isinstance(events, Refusal):
        return events
    return Outcome(offering(say("place-held"), panel.READY, panel.WITHDRAW), Change(events))


AWAY = Command("away", Who.EVERYONE, When.OPEN, on_away)


def on_ready(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Back, or there all the time."""
    events = ready(meeting, request.asker.person)
    if isinstance(events, Refusal):
        return events
    return Outcome(say("ready"), Change(events))


READY = Command("ready", Who.EVERYONE, When.OPEN, on_ready)


def on_position(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """One's own place, and that of what one has raised beside it."""
    person = request.asker.person
    if person is not None and meeting.floor and meeting.floor.person == person:
        return Outcome(offering(say("you-have-the-floor"), panel.done(meeting)))
    tickets = sorted(meeting.tickets_of(person), key=lambda ticket: not ticket.aside)
    if not tickets:
        return refuse("refused-not-queued")
    lines = tuple(
        say("place-of", form=ticket.form, place=_place(meeting, ticket, request)) for ticket in tickets
    )
    told = lines[0] if len(lines) == 1 else say("places", lines=Listing(lines, lines=True))
    back = (panel.READY,) if any(ticket.held for ticket in tickets) else ()
    words = () if any(ticket.texts for ticket in tickets) else (panel.WORDS,)
    return Outcome(offering(told, *back, *words, panel.WITHDRAW))


POSITION = Command("position", Who.EVERYONE, When.OPEN, on_position, aliases=("q?",))
