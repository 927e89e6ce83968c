"""Everybody's account on the new homeserver, and the two rooms of the meeting, with everybody in them."""

import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final

from msgspec import Struct
from pydantic import HttpUrl, SecretStr

from adapters.matrix.api import route
from adapters.matrix.rooms.rights import MODERATOR
from adapters.matrix.session import Session
from adapters.matrix.settings import MatrixSettings
from bot.demo.script import IN_PERSON, VIRTUAL
from bot.demo.synapse.configuration import SERVER_NAME

BOT: Final = "evenfloor"
MODERATORS: Final = (VIRTUAL, IN_PERSON)
PARTICIPANTS: Final = ("amara", "bao", "chidi", "dana")
ALIAS: Final = "roundtable"
ROOM: Final = "Roundtable"
MODERATORS_ROOM: Final = "Moderators"
"""What the two rooms are called."""


class Premises(Struct, frozen=True):
    """What the bot and its visitors need to know."""

    room: str
    moderators_room: str
    password: str
    """Of each person; made anew each time, since others on this machine reach the homeserver too."""
    bot_password: str


def user_id(name: str) -> str:
    """The whole id of somebody there."""
    return f"@{name}:{SERVER_NAME}"


def link() -> str:
    """What leads people into the room."""
    return f"https://matrix.to/#/#{ALIAS}:{SERVER_NAME}"


async def premises_made(url: str, title: str) -> Premises:
    """Make all of it; the bot is asked in, and comes when it runs. Nobody is left signed in."""
    password, bot_password = secrets.token_hex(4), secrets.token_urlsafe(16)
    async with AsyncExitStack() as stack:
        people = {
            name: await stack.enter_async_context(_newcomer(url, name, password))
            for name in (*MODERATORS, *PARTICIPANTS)
        }
        await stack.enter_async_context(_newcomer(url, BOT, bot_password))
        everybody = _options(ROOM, title, [*people, BOT], preset="public_chat", room_alias_name=ALIAS)
        closed = _options(MODERATORS_ROOM, title, [*MODERATORS, BOT], preset="private_chat")
        room = await _room(people, everybody)
        moderators_room = await _room({name: people[name] for name in MODERATORS}, closed)
    return Premises(room, moderators_room, password, bot_password)


def _options(name: str, topic: str, invited: Sequence[str], **others: str) -> dict[str, object]:
    """Of a room that the first moderator makes."""
    return {
        "name": name,
        "topic": topic,
        "invite": [user_id(each) for each in invited if each != VIRTUAL],
        "power_level_content_override": {"users": {user_id(IN_PERSON): MODERATOR}},
        **others,
    }


async def _room(people: Mapping[str, Session], options: Mapping[str, object]) -> str:
    """The first of them makes it, the others come in."""
    first, *others = people.values()
    made = await first.api.call("POST", route("createRoom"), options)
    room = str(made["room_id"])
    for each in others:
        await each.api.call("POST", route("join", room), {})
    return room


@asynccontextmanager
async def _newcomer(url: str, name: str, password: str) -> AsyncIterator[Session]:
    """A new account, signed in for a moment."""
    settings = MatrixSettings(
        homeserver=HttpUrl(url), user=user_id(name), password=SecretStr(password), device_id="DEMO"
    )
    session = Session(settings, encrypt=False)
    try:
        await session.api.call("POST", route("register"), _registration(name, password))
        await session.sign_in()
        shown = {"displayname": name.capitalize()}
        await session.api.call("PUT", route("profile", session.me, "displayname"), shown)
        yield session
        await session.api.call("POST", route("logout"), {})
    finally:
        await session.close()


def _registration(name: str, password: str) -> Mapping[str, object]:
    proof = {"type": "m.login.dummy"}
    return {"username": name, "password": password, "auth": proof, "inhibit_login": True}
