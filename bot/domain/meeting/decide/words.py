"""Words to be read aloud whose message was changed or removed."""

from bot.domain.meeting.events import Event, TextRemoved, TextRevised
from bot.domain.meeting.state import Meeting


def awaits(meeting: Meeting, text: str) -> int | None:
    """Whose words these are, if they are still to be read aloud or are being read."""
    floor = meeting.floor
    if floor is not None and text in floor.texts:
        return floor.person
    return next((waiting.person for waiting in meeting.queue if text in waiting.texts), None)


def revise(meeting: Meeting, text: str) -> tuple[Event, ...]:
    """They say something else now."""
    person = awaits(meeting, text)
    return () if person is None else (TextRevised(person, text),)


def remove_words(meeting: Meeting, text: str) -> tuple[Event, ...]:
    """They are gone; the place in the queue stays."""
    person = awaits(meeting, text)
    return () if person is None else (TextRemoved(person, text),)
