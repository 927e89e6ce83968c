"""The course of a meeting in a few numbers, for the group that goes on after it."""

from bot.domain.meeting.events import Course
from bot.domain.meeting.state import Meeting


def course_of(meeting: Meeting) -> Course:
    """As it was when it closed."""
    spoken = meeting.spoken
    waiting = {each.person for each in meeting.queue if not each.aside}
    seconds = sum(each.seconds for each in spoken)
    return Course(len(spoken), seconds, len(waiting), len(meeting.record.notes))
