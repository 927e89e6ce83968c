"""From a message to a document: chosen, translated and filled in, for one reader on one platform."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal
from fluent.runtime.types import FluentType
from msgspec import Struct, field

from bot.domain.identity import Identity
from bot.domain.message import (
    Argument,
    CommandText,
    Duration,
    Label,
    LinkRef,
    Listing,
    Message,
    Moment,
    Name,
    Offer,
    PlanText,
    RawText,
    RoomRef,
    TextRef,
)
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues
from bot.messages.document import (
    Break,
    Choice,
    Choosing,
    CommandNode,
    Document,
    Mention,
    Node,
    RoomMention,
    Text,
    Time,
    plain,
)
from bot.messages.listing import listed, sign
from bot.messages.offers import token
from bot.messages.plantext import label, plan_text
from bot.messages.rich import loaded
from bot.messages.template import Nodes, fill, joined, nodes, slot
from bot.messages.words import clock, day, isolated, linked, one_line, other_day, parts_of, written


class Shown(Struct, frozen=True):
    """How one person is shown to others."""

    name: str | None
    """None: by their badge, as "Guest 12" or "Hall 7"; somebody whose name was all they had is "somebody"."""
    badge: int = 0
    in_hall: bool = False
    mention: Identity | None = None
    """Their account on the reader's platform, if it may be pinged: never under a chosen name."""


class Context(Struct, frozen=True):
    """Everything that a text depends on beside the message itself."""

    catalogues: Catalogues
    language: str
    plan: Plan | None = None
    names: Mapping[int, Shown] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    """Free texts by id; one that is missing has been erased."""
    overheard: bool = False
    """True where others read what the reader types."""
    choosing: Choosing = Choosing.TYPED
    """How the reader takes what is offered."""
    zone: ZoneInfo | None = None
    """The zone that the reader chose; None if they chose none."""

    @property
    def locale(self) -> Locale:
        """Babel's knowledge of the language that is written in the end."""
        return self.catalogues.locale(self.catalogues.nearest(self.language))


def render(message: Message, context: Context, *, urgent: bool = False) -> Document:
    """The message for this reader; CatalogueError if no catalogue can say it."""
    language = context.catalogues.nearest(context.language)
    if not message.offers:
        return Document(inline(message, context), urgent, language)
    plan = context.plan.id if context.plan else None
    choices = tuple(
        Choice(
            token(offer, plan),
            plain(shown(offer.label, context)),
            offer.style,
            offer.asks,
            sign(number, offer),
        )
        for number, offer in enumerate(message.offers, start=1)
    )
    return Document((*inline(message, context), *_listed(message.offers, context)), urgent, language, choices)


def _listed(offers: Sequence[Offer], context: Context) -> Nodes:
    """The offers in words, where there is nothing to press."""
    if context.choosing is Choosing.BUTTONS:
        return ()
    return (Break(), *inline(listed(offers, context.choosing), context))


def inline(message: Message, context: Context) -> Nodes:
    """The message as part of another one."""
    values: dict[str, object] = {}
    fillings: list[Nodes] = []
    for name, argument in message.arguments.items():
        if isinstance(argument, int):
            values[name] = argument
        else:
            values[name] = Gap.numbered(len(fillings), argument if isinstance(argument, str) else "")
            fillings.append(shown(argument, context))
    text = context.catalogues.format(message.key, context.language, values)
    return nodes(context.catalogues.markdown, text, fillings)


class Gap(str, FluentType):
    """What stands in a gap, as Fluent sees it: choices go by its value, and its slot is what it writes."""

    slot: str

    @classmethod
    def numbered(cls, index: int, value: str) -> "Gap":
        """A gap that the index-th filling goes into."""
        made = cls(value)
        made.slot = slot(index)
        return made

    def format(self, *_: object, **__: object) -> str:
        """What Fluent writes into the template."""
        return self.slot


def shown(argument: Argument, context: Context) -> Nodes:
    """What fills a gap, whatever it is."""
    match argument:
        case CommandText(words, alone=True) if context.overheard:
            return inline(Message("command-alone", {"command": CommandText(words)}), context)
        case int() | str() | CommandText() | RoomRef() | Moment():
            return (_single(argument, context),)
        case Message():
            return inline(argument, context)
        case Name():
            return _name(argument, context)
        case Duration(seconds):
            return _span(seconds, context)
        case Listing():
            return _listing(argument, context)
        case Label() | PlanText() | TextRef() | LinkRef() | RawText():
            return _kept(argument, context)


def _single(argument: int | str | CommandText | RoomRef | Moment, context: Context) -> Node:
    """What is one node."""
    match argument:
        case int():
            return Text(format_decimal(argument, locale=context.locale))
        case str():
            return Text(isolated(argument, context.locale))
        case CommandText(words):
            return CommandNode(words)
        case RoomRef(place, name):
            return RoomMention(place, one_line(name, context.locale))
        case Moment():
            return _moment(argument, context)


def _name(name: Name, context: Context) -> Nodes:
    """Who it is, as others may see them, and pinged if that is wanted and they may be."""
    person = context.names.get(name.person)
    if person is None or (person.name is None and not person.badge):
        return inline(Message("somebody"), context)
    if person.name is None:
        kind = "hall-person" if person.in_hall else "guest"
        called = inline(Message(kind, {"badge": person.badge}), context)
    else:
        called = (Text(one_line(person.name, context.locale)),)
    if name.mention and person.mention:
        return (Mention(person.mention, plain(called)),)
    return called


def _kept(argument: Label | PlanText | TextRef | LinkRef | RawText, context: Context) -> Nodes:
    """A text of the meeting file or of the text table."""
    match argument:
        case RawText():
            raise TypeError("words are kept in the text table, and shown as a note")
        case TextRef(id) | LinkRef(id):
            text = context.notes.get(id)
            if text is None:
                return inline(Message("text-erased"), context)
            if isinstance(argument, TextRef) and argument.rich:
                return joined(loaded(text, lambda words: isolated(words, context.locale)))
            return (linked if isinstance(argument, LinkRef) else written)(text, context.locale)
        case Label(dimension, code):
            if code is None:
                return inline(Message("not-stated"), context)
            chosen = label(_plan(context), dimension, code, context.language)
            return (Text(one_line(chosen, context.locale)),)
        case PlanText(path):
            return written(plan_text(_plan(context), path, context.language), context.locale)


def _plan(context: Context) -> Plan:
    """The meeting's plan, which a text about a meeting cannot do without."""
    if context.plan is None:
        raise TypeError("a text of the meeting file needs the meeting's plan")
    return context.plan


def _span(seconds: int, context: Context) -> Nodes:
    """A length of time, exactly: "1 minute 30 seconds"."""
    filled: list[Node] = []
    for unit, count in parts_of(seconds):
        filled += [Text(" "), *inline(Message(unit, {"count": count}), context)]
    return joined(filled[1:])


def _moment(moment: Moment, context: Context) -> Node:
    """A moment in words, by the reader's clocks, else by its own, else by the meeting's."""
    own = ZoneInfo(moment.zone or (context.plan.zone if context.plan else "UTC"))
    if moment.style == "day":
        return Text(f"{day(moment.at, own, context.locale)} ({own.key})")
    zone = context.zone or own
    text = clock(moment.at, zone)
    dated = moment.style == "date" or (moment.since is not None and other_day(moment.at, moment.since, zone))
    if dated:
        text = f"{day(moment.at, zone, context.locale)}, {text}"
    if moment.zone and zone.key != "UTC":
        text = f"{text} ({zone.key})"
    return Time(moment.at, zone, text, dated)


def _listing(listing: Listing, context: Context) -> Nodes:
    """Several things, one a line or joined as the language joins them."""
    items = [shown(item, context) for item in listing.items]
    if not listing.lines:
        text = format_list([slot(index) for index in range(len(items))], locale=context.locale)
        return joined(fill(text, items))
    return joined([node for item in items for node in (Break(), *item)][1:])
