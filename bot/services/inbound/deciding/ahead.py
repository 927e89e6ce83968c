"""Whom a command will probably concern: they are looked up with whoever gives it."""

from collections.abc import Collection

from bot.commands.model import Command
from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.state import Meeting

_MOVES_THE_FLOOR = frozenset({"next", "done", "skip", "absent"})


def concerned(meeting: Meeting, command: Command) -> Collection[int]:
    """Who speaks and who comes next, and after that, where the floor goes on; otherwise nobody."""
    if command.name not in _MOVES_THE_FLOOR:
        return ()
    speaking = {meeting.floor.person} if meeting.floor else set[int]()
    return speaking | {waiting.person for waiting in calling_order(meeting, 2)}
