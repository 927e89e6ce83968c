"""Who is told of hands, and of what happens to those who wait."""

from operator import attrgetter
from typing import Final, assert_never

from bot.domain.meeting.events import (
    Away,
    HandLowered,
    HandRaised,
    Joined,
    Passed,
    Rejoined,
    Returned,
    TextAttached,
    TextRemoved,
    TextRevised,
    WaitingEvent,
    Withdrawn,
)
from bot.domain.meeting.rule import callable_now
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, Name, TextRef, offering, say
from bot.domain.plan import HALL
from bot.reactions.effects import SOON, Effect, TakeDownHand, Tell, TellPerson, Transition
from bot.views.moderating import next_turn
from bot.views.panel import POSITION, WITHDRAW
from bot.views.people import entry

_HANDS: Final = attrgetter("hands")


def of_waiting(event: WaitingEvent, transition: Transition) -> list[Effect]:
    """Who is told of what happens to somebody who waits."""
    match event:
        case Joined(person, text=str(), by=int()) | TextAttached(person, by=int()):
            return [TellPerson(person, offering(say("words-added-you"), WITHDRAW))]
        case Joined(person, by=int()):
            return [TellPerson(person, _added())]
        case Joined(person) | Rejoined(person):
            return _hand_up(transition, person)
        case Away(person):
            return [Tell("moderators", say("away", name=Name(person)))]
        case Returned(person):
            return _returned(transition, person)
        case Passed(person, by):
            return [] if by is None else _skipped(transition, person)
        case TextRevised(person, text) if _read_now(transition, text):
            revised = say("words-revised", name=Name(person), text=TextRef(text))
            return [Tell("moderators", revised, urgent=True)]
        case TextRemoved(person, text) if _read_now(transition, text):
            return [Tell("moderators", say("words-removed", name=Name(person)), urgent=True)]
        case TextRevised() | TextRemoved() | HandRaised() | HandLowered() | TextAttached() | Withdrawn():
            return []
    assert_never(event)


def _hand_up(transition: Transition, person: int) -> list[Effect]:
    """Of what somebody has just asked for, that which the moderators need to know."""
    known = {ticket.ticket for ticket in transition.before.tickets_of(person)}
    new = [ticket for ticket in transition.end.tickets_of(person) if ticket.ticket not in known]
    if any(ticket.form == "point-of-order" for ticket in new):
        return _point_of_order(transition, person)
    return _first_hand(transition, person)


def _added() -> Message:
    return offering(say("added-you"), POSITION, WITHDRAW)


def _read_now(transition: Transition, text: str) -> bool:
    """Whether somebody may be reading these words aloud at this moment."""
    floor = transition.before.floor
    return floor is not None and text in floor.texts


def _point_of_order(transition: Transition, person: int) -> list[Effect]:
    """The moderators know of it at once: it comes before whoever is next."""
    ticket = transition.end.ticket(person, aside=True)
    if ticket is None or ticket.form != "point-of-order":
        return []
    message = offering(say("point-of-order", who=entry(transition.end, person)), next_turn(transition.end))
    return [Tell("moderators", message, urgent=True)]


def _first_hand(transition: Transition, person: int) -> list[Effect]:
    """A hand where nobody could be called; who adds people of the hall knows of them."""
    participant = transition.end.participants.get(person)
    if participant is None or participant.mode == HALL or transition.before.phase is None:
        return []
    if callable_now(transition.before):
        return _told_hand(transition, person)
    key = "first-hand-now" if transition.before.queue else "first-hand"
    told = Message(key, {"who": entry(transition.end, person)})
    return [Tell("moderators", offering(told, next_turn(transition.end)))]


def _told_hand(transition: Transition, person: int) -> list[Effect]:
    """One more hand, where moderators want to hear of each; what comes late is of no use."""
    if not transition.before.hands_told:
        return []
    told = say("hand-told", who=entry(transition.end, person))
    return [Tell("moderators", told, expires=transition.at + SOON)]


def _returned(transition: Transition, person: int) -> list[Effect]:
    """Whoever was absent is back; whoever let others pass was there all the time."""
    away = any(ticket.held for ticket in transition.before.tickets_of(person))
    key = "returned" if away else "callable-again"
    return [Tell("moderators", say(key, name=Name(person)))]


def _skipped(transition: Transition, person: int) -> list[Effect]:
    message = offering(say("skipped"), POSITION)
    return [TellPerson(person, message, expires=transition.at + SOON)]


def of_spent_hands(whole: Transition) -> list[Effect]:
    """Between the first and the last event of a batch: hands whose place is gone come down.

    Not at the close, since nobody can raise one again then.
    """
    if whole.end.status != "open":
        return []
    spent = sorted(_up(whole.before) - _up(whole.end))
    return [TakeDownHand(hand, whole.at + SOON) for hand in spent]


def _up(meeting: Meeting) -> frozenset[str]:
    return frozenset[str]().union(*filter(None, map(_HANDS, meeting.queue)))
