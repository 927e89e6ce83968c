"""From what somebody typed to a command and its arguments, or to a helpful refusal."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from bot.commands.input.arguments import Raw, take_apart
from bot.commands.input.guessing.nearest import nearest
from bot.commands.input.guessing.synonyms import SYNONYMS
from bot.commands.input.guessing.talk import Talk, wanted
from bot.commands.input.guessing.wishes import WISHES
from bot.commands.input.hands import raised
from bot.commands.model import Command, Kind, Parameter, Value
from bot.domain.changing import replace
from bot.domain.durations import bare_number, parse_duration
from bot.domain.folding import bare, plain, visible
from bot.domain.message import (
    Argument,
    CommandText,
    Duration,
    Listing,
    Message,
    Offer,
    Refusal,
    offering,
    refuse,
    say,
)
from bot.messages.offers import Offered, PressedRequest, read
from bot.ports.platform import ChosenRequest, TypedRequest
from bot.views.panel import HELP

NEAR = 0.7
"""How much of a word must agree with a command's name, so that nothing far-fetched is offered."""
LONGEST = 4_000
"""Characters of a command; what is longer could not be quoted in an answer either."""
_STOPS = ".,:;!?"

EITHER = 10
"""A turn may get so many seconds more, or so many minutes; fewer are minutes."""


class ParsedCommand(Struct, frozen=True):
    """A command that was found, and its arguments as typed."""

    command: Command
    raw: Raw
    called: str = ""
    """The name or alias that was used."""
    offered: Offered | None = None
    """The offer that it was, where it was one."""
    wanting: Refusal | None = None
    """What asks for the words that it goes with, where they are not there yet."""


def find_command(
    table: Sequence[Command], request: TypedRequest | ChosenRequest | PressedRequest
) -> ParsedCommand | Refusal:
    """The command that was asked for, however the platform tells it."""
    if any(len(text) > LONGEST for text in _written(request)):
        return refuse("refused-too-long", most=LONGEST)
    match request:
        case TypedRequest(text):
            return parse_line(table, text)
        case PressedRequest():
            return take_offer(table, request)
        case ChosenRequest():
            return _chosen(table, request)


def _written(request: TypedRequest | ChosenRequest | PressedRequest) -> Collection[str]:
    match request:
        case TypedRequest(text):
            return (text,)
        case PressedRequest(words=words):
            return (words,)
        case ChosenRequest(arguments=arguments):
            return arguments.values()


def take_offer(table: Sequence[Command], request: PressedRequest) -> ParsedCommand | Refusal:
    """What an offer stands for, with the words that it asks for."""
    if request.token is None:
        return refuse("refused-which-question")
    offered = read(request.token)
    parsed = parse_line(table, offered.command) if offered else None
    if offered is None or not isinstance(parsed, ParsedCommand):
        return _unknown_offer()
    words = visible(request.words).strip()
    if not offered.asks:
        return replace(parsed, offered=offered)
    if not parsed.command.parameters:
        return _unknown_offer()
    if not words:
        again = Offer(offered.command, say("offer-own-words"), drawn=offered.drawn, asks=True)
        return replace(parsed, offered=offered, wanting=Refusal(offering(say("ask-words"), again)))
    last = parsed.command.parameters[-1].name
    said = " ".join((*filter(None, (parsed.raw.get(last),)), words))
    return replace(parsed, offered=offered, raw={**parsed.raw, last: said})


def _unknown_offer() -> Refusal:
    return Refusal(offering(say("refused-unknown-offer"), HELP))


def _chosen(table: Sequence[Command], request: ChosenRequest) -> ParsedCommand | Refusal:
    command = lookup(table, request.command)
    if command is None:
        return _unknown(table, request.command)
    return ParsedCommand(command, {name: visible(text) for name, text in request.arguments.items()})


def parse_line(table: Sequence[Command], text: str) -> ParsedCommand | Refusal:
    """The command that a line begins with; names of two words ("the hand") count too."""
    text = visible(text)
    words = text.split()
    for taken in range(min(3, len(words)), 0, -1):
        command = lookup(table, " ".join(words[:taken]))
        if command is not None:
            rest = text.split(maxsplit=taken)[taken:]
            return _with_arguments(command, bare(" ".join(words[:taken])), rest[0] if rest else "")
    return _unknown(table, text)


def is_command(table: Sequence[Command], text: str) -> bool:
    """Whether a line is a command of the table, for where it may be talk."""
    return isinstance(parse_line(table, text), ParsedCommand)


def _with_arguments(command: Command, called: str, rest: str) -> ParsedCommand | Refusal:
    """The command with the rest of the line; words that it has no use for may be talk, and do nothing."""
    if not command.parameters and plain(rest).strip():
        return refuse("refused-extra", usage=usage(command))
    return ParsedCommand(command, take_apart(command.parameters, rest), called)


def lookup(table: Sequence[Command], name: str) -> Command | None:
    """The command of that name or alias, as any keyboard writes it ("Done.", "İdentify")."""
    wanted = "hand" if raised(name) else bare(name)
    names = (wanted, wanted.rstrip(_STOPS))
    return next((each for name in names for each in table if name == each.name or name in each.aliases), None)


def _unknown(table: Sequence[Command], text: str) -> Refusal:
    """What was probably meant: whole sentences by what they want, single words by other words or as slips."""
    words = text.split()
    talk = wanted(text)
    if talk and len(words) > 1:
        return _met(talk)
    word = words[0] if words else ""
    offered = _offers(table, SYNONYMS.get(bare(word).rstrip(_STOPS), ()))
    near = None if offered else nearest(word, _names(table), NEAR)
    if near:
        offered = (usage(_names(table)[near]),)
    if offered:
        several = Listing(offered, lines=True)
        return Refusal(offering(say("refused-unknown-command-near", near=several), HELP))
    return _met(talk) if talk else Refusal(offering(say("refused-unknown-command"), HELP))


def _names(table: Sequence[Command]) -> Mapping[str, Command]:
    """By name and alias, those that are long enough to be mistyped."""
    return {name: c for c in table for name in (c.name, *c.aliases) if len(name) > 2}


def _met(talk: Talk) -> Refusal:
    """Words as to a person are answered with what can be done."""
    return Refusal(offering(say(talk.answer), *(WISHES[wish] for wish in talk.offers), HELP))


def _offers(table: Sequence[Command], lines: Sequence[str]) -> tuple[Message, ...]:
    """Those of the lines whose command there is."""
    found = ((lookup(table, line.split()[0]), line) for line in lines)
    return tuple(_offer(command, line) for command, line in found if command)


def _offer(command: Command, line: str) -> Message:
    """A line that can be sent, and what the command does."""
    return say("usage", example=CommandText(line), help=help_of(command))


def validate_arguments(command: Command, raw: Raw) -> Mapping[str, Value] | Refusal:
    """The arguments as values; what is missing or unreadable is refused with the command's usage."""
    values: dict[str, Value] = {}
    for parameter in command.parameters:
        text = raw.get(parameter.name, "").strip()
        if not plain(text).strip():
            if parameter.required:
                return refuse("refused-missing", usage=usage(command))
            continue
        number = bare_number(text) if parameter.kind is Kind.SPEAKING_TIME else 0
        if number >= EITHER:
            return _which_unit(command, number)
        value = _value(parameter, text)
        if value is None:
            return refuse(_unreadable(parameter.kind), usage=usage(command), words=_words(parameter))
        values[parameter.name] = value
    return values


def _unreadable(kind: Kind) -> str:
    return f"refused-{(Kind.DURATION if kind is Kind.SPEAKING_TIME else kind).value}"


def _which_unit(command: Command, number: int) -> Refusal:
    seconds, minutes = Duration(number), Duration(60 * number)
    ways = Listing((f"{number}s", f"{number}m"))
    return refuse("refused-unit", seconds=seconds, minutes=minutes, ways=ways, usage=usage(command))


def _value(parameter: Parameter, text: str) -> Value | None:
    match parameter.kind:
        case Kind.DURATION | Kind.SPEAKING_TIME:
            return parse_duration(text)
        case Kind.WORD:
            typed = "-".join(bare(text).split())
            fitting = [word for word in parameter.words if word.startswith(typed)]
            return fitting[0] if len(fitting) == 1 else None
        case Kind.CODE:
            return plain(text)
        case _:
            return text


def _words(parameter: Parameter) -> Argument:
    return Listing(parameter.words)


def usage(command: Command) -> Message:
    """How the command is typed, and what it does."""
    return say("usage", example=CommandText(" ".join((command.name, *_gaps(command)))), help=help_of(command))


def help_of(command: Command) -> Message:
    """What a command does, in a line."""
    return Message(f"command-{command.name}")


def _gaps(command: Command) -> list[str]:
    """The gaps; where one could run into the next, with the `|` that parts them."""
    before = [None, *(parameter.kind for parameter in command.parameters)]
    return [_gap(parameter, kind) for parameter, kind in zip(command.parameters, before, strict=False)]


def _gap(parameter: Parameter, before: Kind | None) -> str:
    shown = "|".join(parameter.words) or parameter.name.upper()
    if before in (Kind.CODES, Kind.PERSON):
        shown = f"| {shown}"
    return shown if parameter.required else f"[{shown}]"
