"""The command with which a meeting is set up in a chat. It is about none, and goes to bot.setup."""

from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Refusal, refuse


def on_setup(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Inside of a meeting alone, as in a rehearsal, nothing is set up."""
    del meeting, request
    return refuse("refused-setup-none", setup=CommandText("setup CODE"))


SETUP = Command(
    "setup",
    Who.ORGANISER,
    When.ANY,
    on_setup,
    (Parameter("code", Kind.FIRST), Parameter("words", Kind.TEXT)),
    forms=("setup", "setup CODE"),
)
