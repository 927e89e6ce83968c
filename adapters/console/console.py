"""The console: one terminal in which several people are played, for the demo and for trying things out."""

from collections.abc import AsyncIterator, Sequence

from adapters.console.lines import HAND_DOWN, PREFIX, Entry, ParsedLine, read_line
from adapters.console.markup import called, words
from adapters.console.settings import ConsoleSettings
from adapters.console.terminal import Terminal
from bot.commands.input.hands import raised
from bot.domain.identity import Identity, Place
from bot.messages.document import Choosing, Document
from bot.messages.offers import PressedRequest
from bot.ports.capabilities import Capabilities
from bot.ports.clock import Clock
from bot.ports.inspection import Inspection
from bot.ports.platform import (
    Answering,
    ChannelSpec,
    Hand,
    Inbox,
    Invocation,
    TypedRequest,
    Undeliverable,
)
from bot.ports.questions import Question, answered

NAME = "console"


class Console:
    """The Platform of one terminal."""

    def __init__(
        self, terminal: Terminal, entries: AsyncIterator[Entry], clock: Clock, settings: ConsoleSettings
    ) -> None:
        self._terminal = terminal
        self._entries = entries
        self._clock = clock
        self._settings = settings
        self._hands: dict[str, str] = {}

    @property
    def name(self) -> str:
        """The word in places and identities."""
        return NAME

    @property
    def capabilities(self) -> Capabilities:
        """What a terminal has."""
        return Capabilities(
            PREFIX,
            private_replies=True,
            edits=True,
            open_channels=True,
            in_rooms=Choosing.NUMBERS,
            in_private=Choosing.NUMBERS,
        )

    async def run(self, inbox: Inbox) -> None:
        """Hand in each line; returns when the input ends, as nobody can type any more then."""
        async for entry in self._entries:
            invocation = self._invocation(entry)
            if invocation:
                await inbox.handle(invocation)

    def _invocation(self, entry: Entry) -> Invocation | None:
        said = read_line(entry.text, self._settings)
        if said is None:
            return None
        place = _private(said.who) if said.room is None else Place(NAME, said.room)
        self._terminal.enter(place, said.who)
        cause = f"{NAME}:{entry.id}"
        hand = self._gesture(said, cause)
        return Invocation(
            cause=cause,
            author=Identity(NAME, said.who),
            author_name=said.who,
            place=place,
            direct=said.room is None,
            request=self._taken(said, place)
            or TypedRequest(said.text if hand is None or hand.up else "withdraw"),
            at=self._clock.now(),
            hand=hand,
        )

    def _taken(self, said: ParsedLine, place: Place) -> PressedRequest | None:
        """The choice that a number means: of what its sender was told alone, unless they name the room."""
        alone = () if said.named else (_private(said.who),)
        for where in (*alone, place):
            _, question = self._terminal.questions.get(where, ("", None))
            taken = answered(question, said.text, self._clock.now()) if question else None
            if taken:
                return taken
        return None

    def _gesture(self, said: ParsedLine, cause: str) -> Hand | None:
        """A hand put up, or the one put up last taken down, as a reaction is on other platforms."""
        if said.text == HAND_DOWN:
            return Hand(self._hands.pop(said.who, cause), up=False)
        if not raised(said.text):
            return None
        self._hands[said.who] = cause
        return Hand(cause, up=True)

    async def ready(self) -> None:
        """A terminal always is."""

    async def post(self, place: Place, document: Document, key: str) -> str:
        """Show in a room; who is called is named in the label."""
        calls = (f"@{who.id}" for who in called(document, NAME))
        self._terminal.ask(place, key, Question(document.choices, self._clock.now()))
        self._terminal.message(place, key, " ".join((self._label(place), *sorted(calls))), words(document))
        return key

    async def edit(self, place: Place, message: str, document: Document, key: str) -> None:
        """Show a message of a room anew, if its words have changed; the key adds nothing to that."""
        del key
        self._terminal.ask_instead(place, message, Question(document.choices, self._clock.now()))
        if not self._terminal.change(place, message, f"{self._label(place)}, board", words(document)):
            raise Undeliverable(f"no such message in {place}: {message}")

    async def direct_message(
        self, to: Identity, document: Document, key: str, answering: Answering | None = None
    ) -> str:
        """Show as meant for one person, whatever it answers."""
        del answering
        if to.platform != NAME:
            raise Undeliverable(f"not a person of the console: {to}")
        self._terminal.ask(_private(to.id), key, Question(document.choices, self._clock.now()))
        self._terminal.message(_private(to.id), key, f"to {to.id}", words(document))
        return key

    async def open_channel(self, spec: ChannelSpec, key: str) -> Place:
        """A channel's place follows from its marker alone, so it is the same one in every run."""
        del key
        self._label(spec.near)
        place = Place(NAME, spec.marker)
        self._terminal.channels[place] = spec.name
        return place

    async def invite(self, place: Place, who: Identity, coordinator: bool = False) -> None:
        """Somebody is in the channel; shown the first time, and again if they come to run it."""
        label = self._label(place)
        new = self._terminal.enter(place, who.id)
        if coordinator and self._terminal.coordinate(place, who.id):
            self._terminal.show(f"[{label} +{who.id}, coordinator]")
        elif new:
            self._terminal.show(f"[{label} +{who.id}]")

    async def may_moderate(self, who: Identity, place: Place) -> bool:
        """Those whom the settings name, in the rooms of the settings."""
        return self._is_room(place) and who.platform == NAME and who.id in self._settings.moderators

    async def inspect(self, places: Sequence[Place], beside: Sequence[Sequence[Place]] = ()) -> Inspection:
        """Rooms of a meeting that this console does not have."""
        del beside
        problems = [
            f"the console has no room {place.id!r}: add it to console.rooms, or correct the meeting file"
            for place in places
            if not self._is_room(place)
        ]
        return Inspection(problems)

    def _is_room(self, place: Place) -> bool:
        return place.platform == NAME and place.id in self._settings.rooms

    def _label(self, place: Place) -> str:
        """How a room is shown; Undeliverable if there is none."""
        if self._is_room(place):
            return f"#{place.id}"
        if place in self._terminal.channels:
            return f"#{self._terminal.channels[place]}"
        raise Undeliverable(f"the console has no such room: {place}")


def _private(who: str) -> Place:
    return Place(NAME, f"@{who}")
