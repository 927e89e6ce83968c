"""The command table becomes Discord's slash commands, and is sent only when it has changed."""

from typing import Any

import pytest

from adapters.discord.inbound.slash_commands import definitions
from adapters.discord.platform import DiscordPlatform
from adapters.discord.settings import DiscordSettings
from bot.commands.table import commands
from bot.messages.catalogue import load_catalogues
from tests.adapters.clock import StoppedClock
from tests.adapters.discord.support import QUICK, TABLE, Remembering, adapter, describe, running
from tests.discord_server import DiscordServer


def defined(name: str) -> dict[str, Any]:
    return next(one for one in definitions(TABLE, describe, ("en", "fr")) if one["name"] == name)


def test_names_stay_and_descriptions_are_in_the_readers_language() -> None:
    join = defined("join")
    assert join["description"] == "Raise your hand"
    assert join["description_localizations"] == {"fr": "Demander la parole"}
    assert join["contexts"] == [0, 1]
    kind, text = join["options"]
    assert kind["choices"] == [
        {"name": "reply", "value": "reply"},
        {"name": "point-of-order", "value": "point-of-order"},
    ]
    assert text["description"] == "text"
    assert text["description_localizations"] == {"fr": "Mots à lire à voix haute"}
    assert "choices" not in text
    assert "autocomplete" not in text


def test_codes_are_offered_and_long_descriptions_are_cut() -> None:
    identify = defined("identify")
    [codes] = identify["options"]
    assert codes["autocomplete"] is True
    assert codes["required"] is True
    assert len(identify["description"]) == 100
    assert identify["description"].endswith("…")


def test_required_options_come_first() -> None:
    assert [option["name"] for option in defined("phase")["options"]] == ["what", "length"]


@pytest.mark.sockets
async def test_discord_takes_the_whole_table_each_command_with_its_help(
    server: DiscordServer, inbox: Remembering
) -> None:
    stated = DiscordSettings.model_validate(
        {"token": server.token, "api_base": server.api_base, "gateway": server.gateway}
    )
    table, text = commands(), load_catalogues().text
    async with running(DiscordPlatform(stated, table, text, ("en",), StoppedClock(), QUICK), inbox):
        assert server.commands() == [command.name for command in table]
    for command in table:
        assert server.definition(command.name)["description"] == text(f"command-{command.name}", "en")
    assert text("discord-failed", "en")


@pytest.mark.sockets
async def test_commands_are_registered_once(server: DiscordServer, inbox: Remembering) -> None:
    async with running(adapter(server), inbox):
        assert server.commands() == [command.name for command in TABLE]
    async with running(adapter(server), inbox):
        pass
    assert server.asked("PUT", "/commands") == 1


@pytest.mark.sockets
async def test_a_change_of_wording_is_registered(server: DiscordServer, inbox: Remembering) -> None:
    async with running(adapter(server), inbox):
        server.definition("join")["description_localizations"] = {"fr": "Lever la main"}
    async with running(adapter(server), inbox):
        assert server.definition("join")["description_localizations"] == {"fr": "Demander la parole"}


@pytest.mark.sockets
async def test_a_refused_registration_does_not_stop_the_bot(
    server: DiscordServer, inbox: Remembering, caplog: pytest.LogCaptureFixture
) -> None:
    server.fail_once("PUT", "/commands", 400)
    async with running(adapter(server), inbox):
        assert server.connected
    assert "slash commands could not be registered" in caplog.text
