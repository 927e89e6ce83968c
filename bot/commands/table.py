"""The one table of commands: every platform, the help and the guides are made from it."""

from bot.commands.floor import on_done, on_next, on_undo
from bot.commands.guide import on_agenda
from bot.commands.hall import on_walkup
from bot.commands.help import helper
from bot.commands.life import on_close, on_meeting, on_open, on_stay, on_unstay
from bot.commands.model import Command, Kind, Parameter, When, Who
from bot.commands.people import on_identify, on_name, on_whoami
from bot.commands.phases import ACTIONS, on_phase, on_start
from bot.commands.queue import on_join, on_position, on_queue, on_withdraw

_TEXT = Parameter("text", Kind.TEXT)
_CODES = Parameter("codes", Kind.CODES)
_NAME = Parameter("name", Kind.TEXT)
_ACTION = Parameter("action", Kind.WORD, required=True, words=ACTIONS)
_TIME = Parameter("time", Kind.DURATION)
_COMMAND = Parameter("command", Kind.TEXT)
_MEETING = Parameter("meeting", Kind.TEXT, required=True)

_EVERYONE, _MODERATOR = Who.EVERYONE, Who.MODERATOR

_COMMANDS = (
    Command("join", _EVERYONE, When.OPEN, on_join, (_TEXT,), ("hand", "the hand", "q+", "q+ to say")),
    Command("withdraw", _EVERYONE, When.OPEN, on_withdraw, (), ("q-", "leave")),
    Command("identify", _EVERYONE, When.FROM_OPEN, on_identify, (_CODES,), ("id",)),
    Command("name", _EVERYONE, When.FROM_OPEN, on_name, (_NAME,)),
    Command("position", _EVERYONE, When.OPEN, on_position, (), ("q?",)),
    Command("whoami", _EVERYONE, When.FROM_OPEN, on_whoami, by_role=True),
    Command("queue", _EVERYONE, When.OPEN, on_queue),
    Command("done", _EVERYONE, When.OPEN, on_done),
    Command("agenda", _EVERYONE, When.ANY, on_agenda),
    Command("stay", _EVERYONE, When.FROM_OPEN, on_stay),
    Command("unstay", _EVERYONE, When.FROM_OPEN, on_unstay),
    Command("meeting", _EVERYONE, When.ANY, on_meeting, (_MEETING,)),
    Command("open", _MODERATOR, When.PLANNED, on_open),
    Command("start", _MODERATOR, When.OPEN, on_start),
    Command("next", _MODERATOR, When.OPEN, on_next, (), ("ack next",)),
    Command("phase", _MODERATOR, When.OPEN, on_phase, (_ACTION, _TIME)),
    Command("walkup", _MODERATOR, When.OPEN, on_walkup, (_CODES, _NAME), ("w",)),
    Command("undo", _MODERATOR, When.OPEN, on_undo),
    Command("close", _MODERATOR, When.OPEN, on_close),
)


def commands() -> tuple[Command, ...]:
    """Every command there is, in the order in which help shows them."""
    return (*_COMMANDS, helper(_COMMANDS, _COMMAND))
