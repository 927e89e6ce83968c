"""Names on a screen: nothing hidden, nothing borrowed, and no two that look alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.joiners import INVISIBLE, only_joining
from bot.domain.meeting.names import LONGEST_NAME, Unfit, chosen_name, distinct, platform_name

JOINED = (
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, parted without a space
    "\u0dc1\u0dca\u200d\u0dbb\u0dd3",  # Sinhala: Sri
    "\u0915\u094d\u200d\u0937",  # Hindi, half a letter
    "\U0001f469\U0001f3fd\u200d\U0001f4bb",  # a woman at a computer
    "\u2764\ufe0f Ana",
    "7\ufe0f\u20e3",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # Scotland
    "\u845b\U000e0100\u57ce",  # a variant in a Japanese name
)
CYRILLIC_ANA = "\u0410n\u0430"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ana", "Ana"),
        ("  Ana \n  Lind ", "Ana Lind"),
        ("Ana\u202etxt.exe", "Ana txt.exe"),
        ("\u200bAna\u2066", "Ana"),
        ("A\u0301na", "\u00c1na"),
        ("Ana\u3164\u115f\ufe0f", "Ana"),
        ("A" + "\u0336" * 30, "A\u0336\u0336\u0336"),
        ("\u0930\u0940\u0928\u093e", "\u0930\u0940\u0928\u093e"),
        ("\U0001f98a", "\U0001f98a"),
        ("Guest of honour", "Guest of honour"),
        ("Hallvard 7", "Hallvard 7"),
        *((name, name) for name in JOINED),
        ("A\u200cn\u200da", "Ana"),
        ("\u0639\u200c\u200c\u0644\u06cc", "\u0639\u0644\u06cc"),
        ("\u200c\u0639\u0644\u06cc\u200d", "\u0639\u0644\u06cc"),
        ("\u0dc1\u0dca\u200d", "\u0dc1\u0dca"),
        ("7\ufe0f Up\ufe0f", "7 Up"),
        ("\U000e0067\U000e0062Ana\U000e007f", "Ana"),
    ],
)
def test_a_name_is_tidied(typed: str, name: str) -> None:
    assert chosen_name(typed) == platform_name(typed) == name


def test_a_long_name_is_refused_where_it_is_chosen_and_cut_where_a_platform_shows_it() -> None:
    assert chosen_name("x" * 50) is Unfit.LONG
    assert platform_name("x" * 50) == "x" * 32
    assert platform_name("x" * 31 + "\U0001f469\u200d\U0001f4bb") == "x" * 31 + "\U0001f469"


@pytest.mark.parametrize("typed", ["", " \n", "\u3164", "\u2800 \u200b", "\u0301\u0301", "\ue000", "\u00ad"])
def test_what_shows_nothing_is_no_name(typed: str) -> None:
    assert chosen_name(typed) is Unfit.EMPTY
    assert platform_name(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "Guest 7",
        "guest7",
        "GUEST  12",
        "Hall 1",
        "Guest #7",
        "7 Guest",
        "Guest 7 of honour",
        "\uff27uest \uff17",
        "Gu\u0435st 7",
        "Gue5t 7",
        "Guest \u2166",
        "Guest VII",
        "Guest Vll",
        "Guest \u0667",
        "Guest \u2466",
        "Hall",
        "HALL",
        "Invit\u00e9e 3",
        "invitado 4",
        "\u0413\u043e\u0441\u0442\u044c 5",
        "\u0636\u064a\u0641 \u0667",
        "\u5609\u5bbe7",
        "Moderator",
        "M0derator",
        "\u041coderator",
        "Virtual moderator",
        "MOD\u00c9RATEUR",
        "\u043c\u043e\u0434\u0435\u0440\u0430\u0442\u043e\u0440",
        "\u5f20\u4e3b\u6301\u4eba",
        "\u0645\u0634\u0631\u0641",
        "Evenfloor",
        "Even Floor",
        "EvenfI\u043e\u043er",
        "Evenfloor bot",
        "Bot",
        "Organizer",
        "Nobody",
    ],
)
def test_the_names_of_the_bot_and_of_roles_are_nobodys(typed: str) -> None:
    assert chosen_name(typed) is Unfit.RESERVED


@pytest.mark.parametrize(
    "typed",
    [
        "Hall 7 (Government)",
        "(Guest 7)",
        "Ana (2)",
        "Ana \u2475",
        "Ana [x]",
        "<b>Ana",
        "Ana\uff08",
        "\u3010Ana\u3011",
    ],
)
def test_brackets_are_the_bots(typed: str) -> None:
    assert chosen_name(typed) is Unfit.BRACKETS


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Ana (she/her)", "Ana"),
        ("Vera [UNICEF] \U0001f98a", "Vera \U0001f98a"),
        ("Moderator Vera", "Vera"),
        ("Vera | Moderator", "Vera"),
        ("\u4e3b\u6301\u4eba \u738b", "\u738b"),
        ("Hall 7 (Government)", None),
        ("Guest 7", None),
        ("Moderator", None),
        ("(((", None),
    ],
)
def test_of_a_platforms_name_what_nobody_may_claim_is_left_out(shown: str, name: str | None) -> None:
    assert platform_name(shown) == name


@pytest.mark.parametrize(
    "name",
    ["Stuart Hall", "Val Guest", "Guestina 7", "Hall Victor", "Hall Li", "Ben Bot", "Julio Sala", "Halldis"],
)
def test_names_of_people_are_left_to_them(name: str) -> None:
    assert chosen_name(name) == platform_name(name) == name


@given(
    st.text() | st.lists(st.sampled_from((*JOINED, *"a7\u200c\u200d\ufe0f\U000e0100", "x" * 9))).map("".join)
)
def test_a_tidied_name_stays_as_it_is_and_fits_on_a_line(typed: str) -> None:
    for name in (chosen_name(typed), platform_name(typed)):
        if isinstance(name, str):
            assert chosen_name(name) == platform_name(name) == name
            assert 0 < len(name) <= LONGEST_NAME
            assert not any(unicodedata.category(c)[0] == "C" for c in name if not INVISIBLE.match(c))
            assert not any(unicodedata.category(c) in ("Ps", "Pe") for c in name if c not in "\u201a\u201e")
            assert only_joining(name) == name
            assert len(name.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("ana", "Ana"),
        ("\u00c1na", "Ana"),
        ("A n a", "Ana"),
        ("\uff21na", "Ana"),
        ("Ana.", "Ana"),
        (CYRILLIC_ANA, "Ana"),
        ("\u0391na", "Ana"),
        ("Ana", CYRILLIC_ANA),
        ("Ana L\u0131nd", "Ana Lind"),
        ("Ana L1nd", "Ana Lind"),
        ("Ana Llnd", "Ana LInd"),
        ("An\u0251", "Ana"),
        ("\u13aana", "Ana"),
        ("\u039d\u0399\u039d\u0391", "Nina"),
        ("\u0410\u041d\u041d\u0410", "\u0430\u043d\u043d\u0430"),
        ("\U0001d4d0na", "Ana"),
        ("$am", "Sam"),
        ("Bam", "8arn"),
        ("\u0645\u06cc\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("\u2764\ufe0f", "\u2764"),
    ],
)
def test_look_alikes_are_told_apart_by_a_number(name: str, taken: str) -> None:
    assert distinct(name, [taken]) == f"{name} (2)"


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("Ana", "Anna"),
        ("Ian", "Lan"),
        ("Ana 2", "Ana 3"),
        ("\u092e\u0940\u0928\u093e", "\u092e\u0928\u093e"),
        ("\U0001f98a", "\U0001f438"),
        ("\u0410\u043d\u043d\u0430", "Anna"),
    ],
)
def test_names_that_look_different_are_left_alone(name: str, taken: str) -> None:
    assert distinct(name, [taken]) == name


def test_the_number_goes_on_and_cannot_be_taken_before() -> None:
    taken: list[str] = ["Ana (2)"]
    for _ in range(3):
        taken.append(distinct("Ana", taken))
    assert taken == ["Ana (2)", "Ana", "Ana (3)", "Ana (4)"]


@given(st.lists(st.sampled_from(["Ana", "ana", CYRILLIC_ANA, "Ana 2", "Ana (2)", "..", "Bo"]), max_size=8))
def test_no_two_look_alike(names: list[str]) -> None:
    taken: list[str] = []
    for name in names:
        taken.append(distinct(name, taken))
    for n, name in enumerate(taken):
        assert distinct(name, [*taken[:n], *taken[n + 1 :]]) == name
