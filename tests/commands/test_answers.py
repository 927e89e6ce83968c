"""What people are answered: who they are, why they were called, what they can do."""

import pytest

from bot.commands.model import Outcome
from bot.domain.changing import replace
from bot.domain.fair_queue import Rule
from bot.messages.catalogue import Catalogues
from bot.reactions.effects import Tell, TellPerson
from bot.views.turn_card import reason
from tests.commands.session import Session, debating
from tests.commands.shown import words
from tests.support.plans import plan


def told(session: Session, to: str, key: str, catalogues: Catalogues) -> list[str]:
    """What the rooms or the moderators were told under a key."""
    found = [e.message for e in session.effects if isinstance(e, Tell) and e.to == to]
    return [words(message, session, catalogues) for message in found if message.key == key]


def alone(session: Session, who: str) -> list[str]:
    """The keys of what one person was told alone, beside answers."""
    person = session.people[who]
    return [e.message.key for e in session.effects if isinstance(e, TellPerson) and e.person == person]


def test_prefer_not_to_say_is_remembered_for_oneself_and_not_stated_for_others(
    catalogues: Catalogues,
) -> None:
    session = debating()
    answer = words(session.answer("ana", "id pns"), session, catalogues)
    assert answer.splitlines() == [
        "Noted: Prefer not to say.",
        "Others will see: Ana (not stated). You are not in the queue.",
    ]
    assert "Stakeholder group: Prefer not to say" in words(
        session.answer("ana", "whoami"), session, catalogues
    )
    joined = words(session.answer("ana", "join"), session, catalogues)
    assert "Stakeholder group?" not in joined, "who has answered is not asked again"
    assert "Stakeholder group?" in words(session.answer("bo", "join"), session, catalogues)


def test_an_answer_gives_way_to_none(catalogues: Catalogues) -> None:
    answer = words(debating().answer("ana", "id pns cs"), debating(), catalogues)
    assert answer.startswith("Noted: Civil Society and Prefer not to say.")


def test_identifying_in_a_room_that_all_can_read_is_warned_of(catalogues: Catalogues) -> None:
    session = debating()
    assert "direct chat" in words(session.answer("ana", "id cs", overheard=True), session, catalogues)
    assert "direct chat" not in words(session.answer("ana", "id cs"), session, catalogues)


def test_identifying_on_deck_comes_too_late_for_that_turn(catalogues: Catalogues) -> None:
    session = debating()
    for who in ("ana", "bo"):
        session.answer(who, "id cs")
        session.answer(who, "join")
    session.answer("vera", "next")
    answer = words(session.answer("bo", "id gov"), session, catalogues)
    assert "Others will see: Bo (Civil Society)" in answer
    assert "Your coming turn still counts for that group" in answer
    session.wait(60)
    session.answer("vera", "next")
    assert told(session, "rooms", "has-the-floor", catalogues)[-1].startswith(
        "Bo (Civil Society) has the floor"
    )
    assert "Bo (Civil Society)" in words(session.answer("ana", "queue"), session, catalogues)
    session.answer("bo", "done")
    session.answer("bo", "join")
    assert "Bo (Government)" in words(session.answer("ana", "queue"), session, catalogues)


def test_the_reason_is_one_that_holds_for_those_who_hear_it(catalogues: Catalogues) -> None:
    session = debating()
    for who in ("ana", "bo"):
        session.answer(who, "id cs")
        session.answer(who, "join")
    session.answer("vera", "next")
    session.answer("cy", "id gov")
    session.answer("cy", "join")
    for _ in range(2):
        session.wait(60)
        session.answer("vera", "next")
    first, second, third = told(session, "rooms", "has-the-floor", catalogues)
    assert "Only Civil Society is waiting. Within it, whoever came first is next." in first
    assert (
        "This was decided when Bo was told to be next. Only Civil Society is waiting. What changed" in second
    )
    assert "Only Government is waiting." in third
    assert "decided" not in third


@pytest.mark.parametrize(
    ("by_group", "by_person", "sentence"),
    [
        ("only_group", "only_one", "Only Civil Society is waiting."),
        (
            "never_heard",
            "first_time",
            "Civil Society has had no turn in the queue yet. "
            "Within it, those who have had no turn in the queue in this phase come first.",
        ),
        (
            "oldest_turn",
            "balance",
            "Civil Society had its last turn in the queue longest ago. "
            "Within it, the other answers are balanced.",
        ),
        (
            "furthest_behind",
            "longest_waiting",
            "Civil Society is furthest behind its share. "
            "Within it, every fourth turn goes to whoever has waited longest.",
        ),
        (
            "only_callable",
            "longest_callable",
            "Only Civil Society can be called now. "
            "Within it, every fourth turn goes to whoever has waited longest of those who can be called.",
        ),
        (
            "rest",
            "came_first",
            "Civil Society comes next, since the group ahead of it had the last turn in the queue. "
            "Within it, whoever came first is next.",
        ),
        (
            "only_group",
            "first_come",
            "Only Civil Society is waiting. Within it, of those who are alike whoever came first is next.",
        ),
    ],
)
def test_why_in_one_sentence(by_group: str, by_person: str, sentence: str, catalogues: Catalogues) -> None:
    why = reason("why", (by_group, by_person), 3, name="Ana", group="Civil Society")
    assert words(why, Session(), catalogues) == sentence


def test_the_turn_card_has_what_a_moderator_needs(catalogues: Catalogues) -> None:
    session = debating()
    for who, line in (("ana", "id cs af"), ("ana", "join I agree."), ("bo", "join"), ("vera", "next")):
        session.answer(who, line)
    assert told(session, "moderators", "turn-card", catalogues)[0].splitlines() == [
        "Turn 1: Ana",
        "Civil Society, Remote, and African Group",
        'Please read aloud: "I agree."',
        "Why: Civil Society has had no turn in the queue yet.",
        "Before: no turn. Civil Society: no turn.",
        "Given by Vera.",
        "Then:",
        "Bo (not stated)",
    ]


def test_the_speaker_is_told_what_is_left_even_if_the_word_is_late(catalogues: Catalogues) -> None:
    session = debating()
    session.answer("ana", "join")
    session.answer("vera", "next")
    session.wait(100)
    assert told(session, "rooms", "turn-warning", catalogues) == ["Ana: 20 seconds left."]
    assert alone(session, "ana")[-1] == "turn-warning-you"


def test_an_undo_tells_everyone_what_is_true_now(catalogues: Catalogues) -> None:
    session = debating()
    for who in ("ana", "bo", "cy"):
        session.answer(who, "join")
    session.answer("vera", "next")
    session.answer("ivo", "undo")
    assert told(session, "rooms", "corrected-call", catalogues) == [
        "Correction: the call of Ana was taken back. Floor now: nobody."
    ]
    assert told(session, "moderators", "undone-by", catalogues) == [
        "Ivo took back !next of Vera. Floor now: nobody."
    ]
    assert alone(session, "ana")[-1] == "corrected-you-wait"
    assert alone(session, "bo") == ["on-deck", "off-deck"]
    session.answer("vera", "next")
    for line in ("join", "withdraw"):
        session.answer("ana", line)
    session.wait(1)
    session.answer("ivo", "undo")
    assert alone(session, "ana")[-1] == "corrected-you-out", "who left the queue since does not wait"


def test_help_is_by_role_and_explains_each_command(catalogues: Catalogues) -> None:
    session = Session()
    assert "!walkup" not in words(session.answer("ana", "help"), session, catalogues)
    assert "!walkup" in words(session.answer("vera", "help"), session, catalogues)
    for line in ("help q+ to say", "help /join", "help help", "help phase next"):
        assert " \u2014 " in words(session.answer("ana", line), session, catalogues)


def test_help_explains_a_command_with_its_forms_in_full(catalogues: Catalogues) -> None:
    session = Session()
    lines = words(session.answer("vera", "help phase"), session, catalogues).splitlines()
    assert lines[1:] == [
        "- !phase next",
        "- !phase previous",
        "- !phase extend 5m",
        "- !phase pause",
        "- !phase resume",
        "next / previous / extend / pause / resume: What to do",
        "TIME: For extend: how much time to add, for example 5m",
    ]
    assert "Also: hand, the hand, q+, and q+ to say" in words(
        session.answer("ana", "help !join"), session, catalogues
    )
    assert words(session.answer("ana", "help done"), session, catalogues).count("\n") == 0


def test_who_only_says_who_they_are_is_told_that_they_do_not_wait(catalogues: Catalogues) -> None:
    session, told = debating(), "You are not in the queue."
    for line in ("id cs", "name Anna", "name guest"):
        assert told in words(session.answer("ana", line), session, catalogues)
    session.answer("ana", "join")
    for line in ("id ps", "name Anna"):
        assert told not in words(session.answer("ana", line), session, catalogues)
    session.answer("vera", "next")
    assert told not in words(session.answer("ana", "name Ann"), session, catalogues)
    session.close("vera")
    assert told not in words(session.answer("bo", "name Bob"), session, catalogues)


def test_a_moderator_who_never_took_part_gets_a_number_and_a_say(catalogues: Catalogues) -> None:
    session = debating()
    session.answer("ana", "join")
    result = session.say("ivo", "next")
    assert isinstance(result, Outcome)
    assert session.meeting.floor is not None
    assert session.meeting.floor.given.by == session.people["ivo"]
    assert session.people["ivo"] in session.meeting.moderators
    assert "You moderate" in words(session.answer("ivo", "whoami"), session, catalogues)


def test_walkups_are_one_person_a_group(catalogues: Catalogues) -> None:
    session = debating()
    shown = {
        "w cs ps cs": "Hall 1 (Civil Society), Hall 2 (Private Sector), and Hall 3 (Civil Society)",
        "w cs ap ps": "Hall 4 (Civil Society) and Hall 5 (Private Sector)",
        "w pns pns": "Hall 6 (not stated) and Hall 7 (not stated)",
        "w": "Hall 8 (not stated)",
        "w gov | Eva \u202eLind": "Eva Lind (Government)",
    }
    for line, people in shown.items():
        assert people in words(session.answer("vera", line), session, catalogues)
    regions = [session.meeting.participants[w.person].values.get("region") for w in session.meeting.queue]
    assert regions[3:5] == ["ap", None]


@pytest.mark.parametrize("dimensions", [1, 2])
def test_a_meeting_without_a_stakeholder_group(dimensions: int, catalogues: Catalogues) -> None:
    usual = plan()
    kept = usual.dimensions[2:0:-1][:dimensions]
    session = debating(replace(usual, dimensions=kept, rule=Rule(dims=tuple(d.id for d in kept))))
    session.answer("ana", "id af")
    session.answer("ana", "join")
    session.answer("bo", "join")
    session.answer("vera", "next")
    assert "Ana (African Group) has the floor" in told(session, "rooms", "has-the-floor", catalogues)[0]
    assert "Regional group? Others see it" in words(session.answer("cy", "id"), session, catalogues)


def test_people_still_wait_when_the_meeting_closes() -> None:
    session = debating()
    for who in ("ana", "bo"):
        session.answer(who, "join")
    session.answer("vera", "next")
    for _ in range(2):
        assert session.answer("vera", "close").key == "ask-close", "one tap is no answer"
    session.wait(1)
    assert session.answer("vera", "close").key == "done-close"
    assert session.meeting.status == "closed"
    assert [w.person for w in session.meeting.queue] == [session.people["bo"]]
    assert session.answer("bo", "stay").key == "stays-after"
    assert session.answer("bo", "whoami").key == "whoami"
