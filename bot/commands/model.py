"""What a command is: declared once as a value, and rendered by each platform in its own way."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from enum import Enum

from msgspec import Struct, field

from bot.commands.elsewhere import Elsewhere, KnownIn, alone, nobody, nowhere
from bot.domain.identity import Identity, Place
from bot.domain.meeting.decision import Change
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, Refusal
from bot.domain.plan import Plan
from bot.ports.platform import Pointed
from bot.ports.store import NOTHING, Records
from bot.reactions.effects import Effect


class Who(Enum):
    """Who may give a command."""

    EVERYONE = "everyone"
    MODERATOR = "moderator"
    MEMBER = "member"
    """Whoever is in the group that goes on."""
    COORDINATOR = "coordinator"
    ORGANISER = "organiser"
    """Whoever sets a meeting up; they have the say in its place, and a code."""


class When(Enum):
    """At which time of a meeting's life a command makes sense."""

    ANY = "any"
    PLANNED = "planned"
    OPEN = "open"
    FROM_OPEN = "from-open"
    AFTER = "after"
    """In the group that goes on after meetings, and nowhere else."""


class Kind(Enum):
    """What a parameter takes."""

    TEXT = "text"
    """Words as they stand."""
    CODES = "codes"
    """Short codes of choices, several with spaces between ("cs ap")."""
    WORD = "word"
    """One of a few fixed words."""
    PERSON = "person"
    """Somebody: a place in the queue, "Guest 12", a mention, or a name (quoted, up to a `|`, or last)."""
    CODE = "code"
    """A code that joins two accounts, or somebody as for PERSON whom to give one to."""
    FIRST = "first"
    """One word as it stands, with others behind it."""
    LISTED = "listed"
    """Somebody of the programme, by name, and perhaps a length of time behind it, as they stand."""
    DURATION = "duration"
    """A length of time ("5m", "1h30", a bare 5 is minutes)."""
    SPEAKING_TIME = "speaking-time"
    """The same for a turn, where a bare 30 may be seconds or minutes and is asked about."""


class Target(Enum):
    """What a command can be given on, where a platform has a menu for that."""

    PERSON = "person"
    MESSAGE = "message"
    """It is about who wrote it, with its words."""


class Parameter(Struct, frozen=True):
    """One argument of a command. A TEXT, and CODES and a DURATION up to a `|`, run on to the line's end."""

    name: str
    kind: Kind
    required: bool = False
    words: tuple[str, ...] = ()
    """The words to choose from, for Kind.WORD."""
    waiting: bool = False
    """True where nobody but those who wait is meant, for Kind.PERSON."""


Value = str | int
"""A read argument: text, codes or word; seconds for a duration."""


class Asker(Struct, frozen=True):
    """Who gave a command, and from where."""

    identity: Identity
    person: int | None
    """Their number in this meeting; None before they first took part."""
    shown_name: str
    direct: bool
    moderator: bool
    place: Place | None = None
    """Where they gave it; None in a direct chat."""
    overheard: bool = False
    """True if others could read the command itself (a room of a platform without private commands)."""
    stays: bool = False
    """True if this account asked to go on after the meeting."""
    language: str | None = None
    """What they read in: as they chose, or as their platform tells; None if neither is known."""


class Known(Struct, frozen=True):
    """What a participant goes by."""

    name: str | None
    accounts: Sequence[str] = ()
    """Their accounts, in every way in which a platform writes a mention of them."""
    identities: Sequence[Identity] = ()


class Way(Struct, frozen=True):
    """How people get to where a group is on a platform."""

    platform: str
    link: str | None
    """None where the bot may make none."""


class Scoped(Struct, frozen=True):
    """The group that a command is for, where that is another one than where it was given."""

    group: str
    raw: Mapping[str, str]
    """Its arguments as typed, with what was left out."""


class Request(Struct, frozen=True):
    """A command read and understood, on its way to its handler."""

    asker: Asker
    arguments: Mapping[str, Value]
    now: datetime
    cause: str
    secret: str = ""
    """Characters by chance, for a command that gives out a code."""
    roster: Mapping[int, Known] = field(default_factory=dict)
    """By person what they go by, for a command that names somebody."""
    taken_by: str | None = None
    """The title of another meeting that is open in one of this one's rooms."""
    called: str = ""  # the name or alias by which the command was called
    target: Pointed | None = None
    """What it was given on, where somebody pointed there."""
    records: Records = NOTHING
    """What the group works with, where the command is about one."""
    everywhere: Callable[[], Sequence[KnownIn]] = tuple
    """Looks up every meeting and group that knows the account of whoever asks."""
    elsewhere: Callable[[str], Elsewhere | None] = nowhere
    """Looks up whoever asks in another group, by its id."""
    sure: bool = False
    """True if its author was asked whether it is meant, and said yes."""
    sent: datetime | None = None
    """When it was given, where that may be long ago."""
    ways: tuple[Way, ...] = ()
    """How people get to where the group is, for a command that tells it."""
    sealed: tuple[Place, ...] = ()  # the group's encrypted channels, for a command that asks for them
    one_person: Callable[[int], Collection[int]] = alone
    """Looks up who in the group is the same person as somebody, as far as any meeting knows."""
    selves: Callable[[str], Collection[int]] = nobody
    """Looks up whom in a group, by its id, whoever asks is known to be, by any of their accounts."""
    traceless: bool = False
    """True where nothing that leads to whoever asks is written down."""
    hand: str | None = None
    """The raised hand that the command is about, where it was a gesture: that which makes it, or ends."""

    def text(self, name: str) -> str | None:
        """A text argument; None if it was left out or is blank."""
        value = self.arguments.get(name)
        return value.strip() or None if isinstance(value, str) else None

    def seconds(self, name: str) -> int | None:
        """A duration; None if it was left out."""
        value = self.arguments.get(name)
        return value if isinstance(value, int) else None


class Outcome(Struct, frozen=True):
    """What came of a command: the private answer to its author, and what changes."""

    answer: Message
    change: Change = field(default_factory=Change)
    effects: tuple[Effect, ...] = ()
    """What is said beside what follows from the events."""


Scope = Callable[[Plan, Mapping[str, str]], Scoped | Refusal]
"""From the group where a command is given, and what is typed behind it, to the group that it is for."""
Handler = Callable[[Meeting, Request], Outcome | Refusal]


class Traceless(Struct, frozen=True):
    """Of a command of which no account is to be written down."""

    code: str = ""
    """That by which its group is found, where one was given."""


class Command(Struct, frozen=True):
    """One command. Its help stands in the catalogues as `command-NAME`, a parameter's as its attribute."""

    name: str
    who: Who
    when: When
    handler: Handler
    parameters: tuple[Parameter, ...] = ()
    aliases: tuple[str, ...] = ()
    by_role: bool = False
    """True if everyone may give it, but moderators get another answer."""
    group: bool = False
    """True if it is also given in the group that goes on; what is given there alone says so by its time."""
    outside: bool = False
    """True if in a group it may be given by who is not in it."""
    alone: bool = False
    """True if its answer is for its author alone, also where a group reads what is asked."""
    by_code: bool = False
    """True if the group is found by the code that it is given, its one parameter."""
    scope: Scope | None = None
    """Finds the group that it is for, where that can be one within the group where it is given."""
    private: bool = False
    """True if nothing of it is done, or kept, where others read what is typed."""
    traceless: Callable[[Mapping[str, Value]], Traceless | None] | None = None
    """Whether, given these arguments, nothing may be written down that leads to its author."""
    asks_sealed: bool = False  # which of the group's channels are encrypted: its platforms know
    tells_way: bool = False
    """True if it tells how the group is reached, which only its platforms know."""
    forms: tuple[str, ...] = ()
    """Lines that can be sent, one for each thing it does; none where its name alone says it."""
    by_role_with: str | None = None
    """The parameter that makes such a difference, where that alone does: rights cost a look."""
    target: Target | None = None
    """What it can be given on, instead of naming somebody; the catalogues call that `on-NAME`.

    Its attributes are what goes for what else is needed, since nothing is asked for there.
    """
