"""The turn card: what a moderator needs to hand over the floor, with the full reason."""

from datetime import datetime

from bot.domain.meeting.events import FloorGiven
from bot.domain.meeting.queue_view import calling_order, within_reach
from bot.domain.meeting.state import Meeting, RunningTurn
from bot.domain.message import Argument, CommandText, Label, Listing, Message, Name, TextRef, say
from bot.domain.plan import REMOTE
from bot.views.people import waiting_entry


def why(event: FloorGiven, meeting: Meeting) -> Message:
    """Why somebody was called, in one sentence that names no more than the group that alternates."""
    return _why("why", event, meeting, group=_named(meeting, event.attributes[0]))


def public_why(event: FloorGiven, meeting: Meeting) -> Message:
    """The same for the rooms: where the remote are a group, naming groups would tell who is remote."""
    if not meeting.plan.remote_is_a_group:
        return why(event, meeting)
    return _why("why-some-group", event, meeting)


def _why(key: str, event: FloorGiven, meeting: Meeting, **group: Argument) -> Message:
    return reason(key, event.why, meeting.plan.rule.bypass, name=Name(event.person), **group)


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


def turn_card(event: FloorGiven, meeting: Meeting, at: datetime) -> Message:
    """What a moderator needs to hand over the floor, in one message."""
    turn = meeting.floor
    return say(
        "turn-card",
        number=event.turn,
        name=Name(event.person),
        values=_values(meeting, event.person),
        text=_to_read(turn),
        reason=why(event, meeting),
        by=Name(event.by) if event.by is not None else "",
        picked=say("card-picked", reason=TextRef(event.reason)) if event.reason else "",
        then=_then(meeting),
        forecast=_forecast(meeting, at),
        undo=CommandText("undo"),
    )


def _values(meeting: Meeting, person: int) -> Listing:
    known = meeting.participants[person].values
    return Listing(tuple(Label(d.id, known.get(d.id)) for d in meeting.plan.dimensions))


def _to_read(turn: RunningTurn | None) -> Message:
    if turn is None or turn.text is None:
        return say("card-audio")
    return say("card-text", text=TextRef(turn.text))


def _forecast(meeting: Meeting, at: datetime) -> Message | str:
    """Whether there is time for all who wait; nothing if there is."""
    waiting, reach = len(calling_order(meeting)), within_reach(meeting, at)
    return say("card-forecast", reach=reach, count=waiting) if reach < waiting else ""


def _then(meeting: Meeting) -> Argument:
    following = calling_order(meeting)[:2]
    if not following:
        return say("next-nobody")
    return Listing(tuple(waiting_entry(meeting, ticket) for ticket in following))
