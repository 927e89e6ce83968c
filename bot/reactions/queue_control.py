"""Who is told when moderators put people out of the queue, close it, or open it."""

from typing import assert_never

from bot.domain.meeting.events import (
    HandsTold,
    QueueCleared,
    QueueClosed,
    QueueControlEvent,
    QueueReopened,
    Removed,
)
from bot.domain.message import Name, offering, say
from bot.reactions.effects import Effect, Tell, TellPerson, Transition
from bot.views import panel
from bot.views.people import entry, waiting_entry


def of_queue_control(event: QueueControlEvent, transition: Transition) -> list[Effect]:
    """Who is told of what moderators do to the queue."""
    match event:
        case Removed():
            return _removed(event, transition)
        case QueueCleared():
            return _cleared(transition)
        case QueueClosed():
            return [Tell("rooms", offering(say("queue-closes"), panel.POINT))]
        case QueueReopened():
            return [Tell("rooms", offering(say("queue-opens"), panel.JOIN))]
        case HandsTold():
            return []
    assert_never(event)


def _removed(event: Removed, transition: Transition) -> list[Effect]:
    before = transition.before
    gone = [w for w in before.tickets_of(event.person) if event.aside in (None, w.aside)]
    if not gone:
        return []
    alone = gone[0] if len(gone) == 1 else None
    who = waiting_entry(before, alone) if alone else entry(before, event.person)
    told = say("removed-by", by=Name(event.by), who=who)
    yours = offering(say("removed-you"), panel.JOIN)
    if alone is not None and (alone.aside or transition.end.tickets_of(event.person)):
        yours = say("removed-one", form=alone.form)
    return [Tell("moderators", told), TellPerson(event.person, yours)]


def _cleared(transition: Transition) -> list[Effect]:
    """Told in the rooms, and to each who waited: some are in no room."""
    people = dict.fromkeys(ticket.person for ticket in transition.before.queue)
    yours = offering(say("cleared-you"), panel.JOIN)
    return [
        Tell("rooms", offering(say("queue-cleared"), panel.JOIN)),
        *(TellPerson(person, yours) for person in people),
    ]
