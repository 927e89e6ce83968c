"""Commands that are given on a person or a message, in the menu that Discord has there (under Apps)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.discord.inbound.slash_commands import Definition, Describe, everywhere, localised
from bot.commands.model import Command, Kind, Target, Who
from bot.domain.identity import Identity
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


@dataclass(frozen=True)
class Menus:
    """Reads what was chosen there; Discord sends the name in the first language."""

    commands: Mapping[tuple[int, str], Command]
    describe: Describe

    def chosen(self, data: Mapping[str, Any], language: str) -> tuple[ChosenRequest, Pointed | None]:
        """The command and what it was given on; what Discord leaves out is missing, and the bot says so."""
        command = self.commands.get((int(data["type"]), str(data["name"])))
        if command is None or command.target is None:
            return ChosenRequest(str(data["name"]), {}), None
        on, resolved = str(data.get("target_id")), data.get("resolved") or {}
        message = (resolved.get("messages") or {}).get(on) or {}
        account = message.get("author", {}).get("id") if command.target is Target.MESSAGE else on
        if account is None:
            return ChosenRequest(command.name, {}), None
        arguments = self._arguments(command, str(account), _words(message), language)
        cause = f"discord:{on}" if command.target is Target.MESSAGE else None
        return ChosenRequest(command.name, arguments), Pointed(Identity("discord", str(account)), cause)

    def _arguments(self, command: Command, account: str, words: str, language: str) -> Mapping[str, str]:
        """The person and the words where they belong; what else is needed says the catalogue."""
        found: dict[str, str] = {}
        for parameter in command.parameters:
            if parameter.kind is Kind.PERSON:
                found[parameter.name] = f"<@{account}>"
            elif parameter.kind is Kind.TEXT and command.target is Target.MESSAGE:
                found[parameter.name] = words
            elif parameter.required:
                found[parameter.name] = self.describe(f"on-{command.name}.{parameter.name}", language) or ""
        return found


def menus(commands: Sequence[Command], describe: Describe, languages: Sequence[str]) -> Menus:
    """The same commands, to be found by what Discord sends."""
    there = {(_KINDS[c.target], _name(c, describe, languages)): c for c in commands if c.target}
    return Menus(there, describe)


def _name(command: Command, describe: Describe, languages: Sequence[str]) -> str:
    return describe(f"on-{command.name}", languages[0]) or command.name


def _words(message: Mapping[str, Any]) -> str:
    """As they are read aloud: whoever is mentioned by the name that Discord shows."""
    words = str(message.get("content") or "")
    for one in message.get("mentions") or ():
        for written in (f"<@{one['id']}>", f"<@!{one['id']}>"):
            words = words.replace(written, f"@{one.get('global_name') or one['username']}")
    return words
