"""What is kept of how the group, and whoever gives a command, want to be told."""

from bot.commands.model import Request
from bot.domain.group.rows import Member, Settings
from bot.domain.meeting.state import Meeting


def settings_of(group: Meeting, request: Request) -> Settings:
    """Those of the group; of one that has none yet, those that it would begin with."""
    return request.records.get(Settings, 1) or Settings(1, group.plan.zone, digested=request.now)


def member_of(request: Request) -> Member:
    """What is known of whoever asks, who is in the group."""
    person = request.asker.person or 0
    return request.records.get(Member, person) or Member(person, request.now, request.now)
