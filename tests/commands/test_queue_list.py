"""The whole queue, page by page, with the places that people are told."""

from bot.messages.catalogue import Catalogues
from tests.commands.session import Session, debating
from tests.commands.shown import words


def crowd(size: int) -> Session:
    session = debating()
    for number in range(size):
        session.answer(f"p{number:02}", "join")
    return session


def test_a_long_queue_has_pages(catalogues: Catalogues) -> None:
    session = crowd(60)
    first, second, last = (
        words(session.answer("p00", line), session, catalogues).splitlines()
        for line in ("queue", "queue 2", "queue 3")
    )
    assert first[1] == second[1] == "60 people are waiting:"
    assert (first[2], first[26], first[27]) == (
        "1. P00 (not stated)",
        "25. P24 (not stated)",
        "And 35 more.",
    )
    assert (second[2], second[27]) == ("26. P25 (not stated)", "And 10 more.")
    assert (last[2], last[-1]) == ("51. P50 (not stated)", "60. P59 (not stated)")


def test_a_page_too_far_is_the_last_one(catalogues: Catalogues) -> None:
    session = crowd(3)
    pages = [words(session.answer("p00", f"queue {n}"), session, catalogues) for n in ("", "0", "9999")]
    assert pages[0] == pages[1] == pages[2]


def test_words_to_be_read_aloud_are_marked(catalogues: Catalogues) -> None:
    session = debating()
    session.answer("ana", "join")
    session.answer("bo", "join I come by train")
    shown = words(session.answer("ana", "queue"), session, catalogues).splitlines()
    assert shown[2:] == ["1. Ana (not stated)", "2. Bo (not stated), with words to be read aloud"]


def test_whoever_lets_others_go_first_is_shown_while_there_are_others(catalogues: Catalogues) -> None:
    session = debating()
    for who in ("ana", "bo", "cy"):
        session.answer(who, "join")
    session.answer("bo", "later")
    shown = words(session.answer("ana", "queue"), session, catalogues).splitlines()
    assert shown[1:] == [
        "2 people can be called now:",
        "1. Ana (not stated)",
        "2. Cy (not stated)",
        "Let others go first once: Bo (not stated)",
    ]
    for who in ("ana", "cy"):
        session.answer(who, "withdraw")
    shown = words(session.answer("ana", "queue"), session, catalogues).splitlines()
    assert shown[1:] == ["One person is waiting:", "1. Bo (not stated)"]
