"""Who is in the group, by constituency: the balance goes on."""

from bot.commands.model import Command, Outcome, Request, When, Who
from bot.domain.group.rows import Member
from bot.domain.meeting.state import Meeting
from bot.views.group.digest import people, people_for_coordinators


def on_members(group: Meeting, request: Request) -> Outcome:
    """Counts for everybody; coordinators see as well who could be invited or asked."""
    if request.asker.person not in group.moderators:
        return Outcome(people(group))
    return Outcome(people_for_coordinators(group, request.records.all(Member), request.now))


MEMBERS = Command("members", Who.MEMBER, When.AFTER, on_members, alone=True)
