"""Where a command is answered: alone, or, what moderators do in their room, there before the others."""

from collections.abc import Collection
from datetime import timedelta

from msgspec import Struct

from bot.commands.model import Command, Outcome, Who
from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.domain.meeting.events import DecisionMade
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, Name, Refusal, offering, say
from bot.ports.clock import Clock
from bot.ports.platform import Answering, Invocation
from bot.ports.store import Delivery, Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.actions import Action, DirectMessage, Planned, Post

ANSWER_WITHIN = timedelta(minutes=15)
"""An answer that comes later than this would only confuse; it is also how long Discord takes one."""

QUIET = ("walkup", "skip", "regroup")
"""Decisions of which nothing but their answer tells the other moderators."""


class Answerer(Struct, frozen=True):
    """Makes the rows that answers are sent from.

    Where nobody can be answered alone in a room, a moderator would have to accept a direct chat first, and
    the others would see a command without what came of it.
    """

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    def of_command(
        self,
        tx: Transaction,
        meeting: Meeting,
        invocation: Invocation,
        command: Command,
        asker: int | None,
        result: Outcome | Refusal,
    ) -> list[Delivery]:
        """Of a command to a meeting, given by somebody with this number in it, if they have one."""
        decision = _decision(result)
        group = meeting.plan.is_group
        shared = not command.alone if group else command.who is Who.MODERATOR or decision is not None
        rooms, by = (
            meeting.channels if group else meeting.plan.moderators_rooms,
            decision.by if decision else asker,
        )
        own = self._own(invocation, result, rooms if shared else (), by)
        if isinstance(own, DirectMessage) and own.answering:
            shown = self._overheard(invocation.place, meeting.plan.places) and _seen_anyway(own.message)
            own = replace(own, answering=replace(own.answering, shown=shown))
        quiet = decision is not None and decision.name in QUIET
        told = [Planned(Post(room, _said(result, by))) for room in self._others(rooms, own) if quiet]
        return self._deliveries(tx, meeting.plan.id, invocation, own, told)

    def of_no_meeting(
        self, tx: Transaction, invocation: Invocation, result: Outcome | Refusal
    ) -> list[Delivery]:
        """Of what concerns no meeting, or none that could be found, or an edited message."""
        rooms = {room for meeting in self.repository.all(tx) for room in meeting.plan.moderators_rooms}
        return self._deliveries(tx, "", invocation, self._own(invocation, result, rooms, None), [])

    def _own(
        self, invocation: Invocation, result: Outcome | Refusal, rooms: Collection[Place], by: int | None
    ) -> Action:
        """The answer where the command was given; in one of these rooms all who are there read it.

        What carries a file is for its asker alone, wherever it was asked for.
        """
        place = invocation.place
        if self._overheard(place, rooms) and _message(result).file is None:
            return Post(place, _said(result, by), answers=invocation.cause)
        ok = not isinstance(result, Refusal)
        answering = Answering(invocation.cause, place, ok=ok, read=invocation.read)
        return DirectMessage(invocation.author, _message(result), invocation.language, answering)

    def _overheard(self, place: Place, rooms: Collection[Place]) -> bool:
        """Whether it is one of these rooms, and one in which nobody can be answered alone."""
        return place in rooms and not self.event_writer.recipients.connected[place.platform].private_replies

    def _others(self, rooms: Collection[Place], own: Action) -> list[Place]:
        connected = self.event_writer.recipients.connected
        answered = own.place if isinstance(own, Post) else None
        return [room for room in rooms if room.platform in connected and room != answered]

    def _deliveries(
        self, tx: Transaction, meeting: str, invocation: Invocation, own: Action, told: Collection[Planned]
    ) -> list[Delivery]:
        cause = Cause(invocation.cause, self.clock.now())
        first = Planned(own, cause.now + ANSWER_WITHIN)
        return self.event_writer.deliveries(tx, meeting, [first, *told], cause, "answer")


def _decision(result: Outcome | Refusal) -> DecisionMade | None:
    """The moderator's decision that came of a command, if one did."""
    events = result.change.events if isinstance(result, Outcome) else ()
    return next((event for event in events if isinstance(event, DecisionMade)), None)


def _seen_anyway(said: Message) -> bool:
    """Whether others, who read the command, see on the board what came of it: a place, or one given up."""
    plain = said.arguments.get("form") == "statement" and said.arguments.get("text") == "none"
    return said.key == "withdrawn" or (said.key == "joined" and plain)


def _message(result: Outcome | Refusal) -> Message:
    return result.message if isinstance(result, Refusal) else result.answer


def _said(result: Outcome | Refusal, by: int | None) -> Message:
    """The answer, with who is answered where others read it; what it offers stays with the whole."""
    what = _message(result)
    return what if by is None else offering(say("answered", by=Name(by), what=what), *what.offers)
