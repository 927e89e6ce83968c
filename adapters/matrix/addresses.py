"""How Matrix' rooms and people are named in a meeting file, and what stands there by mistake."""

import re
from typing import Final
from urllib.parse import unquote

from bot.meeting_file.addresses import WrongId

_ROOM: Final = re.compile(r"![^\s:]+(:\S+)?|#[^\s:]+:\S+")
"""Since room version 12 an id has no server in it; an alias always has."""
_ACCOUNT: Final = re.compile(r"@[^\s:]+:\S+")
_LINK: Final = re.compile(r"https://matrix\.to/#/([^?]+)(?:\?.*)?")
_URI: Final = re.compile(r"matrix:(roomid|r|u)/([^?/]+)(?:[?/].*)?")
_SIGILS: Final = {"roomid": "!", "r": "#", "u": "@"}


def room(id: str) -> WrongId | None:
    """What is wrong with a room's id or alias and the mend; None if it is one."""
    mend = "open the room's settings in your Matrix app, Advanced, and copy the Internal room ID"
    return _wrong(_ROOM, id, "a room's id or alias", mend)


def account(id: str) -> WrongId | None:
    """The same for a person's account."""
    return _wrong(_ACCOUNT, id, "an account's id", 'write it with its server, like "@ana:example.org"')


def _wrong(form: re.Pattern[str], id: str, what: str, mend: str) -> WrongId | None:
    if _is(form, id):
        return None
    meant = _linked(id)
    if _is(form, meant):
        return WrongId(f'"{id}" is a link', meant=meant)
    return WrongId(f'"{id}" is not {what}', mend)


def _is(form: re.Pattern[str], id: str) -> bool:
    """No id has anything in it that cannot be seen, such as what clears a terminal."""
    return id.isprintable() and form.fullmatch(id) is not None


def _linked(id: str) -> str:
    if found := _LINK.fullmatch(id):
        return unquote(found[1]).split("/")[0]
    if found := _URI.fullmatch(id):
        return _SIGILS[found[1]] + unquote(found[2])
    return ""
