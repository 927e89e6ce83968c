"""A request's body, also where files come beside its JSON (API documentation, "Uploading Files")."""

import json
import re

from aiohttp import web

from tests.discord_server.world import Attached


async def form(request: web.Request) -> object:
    """The JSON."""
    if not request.content_type.startswith("multipart/"):
        return await request.json()
    return json.loads(str((await request.post())["payload_json"]))


async def attached(request: web.Request) -> list[Attached]:
    """The files, under the names that Discord gives them."""
    if not request.content_type.startswith("multipart/"):
        return []
    parts = [each for each in (await request.post()).values() if isinstance(each, web.FileField)]
    return [Attached(_kept(each.filename), each.file.read()) for each in parts]


def _kept(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]", "", name.replace(" ", "_")) or "file"
