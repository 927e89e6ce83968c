"""How Discord's rooms and people are named in a meeting file, and what stands there by mistake."""

import re
from typing import Final

from bot.meeting_file.addresses import WrongId

_ID: Final = re.compile(r"\d{1,20}", re.ASCII)
_CHANNEL_LINK: Final = re.compile(
    r"https://(?:\w+\.)?discord(?:app)?\.com/channels/\d+/(\d+)(?:/\d+)?/?", re.ASCII
)
_CHANNEL_MENTION: Final = re.compile(r"<#(\d+)>", re.ASCII)
_USER_MENTION: Final = re.compile(r"<@!?(\d+)>", re.ASCII)
_DEVELOPER: Final = "in Discord switch on User Settings, Advanced, Developer Mode; then right-click"


def room(id: str) -> WrongId | None:
    """What is wrong with a channel's id and the mend; None if it is one."""
    if _ID.fullmatch(id):
        return None
    for form, what in (
        (_CHANNEL_LINK, "the channel's link"),
        (_CHANNEL_MENTION, "how a channel is mentioned"),
    ):
        if found := form.fullmatch(id):
            return WrongId(f'"{id}" is {what}', meant=found[1])
    return WrongId(f'"{id}" is not a channel\'s id', f"{_DEVELOPER} the channel, Copy Channel ID")


def account(id: str) -> WrongId | None:
    """The same for a person's account."""
    if _ID.fullmatch(id):
        return None
    if found := _USER_MENTION.fullmatch(id):
        return WrongId(f'"{id}" is how a person is mentioned', meant=found[1])
    return WrongId(f'"{id}" is not an account\'s id', f"{_DEVELOPER} the person, Copy User ID")
