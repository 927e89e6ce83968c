"""A decision taken back: whatever was announced is corrected in public."""

from bot.commands.effects import Effect, Tell, TellPerson
from bot.commands.notices.people import of_regrouping
from bot.commands.notices.phases import title_of
from bot.commands.notices.step import Step
from bot.commands.queue import speaker
from bot.domain.meeting.clock import phase_left
from bot.domain.meeting.facts import Undone
from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Message, Name, Span, Typed, say


def of_undo(fact: Undone, step: Step) -> list[Effect]:
    """Who is told that a decision was taken back."""
    before, end = step.before, step.end
    name = before.checkpoints[-1].name if before.checkpoints else "undo"
    effects: list[Effect] = [
        Tell("moderators", say("undone-by", by=Name(fact.by), what=Typed(name), floor=_floor(end)))
    ]
    if _phase(before) != _phase(end):
        effects.append(Tell("rooms", _phase_correction(step)))
    if _speaker(before) != _speaker(end):
        effects.append(Tell("rooms", say("corrected-floor", floor=_floor(end)), urgent=True))
        effects += _told(before, end)
    regrouped = [told for person in end.participants for told in of_regrouping(person, step)]
    return [*effects, *regrouped]


def _told(before: Meeting, end: Meeting) -> list[Effect]:
    told: list[Effect] = []
    if before.floor is not None:
        waits = end.waiting(before.floor.person) is not None
        correction = say("corrected-you-wait") if waits else say("corrected-you-out", join=Typed("join"))
        told.append(TellPerson(before.floor.person, correction))
    if before.on_deck and _expected(before) != _expected(end) and end.waiting(before.on_deck.person):
        told.append(TellPerson(before.on_deck.person, say("corrected-you-wait")))
    if end.floor is not None:
        told.append(TellPerson(end.floor.person, say("corrected-you-speak", done=Typed("done"))))
    return told


def _floor(meeting: Meeting) -> Argument:
    return speaker(meeting, mention=True)


def _speaker(meeting: Meeting) -> int | None:
    return meeting.floor.person if meeting.floor else None


def _expected(meeting: Meeting) -> int | None:
    return meeting.on_deck.person if meeting.on_deck else None


def _phase(meeting: Meeting) -> tuple[int, int, bool] | None:
    phase = meeting.phase
    return (phase.run, phase.extra, phase.paused_at is not None) if phase else None


def _phase_correction(step: Step) -> Message:
    if step.end.phase is None:
        return say("corrected-not-started")
    left = Span(round(phase_left(step.end, step.at) or 0))
    key = "corrected-phase-paused" if step.end.phase.paused_at else "corrected-phase"
    return say(key, title=title_of(step.end.phase.index), left=left)
