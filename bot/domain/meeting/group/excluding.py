"""Who is put out of a group: not by leaving and joining do they come back, but by a coordinator's word."""

from collections.abc import Collection

from bot.domain.meeting.events import LetInAgain, PutOut
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Name, Refusal, refuse


def exclude(group: Meeting, own: int, people: Collection[int]) -> tuple[PutOut, ...] | Refusal:
    """Somebody, as everybody whom the group knows them as; also who has left is not to come back."""
    if own in people:
        return refuse("refused-exclude-self", unstay=CommandText("unstay"))
    new = sorted(set(people) - group.put_out)
    if not new:
        return refuse("refused-excluded", who=Name(min(people)))
    return tuple(PutOut(each, own) for each in new)


def readmit(group: Meeting, own: int, people: Collection[int]) -> tuple[LetInAgain, ...] | Refusal:
    """Nobody is brought in by that: they may come again."""
    out = sorted(group.put_out.intersection(people))
    if not out:
        return refuse("refused-readmit", who=Name(min(people)))
    return tuple(LetInAgain(each, own) for each in out)
