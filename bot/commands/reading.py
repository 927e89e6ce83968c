"""From what somebody typed to a command and its arguments, or to a helpful refusal."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.commands.durations import parse_duration
from bot.commands.model import Command, Kind, Parameter, Value
from bot.domain.message import Argument, Listing, Message, Refusal, Typed, refuse, say
from bot.ports.platform import ChosenRequest, TypedRequest

Raw = Mapping[str, str]
"""Arguments by parameter name, as typed."""


@dataclass(frozen=True)
class Understood:
    """A command that was found, and its arguments as typed."""

    command: Command
    raw: Raw


def comprehend(table: Sequence[Command], request: TypedRequest | ChosenRequest) -> Understood | Refusal:
    """The command that was asked for, however the platform tells it."""
    if isinstance(request, TypedRequest):
        return understand(table, request.text)
    command = find(table, request.command)
    if command is None:
        return _unknown(table, request.command)
    return Understood(command, request.arguments)


def understand(table: Sequence[Command], text: str) -> Understood | Refusal:
    """The command that a line begins with; names of two words ("the hand") count too."""
    words = text.split()
    for taken in range(min(3, len(words)), 0, -1):
        command = find(table, " ".join(words[:taken]))
        if command is not None:
            rest = text.split(maxsplit=taken)[taken:]
            return _with_arguments(command, rest[0] if rest else "")
    return _unknown(table, words[0] if words else "")


def _with_arguments(command: Command, rest: str) -> Understood | Refusal:
    """The command with the rest of the line; words that it has no use for may be talk, and do nothing."""
    if not command.parameters and rest.strip():
        return refuse("refused-extra", usage=usage(command))
    return Understood(command, take_apart(command.parameters, rest))


def find(table: Sequence[Command], name: str) -> Command | None:
    """The command of that name or alias."""
    wanted = name.casefold()
    return next((c for c in table if wanted == c.name or wanted in c.aliases), None)


def _unknown(table: Sequence[Command], word: str) -> Refusal:
    names = {name: c for c in table for name in (c.name, *c.aliases)}
    near = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.55)
    if near:
        return refuse("refused-unknown-command-near", near=usage(names[near[0]]), help=Typed("help"))
    return refuse("refused-unknown-command", help=Typed("help"))


def take_apart(parameters: Sequence[Parameter], rest: str) -> Raw:
    """The rest of a line, shared out among the parameters in their order."""
    raw: dict[str, str] = {}
    for number, parameter in enumerate(parameters):
        rest = rest.strip()
        if number or parameter.kind is Kind.TEXT:  # before codes that come first, it says that there are none
            rest = rest.removeprefix("|").strip()
        if not rest:
            break
        last = parameter is parameters[-1]
        raw[parameter.name], rest = _take(parameter, rest, last)
    return raw


def _take(parameter: Parameter, rest: str, last: bool) -> tuple[str, str]:
    match parameter.kind:
        case Kind.TEXT | Kind.CODE:
            return _unquoted(rest), ""
        case Kind.PERSON if last:
            return _unquoted(rest), ""
        case Kind.PERSON:
            return _person(rest)
        case Kind.WORD if not parameter.required and not _names_word(parameter, rest):
            return "", rest
        case Kind.CODES | Kind.DURATION:
            several, _, after = rest.partition("|")
            return several.strip(), after
        case _:
            first, *after_first = rest.split(maxsplit=1)
            return first, after_first[0] if after_first else ""


def _person(rest: str) -> tuple[str, str]:
    """The beginning of the line that names somebody: quoted, up to a `|`, a badge, or one word."""
    quoted = re.match(r"[\"\u201c\u00ab](.+?)[\"\u201d\u00bb]", rest)
    if quoted:
        return quoted[1], rest[quoted.end() :]
    if "|" in rest:
        name, _, after = rest.partition("|")
        return name.strip(), after
    badge = re.match(r"(guest|hall)\s*\d+", rest, re.IGNORECASE)
    name = badge[0] if badge else rest.split(maxsplit=1)[0]
    return name, rest[len(name) :]


def _names_word(parameter: Parameter, rest: str) -> bool:
    """Whether the line begins with one of the words whole, so that free text is not taken for one."""
    return rest.split(maxsplit=1)[0].casefold() in parameter.words


def _unquoted(text: str) -> str:
    pairs = {'"': '"', "'": "'", "\u201c": "\u201d", "\u00ab": "\u00bb"}
    closing = pairs.get(text[:1])
    return text[1:-1].strip() if closing and len(text) > 1 and text.endswith(closing) else text


def read(command: Command, raw: Raw) -> Mapping[str, Value] | Refusal:
    """The arguments as values; what is missing or unreadable is refused with the command's usage."""
    values: dict[str, Value] = {}
    for parameter in command.parameters:
        text = raw.get(parameter.name, "").strip()
        if not text:
            if parameter.required:
                return refuse("refused-missing", usage=usage(command))
            continue
        value = _value(parameter, text)
        if value is None:
            return refuse(f"refused-{parameter.kind.value}", usage=usage(command), words=_words(parameter))
        values[parameter.name] = value
    return values


def _value(parameter: Parameter, text: str) -> Value | None:
    match parameter.kind:
        case Kind.DURATION:
            return parse_duration(text)
        case Kind.WORD:
            fitting = [word for word in parameter.words if word.startswith(text.casefold())]
            return fitting[0] if len(fitting) == 1 else None
        case _:
            return text


def _words(parameter: Parameter) -> Argument:
    return Listing(parameter.words)


def usage(command: Command) -> Message:
    """How the command is typed, and what it does."""
    return say("usage", example=Typed(" ".join((command.name, *_gaps(command)))), help=help_of(command))


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
