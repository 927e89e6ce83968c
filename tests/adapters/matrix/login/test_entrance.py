"""Signing in on a real homeserver: what is kept, and what is said where there is no way in."""

import asyncio
import json
import logging
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import HttpUrl, SecretStr

from adapters.matrix.platform import MatrixPlatform
from adapters.matrix.settings import MatrixSettings
from bot.commands.table import commands
from bot.domain.identity import Place
from bot.ports.platform import Misconfigured
from tests.adapters.matrix.fakes import MemorySyncPositions, Recorder, StillClock, running, soon
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Person, running_synapse

pytestmark = pytest.mark.sockets


async def devices(person: Person) -> Mapping[str, object]:
    """The account's devices by id, each as the homeserver shows it to its owner."""
    found = (await person.call("GET", "/devices"))["devices"]
    assert isinstance(found, list)
    return {each["device_id"]: each for each in found}


def kept(venue: MatrixVenue) -> Mapping[str, str]:
    login: Mapping[str, str] = json.loads(venue.settings.login_file.read_text())["login"]
    return login


def answer(status: str, body: Mapping[str, object]) -> bytes:
    """What a homeserver might say, as the line says it in its place."""
    text = json.dumps(body)
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(text)}"
    return f"{head}\r\nConnection: close\r\n\r\n{text}".encode()


async def refused(venue: MatrixVenue) -> str:
    """Why the bot does not start, which `check --online` says in the same words."""
    platform = venue.platform()
    with pytest.raises(Misconfigured) as caught:
        await asyncio.wait_for(platform.run(Recorder()), 20)
    assert (await platform.inspect((venue.room,))).problems[-1:] == [str(caught.value)]
    return str(caught.value)


@pytest.mark.parametrize("encrypting", [False, True])
async def test_restarts_make_no_new_login_and_no_new_device(venue: MatrixVenue, *, encrypting: bool) -> None:
    venue, inbox = venue.encrypting() if encrypting else venue, Recorder()
    ana, file = await venue.person("Ana"), venue.settings.login_file
    before = await devices(venue.bot)
    async with running(venue.platform(), inbox):
        pass
    first = file.read_bytes()
    for _ in range(3):
        async with running(venue.platform(), inbox):
            await inbox.hears(await venue.types(ana, venue.room, "join"))
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (first, 0o600)
    assert set(await devices(venue.bot)) - set(before) == {"EVENFLOOR"}


async def test_a_check_leaves_the_login_alone_and_no_device_behind(venue: MatrixVenue) -> None:
    async with running(venue.platform(), Recorder()):
        pass
    before, there = venue.settings.login_file.read_bytes(), set(await devices(venue.bot))
    assert len((await venue.platform().inspect((venue.room,))).problems) == 1, "no store_key"
    assert (venue.settings.login_file.read_bytes(), set(await devices(venue.bot))) == (before, there)


async def test_a_login_that_was_ended_while_the_bot_was_down_is_made_again(
    venue: MatrixVenue, caplog: pytest.LogCaptureFixture
) -> None:
    inbox, ana = Recorder(), await venue.person("Ana")
    async with running(venue.platform(), inbox):
        await inbox.hears(await venue.types(ana, venue.room, "first"))
    old = kept(venue)
    await venue.bot.call("POST", "/logout/all", {})
    last = await venue.types(ana, venue.room, "last")
    async with running(venue.platform(), inbox):
        await inbox.hears(last)
    assert inbox.texts == ["first", "last"], "the same device reads on where it was"
    assert kept(venue)["device_id"] == old["device_id"]
    assert kept(venue)["access_token"] != old["access_token"]
    assert "ended the bot's login" in caplog.text


async def test_an_account_that_is_deactivated_while_it_serves(venue: MatrixVenue) -> None:
    """Synapse calls its password wrong then; the bot knows that it was right."""
    task = asyncio.create_task(venue.platform().run(Recorder()))
    async with asyncio.timeout(30):
        while not venue.settings.login_file.exists():
            await soon(0)
        user = {"type": "m.id.user", "user": venue.bot.id}
        proof = {"type": "m.login.password", "identifier": user, "password": venue.bot.password}
        await venue.bot.call("POST", "/account/deactivate", {"auth": proof})
        with pytest.raises(Misconfigured, match=r"or the account is deactivated: try both in a client"):
            await task


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("M_USER_DEACTIVATED", "is deactivated: ask whoever runs the homeserver to bring it back"),
        ("M_FORBIDDEN", "check matrix.user and the password"),
    ],
)
async def test_a_homeserver_that_tells_of_a_deactivated_account_is_believed(
    venue: MatrixVenue, code: str, words: str
) -> None:
    venue.line.instead[b"POST /_matrix/client/v3/login "] = answer("403 Forbidden", {"errcode": code})
    assert words in await refused(venue)


async def test_a_token_that_was_revoked_says_what_to_do(venue: MatrixVenue) -> None:
    token = {"password": None, "access_token": SecretStr(venue.bot.token)}
    venue.settings = venue.settings.model_copy(update=token)
    task = asyncio.create_task(venue.platform().run(Recorder()))
    await venue.bot.call("POST", "/logout/all", {})
    with pytest.raises(Misconfigured, match=r"revoked or has run out.*make a new one"):
        await asyncio.wait_for(task, 30)
    assert "M_UNKNOWN_TOKEN" in await refused(venue)
    assert not venue.settings.login_file.exists(), "a token of the settings is kept there alone"


async def test_a_locked_account_is_tried_again_until_it_is_unlocked(
    venue: MatrixVenue, caplog: pytest.LogCaptureFixture
) -> None:
    inbox, ana = Recorder(), await venue.person("Ana")
    locked = answer("401 Unauthorized", {"errcode": "M_USER_LOCKED", "soft_logout": True})
    async with running(venue.platform(), inbox):
        login = venue.settings.login_file.read_bytes()
        venue.line.instead[b"GET /_matrix/client/v3/sync"] = locked
        venue.line.cut()
        async with asyncio.timeout(20):
            while "is locked" not in caplog.text:
                await soon(0)
        venue.line.instead[b"POST /_matrix/client/v3/login "] = locked
        (problem,) = (await venue.platform().inspect((venue.room,))).problems
        assert "the account is locked: ask whoever runs the homeserver to unlock it" in problem
        venue.line.instead.clear()
        await inbox.hears(await venue.types(ana, venue.room, "join"))
    assert venue.settings.login_file.read_bytes() == login


SSO = {"type": "m.login.sso"}
TOKEN = "mas-cli manage issue-compatibility-token {name} EVENFLOOR"


@pytest.mark.parametrize(
    ("flow", "oauth"),
    [
        (SSO, False),
        (SSO | {"oauth_aware_preferred": True}, True),
        (SSO | {"org.matrix.msc3824.delegated_oidc_compatibility": True}, True),
        (SSO | {"delegated_oidc_compatibility": "yes"}, False),
    ],
)
async def test_a_homeserver_without_passwords_says_what_it_takes_instead(
    venue: MatrixVenue, flow: Mapping[str, object], *, oauth: bool
) -> None:
    venue.line.instead[b"GET /_matrix/client/v3/login "] = answer("200 OK", {"flows": [flow]})
    said = await refused(venue)
    name = venue.bot.id.removeprefix("@").partition(":")[0]
    assert (TOKEN.format(name=name) in said) is oauth
    assert ("make an access token of that account that no client uses" in said) is not oauth
    assert "matrix.access_token" in said


async def test_a_homeserver_that_names_an_oauth_service_is_one(venue: MatrixVenue) -> None:
    venue.line.instead[b"GET /_matrix/client/v3/login "] = answer("200 OK", {"flows": [SSO]})
    venue.line.instead[b"GET /_matrix/client/v1/auth_metadata"] = answer("200 OK", {"issuer": "https://a"})
    assert "mas-cli" in await refused(venue)


def settings_for(url: str, folder: Path, **change: object) -> MatrixSettings:
    given = {"homeserver": HttpUrl(url), "user": "@floor:localhost", "store": folder / "matrix"}
    return MatrixSettings.model_validate(given | change)


async def starts(settings: MatrixSettings) -> str:
    """Why it does not."""
    given = (MemorySyncPositions(), StillClock(), (Place("matrix", "!a:localhost"),), commands(), soon)
    with pytest.raises(Misconfigured) as caught:
        await asyncio.wait_for(MatrixPlatform(settings, *given).run(Recorder()), 20)
    return str(caught.value)


async def test_a_synapse_whose_passwords_are_turned_off(tmp_path: Path) -> None:
    with running_synapse(password_config={"enabled": False}) as synapse:
        said = await starts(settings_for(synapse.url, tmp_path, password="secret"))
    assert said.startswith("The homeserver takes no password (it offers m.login.application_service)")


async def test_a_synapse_that_leaves_logins_to_an_oauth_service(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "adapters.matrix")
    service = {"enabled": True, "endpoint": "http://127.0.0.1:9/", "secret": "s3kr1t"}
    with running_synapse(
        password_config={"enabled": False},
        matrix_authentication_service=service,
        enable_registration=False,
        enable_registration_without_verification=False,
    ) as synapse:
        said = await starts(settings_for(synapse.url, tmp_path, password="secret"))
    assert TOKEN.format(name="floor") in said
    assert "secret" not in said + caplog.text
