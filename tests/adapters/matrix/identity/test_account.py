"""What the bot does about the account's identity, in each case that there is."""

import json
from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.matrix.api import Json
from adapters.matrix.identity.account import AccountIdentity, Unsigned
from adapters.matrix.identity.seeds import SeedFile, Seeds
from bot.ports.platform import TryLater
from tests.adapters.matrix.identity.elsewhere import MadeElsewhere
from tests.adapters.matrix.identity.homeserver import BOT, DEVICE, ME, SECRET, Homeserver

UPLOADS = ["keys/device_signing/upload", "keys/signatures/upload"]


@pytest.fixture
def file(tmp_path: Path) -> SeedFile:
    return SeedFile(tmp_path / "identity.json", ME)


def account(
    server: Homeserver,
    file: SeedFile,
    password: str | None = Homeserver().password,
    recovery_key: str | None = None,
) -> AccountIdentity:
    secrets = [SecretStr(each) if each else None for each in (password, recovery_key)]
    return AccountIdentity(server, file, *secrets)


def uploads(server: Homeserver) -> list[str]:
    return [path for path in server.requests if path in UPLOADS]


def kept(file: SeedFile) -> Seeds:
    seeds = file.load()
    assert isinstance(seeds, Seeds)
    return seeds


async def test_the_first_start_makes_an_identity_and_the_next_ones_nothing(file: SeedFile) -> None:
    server = Homeserver()
    published = await account(server, file).sign(DEVICE)
    assert published.signed
    assert published.identity == kept(file).master.public
    assert uploads(server) == UPLOADS
    before = file.path.read_bytes()
    for _ in range(3):
        assert (await account(server, file).sign(DEVICE)).signed
    assert uploads(server) == UPLOADS
    assert file.path.read_bytes() == before


async def test_a_start_that_was_cut_off_anywhere_is_completed_by_the_next(file: SeedFile) -> None:
    whole = Homeserver()
    await account(whole, file).sign(DEVICE)
    for answered in range(len(whole.requests)):
        file.remove()
        server = Homeserver(dies_after=answered)
        with pytest.raises(TryLater):
            await account(server, file).sign(DEVICE)
        made, server.dies_after = server.identity, None
        assert (await account(server, file).sign(DEVICE)).signed
        assert server.identity == (made or server.identity), "what was published is not replaced"
        assert kept(file).upload(ME) == server.identity


async def test_keys_that_are_not_published_yet_are_waited_for(file: SeedFile) -> None:
    server = Homeserver()
    for device in (None, {"keys": {"ed25519:BOT": "another's", "curve25519:BOT": DEVICE.curve25519}}):
        server.device = device
        with pytest.raises(TryLater):
            await account(server, file).sign(DEVICE)
    assert uploads(server) == []
    assert file.load() is None


async def test_an_identity_that_was_made_elsewhere_is_never_replaced(file: SeedFile) -> None:
    server = Homeserver(identity=MadeElsewhere().public(ME))
    before = dict(server.identity)
    for seeds in (None, Seeds.fresh()):
        if seeds:
            file.save(seeds)
        with pytest.raises(Unsigned, match=r"made elsewhere.*; set matrix.recovery_key.*identity --reset"):
            await account(server, file).sign(DEVICE)
        assert file.load() == seeds
    assert (server.identity, uploads(server)) == (before, [])


async def test_one_that_is_made_in_the_same_moment_is_not_replaced_either(file: SeedFile) -> None:
    server = Homeserver(asks=True, meanwhile=MadeElsewhere().public(ME))
    with pytest.raises(Unsigned, match="made elsewhere"):
        await account(server, file).sign(DEVICE)
    assert server.identity == server.meanwhile


async def test_the_recovery_key_signs_the_device_and_is_not_needed_again(file: SeedFile) -> None:
    made = MadeElsewhere()
    server = Homeserver(identity=made.public(ME), account_data={SECRET: made.secret()})
    given = account(server, file, recovery_key=made.recovery_key)
    assert (await given.sign(DEVICE)).signed
    assert uploads(server) == UPLOADS[1:]
    assert json.loads(file.path.read_text())["seeds"].keys() == {"self_signing"}
    server.device = Homeserver().device
    assert (await account(server, file).sign(DEVICE)).signed


async def test_a_recovery_key_that_does_not_help(file: SeedFile) -> None:
    made, older = MadeElsewhere(), MadeElsewhere()
    server = Homeserver(identity=made.public(ME))
    kept_there: list[dict[str, Json]] = [
        {},
        {SECRET: made.secret()},
        {SECRET: made.secret()},
        {SECRET: older.secret()},
    ]
    keys = (made.recovery_key, "EsTc 1234", older.recovery_key, older.recovery_key)
    told = ("keeps no identity", "has a slip", "does not open", "opens an older identity")
    for server.account_data, key, words in zip(kept_there, keys, told, strict=True):
        with pytest.raises(Unsigned, match=words) as caught:
            await account(server, file, recovery_key=key).sign(DEVICE)
        assert key not in str(caught.value)
    assert (uploads(server), file.load()) == ([], None)


async def test_a_homeserver_that_wants_the_password_for_the_first_identity(file: SeedFile) -> None:
    server = Homeserver(asks=True)
    assert (await account(server, file).sign(DEVICE)).signed


@pytest.mark.parametrize(
    ("server", "password", "words"),
    [
        (Homeserver(asks=True), None, "give matrix.password in place of matrix.access_token"),
        (Homeserver(asks=True), "wrong", r"\(M_FORBIDDEN\); check matrix.password"),
        (Homeserver(asks=True, ways=("m.oauth",)), "secret", "make one in a client"),
        (Homeserver(refuses="M_UNRECOGNIZED"), "secret", r"\(M_UNRECOGNIZED\)"),
        (Homeserver(loses_signatures=True), "secret", "did not keep the signature"),
    ],
)
async def test_whatever_only_a_person_can_mend_is_said(
    file: SeedFile, server: Homeserver, password: str | None, words: str
) -> None:
    with pytest.raises(Unsigned, match=words) as caught:
        await account(server, file, password=password).sign(DEVICE)
    assert "; " in str(caught.value)


async def test_a_damaged_file_is_left_as_it_is(file: SeedFile) -> None:
    file.path.write_text("{")
    server = Homeserver()
    with pytest.raises(Unsigned, match="bring it back from a backup, or move it away"):
        await account(server, file).sign(DEVICE)
    assert (uploads(server), file.path.read_text()) == ([], "{")


async def test_a_new_identity_at_a_persons_word(file: SeedFile) -> None:
    server = Homeserver(identity=MadeElsewhere().public(ME))
    await account(server, file).replace(BOT)
    assert kept(file).upload(ME) == server.identity
    assert (await account(server, file).sign(DEVICE)).signed


@pytest.mark.parametrize("before", [None, Seeds.fresh()])
async def test_a_new_identity_that_is_refused_changes_nothing(file: SeedFile, before: Seeds | None) -> None:
    if before:
        file.save(before)
    identity = MadeElsewhere().public(ME)
    for server, password in ((Homeserver(), "wrong"), (Homeserver(dies_after=0), "secret")):
        server.identity = dict(identity)
        with pytest.raises((Unsigned, TryLater)):
            await account(server, file, password=password).replace(BOT)
        assert (server.identity, file.load()) == (identity, before)
