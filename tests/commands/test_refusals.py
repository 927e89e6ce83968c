"""Everything that is refused, each with its own words, and nothing is changed by it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

import bot
from bot.commands.input.parsing import ParsedCommand, parse_line
from bot.domain.changing import replace
from bot.domain.identity import Identity
from bot.domain.message import Message, Refusal
from bot.messages.catalogue import Catalogues, read_resources
from bot.ports.platform import Pointed
from tests.commands.session import SECRET, TABLE, Session, debating
from tests.commands.shown import parts, words
from tests.messages.checker import patterns
from tests.support.plans import plan

ELSEWHERE = {
    "refused-failure",
    "refused-busy",
    "refused-too-many",
    "refused-no-meeting",
    "refused-no-meeting-here",
    "refused-no-meeting-but-there",
    "refused-of-another-meeting",
    "refused-which-meeting",
    # In groups (tests/services/groups):
    "refused-stay-code",
    "refused-last-coordinator",
    "refused-not-coordinator",
    "refused-not-member",
    "refused-which-group",
    "refused-question-gone",
    "refused-no-member",
    "refused-coordinates",
    "refused-coordinates-not",
    "refused-handover-self",
    *(
        "refused-put-out",
        "refused-put-out-whole",
        "refused-exclude-self",
        "refused-excluded",
        "refused-readmit",
    ),
    *(f"refused-relay-{what}" for what in ("alone", "on", "off", "in", "out")),
    *(f"refused-invite{what}" for what in ("", "-most", "-unknown", "-working")),
    *(f"refused-redeem-{why}" for why in ("unknown", "expired", "used", "withdrawn", "in", "many")),
    *(f"refused-impact-{what}" for what in ("open", "form", "link", "country", "which", "code", "unknown")),
    *(f"refused-impact-{what}" for what in ("own", "over", "search", "export", "edited", "most", "many")),
    *(f"refused-date-{what}" for what in ("form", "unknown", "others", "over", "again", "most", "register")),
    *("refused-action-most", "refused-action-given"),
    *(f"refused-resource-{what}" for what in ("form", "tags", "unknown", "others")),
    *(f"refused-action-{what}" for what in ("form", "unknown", "member", "over", "yours", "taken", "others")),
    *(f"refused-wg-{what}" for what in ("form", "long", "most", "unknown", "close", "whole", "in")),
    *(f"refused-statement-{what}" for what in ("form", "unknown", "version", "final", "others", "versions")),
    *(
        f"refused-statement-{what}"
        for what in ("long", "link", "most", "export", "remind", "deadline", "soon")
    ),
    *("refused-sign-form", "refused-sign-already", "refused-sign-not"),
    *(f"refused-comment-{what}" for what in ("form", "unknown", "others", "most")),
    "refused-note",
    *("refused-group-over", "refused-call-room", "refused-call-time"),
    "refused-forgetme-unknown",
    "refused-conduct",
    "refused-retention",
    "refused-forgetme-elsewhere",
    "refused-forgetme-open",
    "refused-forgetme-last",
    *("refused-timezone", "refused-digest-form", "refused-digest-quietly"),
    "refused-rights-unknown",
    "refused-unreadable",
    "refused-edited",
    *(f"refused-over-{what}" for what in ("floor", "turn", "phase", "start", "decision", "next")),
    "refused-unknown-offer",
    "refused-which-question",
    *(f"refused-setup-{why}" for why in ("platform", "direct", "elsewhere", "rights", "room", "later")),
    *(f"refused-setup-{why}" for why in ("code", "used", "old", "too-many", "over", "anew")),
    *(f"refused-setup-{why}" for why in ("choice", "public", "title", "account", "zone", "start")),
    *(f"refused-setup-{why}" for why in ("clocks", "past", "groups")),
    *(f"refused-when-{why}" for why in ("unreadable", "unclear", "year", "far", "over", "past", "zone")),
    *(f"refused-when-{why}" for why in ("offset", "time", "weekday", "month", "day", "month-end")),
    *(f"refused-repeat-{why}" for why in ("unreadable", "every", "weekday", "first", "fifth")),
    *(f"refused-repeat-{why}" for why in ("times", "until", "ends", "twice")),
    *(f"refused-remind-{why}" for why in ("unreadable", "many", "length")),
}
"""Refused before there is a meeting or a command; presses (test_presses); setting up (tests/setup).

And what is wrong with a date (tests/domain/calendar).
"""

Ground = Callable[[], Session]


def nobody_to_report_to() -> Session:
    """A debate of a meeting without a moderators' room."""
    session = debating()
    plan = replace(session.meeting.plan, moderators_rooms=())
    session.meeting = replace(session.meeting, plan=plan)
    return session


def after(*lines: tuple[str, str]) -> Ground:
    """A debate in which these commands were given."""

    def ground() -> Session:
        session = debating()
        for who, line in lines:
            session.answer(who, line)
            session.wait(1)
        return session

    return ground


def opened() -> Session:
    session = Session()
    session.answer("vera", "open")
    return session


def closed() -> Session:
    session = debating()
    session.close("vera")
    return session


def cancelled() -> Session:
    return Session(plan=replace(plan(), cancelled=True))


def spoken() -> Session:
    session = debating()
    for who, line in (("ana", "id cs"), ("ana", "join"), ("vera", "next")):
        session.answer(who, line)
    return session


def talks_only() -> Session:
    usual = plan()
    return Session(plan=replace(usual, phases=usual.phases[:1]))


def replied() -> Session:
    session = spoken()
    for who in ("bo", "cy"):
        session.answer(who, "join reply")
    return session


class Case(Struct, frozen=True):
    key: str
    ground: Ground
    who: str
    line: str
    taken_by: str | None = None
    target: Pointed | None = None


MESSAGE = Pointed(Identity("matrix", "ana"), "matrix:message")


def marked() -> Session:
    """Ana's message waits to be read aloud."""
    session = after(("ana", "join"))()
    session.say("vera", "words <@ana> We agree.", target=MESSAGE)
    return session


CASES = (
    Case("refused-not-after", debating, "ana", "handover bo"),
    Case("refused-unknown-command", opened, "ana", "xyzzy"),
    Case("refused-talk", opened, "ana", "I want to speak"),
    Case("refused-thanks", opened, "ana", "Thank you!"),
    Case("refused-unknown-command-near", opened, "ana", "jion"),
    Case("refused-unknown-command-near", opened, "ana", "help jion"),
    Case("refused-not-moderator", opened, "ana", "next"),
    Case("refused-not-open", Session, "ana", "join"),
    Case("refused-not-open", Session, "vera", "close"),
    Case("refused-closed", closed, "ana", "join"),
    Case("refused-closed", closed, "vera", "undo"),
    Case("refused-closed", closed, "vera", "open"),
    Case("refused-room-taken", Session, "vera", "open", "Another"),
    Case("refused-link-other", after(("ana", "join")), "vera", "link ana"),
    Case("refused-rehearsal", talks_only, "vera", "rehearse"),
    Case("refused-open", opened, "vera", "open"),
    Case("refused-missing", opened, "vera", "phase"),
    Case("refused-word", opened, "vera", "phase sideways"),
    Case("refused-duration", opened, "vera", "phase extend soon"),
    Case("refused-not-started", opened, "vera", "next"),
    Case("refused-not-started", opened, "vera", "phase pause"),
    Case("refused-started", debating, "vera", "start"),
    Case("refused-first-phase", after(("vera", "phase previous")), "vera", "phase previous"),
    Case("refused-last-phase", after(("vera", "balance"), ("vera", "phase next")), "vera", "phase next"),
    Case("refused-extension", debating, "vera", "phase extend"),
    Case("refused-extension", debating, "vera", "phase extend 4h"),
    Case("refused-paused", after(("vera", "phase pause")), "vera", "phase pause"),
    Case("refused-same-moment", after(("vera", "phase pause")), "ivo", "phase pause"),
    Case("refused-same-tap", debating, "vera", "phase next"),
    Case("refused-unit", spoken, "vera", "more 30"),
    Case("refused-same-moment", spoken, "ivo", "absent"),
    Case("refused-extra", debating, "ana", "ready or not"),
    Case("refused-word", after(("ana", "join")), "ana", "leave me alone"),
    Case("refused-raised", after(("ana", "join point of order")), "ana", "join point of order"),
    Case("refused-not-raised", after(("ana", "join")), "ana", "withdraw reply"),
    Case("refused-long", debating, "ana", "join " + "x" * 1001),
    Case("refused-long-words", debating, "ana", "report " + "x" * 1001),
    Case("refused-report", nobody_to_report_to, "ana", "report this"),
    Case(
        "refused-point-of-order",
        after(("ana", "join point-of-order"), ("vera", "next")),
        "ana",
        "join point-of-order",
    ),
    Case("refused-not-paused", debating, "vera", "phase resume"),
    Case("refused-queue-empty", debating, "vera", "next"),
    Case("refused-repeat", after(("ana", "join"), ("vera", "next")), "ivo", "next"),
    Case("refused-nothing-to-undo", opened, "vera", "undo"),
    Case("refused-joined", after(("ana", "join")), "ana", "join"),
    Case("refused-not-queued", debating, "ana", "withdraw"),
    Case("refused-not-queued", debating, "ana", "position"),
    Case("refused-no-floor", after(("ana", "join")), "ana", "done"),
    Case("refused-stays", after(("ana", "stay")), "ana", "stay"),
    Case("refused-stays-not", debating, "ana", "unstay"),
    Case("refused-unknown-choice", debating, "ana", "id zzz"),
    Case("refused-unknown-choice", debating, "vera", "w cs zzz"),
    Case("refused-unknown-choice-near", debating, "ana", "id goverment"),
    Case("refused-ambiguous-choice", debating, "ana", "id p"),
    Case("refused-two-choices", debating, "ana", "id cs ps"),
    Case("refused-two-choices", debating, "ana", "id cs ps cs"),
    Case("refused-two-choices", debating, "ana", "id pns af ap"),
    Case("refused-group-locked", spoken, "ana", "id ps"),
    Case("refused-name", debating, "ana", "name"),
    Case("refused-name-reserved", debating, "ana", "name Guest 7"),
    Case("refused-name-reserved", debating, "ana", "name Moderator"),
    Case("refused-name-brackets", debating, "ana", "name Hall 7 (Government)"),
    Case("refused-name-brackets", debating, "vera", "w cs | Ana (x)"),
    Case("refused-name", debating, "ana", "name \u200b"),
    Case("refused-name-reserved", debating, "vera", "w cs | Guest 1"),
    Case("refused-long-name", debating, "ana", "name " + "x" * 33),
    Case("refused-two-choices", debating, "vera", "w cs af ap"),
    Case("refused-phase-time", debating, "vera", "phase next 5m"),
    Case("refused-add", after(("ana", "join")), "vera", "q+ zoe"),
    Case("refused-add", debating, "vera", "join We all agree on this point"),
    Case("refused-several", after(("ana", "join"), ("andy", "join")), "vera", "q+ an"),
    Case("refused-waits", after(("ana", "join")), "vera", "q+ ana"),
    Case("refused-waits-not", after(("ana", "join"), ("ana", "withdraw")), "vera", "remove ana"),
    Case("refused-nobody", debating, "vera", "remove zoe"),
    Case("refused-target", debating, "vera", "remove <@zoe>", target=Pointed(Identity("matrix", "zoe"))),
    Case("refused-words-known", marked, "ivo", "words <@ana> We agree.", target=MESSAGE),
    Case("refused-words-there", marked, "ivo", "words ana And again."),
    Case("refused-nobody", debating, "vera", "words zoe We agree."),
    Case("refused-long", after(("ana", "join")), "vera", f"words ana {'x' * 1001}"),
    Case("refused-not-moderator", after(("ana", "join")), "bo", "words ana We agree."),
    Case("refused-nobody-waits", debating, "vera", "queue clear"),
    Case("refused-hands-told", after(("vera", "queue tell")), "ivo", "queue tell"),
    Case("refused-hands-not-told", debating, "vera", "queue quiet"),
    Case("refused-queue-is-open", debating, "vera", "queue open"),
    Case("refused-queue-is-closed", after(("vera", "queue close")), "ivo", "queue close"),
    Case("refused-queue-closed", after(("vera", "queue close")), "ana", "join"),
    Case("refused-queue-closed", after(("vera", "queue close")), "ana", "join reply"),
    Case("refused-not-moderator", debating, "ana", "queue clear"),
    Case("refused-page", debating, "ana", "queue sideways"),
    Case("refused-all-on-hold", after(("ana", "join"), ("vera", "next"), ("vera", "absent")), "vera", "next"),
    Case("refused-nobody-called", debating, "vera", "absent"),
    Case("refused-absent", after(("ana", "join")), "vera", "absent ana"),
    Case("refused-nobody-called", debating, "vera", "more"),
    Case("refused-more", spoken, "vera", "more 4h"),
    Case("refused-nobody-to-skip", debating, "vera", "skip"),
    Case("refused-missing", spoken, "vera", "pick ana"),
    Case("refused-has-floor", spoken, "vera", "pick ana | once more"),
    Case("refused-nobody", debating, "vera", "pick zoe | to answer"),
    Case("refused-several", after(("ana", "join"), ("andy", "join")), "vera", "pick an | to answer"),
    Case("refused-speaker", debating, "vera", "speaker zoe"),
    Case("refused-reply", debating, "ana", "join reply"),
    Case("refused-replies", replied, "di", "join reply"),
    Case("refused-why-others", spoken, "bo", "why ana"),
    Case("refused-link-other", after(("ana", "join")), "vera", "link ana"),
    Case("refused-code", debating, "ana", "link BBBBBB"),
    Case("refused-language", debating, "ana", "language 12"),
    Case("refused-cancelled", cancelled, "vera", "open"),
    Case("refused-cancelled", cancelled, "ana", "join"),
    Case("refused-no-link", debating, "ana", "link yes"),
    Case("refused-no-link", after(("ana", "link")), "ana", "link no"),
    Case("refused-not-linked", debating, "ana", "link undo"),
    Case("refused-not-linked", after(("ana", "join")), "ana", "link undo"),
    Case("refused-own-code", after(("ana", "link")), "ana", f"link {SECRET}"),
    Case("refused-regroup-same", after(("ana", "id cs")), "vera", "regroup ana | cs"),
    Case("refused-rule-same", debating, "vera", "rule igf"),
    Case("refused-rule", debating, "vera", "rule netmundial"),
    Case("refused-rule", debating, "vera", "rule airtime"),
    Case("refused-rule", after(("vera", "rule first-voices")), "vera", "rule airtime"),
    Case("refused-walkups", debating, "vera", "w " + "cs " * 21),
    Case("refused-walkups", debating, "vera", "w cs ps | Ana"),
    Case("refused-nobody-listed", debating, "vera", "waiting"),
    Case("refused-page", after(("ana", "join")), "vera", "waiting x"),
    Case("refused-nametag", after(("ana", "join")), "vera", "nametag ana | Ann"),
    Case("refused-setup-none", debating, "vera", "setup ABCD"),
    Case("refused-too-long", debating, "ana", "join " + "x" * 4_000),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.key}: {case.line[:20]}")
def test_it_is_refused_and_nothing_changes(case: Case, catalogues: Catalogues) -> None:
    session = case.ground()
    message = session.refusal(case.who, case.line, taken_by=case.taken_by, target=case.target)
    assert message.key == case.key
    assert len(words(_kept(message), session, catalogues)) > 20
    for offer in message.offers:
        assert isinstance(parse_line(TABLE, offer.command), ParsedCommand), offer.command


def _kept(message: Message) -> Message:
    """The message as it can be rendered: a typed text is a note by then, and is left out here."""
    return Message(message.key, {k: v if k != "text" else "..." for k, v in message.arguments.items()})


def test_every_refusal_is_reached() -> None:
    english = patterns(read_resources(Path(bot.__path__[0]) / "messages" / "en"))
    refusals = {key for key in english if key.startswith("refused-")}
    assert {case.key for case in CASES} == refusals - ELSEWHERE


TYPED = "zqxj\u00fc"


LINES = ("", "id", "help", "phase", "phase extend", "w", "w cs |", "meeting", "name Guest 1", "stay")


@pytest.mark.parametrize("line", LINES)
def test_what_was_typed_is_never_said_again_as_plain_words(line: str) -> None:
    result = debating().say("vera", f"{line} {TYPED}")
    message = result.message if isinstance(result, Refusal) else result.answer
    assert not [part for part in parts(message) if isinstance(part, str) and TYPED in part]
