"""The turn card: what a moderator needs to hand over the floor, with the full reason."""

from datetime import datetime

from bot.commands.queue import entry
from bot.domain.meeting.facts import FloorGiven
from bot.domain.meeting.standing import calling_order, within_reach
from bot.domain.meeting.state import Meeting, Turn
from bot.domain.message import Argument, Label, Listing, Message, Name, Note, Typed, say
from bot.domain.plan import REMOTE


def why(fact: FloorGiven, meeting: Meeting) -> Message:
    """Why somebody was called, in one sentence that names no more than the group that alternates."""
    return _why("why", fact, meeting, group=_named(meeting, fact.attributes[0]))


def public_why(fact: FloorGiven, meeting: Meeting) -> Message:
    """The same for the rooms: where the remote are a group, naming groups would tell who is remote."""
    if not meeting.plan.remote_is_a_group:
        return why(fact, meeting)
    return _why("why-some-group", fact, meeting)


def _why(key: str, fact: FloorGiven, meeting: Meeting, **group: Argument) -> Message:
    return reason(key, fact.why, meeting.plan.rule.bypass, name=Name(fact.person), **group)


def reason(key: str, why: tuple[str, ...], bypass: int, **named: Argument) -> Message:
    """The sentence for what the rule went by; whoever is named in it is given by the caller."""
    by_group, by_person, *earlier = why
    decided = "earlier" if earlier else "now"
    person = say("why-person", by_person=by_person, every=bypass + 1, name=named["name"], decided=decided)
    return Message(key, {"by_group": by_group, "decided": decided, "person": person, **named})


def _named(meeting: Meeting, value: str | None) -> Label | Message:
    """A group at the beginning of a sentence."""
    if value is None:
        return say("why-not-stated")
    if meeting.plan.remote_is_a_group and value == REMOTE:
        return say("why-remote")
    return Label(meeting.plan.dimensions[0].id, value)


def turn_card(fact: FloorGiven, meeting: Meeting, at: datetime) -> Message:
    """What a moderator needs to hand over the floor, in one message."""
    turn = meeting.floor
    return say(
        "turn-card",
        number=fact.turn,
        name=Name(fact.person),
        values=_values(meeting, fact.person),
        text=_to_read(turn),
        reason=why(fact, meeting),
        by=Name(fact.by) if fact.by is not None else "",
        picked=say("card-picked", reason=Note(fact.reason)) if fact.reason else "",
        then=_then(meeting),
        forecast=_forecast(meeting, at),
        undo=Typed("undo"),
    )


def _values(meeting: Meeting, person: int) -> Listing:
    known = meeting.participants[person].values
    return Listing(tuple(Label(d.id, known.get(d.id)) for d in meeting.plan.dimensions))


def _to_read(turn: Turn | None) -> Message:
    if turn is None or turn.text is None:
        return say("card-audio")
    return say("card-text", text=Note(turn.text))


def _forecast(meeting: Meeting, at: datetime) -> Message | str:
    """Whether there is time for all who wait; nothing if there is."""
    waiting, reach = len(calling_order(meeting)), within_reach(meeting, at)
    return say("card-forecast", reach=reach, count=waiting) if reach < waiting else ""


def _then(meeting: Meeting) -> Argument:
    following = calling_order(meeting)[:2]
    if not following:
        return say("next-nobody")
    return Listing(tuple(entry(meeting, person) for person in following))
