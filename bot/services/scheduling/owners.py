"""Everything that has due moments, each with what is done when they come."""

from collections.abc import Mapping
from typing import Final

from bot.domain.group.rows import ActionItem, KeyDate, Row, Settings, WorkingGroup
from bot.domain.impact.rows import Impact
from bot.domain.plan import Phase
from bot.domain.statement.rows import Statement
from bot.ports.clock import Clock
from bot.ports.store import FORGETTING, GROUP, INTRODUCTION, MEETING, REACTIONS, RETENTION
from bot.services.event_writer import EventWriter
from bot.services.groups.action_timers import ActionTimers
from bot.services.groups.calls import Calls
from bot.services.groups.date_timers import DateTimers
from bot.services.groups.digest_timers import DigestTimers
from bot.services.groups.group_timers import GroupTimers
from bot.services.groups.impact_timers import ImpactTimers
from bot.services.groups.keeping import owner_of
from bot.services.groups.statement_timers import StatementTimers
from bot.services.groups.working_group_timers import WorkingGroupTimers
from bot.services.meeting_repository import MeetingRepository
from bot.services.privacy.ending import Ending
from bot.services.privacy.forgetting import Forgetting
from bot.services.relay.reacting import Reacting
from bot.services.scheduling.introductions import Introductions
from bot.services.scheduling.meeting_timers import MeetingTimers
from bot.services.scheduling.scheduler import TimerOwner

_ROWS: Final[tuple[type[Row], ...]] = (ActionItem, KeyDate, Settings, WorkingGroup, Impact, Statement)
OWNERS: Final = (MEETING, INTRODUCTION, GROUP, *map(owner_of, _ROWS), REACTIONS, FORGETTING, RETENTION)
"""The words that stand for them in the database."""


def timer_owners(
    repository: MeetingRepository, event_writer: EventWriter, clock: Clock, agenda: tuple[Phase, ...]
) -> Mapping[str, TimerOwner]:
    """By the owner that stands with a due moment in the database; the agenda is that of groups' calls."""
    calls = Calls(repository, event_writer, agenda)
    return {
        MEETING: MeetingTimers(repository, event_writer, clock),
        INTRODUCTION: Introductions(repository, event_writer, clock),
        GROUP: GroupTimers(repository, event_writer, clock),
        owner_of(ActionItem): ActionTimers(repository, event_writer, clock),
        owner_of(KeyDate): DateTimers(repository, event_writer, clock, calls),
        owner_of(WorkingGroup): WorkingGroupTimers(repository, event_writer, clock),
        owner_of(Impact): ImpactTimers(repository, event_writer, clock),
        owner_of(Statement): StatementTimers(repository, event_writer, clock),
        REACTIONS: Reacting(repository, event_writer, clock),
        FORGETTING: Forgetting(repository, event_writer, clock),
        RETENTION: Ending(repository, event_writer, clock),
        owner_of(Settings): DigestTimers(repository, event_writer, clock),
    }
