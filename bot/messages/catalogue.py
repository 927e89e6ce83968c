"""The language catalogues: every text that people read, in Fluent files, one a feature in each language."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from babel import Locale
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, Resource, Term

from bot.messages.template import markdown

FALLBACK = "en"
"""The language that has every text."""


class CatalogueError(Exception):
    """A text is missing or cannot be read: a mistake in the catalogues or in the code that asks."""


class Catalogues:
    """All texts in all languages, read once; a text that a language lacks comes in English."""

    def __init__(self, bundles: Mapping[str, FluentBundle]) -> None:
        self.markdown = markdown()
        self._bundles = bundles
        self._locales = {language: Locale.parse(language, sep="-") for language in bundles}

    @property
    def languages(self) -> tuple[str, ...]:
        """The language codes that there is a catalogue for."""
        return tuple(sorted(self._bundles))

    def nearest(self, language: str) -> str:
        """The catalogue that serves a reader of this language best: "fr" for "fr-CA", English at last."""
        found = (known for known in (language, language.partition("-")[0]) if known in self._bundles)
        return next(found, FALLBACK)

    def locale(self, language: str) -> Locale:
        """Babel's knowledge of the language of a catalogue."""
        return self._locales[language]

    def text(self, key: str, language: str) -> str | None:
        """A text without gaps ("command-join", or its attribute "command-join.text"); None if none has it."""
        try:
            return self.format(key, language, {})
        except CatalogueError:
            return None

    def format(self, key: str, language: str, arguments: Mapping[str, object]) -> str:
        """A text with its gaps filled; CatalogueError if English has no such text or a gap stays open."""
        for known in dict.fromkeys((self.nearest(language), FALLBACK)):
            text = _format(self._bundles[known], key, arguments)
            if text is not None:
                return text
        raise CatalogueError(f"no catalogue can say {key!r} with {sorted(arguments)}")


def _format(bundle: FluentBundle, key: str, arguments: Mapping[str, object]) -> str | None:
    """The text, or None where this language cannot give it whole."""
    name, _, attribute = key.partition(".")
    if not bundle.has_message(name):
        return None
    message = bundle.get_message(name)
    pattern = message.attributes.get(attribute) if attribute else message.value
    if pattern is None:
        return None
    text, errors = bundle.format_pattern(pattern, dict(arguments))
    return None if errors else str(text)


@cache  # the files are part of the program, and reading them takes a tenth of a second
def load_catalogues(folder: Path = Path(__file__).parent) -> Catalogues:
    """Read every `<language>/*.ftl`; CatalogueError names the file and what cannot be read."""
    bundles: dict[str, FluentBundle] = {}
    for home in sorted({file.parent for file in folder.glob("*/*.ftl")}):
        # Names are isolated where they go in (render.py), so that most texts carry no invisible characters.
        bundle = FluentBundle([home.name], use_isolating=False)
        for resource in read_resources(home):
            bundle.add_resource(resource)
        bundles[home.name] = bundle
    return Catalogues(bundles)


def read_resources(home: Path) -> Iterator[Resource]:
    """The parsed files of one language, refused where something in them would be passed over in silence."""
    seen: dict[str, Path] = {}
    for file in sorted(home.glob("*.ftl")):
        resource = FluentParser().parse(file.read_text("utf-8"))
        for entry in resource.body:
            if isinstance(entry, Junk):
                first = (entry.content or "").strip().partition("\n")[0]
                raise CatalogueError(f"{file}: cannot be read: {first!r}")
            if isinstance(entry, Message | Term):
                name = f"-{entry.id.name}" if isinstance(entry, Term) else entry.id.name
                if name in seen:
                    raise CatalogueError(f"{file}: {name!r} stands in {seen[name]} already")
                seen[name] = file
        yield resource
