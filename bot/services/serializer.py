"""Events and actions as JSON, and back: what the database keeps of them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar, get_args

from msgspec import convert, to_builtins

from bot.domain.meeting.events import Event, RecordedEvent
from bot.domain.tags import tag_of
from bot.ports.store import EventRow, Json
from bot.services.outbound.actions import Action


class _Said(Json):
    """A payload that this process has made, with the action that it holds: nothing need be read again."""

    action: Action


T = TypeVar("T")

# By tag, since what is known of a class is looked through once, and of a union of them each time.
_EVENTS: Mapping[object, type[Event]] = {tag_of(kind): kind for kind in get_args(Event)}
_ACTIONS: Mapping[object, type[Action]] = {tag_of(kind): kind for kind in get_args(Action)}


class Serializer:
    """Reads and writes the JSON of events and actions; ValueError for what is none."""

    def row(self, seq: int, recorded: RecordedEvent, cause: str) -> EventRow:
        """An event as its row in the log."""
        data: Json = to_builtins(recorded.event, enc_hook=str)
        del data["kind"]
        return EventRow(seq, recorded.at, tag_of(recorded.event), data, cause)

    def event(self, row: EventRow) -> RecordedEvent:
        """A row of the log as the event that it holds."""
        return RecordedEvent(_read(_EVENTS, row.kind, row.data), row.at)

    def payload(self, action: Action) -> Json:
        """An action as the payload of its delivery."""
        payload = _Said(to_builtins(action))
        payload.action = action
        return payload

    def action(self, payload: Json) -> Action:
        """A payload as the action that it holds."""
        if isinstance(payload, _Said):
            return payload.action
        return _read(_ACTIONS, payload.get("action"), payload)


def _read(kinds: Mapping[object, type[T]], tag: object, data: Json) -> T:
    if tag not in kinds:
        raise ValueError("it is of a kind that this version does not know")
    return convert(data, kinds[tag], dec_hook=_setting)


def _setting(_: type, value: object) -> object:
    """One of the queue's rule: a whole number, a fraction ("3/2") or a word; ValueError if it is none."""
    if value == "rising" or isinstance(value, int):
        return value
    try:
        return Fraction(str(value))
    except ZeroDivisionError as error:
        raise ValueError(f"{value} is no number") from error
