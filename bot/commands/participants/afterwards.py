"""Going on after the close: who is let into the coordination channel, or reads along."""

from bot.commands.belonging import may_enter
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.participation import Participation, ensure_participant
from bot.domain.changing import replace
from bot.domain.group.rows import ActionItem, Going
from bot.domain.meeting.decide.lifecycle import stay, unstay
from bot.domain.meeting.decision import (
    AccountStays,
    Change,
    Discard,
    Keep,
    NoneStays,
    SideEffect,
    Wake,
)
from bot.domain.meeting.group.coordinating import last_coordinator, leaving
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, PlanText, Refusal, offering, refuse, say
from bot.ports.store import Records
from bot.views import panel

QUIETLY = "digest"


def on_stay(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Into the coordination channel, or quietly: what happens there by direct message."""
    entered = _entered(meeting, request)
    if isinstance(entered, Refusal):
        return entered
    quietly = request.text("how") == QUIETLY
    events = stay(entered.meeting, entered.person, stays=request.asker.stays, quietly=quietly)
    answer = offering(Message(_staying(meeting, request, quietly=quietly)), panel.UNSTAY)
    if isinstance(events, Refusal):
        # Whoever came in by a code goes on quietly, and may press that.
        return Outcome(answer) if quietly and is_member(meeting, entered.person) else events
    change = entered.change + Change(events, (AccountStays(request.asker.identity),))
    return Outcome(answer, change)


def _entered(meeting: Meeting, request: Request) -> Participation | Refusal:
    """After the close comes who took part, has a code, or can read the room."""
    barred = may_enter(meeting, request)
    if barred is not None:
        return barred
    if meeting.status == "closed" and request.asker.person is None and request.asker.direct:
        return refuse("refused-stay-code")
    return ensure_participant(meeting, request)


def _staying(meeting: Meeting, request: Request, *, quietly: bool) -> str:
    """What comes of it: an invitation now, or once there is a channel where its author is."""
    if quietly:
        return "stays-quietly"
    if not meeting.plan.is_group:
        return "stays" if meeting.status == "open" else "stays-after"
    here = request.asker.identity.platform
    return "stays-now" if any(place.platform == here for place in meeting.channels) else "stays-waiting"


STAY = Command(
    "stay",
    Who.EVERYONE,
    When.FROM_OPEN,
    on_stay,
    (Parameter("how", Kind.WORD, words=(QUIETLY,)),),
    group=True,
    outside=True,
    alone=True,
    forms=("stay", "stay digest"),
)


def on_unstay(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Not into the coordination channel after all."""
    person = request.asker.person
    runs = meeting.plan.is_group and person in meeting.moderators
    if runs and meeting.moderators == {person}:
        return last_coordinator()
    events = leaving(meeting, person or 0) if runs else unstay(meeting, person)
    if isinstance(events, Refusal):
        return events
    left = (NoneStays(person or 0), *left_behind(request.records, person or 0))
    told = say("stays-left" if meeting.plan.is_group else "stays-not", title=PlanText(("title",)))
    return Outcome(offering(told, panel.STAY), Change(events, left))


def left_behind(records: Records, person: int) -> tuple[SideEffect, ...]:
    """What somebody who goes was to do is free again, and no date counts on them."""
    actions = [replace(each, owner=None) for each in records.all(ActionItem, owner=person, state="open")]
    free = (effect for each in actions for effect in (Keep(each), Wake(each, None)))
    return (*free, *(Discard(each) for each in records.all(Going, person=person)))


UNSTAY = Command("unstay", Who.EVERYONE, When.FROM_OPEN, on_unstay, group=True, outside=True, alone=True)
