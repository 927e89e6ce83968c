"""What can be wrong with a language's catalogue beside English, found on the syntax tree."""

from collections.abc import Iterable, Iterator, Mapping

from babel import Locale
from fluent.syntax.ast import BaseNode, Message, Pattern, Resource, SelectExpression, VariableReference

Patterns = Mapping[str, Pattern]
CATEGORIES = {"zero", "one", "two", "few", "many", "other"}
COUNTS = range(1000)
"""The numbers that occur: so French need not say how it counts millions."""


def patterns(resources: Iterable[Resource]) -> Patterns:
    """Every text of a language, by its key: "command-join", "command-join.text"."""
    found: dict[str, Pattern] = {}
    for resource in resources:
        for entry in resource.body:
            if isinstance(entry, Message):
                if entry.value is not None:
                    found[entry.id.name] = entry.value
                found |= {f"{entry.id.name}.{part.id.name}": part.value for part in entry.attributes}
    return found


def problems(english: Patterns, other: Patterns, language: str) -> list[str]:
    """One line for each fault of the other catalogue."""
    locale = Locale.parse(language, sep="-")
    plurals = {locale.plural_form(count) for count in COUNTS}
    found = [f"{key}: missing" for key in english if key not in other]
    for key, pattern in other.items():
        if key.startswith("called-"):
            continue  # A command's name in Discord's menu; in English it is the name itself.
        if key not in english:
            found.append(f"{key}: English has no such text")
            continue
        unknown = variables(pattern) - variables(english[key])
        found += [f"{key}: nothing fills {{ ${name} }}" for name in sorted(unknown)]
        found += [f"{key}: {line}" for line in _choices(english[key], pattern, plurals)]
    return found


def _choices(english: Pattern, other: Pattern, plurals: set[str]) -> Iterator[str]:
    """Cases that the other language has to tell apart and does not."""
    for _, keys in choices(other):
        if keys <= CATEGORIES:
            yield from (f"no plural form [{name}]" for name in sorted(plurals - keys))
    words = set().union(*(keys for _, keys in choices(english) if not keys <= CATEGORIES))
    here = set().union(*(keys for _, keys in choices(other) if not keys <= CATEGORIES))
    yield from (f"no case [{name}]" for name in sorted(words - here))
    yield from (f"English has no case [{name}]" for name in sorted(here - words))


def variables(part: BaseNode) -> set[str]:
    """The names of the gaps."""
    return {node.id.name for node in walk(part) if isinstance(node, VariableReference)}


def counted(pattern: Pattern) -> set[str]:
    """The names of the gaps that take a number."""
    return {name for by, keys in choices(pattern) if keys <= CATEGORIES for name in by}


def choices(pattern: Pattern) -> Iterator[tuple[set[str], set[str]]]:
    """Each choice: the gaps that decide it, and its keys without those for exact numbers."""
    for node in walk(pattern):
        if isinstance(node, SelectExpression):
            keys = (getattr(variant.key, "name", None) for variant in node.variants)
            yield variables(node.selector), {key for key in keys if key is not None}


def walk(node: object) -> Iterator[BaseNode]:
    """Every node of the tree."""
    if isinstance(node, list):
        for child in node:
            yield from walk(child)
    elif isinstance(node, BaseNode):
        yield node
        for child in vars(node).values():
            yield from walk(child)
