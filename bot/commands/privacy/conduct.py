"""The code of conduct, as the meeting file gives it."""

from bot.commands.model import Command, Outcome, Request, When, Who
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Refusal, refuse
from bot.views.group.welcome import conduct


def on_conduct(group: Meeting, request: Request) -> Outcome | Refusal:
    """Shown again; where there is none, how to have somebody act all the same."""
    del request
    rules = conduct(group)
    if rules is None:
        return refuse("refused-conduct", report=CommandText("report TEXT", alone=True))
    return Outcome(rules)


CONDUCT = Command("conduct", Who.MEMBER, When.AFTER, on_conduct)
