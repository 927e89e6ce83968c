"""The command table becomes Discord's slash commands, and is sent only when it has changed."""

from typing import Any

import pytest

from adapters.discord.inbound.missed import Missed
from adapters.discord.inbound.slash_commands import definitions, needed_by_moderators
from adapters.discord.platform import DiscordPlatform
from adapters.discord.settings import DiscordSettings
from bot.commands.table import commands
from bot.messages.catalogue import load_catalogues
from bot.ports.platform import ChosenRequest
from tests.adapters.clock import StoppedClock
from tests.adapters.discord.support import QUICK, TABLE, Remembering, adapter, describe, running
from tests.adapters.matrix.fakes import MemorySyncPositions
from tests.discord_server import DiscordServer, NotOffered
from tests.discord_server.world import MANAGE_GUILD, MANAGE_THREADS


def defined(name: str) -> dict[str, Any]:
    return next(one for one in definitions(TABLE, describe, ("en", "fr"), "32") if one["name"] == name)


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


def test_names_are_those_of_the_readers_catalogue() -> None:
    join = defined("join")
    assert (join["name"], join["name_localizations"]) == ("join", {"fr": "rejoindre"})
    assert [option["name_localizations"] for option in join["options"]] == [{}, {"fr": "texte"}]
    assert defined("queue")["name_localizations"] == {}


def test_moderators_commands_are_shown_to_those_who_may_manage_at_first() -> None:
    assert defined("next")["default_member_permissions"] == "32"
    assert defined("join")["default_member_permissions"] is None
    assert int(needed_by_moderators(None)) == MANAGE_GUILD
    assert int(needed_by_moderators("Chair")) == MANAGE_THREADS


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
    async with running(
        DiscordPlatform(stated, table, text, ("en",), Missed(StoppedClock(), MemorySyncPositions()), QUICK),
        inbox,
    ):
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
@pytest.mark.parametrize(
    ("command", "field", "old", "new"),
    [
        ("join", "description_localizations", {"fr": "Lever la main"}, {"fr": "Demander la parole"}),
        ("join", "name_localizations", {"fr": "lever"}, {"fr": "rejoindre"}),
        ("next", "default_member_permissions", None, "32"),
        ("join", "default_member_permissions", "32", None),
    ],
)
async def test_a_change_is_registered(
    server: DiscordServer, inbox: Remembering, command: str, field: str, old: object, new: object
) -> None:
    async with running(adapter(server), inbox):
        server.definition(command)[field] = old
    async with running(adapter(server), inbox):
        assert server.definition(command)[field] == new


@pytest.mark.sockets
async def test_a_moderators_command_is_not_shown_to_everyone_and_not_trusted_to_that(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    ana = server.add_person("Ana")
    async with running(adapter(server), inbox):
        with pytest.raises(NotOffered, match="not for them"):
            await server.slash(ana, room, "next")
        server.definition("next")["default_member_permissions"] = None  # as an administrator may have it
        await server.slash(ana, room, "next")
        assert (await inbox.next()).request == ChosenRequest("next", {})


@pytest.mark.sockets
async def test_a_refused_registration_does_not_stop_the_bot(
    server: DiscordServer, inbox: Remembering, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults.fail_once("PUT", "/commands", 400)
    async with running(adapter(server), inbox):
        assert server.connected
    assert "slash commands could not be registered" in caplog.text
