"""What becomes a link, what stays text, and which links are the same."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.group.links import (
    LONGEST_LINK,
    LONGEST_TAG,
    MOST_TAGS,
    Link,
    normalised,
    read_link,
    read_tags,
)

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=80)
PARTS = """https:// HTTP:// mailto: javascript: // www. a.org xn-- münchen.de 1.2 @ : 80 / ? # & = utm_x=1
    %2f %zz . .. \u202e \\ [::1] < > a é - _ \ud83d \u3002 \uff0f a+b"""
PIECES = st.lists(st.sampled_from([*PARTS.split(), " ", "\n"]), max_size=9).map("".join)
PAYPAL = "\u0440\u0430\u0443\u0440\u04301.com"
SENT = re.compile(r"(https?://[a-z0-9._-]+(:\d+)?(/[\x21-\x7e]*)?|mailto:[\x21-\x7e]+@[a-z0-9._-]+)")


def link(text: str) -> Link:
    found = read_link(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "url", "site"),
    [
        ("https://example.org", "https://example.org/", "example.org"),
        (
            "  <HTTPS://Example.ORG.:443/A?b=1&a=2#page=3> ",
            "https://example.org/A?b=1&a=2#page=3",
            "example.org",
        ),
        ("http://example.org:8080/x", "http://example.org:8080/x", "example.org"),
        ("www.example.org", "https://www.example.org/", "www.example.org"),
        ("example.org/doc.pdf", "https://example.org/doc.pdf", "example.org"),
        (
            "https://example.org/?utm_source=x&a&fbclid=1&GCLID=2&utm_=",
            "https://example.org/?a",
            "example.org",
        ),
        ("https://example.org/?gclid2=1", "https://example.org/?gclid2=1", "example.org"),
        ('https://example.org/a)b|`"', "https://example.org/a)b%7C%60%22", "example.org"),
        (
            "mailto:Ana.B+igf@Example.org?bcc=eve@evil.org",
            "mailto:Ana.B+igf@example.org",
            "Ana.B+igf@example.org",
        ),
    ],
)
def test_links(text: str, url: str, site: str) -> None:
    assert link(text) == Link(url, site)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a text",
        "https://",
        "https://example",
        "https://localhost/x",
        "https://1.2.3.4/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://good.org@evil.org",
        "https://@evil.org",
        "https://good.org:x@evil.org/",
        "https://good.org\\@evil.org",
        "https://good.org\uff0f@evil.org",
        "https://exam\u202eple.org",
        "https://example.org/\u202efdp.exe",
        "https://example.org/\u200b",
        "https://example.org/a b",
        "https://example.org/\na",
        "https://example.org:99999/",
        "https://example.org:http/",
        "https:example.org/",
        "https:///example.org/",
        "https://xn--a.org/",
        "https://a..org/",
        "//example.org/x",
        "/example.org/x",
        "javascript:alert(1)//example.org/",
        "JavaScript:https://example.org/",
        "data:text/html,example.org/",
        "file:///etc/example.org/x",
        "ftp://example.org/x",
        "view-source:https://example.org/",
        "ana@example.org",
        "ana@example.org/x",
        "example.org",
        "notes.md",
        "and/or",
        "24.7/7",
        "e.g./i.e.",
        "mailto:",
        "mailto:ana",
        "mailto:ana@example.org,eve@evil.org",
        "mailto:ana@eve@evil.org",
        "mailto:ana%0abcc@example.org",
        "mailto:ana@example.org/x",
        "mailto:ana@example.org:80",
        "https://example.org/" + "a" * LONGEST_LINK,
        "https://example.org/" + "é" * (LONGEST_LINK // 6),
    ],
)
def test_what_stays_text(text: str) -> None:
    assert read_link(text) is None


def test_a_host_in_other_letters_is_shown_in_punycode_beside() -> None:
    assert link(f"https://{PAYPAL}/") == Link("https://xn--1-7sba6dbr.com/", PAYPAL, "xn--1-7sba6dbr.com")
    assert link("https://xn--mnchen-3ya.de/ö") == link("https://MÜNCHEN.de/%c3%b6")
    assert link("mailto:ana@münchen.de") == Link(
        "mailto:ana@xn--mnchen-3ya.de", "ana@münchen.de", "xn--mnchen-3ya.de"
    )


SAME = [
    "https://example.org/a%2fb~?x=1&y=%2b",
    "HTTP://EXAMPLE.ORG.:80/a%2Fb%7E?x=1&utm_medium=email&y=%2B",
    "example.org/c/../a%2Fb~?fbclid=z&x=1&y=%2B#",
]
OTHER = [
    "https://example.org/a%2fb~/?x=1&y=%2b",
    "https://example.org/a/b~?x=1&y=%2b",
    "https://example.org/a%2fb~?y=%2b&x=1",
    "https://example.org/a%2fb~?x=1&y=%2b#2",
    "https://example.org/A%2fb~?x=1&y=%2b",
    "https://example.org:81/a%2fb~?x=1&y=%2b",
]


def test_the_same_link_in_many_ways() -> None:
    assert len({normalised(link(text)) for text in SAME}) == 1
    assert len({normalised(link(text)) for text in [SAME[0], *OTHER]}) == 1 + len(OTHER)


@given(ANYTHING | PIECES)
@example("https://a.org/?a&utm_x&b=&&c+d=%zz")
def test_whatever_is_read_is_sound_and_read_again_as_the_same(text: str) -> None:
    found = read_link(text)
    if found is None:
        return
    assert SENT.fullmatch(found.url)
    assert len(found.url) <= LONGEST_LINK
    assert all(not character.isspace() for character in found.site)
    assert found.site.isascii() or found.punycode
    assert read_link(found.url) == found
    again = read_link(normalised(found))
    assert again is not None
    assert normalised(again) == normalised(found)


@given(st.sampled_from(SAME), st.sampled_from(["utm_id=3", "gclid", "FBCLID=a"]))
def test_what_tells_where_a_link_was_found_makes_no_other(text: str, mark: str) -> None:
    assert normalised(link(f"{text.removesuffix('#')}&{mark}")) == normalised(link(text))


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("a, b c", ("a", "b", "c")),
        ("#WSIS #Human-Rights;wsis", ("wsis", "human-rights")),
        ("Égalité 规则, \uff08x\uff09", ("égalité", "规则", "x")),
        ("", None),
        (" , #", None),
        ("a ?", None),
        ("x" * LONGEST_TAG, ("x" * LONGEST_TAG,)),
        ("x" * (LONGEST_TAG + 1), None),
        (" ".join(map(str, range(MOST_TAGS + 1))), None),
        ("a " * 99, ("a",)),
    ],
)
def test_tags(text: str, tags: tuple[str, ...] | None) -> None:
    assert read_tags(text) == tags


@given(ANYTHING)
@example("\u00a8/\u05ad")
def test_tags_of_anything_are_read_again_as_the_same(text: str) -> None:
    tags = read_tags(text)
    if tags is not None:
        assert read_tags(", ".join(tags)) == tags
        assert 1 <= len(set(tags)) == len(tags) <= MOST_TAGS
