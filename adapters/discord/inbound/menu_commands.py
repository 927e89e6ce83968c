"""Commands that are given on a person or a message, in the menu that Discord has there (under Apps)."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from adapters.discord.inbound.slash_commands import Definition, Describe, everywhere, localised
from bot.commands.model import Command, Kind, Target, Who
from bot.domain.identity import Identity
from bot.domain.message import Offer
from bot.messages.offers import token
from bot.ports.platform import ChosenRequest, Pointed

_KINDS = {Target.PERSON: 2, Target.MESSAGE: 3}


def menu_definitions(
    commands: Sequence[Command], describe: Describe, languages: Sequence[str], moderators: str
) -> list[Definition]:
    """Those of the commands that have a place there, as Discord's API takes them."""
    return [
        {
            "name": _name(command, describe, languages),
            "type": _KINDS[command.target],
            "name_localizations": localised(f"on-{command.name}", describe, languages),
            "default_member_permissions": moderators if command.who is Who.MODERATOR else None,
            **everywhere(),
            "contexts": [0],
        }
        for command in commands
        if command.target
    ]


class Form(Struct, frozen=True):
    """What asks for words: what they are sent back with, and what stands above them."""

    token: str
    title: str


class Menus(Struct, frozen=True):
    """Reads what was chosen there; Discord sends the name in the first language."""

    commands: Mapping[tuple[int, str], Command]
    describe: Describe

    def chosen(self, data: Mapping[str, Any]) -> tuple[ChosenRequest, Pointed | None]:
        """The command and what it was given on; what Discord leaves out is missing, and the bot says so."""
        command = self.commands.get((int(data["type"]), str(data["name"])))
        if command is None or command.target is None:
            return ChosenRequest(str(data["name"]), {}), None
        on, resolved = str(data.get("target_id")), data.get("resolved") or {}
        message = (resolved.get("messages") or {}).get(on) or {}
        account = message.get("author", {}).get("id") if command.target is Target.MESSAGE else on
        if account is None:
            return ChosenRequest(command.name, {}), None
        arguments = _arguments(command, str(account), _words(message))
        cause = f"discord:{on}" if command.target is Target.MESSAGE else None
        return ChosenRequest(command.name, arguments), Pointed(Identity("discord", str(account)), cause)

    def form(self, data: Mapping[str, Any], language: str) -> Form | None:
        """The form for what a command on a person needs beside them; None if it needs nothing."""
        command = self.commands.get((int(data["type"]), str(data["name"])))
        if command is None or command.target is not Target.PERSON:
            return None
        needed = [each for each in command.parameters if each.required and each.kind is Kind.TEXT]
        on = str(data.get("target_id"))
        if not needed or not on.isdecimal():
            return None
        title = self.describe(f"on-{command.name}.{needed[0].name}", language) or command.name
        return Form(token(Offer(f"{command.name} <@{on}>", title, asks=True), None), title)


def menus(commands: Sequence[Command], describe: Describe, languages: Sequence[str]) -> Menus:
    """The same commands, to be found by what Discord sends."""
    there = {(_KINDS[c.target], _name(c, describe, languages)): c for c in commands if c.target}
    return Menus(there, describe)


def _name(command: Command, describe: Describe, languages: Sequence[str]) -> str:
    return describe(f"on-{command.name}", languages[0]) or command.name


def _arguments(command: Command, account: str, words: str) -> Mapping[str, str]:
    """The person and the words where they belong."""
    found: dict[str, str] = {}
    for parameter in command.parameters:
        if parameter.kind is Kind.PERSON:
            found[parameter.name] = f"<@{account}>"
        elif parameter.kind is Kind.TEXT and command.target is Target.MESSAGE:
            found[parameter.name] = words
    return found


def _words(message: Mapping[str, Any]) -> str:
    """As they are read aloud: whoever is mentioned by the name that Discord shows."""
    words = str(message.get("content") or "")
    for one in message.get("mentions") or ():
        for written in (f"<@{one['id']}>", f"<@!{one['id']}>"):
            words = words.replace(written, f"@{one.get('global_name') or one['username']}")
    return words
