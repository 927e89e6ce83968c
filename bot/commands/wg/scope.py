"""Which group a command about working groups is for: the one where it is given, or one within it."""

from collections.abc import Mapping
from typing import Final

from bot.commands.model import Scoped
from bot.domain.message import Refusal, offering, refuse
from bot.domain.plan import Plan, working_group_id
from bot.views.wg.working_groups import LIST

OF_ONE: Final = ("join", "leave")
"""What is decided in the working group itself."""


def scope(here: Plan, raw: Mapping[str, str]) -> Scoped | Refusal:
    """In a working group's room a number can be left out, and means that group."""
    what, text = raw.get("what", "").strip().casefold() or "list", raw.get("text", "").strip()
    if what == "meet":
        return Scoped(here.id, raw)
    whole = here.within or here.id
    if what not in (*OF_ONE, "close"):
        return Scoped(whole, raw)
    number = text or here.working_number
    if not (number.isdecimal() and len(number) < 8):
        return unknown()
    if what == "close":
        return Scoped(whole, {**raw, "text": number})
    return Scoped(working_group_id(whole, int(number)), {**raw, "text": number})


def unknown() -> Refusal:
    """No working group has that number."""
    return Refusal(offering(refuse("refused-wg-unknown").message, LIST))
