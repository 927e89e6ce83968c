"""The command table as Discord's slash commands, registered only when they have changed."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import discord
from discord.http import Route

from bot.commands.model import Command, Kind, Parameter, Who

log = logging.getLogger(__name__)

Describe = Callable[[str, str], str | None]
"""A catalogue key ("command-join", "command-join.text") and a language, to the text, if there is one."""
Definition = dict[str, object]

_SLASH, _STRING = 1, 3
_IN_SERVERS, _WITH_THE_BOT = 0, 1
_DESCRIPTION = 100
_CHOICES = 25
_OFFERED = (Kind.CODES, Kind.PERSON, Kind.LISTED)
_KEPT = (
    "name",
    "name_localizations",
    "type",
    "description",
    "description_localizations",
    "default_member_permissions",
    "required",
    "autocomplete",
)


def language_of(locale: str, languages: Sequence[str]) -> str:
    """Discord's locale ("es-419") as a language of the catalogues ("es"), or its first part."""
    return locale if locale in languages else locale.partition("-")[0]


def needed_by_moderators(role: str | None) -> str:
    """Which permission Discord wants at first of whoever is shown the moderators' commands.

    A role of the settings has Manage Threads, as the guide says; without one, Manage Server makes moderators.
    """
    return str(discord.Permissions(manage_threads=role is not None, manage_guild=role is None).value)


def definitions(
    commands: Sequence[Command], describe: Describe, languages: Sequence[str], moderators: str
) -> list[Definition]:
    """Every command as Discord's API takes it; `moderators` is the permission that theirs want at first.

    Names stay what texts tell. A reader whose catalogue calls a command otherwise sees that name in the menu,
    and Discord sends the usual one.
    """
    return [
        {
            "name": command.name,
            "type": _SLASH,
            **_called(f"called-{command.name}", describe, languages),
            **_described(f"command-{command.name}", command.name, describe, languages),
            "default_member_permissions": _needed(command, moderators),
            **everywhere(),
            "options": [
                _option(parameter, command, describe, languages)
                for parameter in sorted(command.parameters, key=lambda parameter: not parameter.required)
            ],
        }
        for command in commands
    ]


def _needed(command: Command, moderators: str) -> str | None:
    """Whom Discord shows a command at first."""
    match command.who:
        case Who.EVERYONE | Who.MEMBER | Who.COORDINATOR:
            return None  # Who is in a group Discord does not know.
        case Who.MODERATOR:
            return moderators
        case Who.ORGANISER:
            return str(discord.Permissions(manage_guild=True).value)


def everywhere() -> Definition:
    """In the servers that the bot was added to, and in direct chats with it."""
    return {"contexts": [_IN_SERVERS, _WITH_THE_BOT], "integration_types": [0]}


async def register(client: discord.Client, wanted: list[Definition]) -> bool:
    """Make Discord offer these commands; a failure is logged, since those of before still work.

    False where Discord does not allow it, which is for a person to mend.
    """
    application = client.application_id
    route = Route("GET", "/applications/{application_id}/commands", application_id=application)
    try:
        found = await client.http.request(route, params={"with_localizations": "true"})
        if _essences(found) != _essences(wanted) and application is not None:
            await client.http.bulk_upsert_global_commands(application, wanted)
    except discord.HTTPException as error:
        log.warning("the slash commands could not be registered: Discord answered %s", error.status)
        return not isinstance(error, discord.Forbidden)
    return True


def _option(
    parameter: Parameter, command: Command, describe: Describe, languages: Sequence[str]
) -> Definition:
    option: Definition = {
        "name": parameter.name,
        "type": _STRING,
        "required": parameter.required,
        **_called(f"called-{command.name}.{parameter.name}", describe, languages),
        **_described(f"command-{command.name}.{parameter.name}", parameter.name, describe, languages),
    }
    if parameter.kind is Kind.WORD:
        option["choices"] = [{"name": word, "value": word} for word in parameter.words[:_CHOICES]]
    elif parameter.kind in _OFFERED:
        option["autocomplete"] = True
    return option


def _called(key: str, describe: Describe, languages: Sequence[str]) -> Definition:
    return {"name_localizations": localised(key, describe, languages)}


def _described(key: str, name: str, describe: Describe, languages: Sequence[str]) -> Definition:
    fitting = {locale: _fitting(text) for locale, text in localised(key, describe, languages).items()}
    return {
        "description": _fitting(describe(key, languages[0]) or name),
        "description_localizations": fitting,
    }


def localised(key: str, describe: Describe, languages: Sequence[str]) -> dict[str, str]:
    """A text by Discord's locales, as far as the languages have one."""
    return {
        locale.value: text
        for locale in discord.Locale
        if (language := language_of(locale.value, languages)) in languages and language != languages[0]
        if (text := describe(key, language))
    }


def _fitting(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _DESCRIPTION else line[: _DESCRIPTION - 1] + "…"


def _essences(definitions: Sequence[Mapping[str, Any]]) -> dict[tuple[int, str], Definition]:
    return {(int(each["type"]), str(each["name"])): _essence(each) for each in definitions}


def _essence(definition: Mapping[str, Any]) -> Definition:
    """What matters in a definition, however Discord pads it with ids, versions and empty fields."""
    kept = {key: value for key in _KEPT if (value := definition.get(key)) not in (None, False, [], {})}
    kept["options"] = [_essence(option) for option in definition.get("options") or ()]
    kept["choices"] = [(choice["name"], choice["value"]) for choice in definition.get("choices") or ()]
    kept["contexts"] = sorted(definition.get("contexts") or ())
    return kept
