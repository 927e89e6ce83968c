"""Who is told what: each phase once in every room, corrections in public, invitations to those who stay."""

from datetime import timedelta

import pytest

from bot.domain.changing import replace
from bot.domain.fair_queue.presets import PRESETS
from bot.domain.identity import Place
from bot.domain.meeting.decision import Change
from bot.domain.meeting.events import ChannelOpened, CoordinatorNamed, GroupFed
from bot.domain.message import Message, Refusal, say
from bot.domain.plan import Notices
from bot.messages.catalogue import Catalogues
from bot.reactions.effects import Invite, OpenChannels, ShowBoard, Tell, TellPerson
from bot.services.groups.founding import plan_of
from tests.commands.session import Session, debating
from tests.commands.shown import words
from tests.support.clock import START
from tests.support.plans import phase, plan

AFTERWARDS = Place("matrix", "!afterwards")


def told(session: Session, to: str | Place = "rooms") -> list[Message]:
    return [e.message for e in session.effects if isinstance(e, Tell) and e.to == to]


def keys(session: Session, to: str | Place = "rooms") -> list[str]:
    return [message.key for message in told(session, to)]


def test_invitation_reminder_and_opening_go_to_the_rooms_in_time() -> None:
    session = Session(
        plan=plan(notices=Notices(invitation=7200, reminder=3600, opening=600)),
        now=START - timedelta(hours=3),
    )
    for seconds in (5400, 3600, 3600):
        session.wait(seconds)
    assert keys(session) == ["invitation", "reminder", "panel"]
    assert [e.expires for e in session.effects if isinstance(e, Tell)][:2] == [session.plan.start] * 2
    assert keys(session, "moderators") == ["opened-moderators", "keypad"]
    assert session.meeting.status == "open"


def test_what_was_missed_is_not_made_up_for() -> None:
    session = Session(plan=plan(notices=Notices(opening=600)), now=START + timedelta(days=365))
    session.wait(1)
    assert session.meeting.status == "planned"
    assert all(e.expires == session.plan.start for e in session.effects if isinstance(e, Tell))


def test_a_phase_is_announced_once_when_it_starts_before_it_ends_and_when_it_is_over() -> None:
    session = debating()
    session.effects.clear()
    session.wait(1600)
    session.wait(200)
    assert keys(session) == ["phase-warning", "phase-time-up"]
    assert keys(session, "moderators") == ["phase-warning", "phase-time-up-moderators"]
    session.answer("vera", "phase next")
    assert keys(session)[2:] == ["phase-started"]
    assert session.effects[-1] == ShowBoard(again=True)


def test_at_the_last_phase_s_end_moderators_are_offered_to_close() -> None:
    session = debating()
    session.wait(1)
    session.answer("vera", "phase next")
    session.wait(1800)
    commands = [offer.command for offer in told(session, "moderators")[-1].offers]
    assert commands == ["close", "phase extend 5m"]


def test_where_turns_are_given_the_first_one_is_offered() -> None:
    session = Session()
    for line in ("open", "start", "phase next"):
        session.answer("vera", line)
    offered = {
        e.to: [offer.command for offer in e.message.offers]
        for e in session.effects
        if isinstance(e, Tell) and e.message.key == "phase-started"
    }
    assert offered == {"rooms": [], "moderators": ["next"]}


def test_the_agenda_goes_on_with_a_press_that_nobody_repeats_late() -> None:
    session = debating()
    session.wait(1800)
    onward, longer = told(session, "moderators")[-1].offers
    session.press("vera", longer)
    session.wait(300)
    session.press("ivo", onward)
    assert session.meeting.phase is not None
    assert session.meeting.phase.index == 2
    session.wait(10)
    for offer in (onward, longer):
        late = session.press("vera", offer)
        assert isinstance(late, Refusal)
        assert late.message.key == "refused-over-phase"


def test_a_phase_that_follows_by_itself_is_announced_alone() -> None:
    advancing = tuple(phase(title, "discussion", 5, advances=True) for title in ("One", "Two"))
    session = Session(plan=replace(plan(), phases=advancing))
    session.answer("vera", "open")
    session.answer("vera", "start")
    session.answer("ana", "join")
    session.answer("vera", "next")
    session.effects.clear()
    session.wait(300)
    assert keys(session) == ["phase-started"]


def test_changes_of_time_are_announced_with_who_made_them(catalogues: Catalogues) -> None:
    session = debating()
    session.effects.clear()
    for line in ("phase extend 5m", "phase pause", "phase extend 1m", "phase resume"):
        session.answer("ivo", line)
    assert keys(session) == ["phase-extended", "phase-paused", "phase-extended-paused", "phase-resumed"]
    by = [words(message, session, catalogues) for message in told(session, "moderators")]
    assert [text.split(". ")[0] for text in by] == [
        "Ivo added 5 minutes.",
        "Ivo paused the phase.",
        "Ivo added 1 minute.",
        "Ivo resumed the phase.",
    ]


def test_an_agenda_undone_is_corrected_in_public(catalogues: Catalogues) -> None:
    session = debating()
    session.answer("vera", "phase pause")
    session.now += timedelta(seconds=1)
    session.answer("vera", "phase next")
    session.effects.clear()
    for _ in range(4):
        session.answer("ivo", "undo")
        session.now += timedelta(seconds=1)
    assert [words(message, session, catalogues) for message in told(session)] == [
        "Correction: the agenda is at Debate again, and paused.",
        "Correction: the agenda is at Debate again, 29 minutes 58 seconds left.",
        "Correction: the agenda is at Introduction again, 29 minutes 57 seconds left.",
        "Correction: the meeting has not started yet.",
    ]


def test_a_turn_restored_by_an_undo_is_said_to_its_speaker() -> None:
    session = debating()
    for who in ("ana", "bo"):
        session.answer(who, "join")
    session.answer("vera", "next")
    session.wait(1)
    session.answer("vera", "next")
    session.effects.clear()
    session.answer("vera", "undo")
    alone = [(e.person, e.message.key) for e in session.effects if isinstance(e, TellPerson)]
    ana, bo = session.people["ana"], session.people["bo"]
    assert alone == [(bo, "corrected-you-wait"), (ana, "corrected-you-speak"), (bo, "on-deck")]


def test_after_the_close_those_who_stay_and_the_moderators_are_invited(catalogues: Catalogues) -> None:
    session = Session(plan=plan_of(plan()))
    session.keep(Change((GroupFed("roundtable", session.plan),)))
    for who, line in (("vera", "stay"), ("ana", "stay"), ("bo", "stay"), ("bo", "unstay")):
        session.answer(who, line)
    session.keep(Change((CoordinatorNamed(session.people["vera"]),)))
    assert OpenChannels() in session.effects
    session.keep(Change((ChannelOpened(AFTERWARDS),)))
    session.answer("cy", "stay")
    invited = [e.who for e in session.effects if isinstance(e, Invite) and e.place == AFTERWARDS]
    assert invited == [session.people[who] for who in ("vera", "ana", "cy")]
    assert "What now?" in words(told(session, AFTERWARDS)[0], session, catalogues)


def test_the_agenda_shows_where_the_meeting_is(catalogues: Catalogues) -> None:
    session = debating()
    session.now += timedelta(minutes=10)
    shown = words(session.answer("ana", "agenda"), session, catalogues).splitlines()
    assert shown[1:] == [
        "Introduction (30 minutes)",
        "Debate (30 minutes) \u2014 now, 20 minutes left",
        "Next steps (30 minutes)",
    ]
    session.answer("vera", "phase pause")
    assert "paused, 20 minutes left" in words(session.answer("ana", "agenda"), session, catalogues)


def test_one_s_place_in_words(catalogues: Catalogues) -> None:
    session = debating()
    assert "Nobody is waiting" in words(session.answer("ana", "queue"), session, catalogues)
    for who in ("ana", "bo", "cy"):
        session.answer(who, "join")
    session.answer("vera", "next")
    places = {who: words(session.answer(who, "position"), session, catalogues) for who in ("ana", "bo", "cy")}
    assert places == {
        "ana": "You have the floor.",
        "bo": "You are next.",
        "cy": "Your place now: 2, in about 4 minutes.",
    }
    session.answer("vera", "phase previous")
    assert "The floor is given in the discussion" in words(
        session.answer("cy", "position"), session, catalogues
    )


def test_the_rooms_are_told_who_is_really_next(catalogues: Catalogues) -> None:
    session = debating()
    for who in ("ana", "bo", "cy"):
        session.answer(who, "join")
    session.answer("vera", "next")
    session.answer("dee", "join reply")
    session.answer("eli", "join reply")
    said = []
    for _ in range(4):
        session.wait(1)
        session.effects.clear()
        session.answer("vera", "next")
        said.append(words(told(session)[0], session, catalogues).rsplit(". ", 1)[-1].strip())
    assert said == [
        "Next: Eli (not stated), direct response.",
        "Next: Bo (not stated).",
        "Next: Cy (not stated).",
        "Nobody else is waiting.",
    ]


def test_whoever_is_regrouped_is_told_what_they_are_counted_as(catalogues: Catalogues) -> None:
    session = debating()
    for who in ("ana", "bo"):
        session.answer(who, "join")
    session.answer("ana", "identify cs af")
    session.effects.clear()
    for line in ("regroup ana | gov ap", "regroup bo | ps", "undo", "undo"):
        session.answer("vera", line)
        session.wait(1)
    alone = [e for e in session.effects if isinstance(e, TellPerson)]
    begin = "A moderator corrected where you belong: you are now counted as "
    assert [(e.person, words(e.message, session, catalogues)) for e in alone] == [
        (session.people["ana"], f"{begin}Government and Asia-Pacific Group."),
        (session.people["bo"], f"{begin}Private Sector."),
        (session.people["bo"], f"{begin}not stated."),
        (session.people["ana"], f"{begin}Civil Society and African Group."),
    ]


def test_another_rule_is_told_in_every_room_and_taken_back_there(catalogues: Catalogues) -> None:
    session = debating()
    session.effects.clear()
    session.answer("vera", "rule first-voices")
    session.answer("ivo", "undo")
    assert keys(session) == ["rule-changed", "corrected-rule"]
    assert keys(session, "moderators") == ["rule-changed-by", "undone-by"]
    for message in told(session):
        text = words(message, session, catalogues)
        assert text.count(".") == 1, "one sentence"


@pytest.mark.parametrize("name", [*PRESETS, "own"])
def test_each_rule_is_told_in_one_sentence(name: str, catalogues: Catalogues) -> None:
    text = words(say("rule-changed", name=name), Session(), catalogues)
    assert text.endswith(".")
    assert text.count(".") == 1
    assert len(text.split()) < 20


def back_again(session: Session, *who: str) -> None:
    for each in who:
        session.wait(60)
        session.answer("vera", f"pick {each} | to answer")
        session.answer(each, "done")


def test_moderators_are_told_once_that_somebody_comes_back_while_others_wait(catalogues: Catalogues) -> None:
    session = debating()
    for who in ("ana", "bo", "cy"):
        session.answer(who, "join")
    back_again(session, "ana", "ana")
    assert "third-turn" not in keys(session, "moderators")
    back_again(session, "ana", "ana", "bo", "bo", "bo")
    [message] = [each for each in told(session, "moderators") if each.key == "third-turn"]
    text = words(message, session, catalogues)
    assert "2 people who wait have had none" in text
    assert [offer.command for offer in message.offers] == ["rule first-voices"]
    session.answer("vera", "rule first-voices")
    session.answer("vera", "phase next")
    back_again(session, "ana", "ana", "ana")
    assert keys(session, "moderators").count("third-turn") == 1, "the mend is there"


def test_a_mend_that_cannot_be_had_is_not_offered() -> None:
    session = debating(replace(plan(), rule=PRESETS["airtime"].rule))
    for who in ("ana", "bo"):
        session.answer(who, "join")
    back_again(session, "ana", "ana", "ana")
    assert "third-turn" not in keys(session, "moderators")
