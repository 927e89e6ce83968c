"""The meetings of the files, each tried before it is believed: `check` and `run` see the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.cli.wiring.known_platforms import ADDRESSES
from bot.domain.plan import Plan
from bot.meeting_file.problems import Problem
from bot.meeting_file.read import MeetingFile, read_folder, read_meeting
from bot.messages.catalogue import Catalogues
from bot.services.serializer import Serializer
from bot.services.trial import Trial


@dataclass(frozen=True)
class Meetings:
    """The files that were asked for, and all that is wrong with them."""

    files: Sequence[MeetingFile]
    problems: Sequence[Problem]

    @property
    def ready(self) -> dict[str, Plan]:
        """Those that can be held, by their ids; what is wrong with one file stops no other."""
        found = (each.plan for each in self.files if not each.problems)
        return {plan.id: plan for plan in found if plan is not None}

    @property
    def unfinished(self) -> Sequence[Path]:
        """Those in which nothing is wrong, and something is still to be filled in, as in the example."""
        return [each.path for each in self.files if each.problems and all(gap.gap for gap in each.problems)]


def meetings_of(paths: Sequence[Path] | None, folder: Path, catalogues: Catalogues) -> Meetings:
    """The named files, or all of the folder."""
    read, problems = (
        ([read_meeting(each, ADDRESSES) for each in paths], ()) if paths else read_folder(folder, ADDRESSES)
    )
    trial = Trial(Serializer(), catalogues)
    files = [tried(each, trial) for each in read]
    return Meetings(files, [*problems, *(problem for each in files for problem in each.problems)])


def tried(file: MeetingFile, trial: Trial) -> MeetingFile:
    """The file, without its plan if that could not be held although nothing in it is known to be wrong."""
    failure = trial.failure(file.plan) if file.plan is not None else None
    if failure is None:
        return file
    mend = "give the file to whoever maintains Evenfloor: it is a mistake of the program"
    problem = Problem((), f"the meeting could not be held ({failure})", mend, str(file.path))
    return replace(file, plan=None, problems=(*file.problems, problem))
