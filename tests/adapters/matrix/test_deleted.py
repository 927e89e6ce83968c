"""A room that an administrator of the homeserver deletes."""

import hashlib
import hmac
from pathlib import Path
from urllib.parse import quote

import pytest
from aiohttp import ClientSession

from bot.domain.message import say
from bot.ports.platform import Undeliverable
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.venue import matrix_venue
from tests.synapse import running_synapse

pytestmark = pytest.mark.sockets


async def administrator(http: ClientSession) -> str:
    """Whoever knows the secret of the homeserver's configuration makes one; returns the token."""
    path = "/_synapse/admin/v1/register"
    async with http.get(path) as answer:
        nonce = (await answer.json())["nonce"]
    words = "\0".join((nonce, "root", "secret", "admin"))
    mac = hmac.new(b"shared", words.encode(), hashlib.sha1).hexdigest()
    body = {"nonce": nonce, "username": "root", "password": "secret", "admin": True, "mac": mac}
    async with http.post(path, json=body) as answer:
        return str((await answer.json())["access_token"])


async def test_it_is_told_as_lost_with_what_to_do_and_the_others_go_on(tmp_path: Path) -> None:
    with running_synapse(registration_shared_secret="shared") as synapse:
        async with matrix_venue(synapse, tmp_path) as venue, ClientSession(synapse.url) as http:
            platform, inbox = venue.platform(), Recorder()
            headers = {"Authorization": f"Bearer {await administrator(http)}"}
            async with running(platform, inbox):
                ana = await venue.person("Ana")
                await inbox.hears(await venue.types(ana, venue.room, "before"))
                path = f"/_synapse/admin/v2/rooms/{quote(venue.room.id)}"
                async with http.delete(path, json={"purge": True}, headers=headers) as answer:
                    assert answer.status == 200, await answer.text()
                await inbox.until(lambda: bool(inbox.lost))
                with pytest.raises(Undeliverable):
                    await platform.post(venue.room, post("gone"), "a")
                await platform.post(venue.moderators_room, post("here"), "b")
                await inbox.hears(await venue.types_in_private(ana, "after"))
            async with running(venue.platform(), inbox):
                await inbox.hears(await venue.types_in_private(ana, "restarted"))
    assert inbox.lost == [(say("matrix-put-out"), venue.room)]
