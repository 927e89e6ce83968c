"""The language catalogues: every text that people read, in Fluent files, one a feature in each language."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Final

from babel import Locale
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Resource

from bot.messages.template import markdown

FALLBACK = "en"
"""The language that has every text."""
_NAMES: Final = re.compile(r"^(-?[a-zA-Z][\w-]*) *=", re.MULTILINE)


class CatalogueError(Exception):
    """A text is missing or cannot be read: a mistake in the catalogues or in the code that asks."""


class Language:
    """The texts of one language; each is parsed when somebody first asks for it.

    Most take a quarter of a millisecond. All at once take so long that whoever starts a bot would see it.
    """

    def __init__(self, home: Path) -> None:
        """CatalogueError if a name stands there twice."""
        # Names are isolated where they go in (render.py), so that most texts carry no invisible characters.
        self._bundle = FluentBundle([home.name], use_isolating=False)
        self._home = home
        self._entries = _entries(home)
        self._parsed: set[str] = set()

    def format(self, key: str, arguments: Mapping[str, object]) -> str | None:
        """The text, or None where this language cannot give it whole."""
        name, _, attribute = key.partition(".")
        if name not in self._entries:
            return None
        self._parse(name)
        message = self._bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            return None
        whole = len(self._parsed) == len(self._entries)  # Before it is said: others parse meanwhile.
        text, errors = self._bundle.format_pattern(pattern, dict(arguments))
        if errors and not whole:
            self._parse_all()  # It may speak of another text.
            return self.format(key, arguments)
        return None if errors else str(text)

    def _parse(self, name: str) -> None:
        """Twice is harmless, for threads that ask at the same time."""
        if name not in self._parsed:
            self._bundle.add_resource(_resource(*self._entries[name]))
            self._parsed.add(name)

    def _parse_all(self) -> None:
        for resource in read_resources(self._home):
            self._bundle.add_resource(resource)
        self._parsed.update(self._entries)


class Catalogues:
    """All texts in all languages; a text that a language lacks comes in English."""

    def __init__(self, languages: Mapping[str, Language]) -> None:
        self.markdown = markdown()
        self._bundles = languages
        self._locales = {language: Locale.parse(language, sep="-") for language in languages}

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
            text = self._bundles[known].format(key, arguments)
            if text is not None:
                return text
        raise CatalogueError(f"no catalogue can say {key!r} with {sorted(arguments)}")


@cache  # the files are part of the program
def load_catalogues(folder: Path = Path(__file__).parent) -> Catalogues:
    """What every `<language>/*.ftl` has."""
    homes = sorted({file.parent for file in folder.glob("*/*.ftl")})
    return Catalogues({home.name: Language(home) for home in homes})


def read_resources(home: Path) -> Iterator[Resource]:
    """The parsed files of one language."""
    return (_resource(file, file.read_text("utf-8")) for file in sorted(home.glob("*.ftl")))


def _entries(home: Path) -> Mapping[str, tuple[Path, str]]:
    """Each text by its name, as it is written; a second of the same name would be passed over in silence."""
    found: dict[str, tuple[Path, str]] = {}
    for file in sorted(home.glob("*.ftl")):
        text = file.read_text("utf-8")
        begins = list(_NAMES.finditer(text))
        for name, next_name in zip_longest(begins, begins[1:]):
            if name[1] in found:
                raise CatalogueError(f"{file}: {name[1]!r} stands in {found[name[1]][0]} already")
            found[name[1]] = file, text[name.start() : next_name.start() if next_name else len(text)]
    return found


def _resource(file: Path, text: str) -> Resource:
    resource = FluentParser().parse(text)
    for entry in resource.body:
        if isinstance(entry, Junk):
            first = (entry.content or "").strip().partition("\n")[0]
            raise CatalogueError(f"{file}: cannot be read: {first!r}")
    return resource
