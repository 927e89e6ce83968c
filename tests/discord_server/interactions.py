"""Interactions: slash commands and autocompletion on their way to the bot, and the bot's replies to them."""

import re
from collections.abc import Sequence

from aiohttp import web
from msgspec import Struct

from tests.discord_server import render
from tests.discord_server.components import checked_form, filled_form
from tests.discord_server.gateway import Gateway
from tests.discord_server.messages import Messages, checked_text
from tests.discord_server.render import Json, reply
from tests.discord_server.rest import body
from tests.discord_server.uploads.forms import attached
from tests.discord_server.world import DM, EPHEMERAL, Attached, Channel, Message, Refused, World

COMMAND, PRESS, AUTOCOMPLETE, FORM = 2, 3, 4, 5


class Interaction(Struct):
    id: str
    token: str
    person: str
    channel: str
    payload: Json
    acknowledged: bool = False
    deferred: bool = False
    expired: bool = False
    ephemeral: bool = False
    original: Message | None = None
    choices: list[Json] | None = None
    form: Json | None = None


class Interactions:
    """All of them, by token."""

    def __init__(self, world: World, gateway: Gateway, messages: Messages) -> None:
        self._world = world
        self._gateway = gateway
        self._messages = messages
        self.known: dict[str, Interaction] = {}

    def routes(self) -> list[web.RouteDef]:
        webhook = "/api/v10/webhooks/{app}/{token}"
        return [
            web.post("/api/v10/interactions/{id}/{token}/callback", self._callback),
            web.post(webhook, self._follow_up),
            web.patch(f"{webhook}/messages/@original", self._edit_original),
        ]

    async def begin(
        self, kind: int, person: str, channel: Channel, data: Json, message: Message | None = None
    ) -> Interaction:
        """Somebody presses enter, or what stands below a message, or is still typing."""
        native = self._world.new_id()
        payload = self._payload(kind, native, person, channel, data)
        if message is not None:
            payload["message"] = render.message(self._world, message)
        interaction = Interaction(native, f"token-{native}", person, channel.id, payload)
        self.known[interaction.token] = interaction
        await self._gateway.dispatch("INTERACTION_CREATE", payload)
        return interaction

    async def press(self, person: str, channel: Channel, data: Json, below: Message, words: str) -> str:
        """Press, and fill words into the form that opens, if there are any; returns the event's id."""
        return await self.give(PRESS, person, channel, data, words, below)

    async def give(
        self, kind: int, person: str, channel: Channel, data: Json, words: str, below: Message | None = None
    ) -> str:
        """Anything that may open a form, and that filled in; returns the last event's id."""
        begun = await self.begin(kind, person, channel, data, below)
        if not words:
            return begun.id
        await self._world.until(lambda: begun.form is not None)
        return (await self.begin(FORM, person, channel, filled_form(begun.form or {}, words), below)).id

    async def choices(
        self, person: str, channel: Channel, command: str, option: str, typed: str
    ) -> list[tuple[str, str]]:
        """What is shown and what would be sent for a half-typed option."""
        focused: Json = {"name": option, "type": 3, "value": typed, "focused": True}
        data: Json = {"id": "1", "name": command, "type": 1, "options": [focused]}
        interaction = await self.begin(AUTOCOMPLETE, person, channel, data)
        await self._world.until(lambda: interaction.choices is not None)
        return [(str(choice["name"]), str(choice["value"])) for choice in interaction.choices or ()]

    def _payload(self, kind: int, id: str, person: str, channel: Channel, data: Json) -> Json:
        direct = channel.type == DM
        permissions = str(self._world.permissions(person, channel) & (1 << 50) - 1)
        who: Json = {"user": render.user(self._world.users[person])}
        if not direct:
            member = render.member(self._world, person, self._world.guilds[channel.guild])
            who = {"member": member | {"permissions": permissions}, "guild_id": channel.guild}
        return {
            "id": id,
            "application_id": self._world.bot.id,
            "type": kind,
            "token": f"token-{id}",
            "version": 1,
            "data": data,
            "channel_id": channel.id,
            "channel": render.channel(self._world, channel),
            "locale": self._world.users[person].locale,
            "context": 1 if direct else 0,
            "attachment_size_limit": 1024,
            "entitlements": [],
            "authorizing_integration_owners": {},
            "app_permissions": permissions,
            **who,
        }

    async def _callback(self, request: web.Request) -> web.Response:
        interaction = self._of(request)
        if interaction.acknowledged:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        sent = await body(request)
        data = sent.get("data") or {}
        match sent["type"], data:  # 4 a message, 5 put off, 8 choices, 9 a form
            case 8, {"choices": list(choices)}:
                interaction.choices = choices
            case 5, {**rest}:
                interaction.deferred = True
                interaction.ephemeral = bool(int(str(rest.get("flags") or 0)) & EPHEMERAL)
            case 4, dict(reply_data):
                interaction.original = await self._say(interaction, reply_data, await attached(request))
            case 9, dict(form):
                interaction.form = checked_form(form)
            case kind, _:
                raise AssertionError(f"an interaction callback of type {kind} is not known here")
        interaction.acknowledged = True
        answer: Json = {"id": interaction.id, "type": 2}
        if interaction.original is not None:
            answer["response_message_id"] = interaction.original.id
        return reply({"interaction": answer})

    async def _follow_up(self, request: web.Request) -> web.Response:
        interaction = self._of(request)
        if not interaction.acknowledged:
            raise Refused(404, 10015, "Unknown Webhook")
        message = await self._say(interaction, await body(request), await attached(request))
        return reply(render.message(self._world, message))

    async def _edit_original(self, request: web.Request) -> web.Response:
        interaction = self._of(request)
        if not interaction.acknowledged:
            raise Refused(404, 10015, "Unknown Webhook")
        data = await body(request)
        if interaction.original is None:
            flags = EPHEMERAL if interaction.ephemeral else 0
            said: Json = {**data, "flags": flags}
            interaction.original = await self._say(interaction, said, await attached(request))
        elif interaction.original.content != checked_text(data):
            self._messages.rewrite(interaction.original, data)
        return reply(render.message(self._world, interaction.original))

    async def _say(self, interaction: Interaction, data: Json, files: Sequence[Attached]) -> Message:
        """An ephemeral reply is told to its reader and the bot alone; any other stands in the channel."""
        hidden = int(str(data.get("flags") or 0)) & EPHEMERAL
        message = self._messages.compose(
            interaction.channel, data, files, reader=interaction.person if hidden else None
        )
        message.answers = self._metadata(interaction)
        await self._messages.deliver(message)
        return message

    def _metadata(self, interaction: Interaction) -> Json:
        """A reply behind the first one names that."""
        known: Json = {
            "id": interaction.id,
            "type": interaction.payload["type"],
            "user": render.user(self._world.users[interaction.person]),
            "authorizing_integration_owners": {},
        }
        original = interaction.original
        return known | ({"original_response_message_id": original.id} if original else {})

    def _of(self, request: web.Request) -> Interaction:
        interaction = self.known.get(request.match_info["token"])
        if interaction is None or interaction.expired:
            raise Refused(404, 10062, "Unknown interaction")
        return interaction


def filled(definition: Json, line: str) -> list[Json]:
    """A line's words in a command's options, as a person would put them; ValueError if they do not fit.

    Choices take their word, options with offers all up to a `|` or else what is not needed behind them,
    others a word, the last the rest.
    """
    listed = definition.get("options")
    options: list[Json] = listed if isinstance(listed, list) else []
    ordered = sorted(options, key=lambda option: not option.get("choices"))
    rest, values = line.strip(), dict[str, str]()
    for number, option in enumerate(ordered):
        behind = ordered[number + 1 :]
        value, rest = _taken(option, rest, behind)
        if value:
            values[str(option["name"])] = value
    needed = [str(option["name"]) for option in options if option.get("required")]
    missing = [name for name in needed if name not in values]
    if rest or missing:
        raise ValueError(f"{line!r} does not fit: left {rest!r}, missing {missing}")
    return [{"name": name, "type": 3, "value": value} for name, value in values.items()]


def _taken(option: Json, rest: str, behind: list[Json]) -> tuple[str, str]:
    """What goes into an option, and what is left."""
    word, _, after = rest.partition(" ")
    choices = option.get("choices")
    if isinstance(choices, list):
        return (word, after.strip()) if word in {choice["value"] for choice in choices} else ("", rest)
    if not behind:
        return rest, ""
    if option.get("autocomplete") and ("|" in rest or not any(one.get("required") for one in behind)):
        word, _, after = rest.partition("|")
    return word.strip(), after.strip()


def first_word(text: str) -> tuple[str, str]:
    word, _, rest = re.sub(r"^[/!]", "", text.strip()).partition(" ")
    return word, rest
