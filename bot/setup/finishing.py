"""The end of the walk: a meeting in the database, as good as one from a file."""

import logging
from collections.abc import Container
from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.commands.model import Outcome
from bot.domain.changing import replace
from bot.domain.message import CommandText, Refusal, RoomRef, offering, refuse, say
from bot.meeting_file.read import id_from, read_kept
from bot.ports.store import Draft, Transaction
from bot.services.event_writer import remember_due
from bot.services.meeting_repository import MeetingRepository
from bot.services.trial import Trial
from bot.setup.file_text import Answers, meeting_text
from bot.setup.steps import Scene
from bot.setup.walk import answers_of, question, unanswered

log = logging.getLogger(__name__)


class Finishing(Struct, frozen=True):
    """Makes the meeting, and tries it as `check` does."""

    repository: MeetingRepository
    trial: Trial

    def finish(self, tx: Transaction, draft: Draft, scene: Scene) -> Outcome | Refusal:
        """The meeting, ready; or what must be answered anew."""
        held = replace(draft, answers=_holding(answers_of(draft), scene))
        if unanswered(held, scene):
            tx.setup.keep(held)
            asked = question(held, scene)
            now = say("refused-setup-anew", question=replace(asked, offers=()))
            return Refusal(offering(now, *asked.offers))
        answers = answers_of(held)
        # Whoever still remembers a meeting that was removed would take it for the new one.
        remembered = {each.plan.id for each in self.repository.cached()}
        id = _free(answers, remembered | {*self.repository.plans, *tx.log.heads().of})
        text = meeting_text(scene.platform, answers)
        file = read_kept(id, text)
        failure = "problems" if file.problems or file.plan is None else self.trial.failure(file.plan)
        if failure is not None:
            log.error("what was answered makes no meeting (%s)", failure)
            return refuse("refused-failure")
        tx.planned.add(id, text, scene.now)
        tx.setup.drop(draft.who)
        remember_due(tx, self.repository.load(tx, id).meeting, scene.now)
        desk = scene.found(answers["desk"])
        return Outcome(
            say(
                "setup-ready",
                title=answers["title"],
                desk=RoomRef(desk.place, desk.name) if desk else "",
                start=CommandText("start"),
                id=id,
            )
        )


def _holding(answers: Answers, scene: Scene) -> dict[str, object]:
    """The answers that still hold: rooms that are there, and a start that is to come."""
    gone = {name for name in ("room", "desk") if name in answers and scene.found(answers[name]) is None}
    if "start" in answers and "zone" in answers:
        start = datetime.fromisoformat(answers["start"]).replace(tzinfo=ZoneInfo(answers["zone"]))
        gone |= {"start"} if start <= scene.now else set()
    return {name: value for name, value in answers.items() if name not in gone}


def _free(answers: Answers, taken: Container[str]) -> str:
    """An id that no meeting has: the title's letters and the day."""
    id = f"{id_from(answers['title'])[:40].strip('-')}-{answers['start'][:10]}"
    numbered = (f"{id}-{number}" for number in count(2))
    return id if id not in taken else next(each for each in numbered if each not in taken)
