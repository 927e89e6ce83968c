"""The meetings of files and database, each tried before it is believed: `check` and `run` see the same."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from bot.cli.wiring.known_platforms import ADDRESSES
from bot.domain.changing import replace
from bot.domain.plan import Plan
from bot.meeting_file.problems import Problem
from bot.meeting_file.read import MeetingFile, read_folder, read_kept, read_meeting
from bot.messages.catalogue import Catalogues
from bot.services.serializer import Serializer
from bot.services.trial import Trial

NONE_KEPT: Final[Mapping[str, str]] = MappingProxyType({})


class Meetings(Struct, frozen=True):
    """The files that were asked for, the meetings of the database, and all that is wrong with them."""

    files: Sequence[MeetingFile]
    problems: Sequence[Problem]

    @property
    def ready(self) -> dict[str, Plan]:
        """Those that can be held, by their ids; what is wrong with one file stops no other."""
        found = (each.plan for each in self.files if not each.problems)
        return {plan.id: plan for plan in found if plan is not None}

    @property
    def unfinished(self) -> Sequence[str]:
        """A line for each in which nothing is wrong, and something is still to be filled in."""
        gaps = (each.path for each in self.files if each.problems and all(gap.gap for gap in each.problems))
        return [f"{path} has places to fill in; `evenfloor check` names them" for path in gaps]


def meetings_of(
    paths: Sequence[Path] | None, folder: Path, catalogues: Catalogues, kept: Mapping[str, str] = NONE_KEPT
) -> Meetings:
    """The named files, or all of the folder, and beside them the texts of the database, by their ids."""
    read, problems = (
        ([read_meeting(each, ADDRESSES) for each in paths], ()) if paths else read_folder(folder, ADDRESSES)
    )
    trial = Trial(Serializer(), catalogues)
    files = [_alone(tried(each, trial), kept) for each in read]
    files += [tried(read_kept(id, text, ADDRESSES), trial) for id, text in kept.items()]
    of_folder = () if kept and not read else problems
    return Meetings(files, [*of_folder, *(problem for each in files for problem in each.problems)])


def meeting_named(name: str, folder: Path, catalogues: Catalogues, kept: Mapping[str, str]) -> Meetings:
    """One meeting, by its file, or by its id among those of the database and of the folder."""
    file = Path(name)
    if name in kept:
        read = read_kept(name, kept[name], ADDRESSES)
    else:
        read = read_meeting(file if file.suffix else folder / f"{name}.toml", ADDRESSES)
    meeting = tried(read, Trial(Serializer(), catalogues))
    return Meetings([meeting], meeting.problems)


def _alone(file: MeetingFile, kept: Mapping[str, str]) -> MeetingFile:
    """The file, without its plan if the database has a meeting of that id: nobody knows which is meant."""
    id = file.path.stem
    if id not in kept:
        return file
    wrong = f"a meeting {id} was set up in a chat already, and counts"
    mend = f"give the file another name, or take that meeting away: evenfloor meeting remove {id}"
    return replace(file, plan=None, problems=(Problem((), wrong, mend, str(file.path)), *file.problems))


def tried(file: MeetingFile, trial: Trial) -> MeetingFile:
    """The file, without its plan if that could not be held although nothing in it is known to be wrong."""
    failure = trial.failure(file.plan) if file.plan is not None else None
    if failure is None:
        return file
    mend = "give the file to whoever maintains Evenfloor: it is a mistake of the program"
    problem = Problem((), f"the meeting could not be held ({failure})", mend, str(file.path))
    return replace(file, plan=None, problems=(*file.problems, problem))
