"""Sentences that were once not so, each with the smallest meeting in which it was said."""

from datetime import timedelta

import pytest

from bot.domain.changing import replace
from bot.domain.fair_queue import Rule
from bot.domain.identity import Place
from bot.domain.meeting.decision import Change
from bot.domain.meeting.events import CalledNext, ChannelOpened, GroupFed, RecordedEvent
from bot.domain.meeting.fold import fold
from bot.domain.plan import Notices
from bot.messages.catalogue import Catalogues
from bot.reactions.effects import Tell, TellPerson
from bot.services.groups.founding import plan_of
from bot.views.board import board
from tests.commands.session import Session, debating
from tests.commands.shown import words
from tests.support.plans import phase, plan


def play(session: Session, *lines: tuple[str, str]) -> None:
    """Line by line, each a minute after the one before."""
    for who, line in lines:
        session.answer(who, line)
        session.wait(60)


def public(session: Session, catalogues: Catalogues) -> str:
    """The latest line that the rooms read."""
    told = [effect.message for effect in session.effects if isinstance(effect, Tell) and effect.to == "rooms"]
    return words(told[-1], session, catalogues)


def cards(session: Session, catalogues: Catalogues) -> list[str]:
    told = [e.message for e in session.effects if isinstance(e, Tell) and e.to == "moderators"]
    return [words(message, session, catalogues) for message in told]


def private(session: Session, who: str, catalogues: Catalogues) -> str:
    """The latest word to somebody alone."""
    person = session.people[who]
    told = [e.message for e in session.effects if isinstance(e, TellPerson) and e.person == person]
    return words(told[-1], session, catalogues)


def test_who_is_new_did_not_come_first(catalogues: Catalogues) -> None:
    session = debating()
    play(session, ("ana", "join"), ("vera", "next"), ("ana", "done"))
    play(session, ("ana", "join"), ("bo", "join"), ("cy", "join"), ("vera", "next"))
    assert public(session, catalogues) == (
        'Bo (not stated) has the floor for 2 minutes. Only "Not stated" is waiting. Within it, those who have'
        " had no turn in the queue in this phase come first. Next: Cy (not stated)."
    )


def test_the_reason_is_about_the_group_for_which_it_was_decided(catalogues: Catalogues) -> None:
    session = debating()
    play(session, ("ana", "id cs"), ("ana", "join"), ("bo", "join"), ("vera", "next"))
    answer = words(session.answer("bo", "id cs"), session, catalogues)
    assert "Others will see: Bo (not stated)." in answer
    assert "Your coming turn still counts for that group." in answer
    session.answer("vera", "next")
    assert public(session, catalogues) == (
        'Bo (not stated) has the floor for 2 minutes. Only "Not stated" is waiting. Nobody else is waiting.'
    )


def test_a_group_that_follows_because_another_rests_is_not_furthest_behind(catalogues: Catalogues) -> None:
    weighted = replace(plan(), rule=Rule(weights={"group": {"cs": 3}}))
    session = debating(weighted)
    for who, group in (("ana", "cs"), ("bo", "gov"), ("cy", "gov"), ("dee", "cs"), ("eli", "cs")):
        play(session, (who, f"id {group}"), (who, "join"))
    play(session, *(("vera", "next"),) * 4)
    assert (
        "Cy (Government) has the floor for 2 minutes."
        " Government comes next, since the group ahead of it had the last turn in the queue."
    ) in public(session, catalogues)


@pytest.mark.parametrize("line", ["speaker bo ek", "join reply"])
def test_a_group_whose_speaker_or_response_was_heard_had_no_turn_in_the_queue(
    line: str, catalogues: Catalogues
) -> None:
    session = debating()
    play(session, ("cy", "id cs"), ("cy", "join"), ("vera", "next"), ("dee", "id gov"))
    if line.startswith("join"):
        play(session, ("dee", line), ("vera", "next"), ("dee", "done"))
    else:
        play(session, ("vera", line))
    play(session, ("dee", "join"), ("eli", "id cs"), ("eli", "join"), ("vera", "next"))
    assert "Dee (Government) has the floor" in public(session, catalogues)
    assert "Government has had no turn in the queue yet" in public(session, catalogues)


def test_others_wait_on_hold_or_said_later(catalogues: Catalogues) -> None:
    session = debating()
    play(session, ("ana", "id cs"), ("ana", "join"), ("bo", "id gov"), ("bo", "join"), ("bo", "later"))
    play(session, ("vera", "next"))
    assert "Only Civil Society can be called now. Next: Bo (Government)." in public(session, catalogues)
    play(session, ("vera", "next"), ("vera", "absent"), ("cy", "id cs"))
    assert words(session.answer("ana", "queue"), session, catalogues).splitlines()[1:] == [
        "Nobody can be called now. There is one queue for everybody.",
        "Away: Bo (Government)",
    ]
    assert "Queue: nobody can be called now" in words(board(session.meeting), session, catalogues)
    play(session, ("cy", "join"))
    assert (
        "Cy (Civil Society) raised a hand; nobody else can be called now." in cards(session, catalogues)[-1]
    )
    play(session, ("vera", "next"))
    assert "Nobody else can be called now." in public(session, catalogues)
    assert "Then: Nobody else can be called now." in cards(session, catalogues)[-1]


def test_nobody_joined_and_yet_it_would_be_decided_otherwise_now(catalogues: Catalogues) -> None:
    session = debating()
    play(session, ("ana", "id cs"), ("bo", "id cs"), ("cy", "id gov"), ("cy", "join"), ("vera", "next"))
    play(session, ("vera", "absent"), ("ana", "join"), ("bo", "join"), ("vera", "next"), ("cy", "ready"))
    play(session, ("vera", "next"))
    assert public(session, catalogues) == (
        "Bo (Civil Society) has the floor for 2 minutes. This was decided when Bo was told to be next."
        " Only Civil Society can be called now. What changed since then counts from the next turn on."
        " Next: Cy (Government)."
    )


def test_whoever_has_not_said_where_they_belong_is_not_called_less_heard(catalogues: Catalogues) -> None:
    session = debating()
    for who, codes in (("ana", "cs af"), ("bo", "cs af"), ("cy", "cs")):
        play(session, (who, f"id {codes}"), (who, "join"))
    play(session, ("vera", "next"), ("vera", "next"))
    assert "Cy (Civil Society) has the floor" in public(session, catalogues)
    assert "Within it, the other answers are balanced." in public(session, catalogues)


def test_words_that_are_read_aloud_need_no_microphone(catalogues: Catalogues) -> None:
    session = debating()
    play(session, ("ana", "join I agree."), ("bo", "join"), ("vera", "next"))
    assert private(session, "ana", catalogues).splitlines()[1] == (
        "A moderator reads your words aloud; you need not speak."
    )
    play(session, ("vera", "next"))
    assert private(session, "bo", catalogues).splitlines()[1] == "Discord and Matrix: Unmute."
    assert "Speaks online." in cards(session, catalogues)[-1]
    play(session, ("vera", "w cs"), ("vera", "next"))
    assert "Speaks in the hall." in cards(session, catalogues)[-1]


def test_no_time_runs_while_the_clocks_stand_still(catalogues: Catalogues) -> None:
    session = debating()
    play(session, ("ana", "join"), ("bo", "join"), ("cy", "join"), ("vera", "phase pause"), ("vera", "next"))
    assert public(session, catalogues).startswith(
        "Ana (not stated) has the floor. The clocks stand still; when they go on: 2 minutes."
    )
    assert private(session, "ana", catalogues).startswith(
        "You have the floor. The clocks stand still; when they go on: 2 minutes."
    )
    assert words(session.answer("cy", "position"), session, catalogues) == (
        "Your place now: 2. The clocks stand still."
    )


def test_who_let_others_pass_was_never_away(catalogues: Catalogues) -> None:
    session = debating()
    play(session, ("ana", "join"), ("ana", "later"), ("ana", "ready"))
    assert cards(session, catalogues)[-1] == "Ana can be called again."
    play(session, ("vera", "next"), ("vera", "absent"), ("ana", "ready"))
    assert cards(session, catalogues)[-1] == "Ana is back and can be called."


def test_letting_others_pass_where_there_are_none(catalogues: Catalogues) -> None:
    session = debating()
    play(session, ("ana", "join"))
    alone = words(session.answer("ana", "later"), session, catalogues)
    assert alone.startswith("Nobody else is ready now, so you can be called all the same.")
    play(session, ("bo", "join"))
    assert words(session.answer("ana", "later"), session, catalogues).startswith(
        "Somebody else is called first."
    )
    play(session, ("vera", "next"), ("vera", "absent"))
    assert words(session.answer("bo", "later"), session, catalogues).startswith(
        "You keep your place, and are not"
    )


def test_who_joined_again_while_absent_keeps_that_place(catalogues: Catalogues) -> None:
    session = debating()
    play(session, ("ana", "join"), ("vera", "next"), ("vera", "absent"), ("ana", "ready"), ("vera", "next"))
    play(session, ("ana", "join"), ("vera", "absent"))
    assert private(session, "ana", catalogues) == (
        "We called you and you were not there."
        " Your other place in the queue is kept. Please say when you are back."
    )


def test_whoever_comes_after_a_point_of_order_is_not_next(catalogues: Catalogues) -> None:
    session = debating()
    play(session, ("ana", "join"), ("bo", "join"), ("cy", "join point-of-order"), ("dee", "join"))
    play(session, ("vera", "next"), ("vera", "next"), ("ana", "join point-of-order"))
    assert words(session.answer("bo", "position"), session, catalogues).startswith(
        "Your place now: 2, in about"
    )
    play(session, ("ana", "withdraw"), ("eli", "join reply"), ("fay", "join reply"), ("bo", "withdraw"))
    assert private(session, "dee", catalogues).startswith(
        "You are next, after 2 points of order or direct responses."
    )


def test_nobody_is_invited_where_there_is_no_channel(catalogues: Catalogues) -> None:
    session = Session(plan=plan_of(plan()))
    session.keep(Change((GroupFed("roundtable", session.plan),)))
    assert "not open here yet; you are invited as soon as it is" in words(
        session.answer("ana", "stay"), session, catalogues
    )
    session.keep(Change((ChannelOpened(Place("matrix", "!on")),)))
    assert "You are invited" in words(session.answer("bo", "stay"), session, catalogues)


def test_an_end_after_midnight_and_a_reminder_the_day_before_have_their_day(catalogues: Catalogues) -> None:
    evening = replace(
        plan(notices=Notices(invitation=None, reminder=86400)),
        zone="Asia/Kolkata",
        phases=(phase("Debate", "discussion", 60),),
    )
    session = Session(plan=evening, now=evening.start - timedelta(days=1))
    session.wait(1)
    assert public(session, catalogues).startswith(
        "Roundtable starts on Thursday, December 3, 2026, 15:00 UTC+05:30."
    )
    session.now = evening.start + timedelta(hours=8, minutes=50)
    play(session, ("vera", "open"), ("vera", "start"))
    end = "Friday, December 4, 2026, 00:51 UTC+05:30"
    assert f"Debate starts, until {end}." in public(session, catalogues)
    assert f"Debate, until {end}\n" in words(board(session.meeting), session, catalogues)
    session.now += timedelta(minutes=30)
    session.answer("vera", "phase extend 5m")
    assert public(session, catalogues) == "Debate gets 5 minutes more, until 00:56 UTC+05:30."


def test_words_of_an_older_log_are_told_as_what_was_found_then(catalogues: Catalogues) -> None:
    """A log written before the words changed: "first_come" was said of whoever came before the next best."""
    session = debating()
    for who in ("ana", "bo", "cy"):
        play(session, (who, "id cs"), (who, "join"))
    old = CalledNext(
        session.people["cy"], ("cs", "remote", None), False, False, ("never_heard", "first_come")
    )
    session.meeting = fold(session.meeting, [RecordedEvent(old, session.now)])
    session.answer("vera", "next")
    assert (
        "This was decided when Cy was told to be next. Civil Society has had no turn in the queue yet."
        " Within it, of those who are alike whoever came first is next. What changed since then"
    ) in public(session, catalogues)
