"""Everything that has due moments, each with what is done when they come."""

from collections.abc import Mapping

from bot.ports.clock import Clock
from bot.ports.store import GROUP, MEETING
from bot.services.event_writer import EventWriter
from bot.services.groups.group_timers import GroupTimers
from bot.services.meeting_repository import MeetingRepository
from bot.services.scheduling.meeting_timers import MeetingTimers
from bot.services.scheduling.scheduler import TimerOwner


def timer_owners(
    repository: MeetingRepository, event_writer: EventWriter, clock: Clock
) -> Mapping[str, TimerOwner]:
    """By the owner that stands with a due moment in the database."""
    return {
        MEETING: MeetingTimers(repository, event_writer, clock),
        GROUP: GroupTimers(repository, event_writer, clock),
    }
