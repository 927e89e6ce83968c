"""Who is invited to speak on a Stage and who is sent back, and whom moderators are told to miss there."""

from bot.domain.meeting.events import CameToStage, StageEvent, StageMissed
from bot.domain.meeting.schedule import speaks_aloud
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, Name, offering, say
from bot.reactions.effects import SOON, Effect, Speaking, Tell, Transition
from bot.views.moderating import absent


def of_stage(event: StageEvent, transition: Transition) -> list[Effect]:
    """Whoever comes with the floor is invited; moderators are told of whoever does not come back."""
    floor = transition.end.floor
    match event:
        case CameToStage(person) if floor and floor.person == person and speaks_aloud(transition.end, floor):
            return [Speaking(person, speaks=True)]
        case StageMissed():
            return [Tell("moderators", _missed(event, transition.end), expires=transition.at + SOON)]
        case _:
            return []


def of_speaker(whole: Transition) -> list[Effect]:
    """Between the first and the last event of a batch, whatever gave the floor or took it."""
    before, now, effects = whole.before.floor, whole.end.floor, list[Effect]()
    if before and not (now and now.person == before.person):
        effects.append(Speaking(before.person, speaks=False, expires=whole.at + SOON))
    if now and not (before and before.given == now.given) and speaks_aloud(whole.end, now):
        effects.append(Speaking(now.person, speaks=True))
    return effects


def _missed(event: StageMissed, meeting: Meeting) -> Message:
    key = "stage-missed-next" if event.turn is None else "stage-missed-floor"
    return offering(say(key, name=Name(event.person)), absent(meeting, event.person))
