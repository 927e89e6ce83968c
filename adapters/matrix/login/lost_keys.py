"""Whether a device's encryption keys are lost: a device without them stays unreadable to everybody."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from nio import AsyncClient

from adapters.matrix.api import Api, route
from adapters.matrix.identity.keys import at

log = logging.getLogger(__name__)


class KeysLost(Exception):
    """Only a new device helps; the text says what was found."""


def key_file(store: Path, user: str, device: str) -> Path:
    """Where nio keeps a device's keys."""
    return store / f"{user}_{device}.db"


def put_aside_if_damaged(file: Path) -> None:
    """Make room for a new one where the file is no database any more; what it was is kept beside it."""
    if not damaged(file):
        return
    beside = file.with_name(f"{file.name}.damaged")
    file.replace(beside)
    log.error("Matrix: %s is damaged; it was moved to %s", file, beside)
    raise KeysLost("the database of the keys is damaged")


def damaged(file: Path) -> bool:
    """Whether it is no database any more. Of what is locked, or not to be opened, nio says what is wrong."""
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",))
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True


async def compare_with_published(client: AsyncClient, api: Api, me: str) -> None:
    """KeysLost if others hold other keys for this device; have ours published where there are none.

    A homeserver that ends a login forgets the device's keys, and nio believes them to be there.
    """
    if client.olm is None:
        return
    device, account = str(client.device_id), client.olm.account
    answer = await api.call("POST", route("keys", "query"), {"device_keys": {me: [device]}})
    published = at(answer, "device_keys", me, device, "keys", f"ed25519:{device}")
    if published is None:
        account.shared = False
    elif published != account.identity_keys["ed25519"]:
        raise KeysLost("the published keys are others")
