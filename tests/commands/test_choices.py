"""Which choices somebody means, however they type them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.input.choices import Picked, pick
from bot.commands.input.suggestions import codes_like
from bot.domain.changing import replace
from bot.domain.message import Label, Listing, RawText, Refusal
from bot.domain.plan import Choice, Dimension
from tests.support.plans import plan

DIMENSIONS = plan().dimensions


def picked(text: str) -> list[tuple[Picked, ...]]:
    found = pick(DIMENSIONS, text)
    assert not isinstance(found, Refusal), found
    return found


def refused(text: str) -> Refusal:
    found = pick(DIMENSIONS, text)
    assert isinstance(found, Refusal), found
    return found


CS, PS, GOV = (Picked("group", code) for code in ("cs", "ps", "gov"))
AF, AP = (Picked("region", code) for code in ("af", "ap"))
NOT_SAID = (Picked("group", "pns"), Picked("region", "pns"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cs", [(CS,)]),
        ("CS Ap", [(CS,), (AP,)]),
        ("ap cs", [(AP,), (CS,)]),
        ("civil society, asia-pacific group", [(CS,), (AP,)]),
        ("Civil Society Asia", [(CS,), (AP,)]),
        ("civil", [(CS,)]),
        ("go", [(GOV,)]),
        ("cs ap, ps", [(CS,), (AP,), (PS,)]),
        ('"Civil Society" \u201caf\u201d', [(CS,), (AF,)]),
        ("cs cs", [(CS,), (CS,)]),
        ("cs|ap", [(CS,), (AP,)]),
        ("\uff43\uff53\uff0c\uff41\uff50", [(CS,), (AP,)]),
        ("cs\u060c af", [(CS,), (AF,)]),
        ("cs\u3001ap; ps\uff5cgov", [(CS,), (AP,), (PS,), (GOV,)]),
        ("\u200fcs\u200b ap", [(CS,), (AP,)]),
        ("\u300cCivil Society\u300d asia\u2010pacific", [(CS,), (AP,)]),
        ("pns", [NOT_SAID]),
        ("prefer not to say", [NOT_SAID]),
        ("pref", [NOT_SAID]),
        ("pns pns", [NOT_SAID, NOT_SAID]),
        ("cs pns", [(CS,), NOT_SAID]),
        ("", []),
        (" , ''", []),
    ],
)
def test_choices_are_found(text: str, found: list[tuple[Picked, ...]]) -> None:
    assert picked(text) == found


def test_what_could_mean_several_is_asked_about() -> None:
    refusal = refused("cs p")
    assert refusal.message.key == "refused-ambiguous-choice"
    assert refusal.message.arguments["text"] == RawText("p")
    offered = Listing((Label("group", "ps"), Label("group", "pns")))
    assert refusal.message.arguments["choices"] == offered


@pytest.mark.parametrize("word", ["govt", "Goverment", "gover-ment"])
def test_an_unknown_word_gets_the_nearest_choice(word: str) -> None:
    refusal = refused(f"cs {word}")
    assert refusal.message.key == "refused-unknown-choice-near"
    assert refusal.message.arguments["near"] == Label("group", "gov")
    assert refusal.message.arguments["text"] == RawText(word)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("ngo", ("group", "cs")),
        ("Business", ("group", "ps")),
        ("ministry", ("group", "gov")),
        ("afric", None),
    ],
)
def test_other_words_for_the_usual_groups(word: str, near: tuple[str, str] | None) -> None:
    if near is not None:
        assert refused(word).message.arguments["near"] == Label(*near)
    else:
        assert picked(word) == [(AF,)]


@pytest.mark.parametrize("word", ["ngo", "goc", "cx", "ga"])
def test_short_codes_are_not_near_to_each_other(word: str) -> None:
    choices = (
        Choice("gov", {"en": "Gov"}),
        Choice("na", {"en": "Not applicable"}),
        Choice("af", {"en": "AF"}),
    )
    found = pick([Dimension("group", {"en": "Group"}, choices)], word)
    assert isinstance(found, Refusal)
    assert found.message.key == "refused-unknown-choice"


@pytest.mark.parametrize("text", ["zzzz", "hall", "remote", "cs/ap", "\U0001f98a", "\u0301"])
def test_an_unknown_word_is_refused_with_all_choices(text: str) -> None:
    message = refused(text).message
    assert message.key == "refused-unknown-choice"
    choices = message.arguments["choices"]
    assert isinstance(choices, Listing)
    assert len(choices.items) == 2


@pytest.mark.parametrize("typed", ["soci\u00e9t\u00e9", "SOCIETE", "soci\u00e9", "societ"])
def test_a_name_in_any_language_of_the_meeting_counts_with_or_without_accents(typed: str) -> None:
    dimension = Dimension(
        "group", {"en": "Group"}, (Choice("cs", {"en": "Civil Society", "fr": "Soci\u00e9t\u00e9"}),)
    )
    assert pick([dimension], typed) == [(CS,)]


def test_exact_letters_go_before_those_without_accents() -> None:
    choices = (Choice("one", {"en": "Pena"}), Choice("two", {"en": "Pe\u00f1a"}))
    dimension = Dimension("group", {"en": "Group"}, choices)
    for typed, code in (("pena", "one"), ("PE\u00d1A", "two"), ("pen\u0303a", "two")):
        assert pick([dimension], typed) == [(Picked("group", code),)]


@given(st.text(max_size=60) | st.lists(st.sampled_from(["cs", "p", "not", "pns", ",", '"'])).map(" ".join))
def test_whatever_is_typed_is_found_or_refused(text: str) -> None:
    found = pick(DIMENSIONS, text)
    assert isinstance(found, Refusal) or all(meant for meant in found)


def test_a_long_line_is_read_in_no_time() -> None:
    began = time.process_time()
    assert len(picked("cs " * 1300)) == 1300
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["cs", "ps", "gov", "pns", "af", "ap"]),
        ("c", ["cs"]),
        ("pri", ["ps"]),
        ("cs ", ["cs ps", "cs gov", "cs pns", "cs af", "cs ap"]),
        ("CS asia", ["CS ap"]),
        ("cs\uff0c\uff41", ["cs af", "cs ap"]),
        ("zz", []),
        ("\n", ["cs", "ps", "gov", "pns", "af", "ap"]),
    ],
)
def test_offers_while_typing(typed: str, offered: list[str]) -> None:
    assert [value for _, value in codes_like(DIMENSIONS, typed, "en")] == offered


def test_offers_are_in_the_language_of_who_types() -> None:
    group = replace(
        DIMENSIONS[0], choices=(Choice("cs", {"en": "Civil Society", "fr": "Soci\u00e9t\u00e9 civile"}),)
    )
    assert codes_like([group], "soc", "fr-CA") == [("Soci\u00e9t\u00e9 civile", "cs")]
    assert codes_like([group], "civ", "ar") == [("Civil Society", "cs")]
