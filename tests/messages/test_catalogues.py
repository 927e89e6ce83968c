"""Each language says everything that English says; what the checker must find is shown on broken examples."""

from pathlib import Path

import pytest
from fluent.runtime.types import FluentType
from fluent.syntax import FluentParser

import bot.messages
from bot.domain.message import Message
from bot.messages.catalogue import FALLBACK, CatalogueError, load_catalogues, read_resources
from bot.messages.document import plain
from bot.messages.render import Context, render
from tests.messages.checker import Patterns, counted, patterns, problems, variables

HOME = Path(bot.messages.__path__[0])

COUNTED = """
count = { $n ->
    [one] one thing
   *[other] { $n } things
}
phase = { $kind ->
    [talk] a talk
   *[question] a question
}
"""


def parsed(text: str) -> Patterns:
    return patterns([FluentParser().parse(text)])


def test_every_language_is_complete() -> None:
    english = patterns(read_resources(HOME / FALLBACK))
    found = {
        language: problems(english, patterns(read_resources(HOME / language)), language)
        for language in load_catalogues().languages
    }
    assert found == {language: [] for language in found}
    assert len(english) > 5


@pytest.mark.parametrize("language", load_catalogues().languages)
def test_no_text_shows_its_markup(language: str) -> None:
    context = Context(load_catalogues(), language)
    for key, pattern in patterns(read_resources(HOME / language)).items():
        numbers = counted(pattern)
        arguments = {name: 2 if name in numbers else "https://example.org" for name in variables(pattern)}
        shown = plain(render(Message(key, arguments), context).nodes)
        assert not [mark for mark in ("**", "`", "](", "{", "}") if mark in shown], key


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", COUNTED, []),
        ("en", COUNTED.replace("phase", "stage"), ["phase: missing", "stage: English has no such text"]),
        ("en", COUNTED.replace("{ $n } things", "{ $m } things"), ["count: nothing fills { $m }"]),
        ("en", COUNTED.replace("[one] one thing", "[0] nothing"), ["count: no plural form [one]"]),
        ("ru", COUNTED, ["count: no plural form [few]", "count: no plural form [many]"]),
        ("ar", COUNTED.replace("[one]", "[zero] no thing\n    [two] two\n    [few] few\n    [one]"),
         ["count: no plural form [many]"]),
        ("fr", COUNTED, []),
        ("zh", COUNTED.replace("[one] one thing", ""), []),
        ("en", COUNTED.replace("[talk]", "[speech]"),
         ["phase: no case [talk]", "phase: English has no case [speech]"]),
        ("fr", COUNTED + "called-join = rejoindre\n    .text = texte\n", []),
        ("en", COUNTED + "    .text = words", ["phase.text: English has no such text"]),
    ],
)  # fmt: skip
def test_faults_are_found(language: str, text: str, expected: list[str]) -> None:
    assert problems(parsed(COUNTED), parsed(text), language) == expected


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.ftl").write_text("hello = words\nbroken { $x\n", "utf-8")
    with pytest.raises(CatalogueError, match=r"a.ftl: cannot be read: 'broken"):
        load_catalogues(tmp_path).format("hello", "en", {})


def test_a_text_is_read_when_it_is_asked_for_or_spoken_of(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    texts = {
        "a": "hello = { -who }, { there }\n",
        "b": "-who = You\nthere = there\n",
        "c": "broken { $x\nc = C\n",
    }
    for name, text in texts.items():
        (tmp_path / "en" / f"{name}.ftl").write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match=r"c.ftl: cannot be read"):
        load_catalogues(tmp_path).format("hello", "en", {})
    (tmp_path / "en" / "c.ftl").write_text("c = C\n", "utf-8")
    assert load_catalogues(tmp_path).text("hello", "en") == "You, there"


def test_a_text_is_spoken_of_also_where_somebody_else_reads_it_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.ftl").write_text("one = { two }{ $gap }\ntwo = 2\n", "utf-8")
    catalogues = load_catalogues(tmp_path)

    class Meanwhile(FluentType):
        def format(self, *_: object, **__: object) -> str:
            return f", {catalogues.text('two', 'en')}"

    assert catalogues.format("one", "en", {"gap": Meanwhile()}) == "2, 2"


def test_a_key_that_stands_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    for name in ("a.ftl", "b.ftl"):
        (tmp_path / "en" / name).write_text("hello = words\n", "utf-8")
    with pytest.raises(CatalogueError, match=r"b.ftl: 'hello' stands in .*a.ftl already"):
        load_catalogues(tmp_path)


def test_a_text_falls_back_from_the_region_to_the_language_to_english(tmp_path: Path) -> None:
    for language, text in (("en", "a = A\nb = B\n    .help = H\n"), ("fr", "a = Ah\n")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "a.ftl").write_text(text, "utf-8")
    catalogues = load_catalogues(tmp_path)
    assert catalogues.languages == ("en", "fr")
    assert [catalogues.text("a", language) for language in ("fr-CA", "de")] == ["Ah", "A"]
    assert [catalogues.text(key, "fr") for key in ("b", "b.help", "c", "a.help")] == ["B", "H", None, None]
