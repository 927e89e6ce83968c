"""The terminal as a chat server: what has been shown in it, and who is in which room, while it lives."""

from collections.abc import Callable

from msgspec import Struct, field

from adapters.console.markup import labelled
from bot.domain.identity import Place
from bot.ports.questions import Question


class Terminal(Struct):
    """What outlives one connection to the console; gone with the process, like the words on the screen."""

    show: Callable[[str], None]
    """Shows some lines ("print")."""
    shown: dict[tuple[Place, str], str] = field(default_factory=dict)
    """The last words of each message, by its place and its key."""
    questions: dict[Place, tuple[str, Question]] = field(default_factory=dict)
    """The newest message of each place that offers something, by its key."""
    channels: dict[Place, str] = field(default_factory=dict)
    """The names of the channels that were made."""
    inside: dict[Place, set[str]] = field(default_factory=dict)
    """Who is in each room or channel."""
    coordinators: dict[Place, set[str]] = field(default_factory=dict)
    """Who runs each channel."""

    def message(self, place: Place, key: str, label: str, text: str) -> None:
        """Show a new message, unless one with this key stands there."""
        if (place, key) not in self.shown:
            self._put(place, key, label, text)

    def change(self, place: Place, key: str, label: str, text: str) -> bool:
        """Show a message's new words, if they are new; False if there is no such message."""
        before = self.shown.get((place, key))
        if before is not None and before != text:
            self._put(place, key, label, text)
        return before is not None

    def ask(self, place: Place, key: str, question: Question) -> None:
        """What the message that is to be shown next offers, unless it stands there."""
        if question.choices and (place, key) not in self.shown:
            self.questions[place] = key, question

    def ask_instead(self, place: Place, key: str, question: Question) -> None:
        """What a message offers from now on, if none that is newer offers something."""
        if place not in self.questions or self.questions[place][0] == key:
            self.questions[place] = key, question

    def enter(self, place: Place, who: str) -> bool:
        """Somebody is in the room from now on; False if they were already."""
        return _new(self.inside, place, who)

    def coordinate(self, place: Place, who: str) -> bool:
        """Somebody runs the channel from now on; False if they did already."""
        return _new(self.coordinators, place, who)

    def _put(self, place: Place, key: str, label: str, text: str) -> None:
        self.shown[place, key] = text
        self.show(labelled(f"[{label}]", text))


def _new(people: dict[Place, set[str]], place: Place, who: str) -> bool:
    there = people.setdefault(place, set())
    newcomer = who not in there
    there.add(who)
    return newcomer
