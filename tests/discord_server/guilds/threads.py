"""REST: threads of text channels, private ones made by the bot."""

from aiohttp import web

from tests.discord_server import render
from tests.discord_server.gateway import Gateway
from tests.discord_server.render import reply
from tests.discord_server.rest import body, invalid, nothing
from tests.discord_server.world import (
    CREATE_PRIVATE_THREADS,
    MANAGE_THREADS,
    PRIVATE_THREAD,
    READ_MESSAGE_HISTORY,
    TEXT,
    VIEW_CHANNEL,
    Refused,
    Thread,
    World,
)


class Threads:
    """Those of all servers."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def routes(self) -> list[web.RouteDef]:
        root = "/api/v10"
        channel = f"{root}/channels/{{channel}}"
        return [
            web.get(f"{root}/guilds/{{guild}}/threads/active", self._active),
            web.patch(channel, self._edit_thread),
            web.delete(channel, self._delete_thread),
            web.post(f"{channel}/threads", self._make_thread),
            web.get(f"{channel}/users/@me/threads/archived/private", self._archived),
            web.put(f"{channel}/thread-members/{{user}}", self._add_to_thread),
            web.delete(f"{channel}/thread-members/{{user}}", self._take_from_thread),
        ]

    async def _make_thread(self, request: web.Request) -> web.Response:
        bot = self._world.bot.id
        parent = self._world.visible(request.match_info["channel"], bot)
        if parent.type != TEXT:
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        self._world.need(parent, bot, CREATE_PRIVATE_THREADS)
        data = await body(request)
        if not 1 <= len(str(data["name"])) <= 100:
            raise invalid("name", "Must be between 1 and 100 in length.")
        thread = Thread(
            self._world.new_id(),
            int(str(data["type"])),
            str(data["name"]),
            parent=parent.id,
            owner=bot,
            members={bot},
            invitable=bool(data.get("invitable", True)),
            auto_archive=int(str(data["auto_archive_duration"])),
            guild=parent.guild,
        )
        if thread.type != PRIVATE_THREAD:
            raise invalid("type", "only private threads are known here")
        self._world.channels[thread.id] = thread
        rendered = render.thread(self._world, thread)
        await self._gateway.dispatch("THREAD_CREATE", rendered | {"newly_created": True})
        return reply(rendered, status=201)

    async def _active(self, request: web.Request) -> web.Response:
        here = [one for one in self._world.threads() if one.guild == request.match_info["guild"]]
        found = [one for one in here if not one.archived and self._inside(one)]
        return reply({"threads": [render.thread(self._world, one) for one in found], "members": []})

    async def _archived(self, request: web.Request) -> web.Response:
        parent = request.match_info["channel"]
        self._world.need(self._world.channels[parent], self._world.bot.id, READ_MESSAGE_HISTORY)
        found = [
            one
            for one in self._world.threads()
            if one.archived and one.parent == parent and self._inside(one)
        ]
        threads = [render.thread(self._world, one) for one in found]
        return reply({"threads": threads, "members": [], "has_more": False})

    async def _edit_thread(self, request: web.Request) -> web.Response:
        thread = self._thread(request)
        if thread.locked:
            self._world.need(thread, self._world.bot.id, MANAGE_THREADS)
        thread.archived = bool((await body(request)).get("archived", thread.archived))
        return reply(render.thread(self._world, thread))

    async def _add_to_thread(self, request: web.Request) -> web.Response:
        thread = self._thread(request)
        if thread.archived:
            raise Refused(400, 50083, "Thread is archived")
        person = request.match_info["user"]
        if person not in self._world.guilds[thread.guild].members:
            raise Refused(404, 10013, "Unknown User")
        parent = self._world.channels[thread.parent]
        if not self._world.permissions(person, parent) & VIEW_CHANNEL:
            raise Refused(403, 50001, "Missing Access")
        thread.members.add(person)
        return nothing()

    async def _take_from_thread(self, request: web.Request) -> web.Response:
        """As the owner of a private thread may."""
        thread = self._thread(request)
        if thread.archived:
            raise Refused(400, 50083, "Thread is archived")
        thread.members.discard(request.match_info["user"])
        return nothing()

    async def _delete_thread(self, request: web.Request) -> web.Response:
        thread = self._thread(request)
        self._world.need(thread, self._world.bot.id, MANAGE_THREADS)
        del self._world.channels[thread.id]
        rendered = render.thread(self._world, thread)
        await self._gateway.dispatch("THREAD_DELETE", rendered)
        return reply(rendered)

    def _thread(self, request: web.Request) -> Thread:
        thread = self._world.visible(request.match_info["channel"], self._world.bot.id)
        if not isinstance(thread, Thread):
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        return thread

    def _inside(self, thread: Thread) -> bool:
        return bool(self._world.permissions(self._world.bot.id, thread) & VIEW_CHANNEL)
