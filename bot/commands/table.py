"""The one table of commands: every platform, the help and the guides are made from it."""

from bot.commands.model import Command, Kind, Parameter, When, Who
from bot.commands.moderators.floor import on_done, on_next, on_undo
from bot.commands.moderators.hall import on_walkup
from bot.commands.moderators.lifecycle import on_close, on_meeting, on_open, on_stay, on_unstay
from bot.commands.moderators.overrides import on_absent, on_more, on_pick, on_regroup, on_skip, on_speaker
from bot.commands.moderators.phases import ACTIONS, on_phase, on_start
from bot.commands.moderators.rehearsal import on_rehearse
from bot.commands.participants.agenda import on_agenda
from bot.commands.participants.fairness import on_balance, on_why
from bot.commands.participants.help import helper
from bot.commands.participants.linking import on_link
from bot.commands.participants.profile import on_identify, on_name, on_whoami
from bot.commands.participants.queue import on_join, on_later, on_position, on_queue, on_ready, on_withdraw

_FORM = Parameter("kind", Kind.WORD, words=("reply", "point-of-order"))
_TEXT = Parameter("text", Kind.TEXT)
_WHO = Parameter("who", Kind.PERSON, required=True)
_WHOSE = Parameter("who", Kind.PERSON)
_LISTED = Parameter("who", Kind.TEXT)
_REASON = Parameter("reason", Kind.TEXT, required=True)
_NEW_CODES = Parameter("codes", Kind.CODES, required=True)
_CODE = Parameter("code", Kind.CODE)
_CODES = Parameter("codes", Kind.CODES)
_NAME = Parameter("name", Kind.TEXT)
_ACTION = Parameter("action", Kind.WORD, required=True, words=ACTIONS)
_TIME = Parameter("time", Kind.DURATION)
_COMMAND = Parameter("command", Kind.TEXT)
_MEETING = Parameter("meeting", Kind.TEXT, required=True)

_EVERYONE, _MODERATOR = Who.EVERYONE, Who.MODERATOR

_COMMANDS = (
    Command("join", _EVERYONE, When.OPEN, on_join, (_FORM, _TEXT), ("hand", "the hand", "q+", "q+ to say")),
    Command("withdraw", _EVERYONE, When.OPEN, on_withdraw, (_FORM,), ("q-", "leave")),
    Command("later", _EVERYONE, When.OPEN, on_later),
    Command("ready", _EVERYONE, When.OPEN, on_ready),
    Command("identify", _EVERYONE, When.FROM_OPEN, on_identify, (_CODES,), ("id",)),
    Command("name", _EVERYONE, When.FROM_OPEN, on_name, (_NAME,)),
    Command("position", _EVERYONE, When.OPEN, on_position, (), ("q?",)),
    Command("why", _EVERYONE, When.OPEN, on_why, (_WHOSE,), by_role=True),
    Command("balance", _EVERYONE, When.FROM_OPEN, on_balance, by_role=True),
    Command("link", _EVERYONE, When.FROM_OPEN, on_link, (_CODE,), by_role=True),
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
    Command("absent", _MODERATOR, When.OPEN, on_absent),
    Command("skip", _MODERATOR, When.OPEN, on_skip),
    Command("pick", _MODERATOR, When.OPEN, on_pick, (_WHO, _REASON)),
    Command("speaker", _MODERATOR, When.OPEN, on_speaker, (_LISTED,)),
    Command("more", _MODERATOR, When.OPEN, on_more, (_TIME,)),
    Command("regroup", _MODERATOR, When.OPEN, on_regroup, (_WHO, _NEW_CODES)),
    Command("phase", _MODERATOR, When.OPEN, on_phase, (_ACTION, _TIME)),
    Command("walkup", _MODERATOR, When.OPEN, on_walkup, (_CODES, _NAME), ("w",)),
    Command("rehearse", _MODERATOR, When.ANY, on_rehearse),
    Command("undo", _MODERATOR, When.OPEN, on_undo),
    Command("close", _MODERATOR, When.OPEN, on_close),
)


def commands() -> tuple[Command, ...]:
    """Every command there is, in the order in which help shows them."""
    return (*_COMMANDS, helper(_COMMANDS, _COMMAND))
