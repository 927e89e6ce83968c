"""Who is put out of a group: not by leaving and joining do they come back, but by a coordinator's word."""

from bot.domain.meeting.events import Event, LetInAgain, PutOut
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Name, Refusal, refuse


def exclude(group: Meeting, own: int, person: int) -> tuple[Event, ...] | Refusal:
    """Anybody whom the group knows, also one who has left it: they are not to come back."""
    if person == own:
        return refuse("refused-exclude-self", unstay=CommandText("unstay"))
    if person in group.put_out:
        return refuse("refused-excluded", who=Name(person))
    return (PutOut(person, own),)


def readmit(group: Meeting, own: int, person: int) -> tuple[Event, ...] | Refusal:
    """Nobody is brought in by that: they may come again."""
    if person not in group.put_out:
        return refuse("refused-readmit", who=Name(person))
    return (LetInAgain(person, own),)
