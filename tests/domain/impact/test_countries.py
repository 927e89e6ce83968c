"""A country is found however people call it, and asked back where several are called so."""

import pytest

from bot.domain.impact.countries import countries, named, names


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kenya", ("KE",)),
        (" kenya ", ("KE",)),
        ("ke", ("KE",)),
        ("KEN", ("KE",)),
        ("UK", ("GB",)),
        ("u.k.", ("GB",)),
        ("Great Britain", ("GB",)),
        ("Viet Nam", ("VN",)),
        ("Vietnam", ("VN",)),
        ("Côte d\u2019Ivoire", ("CI",)),
        ("Cote d'Ivoire", ("CI",)),
        ("Ivory Coast", ("CI",)),
        ("Turkey", ("TR",)),
        ("Saint Lucia", ("LC",)),
        ("St. Lucia", ("LC",)),
        ("Trinidad and Tobago", ("TT",)),
        ("The Gambia", ("GM",)),
        ("Myanmar", ("MM",)),
        ("Congo - Kinshasa", ("CD",)),
        ("DRC", ("CD",)),
        ("Palestine", ("PS",)),
        ("Congo", ("CG", "CD")),
        ("Korea", ("KP", "KR")),
        ("Virgin Islands", ("VG", "VI")),
        ("Saint Martin", ("SX", "MF")),
        ("EU", ()),
        ("XK", ()),
        ("and", ("AD",)),
        ("the", ()),
        ("", ()),
        ("anonymous", ()),
        ("Kenya and Uganda", ()),
    ],
)
def test_found_by_name_code_and_what_people_call_it(text: str, codes: tuple[str, ...]) -> None:
    assert tuple(countries(text)) == codes


def test_every_country_of_the_standard_is_found_by_its_name_and_both_its_codes() -> None:
    assert len(names()) == 249
    for code, name in names().items():
        assert code in countries(name)
        assert tuple(countries(code)) == (code,)
        assert named(code) == name


def test_a_country_that_is_on_no_list_any_more_goes_by_its_letters() -> None:
    assert named("AN") == "AN"
