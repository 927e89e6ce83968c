"""The file of the login."""

import logging
import os
import stat
from pathlib import Path

import pytest

from adapters.matrix.login.kept import Login, LoginFile
from bot.domain.changing import replace

LOGIN = Login("@evenfloor:example.org", "EVENFLOOR", "syt_secret", "OLD")


@pytest.fixture
def file(tmp_path: Path) -> LoginFile:
    return LoginFile(tmp_path / "new" / "login.json", "https://example.org/", LOGIN.user_id, "EVENFLOOR")


def test_what_is_kept_comes_back_to_its_owner_alone(file: LoginFile) -> None:
    assert file.load() is None
    before = os.umask(0)
    try:
        file.save(LOGIN)
    finally:
        os.umask(before)
    assert (file.load(), stat.S_IMODE(file.path.stat().st_mode)) == (LOGIN, 0o600)
    assert [each.name for each in file.path.parent.iterdir()] == ["login.json"]
    assert LOGIN.access_token not in repr(LOGIN)


def test_no_other_homeserver_account_or_device_gets_it(file: LoginFile) -> None:
    file.save(LOGIN)
    for other in (
        replace(file, homeserver="https://example.com/"),
        replace(file, user="@other:example.org"),
        replace(file, asked_device="SECOND"),
    ):
        assert other.load() is None, other


@pytest.mark.parametrize(
    "text",
    ["", "[]", "5", "{}", '{"for": 5, "login": 5}', '{"for": [], "login": {"user_id": "@a:b"}}', "\x00"],
)
def test_a_damaged_file_is_as_none(file: LoginFile, text: str) -> None:
    file.path.parent.mkdir()
    file.path.write_text(text)
    assert file.load() is None


def test_what_is_no_text_is_no_login(file: LoginFile) -> None:
    file.save(replace(LOGIN, access_token="5"))
    file.path.write_text(file.path.read_text().replace('"5"', "5"))
    assert file.load() is None


def test_a_folder_that_cannot_be_written_is_said_and_is_no_end(
    file: LoginFile, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "adapters.matrix")
    (tmp_path / "new").write_text("a file where the folder should be")
    file.save(LOGIN)
    assert (file.load(), "not kept" in caplog.text) == (None, True)
    assert LOGIN.access_token not in caplog.text


def test_a_file_that_others_could_read_is_shut(file: LoginFile, caplog: pytest.LogCaptureFixture) -> None:
    file.save(LOGIN)
    file.path.chmod(0o644)
    file.shut()
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert str(file.path) in caplog.text
