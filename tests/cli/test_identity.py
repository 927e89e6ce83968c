"""`evenfloor identity`: how the bot's Matrix device stands, and a new identity only after a question."""

import asyncio
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import application
from tests.adapters.matrix.identity.elsewhere import MadeElsewhere, identity_of
from tests.cli.running import Done, run
from tests.synapse import Person, Synapse, people

SECRET = "s3kr1t-value"


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the operator works."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(monkeypatch: pytest.MonkeyPatch, homeserver: str, user: str, password: str) -> None:
    Path("config.toml").write_text(f'[matrix]\nhomeserver = "{homeserver}"\nuser = "{user}"\n')
    monkeypatch.setenv("EVENFLOOR_MATRIX__PASSWORD", password)
    monkeypatch.setenv("EVENFLOOR_MATRIX__STORE_KEY", "seal")


def reset(answers: str) -> Done:
    result = CliRunner().invoke(application(), ["identity", "--reset"], input=answers)
    return Done(result.exit_code, result.stdout, result.stderr)


def test_without_matrix_or_without_encryption_there_is_nothing_to_sign(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done = run("identity")
    assert (done.code, "Matrix is not configured" in done.err) == (1, True)
    configure(monkeypatch, "https://example.org", "@evenfloor:example.org", SECRET)
    monkeypatch.delenv("EVENFLOOR_MATRIX__STORE_KEY")
    done = run("identity")
    assert (done.code, "matrix.store_key is not set" in done.err) == (1, True)


def test_whoever_does_not_say_yes_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, "http://127.0.0.1:9", "@evenfloor:example.org", SECRET)
    for answers in ("", "\n", "n\n"):
        done = reset(answers)
        assert done.code == 1
        assert "Whoever has verified the account must do so again" in done.out
        assert "reached" not in done.err, "nobody was asked"


def test_a_homeserver_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        configure(monkeypatch, f"http://127.0.0.1:{port}", "@evenfloor:example.org", SECRET)
        for done in (run("identity"), reset("y\n")):
            assert done.code == 1
            assert "the homeserver cannot be reached" in done.err
    assert not Path("matrix-identity.json").exists()


@pytest.mark.sockets
def test_an_identity_made_elsewhere_is_named_and_replaced(
    monkeypatch: pytest.MonkeyPatch, synapse: Synapse
) -> None:
    async def made_elsewhere() -> tuple[Person, str | None]:
        async with people(synapse) as accounts:
            bot = await accounts.person("Evenfloor")
            await MadeElsewhere().publish(bot)
            return bot, await identity_of(bot, bot.id)

    async def now(bot: Person) -> str | None:
        async with people(synapse) as accounts:
            return await identity_of(await accounts.person("Ana"), bot.id)

    bot, before = asyncio.run(made_elsewhere())
    configure(monkeypatch, synapse.url, bot.id, bot.password)
    done = run("identity")
    assert done.code == 1
    assert "made elsewhere" in done.out
    done = reset("y\n")
    assert done.code == 0, done.err
    assert f"kept in {Path('matrix-identity.json')}" in done.out
    assert bot.password not in done.out
    assert asyncio.run(now(bot)) not in (before, None)
    done = run("identity")
    assert (done.code, "Nothing keeps the device" in done.out) == (0, True)
