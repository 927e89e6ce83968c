"""A decision taken back: whatever was announced is corrected in public."""

from bot.domain.meeting.events import FloorGiven, Undone
from bot.domain.meeting.schedule import phase_left
from bot.domain.meeting.state import Checkpoint, Meeting
from bot.domain.message import Argument, CommandText, Duration, Message, Name, offering, say
from bot.reactions.effects import Effect, Tell, TellPerson, Transition
from bot.reactions.phases import title_of
from bot.reactions.regrouping import of_regrouping
from bot.views.panel import JOIN, done
from bot.views.people import speaker


def of_undo(event: Undone, transition: Transition) -> list[Effect]:
    """Who is told that a decision was taken back."""
    before, end = transition.before, transition.end
    if not before.checkpoints:
        return []
    undone = before.checkpoints[-1]
    what, whose = CommandText(undone.name), Name(undone.by)
    told = say("undone-by", by=Name(event.by), what=what, whose=whose, floor=_floor(end))
    effects: list[Effect] = [Tell("moderators", told)]
    if _phase(before) != _phase(end):
        effects.append(Tell("rooms", _phase_correction(transition)))
    if before.rule != end.rule:
        effects.append(Tell("rooms", say("corrected-rule")))
    if _speaker(before) != _speaker(end):
        effects.append(Tell("rooms", _correction(undone, end), urgent=True))
        effects += _told(before, end)
    effects += _waiting_again(before, end)
    regrouped = [told for person in end.participants for told in of_regrouping(person, transition)]
    return [*effects, *regrouped]


def _correction(undone: Checkpoint, end: Meeting) -> Message:
    """Whose call it was that never was, if it was one, and of somebody who still takes part."""
    for record in undone.since[: undone.own]:
        if isinstance(record.event, FloorGiven) and record.event.person in end.participants:
            return say("corrected-call", name=Name(record.event.person), floor=_floor(end))
    return say("corrected-floor", floor=_floor(end))


def _keeps(meeting: Meeting, person: int) -> Message:
    words = any(ticket.texts for ticket in meeting.tickets_of(person))
    return say("corrected-you-wait", words="kept" if words else "none")


def _waiting_again(before: Meeting, end: Meeting) -> list[Effect]:
    """Whoever is in the queue again, or is not, by an undo that concerns no turn of theirs."""
    speaking = {meeting.floor.person for meeting in (before, end) if meeting.floor is not None}
    was, waits = ({ticket.person for ticket in meeting.queue} - speaking for meeting in (before, end))
    again = [TellPerson(person, say("restored-you")) for person in sorted(waits - was)]
    out = offering(say("restored-out"), JOIN)
    return [
        *again,
        *(TellPerson(person, out) for person in sorted(was - waits) if person in end.participants),
    ]


def _told(before: Meeting, end: Meeting) -> list[Effect]:
    told: list[Effect] = []
    if before.floor is not None:
        waits = bool(end.tickets_of(before.floor.person))
        out = offering(say("corrected-you-out"), JOIN)
        correction = _keeps(end, before.floor.person) if waits else out
        told.append(TellPerson(before.floor.person, correction))
    if end.floor is not None:
        told.append(TellPerson(end.floor.person, offering(say("corrected-you-speak"), done(end))))
    return told


def _floor(meeting: Meeting) -> Argument:
    return speaker(meeting, mention=True)


def _speaker(meeting: Meeting) -> int | None:
    return meeting.floor.person if meeting.floor else None


def _phase(meeting: Meeting) -> tuple[int, int, bool] | None:
    phase = meeting.phase
    return (phase.run, phase.extra, phase.paused_at is not None) if phase else None


def _phase_correction(transition: Transition) -> Message:
    if transition.end.phase is None:
        return say("corrected-not-started")
    left = Duration(round(phase_left(transition.end, transition.at) or 0))
    key = "corrected-phase-paused" if transition.end.phase.paused_at else "corrected-phase"
    return say(key, title=title_of(transition.end.phase.index), left=left)
