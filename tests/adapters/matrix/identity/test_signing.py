"""The device of a running bot on a real homeserver, as strangers see it."""

import asyncio
import logging
import stat
from collections.abc import Sequence

import pytest
from pydantic import SecretStr

from adapters.matrix.identity.account import Unsigned
from adapters.matrix.identity.standing import replace_identity
from tests.adapters.matrix.fakes import Recorder, running
from tests.adapters.matrix.identity.elsewhere import MadeElsewhere, chain_holds, identity_of
from tests.adapters.matrix.venue import MatrixVenue

pytestmark = pytest.mark.sockets
DEVICE = "EVENFLOOR"


@pytest.fixture
def sealed(venue: MatrixVenue) -> MatrixVenue:
    """A bot that can read and write encrypted chats."""
    return venue.encrypting()


async def until_signed(venue: MatrixVenue, device: str = DEVICE) -> None:
    """It is signed a moment after the bot is connected."""
    async with asyncio.timeout(20):
        while not await chain_holds(venue.host, venue.bot.id, device):
            pass


async def problems(venue: MatrixVenue) -> Sequence[str]:
    return (await venue.platform().inspect([])).problems


async def test_a_stranger_can_follow_the_signatures_from_the_first_start_on(sealed: MatrixVenue) -> None:
    assert await problems(sealed) == [], "nothing is wrong before the first start"
    inbox = Recorder()
    async with running(sealed.platform(), inbox):
        await until_signed(sealed)
    identity = await identity_of(sealed.host, sealed.bot.id)
    file = sealed.settings.identity_file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sealed.settings.store not in file.parents
    kept = file.read_bytes()
    async with running(sealed.platform(), inbox):
        await until_signed(sealed)
    assert await identity_of(sealed.host, sealed.bot.id) == identity
    assert (file.read_bytes(), inbox.warnings, await problems(sealed)) == (kept, {}, [])


async def test_with_a_lost_store_the_identity_goes_on(sealed: MatrixVenue) -> None:
    async with running(sealed.platform(), Recorder()):
        await until_signed(sealed)
    identity = await identity_of(sealed.host, sealed.bot.id)
    moved = {"device_id": "SECOND", "store": sealed.settings.store.with_name("new")}
    sealed.settings = sealed.settings.model_copy(update=moved)
    async with running(sealed.platform(), Recorder()):
        await until_signed(sealed, "SECOND")
    assert await identity_of(sealed.host, sealed.bot.id) == identity


async def test_an_identity_made_elsewhere_is_said_and_opened_by_its_recovery_key(sealed: MatrixVenue) -> None:
    made, inbox = MadeElsewhere(), Recorder()
    await made.publish(sealed.bot)
    identity = await identity_of(sealed.host, sealed.bot.id)
    for _ in range(2):
        async with running(sealed.platform(), inbox):
            await inbox.until(lambda: bool(inbox.warnings))
            assert not await chain_holds(sealed.host, sealed.bot.id, DEVICE)
    assert [notice.key for notice in inbox.warnings.values()] == ["matrix-unsigned"]
    (problem,) = await problems(sealed)
    assert "made elsewhere" in problem
    assert not sealed.settings.identity_file.exists()

    given = {"recovery_key": SecretStr(made.recovery_key)}
    sealed.settings = sealed.settings.model_copy(update=given)
    (problem,) = await problems(sealed)
    assert problem == "The bot's device is not signed yet; start the bot, or start it again"
    async with running(sealed.platform(), inbox):
        await inbox.until(lambda: len(inbox.warnings) == 2)
    assert [notice.key for notice in inbox.warnings.values()] == ["matrix-unsigned", "matrix-signed"]
    assert await chain_holds(sealed.host, sealed.bot.id, DEVICE)
    assert await identity_of(sealed.host, sealed.bot.id) == identity
    sealed.settings = sealed.settings.model_copy(update={"recovery_key": None})
    assert await problems(sealed) == []


async def test_an_identity_is_replaced_only_by_the_account_s_password(sealed: MatrixVenue) -> None:
    await MadeElsewhere().publish(sealed.bot, kept=False)
    before = await identity_of(sealed.host, sealed.bot.id)
    with pytest.raises(Unsigned, match="M_FORBIDDEN"):
        await replace_identity(sealed.settings, SecretStr("wrong"))
    assert await identity_of(sealed.host, sealed.bot.id) == before
    await replace_identity(sealed.settings, SecretStr(sealed.bot.password))
    assert await identity_of(sealed.host, sealed.bot.id) not in (before, None)
    async with running(sealed.platform(), Recorder()):
        await until_signed(sealed)


async def test_with_a_token_the_first_identity_needs_no_password(sealed: MatrixVenue) -> None:
    token = {"password": None, "access_token": SecretStr(sealed.bot.token)}
    sealed.settings = sealed.settings.model_copy(update=token)
    device = str((await sealed.bot.call("GET", "/account/whoami"))["device_id"])
    async with running(sealed.platform(), Recorder()):
        await until_signed(sealed, device)
    assert await problems(sealed) == []


async def test_a_file_that_others_could_read_is_shut_and_named(
    sealed: MatrixVenue, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "adapters.matrix")
    async with running(sealed.platform(), Recorder()):
        await until_signed(sealed)
    file = sealed.settings.identity_file
    file.chmod(0o644)
    (problem,) = await problems(sealed)
    assert f"chmod 600 {file}" in problem
    moved = {"device_id": "SECOND", "store": sealed.settings.store.with_name("new")}
    sealed.settings = sealed.settings.model_copy(update=moved)
    async with running(sealed.platform(), Recorder()):
        await until_signed(sealed, "SECOND")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert str(file) in caplog.text


async def test_without_a_store_key_there_is_no_identity(venue: MatrixVenue) -> None:
    async with running(venue.platform(), Recorder()):
        pass
    assert await identity_of(venue.host, venue.bot.id) is None
    assert not venue.settings.identity_file.exists()
