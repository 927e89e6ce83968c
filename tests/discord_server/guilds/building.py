"""How a test furnishes one of Discord's servers."""

from collections.abc import Sequence

from msgspec import Struct

from tests.discord_server import world as rules
from tests.discord_server.guilds.guild import Guild, Role
from tests.discord_server.world import Channel, Thread, World


class Building(Struct, frozen=True):
    """One server, of which the bot is a member."""

    world: World
    guild: Guild

    @property
    def id(self) -> str:
        return self.guild.id

    def add_channel(self, name: str, *, seen_by: Sequence[str] | None = None) -> str:
        """A text channel; with `seen_by`, only for the bot and these roles or people."""
        return self._add(rules.TEXT, name, seen_by)

    def add_stage(self, name: str) -> str:
        """A Stage channel, in which the bot may not move anybody yet."""
        return self._add(rules.STAGE, name)

    def add_forum(self, name: str, *, seen_by: Sequence[str] | None = None) -> str:
        """A forum channel, in which there are posts and no private threads."""
        return self._add(rules.FORUM, name, seen_by)

    def add_thread(self, parent: str, name: str, *, members: Sequence[str] | None = None) -> str:
        """A thread of a text channel, or a post of a forum; with `members`, a private thread."""
        kind = rules.PUBLIC_THREAD if members is None else rules.PRIVATE_THREAD
        inside = set() if members is None else {self.world.bot.id, *members}
        owner = self.guild.owner
        thread = Thread(
            self.world.new_id(), kind, name, guild=self.id, parent=parent, owner=owner, members=inside
        )
        self.world.channels[thread.id] = thread
        return thread.id

    def add_role(self, name: str, permissions: int = 0) -> str:
        role = Role(self.world.new_id(), name, permissions)
        self.guild.roles[role.id] = role
        return role.id

    def add_person(self, name: str, *, roles: Sequence[str] = (), locale: str = "en-US") -> str:
        person = self.world.add_user(name, self.guild, roles=roles)
        person.locale = locale
        return person.id

    def add_moderator(self, name: str) -> str:
        """Somebody who may manage the server."""
        return self.add_person(name, roles=[self.add_role("Moderation", rules.MANAGE_GUILD)])

    def let_in(self, person: str, *, roles: Sequence[str] = ()) -> None:
        """Somebody of another server comes to this one as well."""
        self.guild.members[person] = set(roles)

    def _add(self, kind: int, name: str, seen_by: Sequence[str] | None = None) -> str:
        channel = Channel(self.world.new_id(), kind, name, guild=self.id)
        if seen_by is not None:
            channel.keep_for((self.world.bot.id, *seen_by))
        self.world.channels[channel.id] = channel
        return channel.id
