"""Events and actions as JSON, and back: what the database keeps of them."""

from collections.abc import Mapping
from fractions import Fraction
from numbers import Rational
from typing import TypeVar, get_args

from msgspec import convert, to_builtins
from msgspec.json import Decoder

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

    def __init__(self) -> None:
        # What msgspec must know of each class it works out here, for all threads: where two do so at the same
        # time, when they first read one, the interpreter crashes (0.22).
        Decoder(Event, dec_hook=_setting)
        Decoder(Action)

    def row(self, seq: int, recorded: RecordedEvent, cause: str) -> EventRow:
        """An event as its row in the log."""
        data: Json = to_builtins(recorded.event, enc_hook=_as_text)
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
        return _read(_ACTIONS, payload.get("action") if isinstance(payload, dict) else None, payload)


def _read(kinds: Mapping[object, type[T]], tag: object, data: Json) -> T:
    if not isinstance(tag, str) or tag not in kinds:
        raise ValueError("it is of a kind that this version does not know")
    return convert(data, kinds[tag], dec_hook=_setting)


def _as_text(value: object) -> str:
    """What JSON has no type for, and the queue's rule alone has."""
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError("no event holds such a value")


def _setting(kind: type, value: object) -> object:
    """One of the queue's rule: a whole number, a fraction ("3/2") or a word; ValueError if it is none."""
    if type(value) is int or (value == "rising" and kind is not Rational):
        return value
    try:
        number = Fraction(str(value))
    except ZeroDivisionError as error:
        raise ValueError(f"{value} is no number") from error
    return number.numerator if number.denominator == 1 else number
