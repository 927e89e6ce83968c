"""REST: the bot itself, its servers, their members and channels, and the registered commands."""

import re

from aiohttp import web

from tests.discord_server import render
from tests.discord_server.gateway import Gateway
from tests.discord_server.guilds.guild import Guild
from tests.discord_server.render import Json, reply
from tests.discord_server.rest import body, invalid
from tests.discord_server.world import (
    CREATE_INSTANT_INVITE,
    MANAGE_CHANNELS,
    TEXT,
    Channel,
    Overwrite,
    Refused,
    Thread,
    World,
)

_WORDS = 1 << 19
"""The application may have what people write, as bots in few servers do."""


class Places:
    """Everything that is not a message or an interaction."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway
        self.commands: list[Json] = []

    def routes(self) -> list[web.RouteDef]:
        root = "/api/v10"
        return [
            web.get(f"{root}/users/@me", self._me),
            web.get(f"{root}/oauth2/applications/@me", self._application),
            web.get(f"{root}/applications/{{app}}/commands", self._commands),
            web.put(f"{root}/applications/{{app}}/commands", self._overwrite_commands),
            web.get(f"{root}/applications/{{app}}/guilds/{{guild}}/commands", self._own_commands),
            web.get(f"{root}/guilds/{{guild}}", self._guild),
            web.get(f"{root}/guilds/{{guild}}/channels", self._channels),
            web.post(f"{root}/guilds/{{guild}}/channels", self._make_channel),
            web.get(f"{root}/guilds/{{guild}}/members/{{user}}", self._member),
            web.get(f"{root}/channels/{{channel}}", self._channel),
            web.post(f"{root}/channels/{{channel}}/invites", self._invite),
        ]

    async def _me(self, _: web.Request) -> web.Response:
        return reply(render.user(self._world.bot))

    async def _application(self, _: web.Request) -> web.Response:
        bot = self._world.bot
        return reply(
            {
                "id": bot.id,
                "name": bot.name,
                "description": "",
                "icon": None,
                "bot_public": False,
                "bot_require_code_grant": False,
                "owner": render.user(bot),
                "verify_key": "",
                "flags": _WORDS if self._world.words_allowed else 0,
            }
        )

    async def _commands(self, request: web.Request) -> web.Response:
        full = request.query.get("with_localizations") == "true"
        return reply([one if full else _without_localizations(one) for one in self.commands])

    async def _own_commands(self, request: web.Request) -> web.Response:
        commands = self._joined(request).commands
        if commands is None:
            raise Refused(403, 50001, "Missing Access")
        return reply(commands)

    async def _overwrite_commands(self, request: web.Request) -> web.Response:
        wanted = await request.json()
        for definition in wanted:
            _check_definition(definition)
        _check_names(wanted)
        self.commands = [
            {
                "default_member_permissions": None,
                **one,
                "id": self._world.new_id(),
                "version": "1",
                "nsfw": False,
            }
            for one in wanted
        ]
        return reply(self.commands)

    async def _guild(self, request: web.Request) -> web.Response:
        return reply(render.guild(self._joined(request)))

    async def _channels(self, request: web.Request) -> web.Response:
        shown = self._world.channels_of(self._joined(request).id)
        return reply([render.channel(self._world, one) for one in shown])

    async def _make_channel(self, request: web.Request) -> web.Response:
        guild = self._joined(request)
        if not self._world.server_permissions(self._world.bot.id, guild) & MANAGE_CHANNELS:
            raise Refused(403, 50013, "Missing Permissions")
        data = await body(request)
        topic = str(data.get("topic") or "")
        made = Channel(self._world.new_id(), TEXT, str(data["name"]), topic=topic, guild=guild.id)
        overwrites = data.get("permission_overwrites")
        for one in overwrites if isinstance(overwrites, list) else []:
            made.overwrites[str(one["id"])] = Overwrite(int(one["allow"]), int(one["deny"]))
        self._world.channels[made.id] = made
        rendered = render.channel(self._world, made)
        await self._gateway.dispatch("CHANNEL_CREATE", rendered)
        return reply(rendered)

    async def _member(self, request: web.Request) -> web.Response:
        person, guild = request.match_info["user"], self._joined(request)
        if person not in guild.members:
            raise Refused(404, 10007, "Unknown Member")
        return reply(render.member(self._world, person, guild))

    def _joined(self, request: web.Request) -> Guild:
        """A server that the bot is in."""
        guild = self._world.guilds.get(request.match_info["guild"])
        if guild is None or self._world.bot.id not in guild.members:
            raise Refused(404, 10004, "Unknown Guild")
        return guild

    async def _invite(self, request: web.Request) -> web.Response:
        """One that lasts is found again, unless another is asked for."""
        channel = self._world.visible(request.match_info["channel"], self._world.bot.id)
        if isinstance(channel, Thread):
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        self._world.need(channel, self._world.bot.id, CREATE_INSTANT_INVITE)
        sent = await body(request)
        if sent.get("unique") or not channel.invite:
            channel.invite = f"invite{self._world.new_id()}"
        return reply({"code": channel.invite, "type": 0, "max_age": sent["max_age"]})

    async def _channel(self, request: web.Request) -> web.Response:
        channel = self._world.visible(request.match_info["channel"], self._world.bot.id)
        return reply(render.channel(self._world, channel))


def _without_localizations(definition: Json) -> Json:
    bare = {key: value for key, value in definition.items() if not key.endswith("_localizations")}
    options = bare.get("options")
    return (
        bare | {"options": [_without_localizations(one) for one in options]}
        if isinstance(options, list)
        else bare
    )


def _check_names(definitions: list[Json]) -> None:
    """In no language two commands have one name."""
    names = [(one["type"], "", str(one["name"])) for one in definitions]
    for one in definitions:
        localised = one.get("name_localizations")
        names += [(one["type"], *each) for each in (localised.items() if isinstance(localised, dict) else ())]
    if len(set(names)) < len(names):
        raise invalid("name", "Application command names must be unique")


def _check_menu(definition: Json) -> None:
    """A command on a person or a message has a name of words, and nothing to fill in."""
    localised = definition.get("name_localizations")
    names = [definition["name"], *(localised.values() if isinstance(localised, dict) else ())]
    if not all(1 <= len(str(name)) <= 32 for name in names):
        raise invalid("name", str(definition["name"]))
    if definition.get("description") or definition.get("options"):
        raise invalid("description", str(definition["name"]))


def _check_definition(definition: Json) -> None:
    """The rules that Discord documents for a slash command's definition."""
    options = definition.get("options")
    if definition["type"] != 1:
        _check_menu(definition)
        return
    listed = options if isinstance(options, list) else []
    for part in (definition, *listed):
        for name in (part["name"], *(part.get("name_localizations") or {}).values()):
            if not re.fullmatch(r"[-_'\w]{1,32}", str(name)) or str(name).lower() != name:
                raise invalid("name", str(name))
        if not 1 <= len(str(part["description"])) <= 100:
            raise invalid("description", str(part["name"]))
        if len(part.get("choices") or []) > 25 or (part.get("choices") and part.get("autocomplete")):
            raise invalid("choices", str(part["name"]))
    needed = [bool(one.get("required")) for one in listed]
    if len(listed) > 25 or needed != sorted(needed, reverse=True):
        raise invalid("options", str(definition["name"]))
