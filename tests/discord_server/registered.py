"""The registered commands: whom Discord shows which, and what it sends when one is chosen."""

from collections.abc import Callable

from tests.discord_server import render
from tests.discord_server.interactions import filled, first_word
from tests.discord_server.render import Json
from tests.discord_server.world import DM, Channel, World

_SLASH, _USER = 1, 2


class NotOffered(AssertionError):
    """Discord's own input field or menu would not have let this command be sent."""


class Registered:
    """By name; a definition is as the bot sent it."""

    def __init__(self, world: World, definitions: Callable[[], list[Json]]) -> None:
        self._world = world
        self._definitions = definitions

    def slash_commands(self) -> list[str]:
        return [str(one["name"]) for one in self._definitions() if one["type"] == _SLASH]

    def definition(self, name: str) -> Json:
        return next(one for one in self._definitions() if one["name"] == name)

    def slash(self, line: str, person: str, channel: Channel) -> Json:
        """The interaction's data of a line that somebody types."""
        word, rest = first_word(line)
        if word not in self.slash_commands():
            raise NotOffered(f"/{word} is not registered; registered: {', '.join(self.slash_commands())}")
        definition = self._offered(word, person, channel)
        try:
            options = filled(definition, rest)
        except ValueError as error:
            raise NotOffered(f"/{word}: {error}") from None
        return {"id": definition["id"], "name": word, "type": _SLASH, "options": options}

    def menu(self, name: str, on: str, person: str, channel: Channel) -> Json:
        """The interaction's data of a command that is chosen on a person or a message, with what that is."""
        definition = self._offered(name, person, channel)
        if definition["type"] == _USER:
            member = render.member(self._world, on, self._world.guilds[channel.guild])
            user = member.pop("user")
            resolved = {"users": {on: user}, "members": {on: member | {"permissions": "0"}}}
        else:
            resolved = {"messages": {on: render.message(self._world, self._world.message(on))}}
        chosen = {key: definition[key] for key in ("id", "name", "type")}
        return {**chosen, "target_id": on, "resolved": resolved}

    def _offered(self, name: str, person: str, channel: Channel) -> Json:
        """What a command wants at first counts in servers alone."""
        definition = self.definition(name)
        needed = int(str(definition["default_member_permissions"] or 0))
        held = self._world.permissions(person, channel)
        if channel.type != DM and held & needed != needed:
            raise NotOffered(f"{name} is not for them")
        return definition
