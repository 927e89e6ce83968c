"""Files with secrets or names in them that everybody on the machine may read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.config.configuration import secrets_folder
from bot.config.settings import Settings
from bot.private_files import readable_by_all

_FILE = "sqlite:///"


def exposed_files(settings: Settings) -> Iterator[Path]:
    """Each of them that is there and open to all."""
    return (each for each in _private(settings) if readable_by_all(each))


def _private(settings: Settings) -> Iterator[Path]:
    folder = secrets_folder()
    if folder is not None:
        yield from _inside(folder)
    if settings.database.url.startswith(_FILE):
        file = settings.database.url.removeprefix(_FILE).partition("?")[0]
        yield from (Path(file), Path(f"{file}-wal"))  # the newest facts stand in the second
    if settings.matrix is not None:
        yield settings.matrix.identity_file
        yield settings.matrix.login_file
        yield from _inside(settings.matrix.store)


def _inside(folder: Path) -> Sequence[Path]:
    """Its files; none where there is no such folder, or this user may not look into it."""
    try:
        return sorted(each for each in folder.iterdir() if each.is_file())
    except OSError:
        return ()
