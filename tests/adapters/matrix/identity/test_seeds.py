"""The file of the private keys."""

import os
import stat
from pathlib import Path

import pytest

from adapters.matrix.identity.keys import SigningKey, encoded
from adapters.matrix.identity.seeds import Damaged, SeedFile, Seeds

ME = "@evenfloor:example.org"


@pytest.fixture
def file(tmp_path: Path) -> SeedFile:
    return SeedFile(tmp_path / "new folder" / "identity.json", ME)


def test_what_is_kept_comes_back(file: SeedFile) -> None:
    assert file.load() is None
    for kept in (Seeds.fresh(), SigningKey(b"s" * 32), Seeds.fresh()):
        file.save(kept)
        assert file.load() == kept
        assert [each.name for each in file.path.parent.iterdir()] == [file.path.name]
    assert SeedFile(file.path, "@other:example.org").load() is None
    file.remove()
    file.remove()
    assert file.load() is None


def test_only_its_owner_reads_it_whatever_the_mask(file: SeedFile) -> None:
    before = os.umask(0)
    try:
        file.save(Seeds.fresh())
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert not file.exposed
    file.path.chmod(0o640)
    assert file.exposed
    file.shut()
    assert not file.exposed


@pytest.mark.parametrize(
    "text", ["", "[]", "5", "{}", '{"user_id": "@evenfloor:example.org", "seeds": {}}', "\x00"]
)
def test_a_damaged_file_is_said_to_be_damaged(file: SeedFile, text: str) -> None:
    file.path.parent.mkdir()
    file.path.write_text(text)
    with pytest.raises(Damaged):
        file.load()


def test_neither_a_short_seed_nor_a_seed_in_an_error(file: SeedFile) -> None:
    seeds = Seeds.fresh()
    file.save(seeds)
    secret = encoded(seeds.master.seed)
    file.path.write_text(file.path.read_text().replace(secret, secret[:-4]))
    with pytest.raises(Damaged) as caught:
        file.load()
    assert secret[:-4] not in str(caught.value)
    assert secret not in repr(seeds)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(Damaged, match="cannot be written"):
        SeedFile(tmp_path / "taken" / "identity.json", ME).save(Seeds.fresh())
