"""The moments that people give in their own words, by their own clocks."""

from collections.abc import Callable

from bot.commands.group.confirming import Answer, ask
from bot.commands.model import Outcome, Request
from bot.domain.calendar.values import Choices, When, in_full
from bot.domain.calendar.when import read_when
from bot.domain.group.rows import Member, Settings
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal


def zone_of(group: Meeting, request: Request) -> str:
    """The zone that its author lives by, or else the group."""
    person, records = request.asker.person, request.records
    member = records.get(Member, person) if person is not None else None
    settings = records.get(Settings, 1)
    return (member.zone if member else None) or (settings.zone if settings else group.plan.zone)


def moment_in(group: Meeting, request: Request, words: str) -> When | Choices | Refusal:
    """What the words say."""
    return read_when(words, request.now, zone_of(group, request))


def ask_which(request: Request, person: int, choices: Choices, command: Callable[[str], str]) -> Outcome:
    """Which moment is meant, where a command can be given with each."""
    answers = (Answer(command(reading.words), in_full(reading.when)) for reading in choices.readings)
    return ask(request, person, choices.question, *answers)
