"""The turn card: what a moderator needs to hand over the floor, with the full reason."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.meeting.balance import of_group
from bot.domain.meeting.events import FloorGiven
from bot.domain.meeting.queue_view import calling_order, within_reach
from bot.domain.meeting.rule import callable_now
from bot.domain.meeting.state import Meeting, Spoken
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.message import Argument, Duration, Label, Listing, Message, Name, TextRef, offering, say
from bot.domain.plan import HALL, REMOTE
from bot.views.moderating import of_turn
from bot.views.people import group_of_turn, waiting_entry


def why(event: FloorGiven, meeting: Meeting) -> Message:
    """Why somebody was called, in one sentence that names no more than the group that alternates."""
    begins = event.why[0] not in ("only_group", "only_callable")
    return _why("why", event, meeting, group=_named(meeting, event.attributes[0], begins=begins))


def public_why(event: FloorGiven, meeting: Meeting) -> Message:
    """The same for the rooms: where the remote are a group, naming groups would tell who is remote."""
    if not meeting.plan.remote_is_a_group:
        return why(event, meeting)
    return _why("why-some-group", event, meeting)


def _why(key: str, event: FloorGiven, meeting: Meeting, **group: Argument) -> Message:
    return reason(key, event.why, meeting.rule.bypass, name=Name(event.person), **group)


def reason(key: str, why: tuple[str, ...], bypass: int, **named: Argument) -> Message:
    """The sentence for what the rule went by; whoever is named in it is given by the caller."""
    by_group, by_person, *earlier = why
    decided = "earlier" if earlier else "now"
    every = 0 if earlier else bypass + 1  # It may have been decided by another rule.
    person = say("why-person", by_person=by_person, every=every, name=named["name"], decided=decided)
    return Message(key, {"by_group": by_group, "decided": decided, "person": person, **named})


def _named(meeting: Meeting, value: str | None, *, begins: bool) -> Label | Message:
    """A group in a sentence that it begins or not."""
    if value is None:
        return say("why-not-stated")
    if meeting.plan.remote_is_a_group and value == REMOTE:
        return say("why-remote" if begins else "why-remote-inside")
    return Label(meeting.plan.dimensions[0].id, value)


def turn_card(event: FloorGiven, meeting: Meeting, at: datetime) -> Message:
    """What a moderator needs to hand over the floor, in one message."""
    group = group_of_turn(meeting, event.person, event.attributes)
    card = say(
        "turn-card",
        number=event.turn,
        name=Name(event.person),
        values=_values(meeting, event.person),
        text=_way(meeting, event.person),
        reason=why(event, meeting),
        by=Name(event.by) if event.by is not None else "",
        picked=say("card-picked", reason=TextRef(event.reason)) if event.reason else "",
        own=_turns([turn for turn in meeting.spoken[:-1] if turn.person == event.person]),
        group=group,
        all=_turns(of_group(meeting, group.value, meeting.spoken[:-1])),
        then=_then(meeting),
        forecast=_forecast(meeting, at),
    )
    return offering(card, *of_turn(meeting))


def _values(meeting: Meeting, person: int) -> Listing:
    known = meeting.participants[person].values
    return Listing(tuple(Label(d.id, known.get(d.id)) for d in meeting.plan.dimensions))


def _way(meeting: Meeting, person: int) -> Message:
    """Whether there are words to be read aloud; else where to listen."""
    turn = meeting.floor
    if turn is not None and turn.texts:
        texts = tuple(say("card-words", text=TextRef(text)) for text in turn.texts)
        return say("card-text", texts=Listing(texts, lines=True))
    return say("card-hall" if meeting.participants[person].mode == HALL else "card-online")


def _forecast(meeting: Meeting, at: datetime) -> Message | str:
    """Whether there is time for all who can be called; nothing if there is."""
    reach, there = within_reach(meeting, at), len(callable_now(meeting))
    return say("card-forecast", reach=reach, count=len(meeting.queue)) if reach < there else ""


def _turns(turns: Sequence[Spoken]) -> Message:
    """How many there were before, and how long they took."""
    return say("card-turns", count=len(turns), time=Duration(sum(turn.seconds for turn in turns)))


def _then(meeting: Meeting) -> Message:
    """The next three, with what a moderator prepares for."""
    following = calling_order(meeting, 3)
    if not following:
        return say("card-nobody", nobody=nobody_next(meeting))
    people = tuple(_next(meeting, each) for each in following)
    return say("card-following", people=Listing(people, lines=True))


def _next(meeting: Meeting, ticket: Waiting) -> Message:
    hall = meeting.participants[ticket.person].mode == HALL
    return say(
        "card-next",
        who=waiting_entry(meeting, ticket),
        hall="yes" if hall else "no",
        words="yes" if ticket.texts else "no",
    )


def nobody_next(meeting: Meeting) -> Message:
    """That nobody can be called, of whom some may wait on hold."""
    return say("next-nobody-now" if meeting.queue else "next-nobody")
