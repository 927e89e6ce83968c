"""Events and actions as JSON, and back: what the database keeps of them."""

from functools import cache
from typing import Annotated

from pydantic import Field, TypeAdapter

from bot.domain.meeting.events import Event, RecordedEvent
from bot.ports.store import EventRow, Json
from bot.services.outbound.actions import Action


@cache  # they never change, and building them takes as long as many commands do
def _adapters() -> tuple[TypeAdapter[Event], TypeAdapter[Action]]:
    return (
        TypeAdapter(Annotated[Event, Field(discriminator="kind")]),
        TypeAdapter(Annotated[Action, Field(discriminator="action")]),
    )


class _Said(Json):
    """A payload that this process has made, with the action that it holds: nothing need be read again."""

    action: Action


class Serializer:
    """Reads and writes the JSON of events and actions."""

    def __init__(self) -> None:
        self._events, self._actions = _adapters()

    def row(self, seq: int, recorded: RecordedEvent, cause: str) -> EventRow:
        """An event as its row in the log."""
        data: Json = self._events.dump_python(recorded.event, mode="json", exclude={"kind"})
        return EventRow(seq, recorded.at, recorded.event.kind, data, cause)

    def event(self, row: EventRow) -> RecordedEvent:
        """A row of the log as the event that it holds."""
        return RecordedEvent(self._events.validate_python({"kind": row.kind, **row.data}), row.at)

    def payload(self, action: Action) -> Json:
        """An action as the payload of its delivery."""
        payload = _Said(self._actions.dump_python(action, mode="json"))
        payload.action = action
        return payload

    def action(self, payload: Json) -> Action:
        """A payload as the action that it holds."""
        return payload.action if isinstance(payload, _Said) else self._actions.validate_python(payload)
