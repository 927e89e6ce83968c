"""Somebody who sets up a meeting, and a server with channels or a room."""

from collections.abc import Sequence

from msgspec import Struct, field

from bot.domain.identity import Identity, Place
from bot.messages.offers import PressedRequest
from bot.ports.platform import TryLater
from bot.ports.premises import FoundRoom, Look, RoomSpec
from bot.setup.codes import keep_code
from tests.support.bot import BotDriver

CODE = "ABCD-EFGH-JKMN-PQRS"
EVE, MALLORY = Identity("discord", "501"), Identity("discord", "666")
LOBBY = Place("discord", "1001")


class Server(Struct):
    """bot.ports.premises.Premises in memory: rooms by server, and who has the say there."""

    rooms: dict[str, list[FoundRoom]]
    chiefs: set[tuple[Identity, str]]
    whole: bool = True
    can_make: bool = False
    away: bool = False
    taken_up: list[Place] = field(default_factory=list)
    made: dict[str, Place] = field(default_factory=dict)

    @property
    def whole_server(self) -> bool:
        return self.whole

    def account(self, written: str) -> str | None:
        return written if written.isdecimal() else None

    async def may_set_up(self, who: Identity, place: Place, server: str) -> bool:
        if self.away:
            raise TryLater("no answer")
        return (who, server if self.whole else place.id) in self.chiefs

    async def look(self, place: Place, server: str, beside: Sequence[Place]) -> Look:
        found = self.rooms[server] if self.whole else [self._room(each) for each in (place, *beside)]
        return Look(found, self.can_make)

    async def make_room(self, place: Place, server: str, who: Identity, spec: RoomSpec) -> Place:
        del who
        made = self.made.setdefault(spec.marker, Place(place.platform, f"{place.id}9"))
        if all(each.place != made for each in self.rooms.setdefault(server, [])):
            self.rooms[server].append(FoundRoom(made, spec.name, private=True))
        return made

    def take_up(self, places: Sequence[Place]) -> None:
        self.taken_up += places

    def _room(self, place: Place) -> FoundRoom:
        return next(each for rooms in self.rooms.values() for each in rooms if each.place == place)


def server() -> Server:
    """A Discord server with a channel for everybody and one for moderators, and another server."""

    def room(id: str, name: str, *lacks: str, private: bool = False) -> FoundRoom:
        return FoundRoom(Place("discord", id), name, private, lacks)

    ours = [room("1001", "roundtable"), room("1002", "mods", private=True), room("1003", "chat")]
    theirs = [room("2001", "theirs"), room("2002", "their mods", private=True)]
    return Server({"s1": ours, "s2": theirs}, {(EVE, "s1"), (MALLORY, "s2")})


class Organiser(Struct):
    """Presses what the newest answer offers."""

    bot: BotDriver
    who: Identity = EVE
    place: Place | None = LOBBY
    server: str = "s1"

    async def say(self, text: str) -> str:
        """Give a command; returns the answer."""
        cause = await self.bot.give(self.who, text, self.place, server=self.server)
        return await self._answered(cause)

    async def press(self, label: str, words: str = "") -> str:
        """Press what bears that label, as it was offered last."""
        return await self.press_token(self.offered()[label], words)

    async def press_token(self, token: str, words: str = "") -> str:
        """Press what may be offered no more."""
        asked = PressedRequest(token, words)
        cause = await self.bot.give(self.who, asked, self.place, server=self.server)
        return await self._answered(cause)

    def offered(self) -> dict[str, str]:
        """The newest message's offers, by label."""
        shown = list(self.bot.fakes[self.who.platform].shown[f"@{self.who}"].values())[-1]
        return {choice.label: choice.token for choice in shown.choices}

    async def _answered(self, cause: str) -> str:
        await self.bot.move(3)
        return self.bot.answer(self.who, cause)


ANSWERS = (
    ("roundtable", ""),
    ("mods", ""),
    ("Yes, a hall as well", ""),
    ("Write it", "Who decides on \u201cthe spectrum\u201d?"),
    ("They alone", ""),
    ("Europe/Paris", ""),
    ("Write it", "2026-12-03 10:30"),
    ("Roundtable, 60 minutes", ""),
    ("Internet Governance Forum", ""),
)
"""From the code to the last look, each as it is pressed, with the words that are written."""


async def make_code(bot: BotDriver, code: str = CODE) -> None:
    """As the operator does."""
    await bot.store.write(lambda tx: keep_code(tx, code, bot.clock.now()))


async def answer_all(organiser: Organiser, but: int = 0) -> str:
    """Go through the questions, all or all but the last few; returns what is said then."""
    said = ""
    for label, words in ANSWERS[: len(ANSWERS) - but]:
        said = await organiser.press(label, words)
    return said
