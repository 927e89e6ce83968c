"""REST: channels' and direct chats' messages."""

from collections.abc import Sequence

from aiohttp import web

from tests.discord_server import render
from tests.discord_server.components import checked
from tests.discord_server.gateway import Gateway
from tests.discord_server.render import Json, reply
from tests.discord_server.rest import body, invalid, nothing
from tests.discord_server.uploads.forms import attached
from tests.discord_server.world import (
    ATTACH_FILES,
    DM,
    MANAGE_THREADS,
    PIN_MESSAGES,
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
    SEND_MESSAGES_IN_THREADS,
    Attached,
    Channel,
    Message,
    Refused,
    Thread,
    World,
)


class Messages:
    """Posting, editing and reading."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/api/v10/users/@me/channels", self._open_chat),
            web.post("/api/v10/channels/{channel}/messages", self._post),
            web.get("/api/v10/channels/{channel}/messages", self._history),
            web.get("/api/v10/channels/{channel}/messages/{message}", self._read),
            web.patch("/api/v10/channels/{channel}/messages/{message}", self._edit),
            web.delete("/api/v10/channels/{channel}/messages/{message}", self._delete),
            web.put("/api/v10/channels/{channel}/messages/pins/{message}", self._pin),
            web.delete("/api/v10/channels/{channel}/messages/pins/{message}", self._pin),
        ]

    async def deliver(self, message: Message) -> None:
        """Keep a message, and tell the bot of it if it sees the channel."""
        self._world.messages.append(message)
        await self.announce(message)
        self._world.changed()

    async def change(self, message: Message, text: str | None) -> None:
        """Other words for a message, or a preview of a link in it: the bot is told alike."""
        if text is not None:
            message.content, message.edits = text, message.edits + 1
            message.pinged = self._world.mentions(text, None)
        await self.announce(message, "MESSAGE_UPDATE")

    async def remove(self, messages: Sequence[Message]) -> None:
        """Messages of one channel are gone; the bot is told their ids alone."""
        for message in messages:
            self._world.messages.remove(message)
        channel = self._world.channels[messages[0].channel]
        guild = {} if channel.type == DM else {"guild_id": channel.guild}
        where = {"channel_id": channel.id, **guild}
        ids = [message.id for message in messages]
        if len(ids) == 1:
            await self._gateway.dispatch("MESSAGE_DELETE", {"id": ids[0], **where})
        else:
            await self._gateway.dispatch("MESSAGE_DELETE_BULK", {"ids": ids, **where})

    async def react(self, person: str, message: Message, emoji: str, *, up: bool) -> None:
        """Put a sign on a message, or take it away; told to a session that asked for it."""
        (message.reactions.add if up else message.reactions.discard)((person, emoji))
        channel = self._world.channels[message.channel]
        told = {"user_id": person, "channel_id": channel.id, "message_id": message.id}
        told |= {"guild_id": channel.guild} if channel.type != DM else {}
        sign = {"emoji": {"id": None, "name": emoji}, "burst": False, "type": 0}
        kind = "MESSAGE_REACTION_ADD" if up else "MESSAGE_REACTION_REMOVE"
        await self._gateway.dispatch(kind, {**told, **sign})

    async def announce(self, message: Message, event: str = "MESSAGE_CREATE") -> None:
        """To the bot's session, by what that asked for."""
        await self._gateway.dispatch(event, self._told(message, words=self._world.brings_words))

    def _told(self, message: Message, *, words: bool) -> Json:
        """Without the content intent only direct messages, mentions and its own come with their words."""
        channel = self._world.channels[message.channel]
        bot = self._world.bot.id
        rendered = render.message(self._world, message)
        if not words and channel.type != DM and message.author != bot and bot not in message.pinged:
            rendered |= {"content": "", "attachments": []}
        return rendered

    def compose(
        self, channel: str, data: Json, files: Sequence[Attached] = (), *, reader: str | None = None
    ) -> Message:
        """A message of the bot's from a request body, checked as Discord checks it."""
        if any(len(each.content) > self._world.largest_file for each in files):
            raise Refused(413, 40005, "Request entity too large")
        allowed = data.get("allowed_mentions")
        limits = allowed if isinstance(allowed, dict) else None
        text = checked_text(data)
        return Message(
            self._world.new_id(),
            channel,
            self._world.bot.id,
            text,
            flags=int(str(data.get("flags") or 0)),
            pinged=self._world.mentions(text, limits),
            pings_everyone="@everyone" in text and (limits is None or "everyone" in _parse(limits)),
            files=list(files),
            reader=reader,
            components=checked(data),
        )

    async def _open_chat(self, request: web.Request) -> web.Response:
        person = str((await body(request))["recipient_id"])
        if person not in self._world.users:
            raise Refused(400, 50033, "Invalid Recipient(s)")
        return reply(render.channel(self._world, self._world.direct_chat(person)))

    async def _post(self, request: web.Request) -> web.Response:
        bot = self._world.bot.id
        channel = self._world.visible(request.match_info["channel"], bot)
        self._check_may_post(channel)
        data = await body(request)
        files = await attached(request)
        nonce = str(data.get("nonce") or "")
        if len(nonce) > 25:
            raise invalid("nonce", "must be 25 or fewer in length")
        known = self._world.nonces.get((channel.id, nonce)) if data.get("enforce_nonce") else None
        if known is not None:
            return reply(render.message(self._world, known))
        if files:
            self._world.need(channel, bot, ATTACH_FILES)
        message = self.compose(channel.id, data, files)
        message.replies_to = self._answered(channel, data.get("message_reference"))
        if message.replies_to and _pings_answered(data):
            message.pinged |= {self._world.message(message.replies_to).author}
        if nonce:
            self._world.nonces[channel.id, nonce] = message
        if isinstance(channel, Thread):
            channel.archived = False
        await self.deliver(message)
        return reply(render.message(self._world, message))

    def _check_may_post(self, channel: Channel) -> None:
        bot = self._world.bot.id
        if channel.recipient is not None and not self._world.users[channel.recipient].takes_direct_messages:
            raise Refused(403, 50007, "Cannot send messages to this user")
        permission = SEND_MESSAGES_IN_THREADS if isinstance(channel, Thread) else SEND_MESSAGES
        self._world.need(channel, bot, permission)
        if isinstance(channel, Thread) and channel.locked:
            _open(channel)
            if not self._world.permissions(bot, channel) & MANAGE_THREADS:
                raise Refused(403, 160005, "Thread is locked")

    def _answered(self, channel: Channel, reference: object) -> str:
        """Empty where it answers nothing, or nothing that stands there and that need not."""
        if not isinstance(reference, dict):
            return ""
        if not self._world.permissions(self._world.bot.id, channel) & READ_MESSAGE_HISTORY:
            raise Refused(400, 160002, "Cannot reply without permission to read message history")
        wanted = str(reference["message_id"])
        if wanted in [message.id for message in self._world.posted_in(channel.id)]:
            return wanted
        if reference.get("fail_if_not_exists", True):
            raise invalid("message_reference", "Unknown message")
        return ""

    async def _edit(self, request: web.Request) -> web.Response:
        bot = self._world.bot.id
        channel = self._world.visible(request.match_info["channel"], bot)
        _open(channel)
        for message in self._world.posted_in(channel.id):
            if message.id == request.match_info["message"]:
                if message.author != bot:
                    raise Refused(403, 50005, "Cannot edit a message authored by another user")
                self.rewrite(message, await body(request))
                return reply(render.message(self._world, message))
        raise Refused(404, 10008, "Unknown Message")

    async def _delete(self, request: web.Request) -> web.Response:
        """One's own needs no permission."""
        bot = self._world.bot.id
        channel = self._world.visible(request.match_info["channel"], bot)
        _open(channel)
        for message in self._world.posted_in(channel.id):
            if message.id == request.match_info["message"]:
                if message.author != bot:
                    raise Refused(403, 50013, "Missing Permissions")
                await self.remove([message])
                return nothing()
        raise Refused(404, 10008, "Unknown Message")

    async def _pin(self, request: web.Request) -> web.Response:
        """Pinned already, or not pinned, it stays as it is."""
        channel = self._world.visible(request.match_info["channel"], self._world.bot.id)
        self._world.need(channel, self._world.bot.id, PIN_MESSAGES)
        _open(channel)
        for message in self._world.posted_in(channel.id):
            if message.id == request.match_info["message"]:
                message.is_pinned = request.method == "PUT"
                return nothing()
        raise Refused(404, 10008, "Unknown Message")

    async def _read(self, request: web.Request) -> web.Response:
        channel = self._world.visible(request.match_info["channel"], self._world.bot.id)
        self._world.need(channel, self._world.bot.id, READ_MESSAGE_HISTORY)
        for message in self._world.posted_in(channel.id):
            if message.id == request.match_info["message"]:
                return reply(self._told(message, words=self._world.words_allowed))
        raise Refused(404, 10008, "Unknown Message")

    def rewrite(self, message: Message, data: Json) -> None:
        changed = self.compose(message.channel, data)
        message.content, message.pinged = changed.content, changed.pinged
        message.components = changed.components if "components" in data else message.components
        message.edits += 1

    async def _history(self, request: web.Request) -> web.Response:
        """Discord refuses nothing to who may not read back: it shows no messages."""
        channel = self._world.visible(request.match_info["channel"], self._world.bot.id)
        if not self._world.permissions(self._world.bot.id, channel) & READ_MESSAGE_HISTORY:
            return reply([])
        found = self._world.posted_in(channel.id)
        limit = int(request.query.get("limit", "50"))
        if "after" in request.query:
            found = [one for one in found if int(one.id) > int(request.query["after"])][:limit]
        if "before" in request.query:
            found = [one for one in found if int(one.id) < int(request.query["before"])]
        allowed = self._world.words_allowed
        return reply([self._told(one, words=allowed) for one in reversed(found[-limit:])])


def checked_text(data: Json) -> str:
    text = str(data.get("content") or "").strip()
    if not text:
        raise Refused(400, 50006, "Cannot send an empty message")
    if len(text) > 2000:
        raise invalid("content", "Must be 2000 or fewer in length.")
    return text


def _pings_answered(data: Json) -> bool:
    """Whoever is answered is, unless the body says whom to ping."""
    allowed = data.get("allowed_mentions")
    return bool(allowed.get("replied_user")) if isinstance(allowed, dict) else True


def _parse(allowed: dict[str, object]) -> list[object]:
    parse = allowed.get("parse")
    return parse if isinstance(parse, list) else []


def _open(channel: Channel) -> None:
    """Nothing is changed in an archived thread."""
    if isinstance(channel, Thread) and channel.archived:
        raise Refused(400, 50083, "Thread is archived")
