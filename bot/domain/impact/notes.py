"""What a note is made of, who may see it, review it and take it back, and when it counts."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.domain.folding import fold
from bot.domain.group.links import LONGEST_LINK, read_link
from bot.domain.impact.countries import countries, named
from bot.domain.impact.rows import Impact, ImpactReview, State
from bot.domain.message import CommandText, Refusal, refuse

LONGEST: Final = 600
"""Characters of what happened: with the link, every answer about it fits a message."""
LONGEST_REASON: Final = 200
NEEDED: Final = 2
NEEDED_ANONYMOUS: Final = 3
"""Nobody can know whether one of them wrote it."""
MOST_WAITING: Final = 100
"""So many notes without an author wait at once: more could not be reviewed."""
MOST_OF_ONE: Final = 10
"""So many of one author."""
REASONS: Final = ("source", "scope", "twice", "harm")
"""Why notes usually do not count."""
MORNING: Final = timedelta(hours=9)

Same = Callable[[int], Collection[int]]
"""Everybody who is known to be the same person as somebody, with them."""


class Written(Struct, frozen=True):
    """A note as somebody gives it."""

    countries: Sequence[str]
    """One, or those among which its author has to choose."""
    what: str
    link: str

    def words(self, country: str) -> str:
        """The command that gives it for one of them."""
        return f"impact {country} | {self.what} | {self.link}"


def read_note(text: str, given: str) -> Written | Refusal:
    """What was written, in three parts; `given` is how the command begins."""
    country, what, link, *more = (" ".join(part.split()) for part in f"{text}||".split("|"))
    if not (country and what and link) or any(more):
        return refuse("refused-impact-form", example=CommandText(f"{given} {EXAMPLE}", alone=True))
    if len(what) > LONGEST:
        return refuse("refused-long-words", most=LONGEST)
    source = read_link(link)
    if source is None:
        return refuse("refused-impact-link", most=LONGEST_LINK)
    found = countries(country)
    return Written(found, what, source.url) if found else refuse("refused-impact-country")


EXAMPLE: Final = "Kenya | What happened, to whom, by which rule | https://example.org/report"


def day(now: datetime) -> datetime:
    """The midnight before, which is all that is kept of when somebody wrote."""
    return datetime.combine(now.astimezone(UTC).date(), datetime.min.time(), UTC)


def told_at(note: Impact) -> datetime | None:
    """When coordinators are told that it waits: the next morning, whenever in the day it came."""
    return None if note.told or note.state != "waiting" else note.at + timedelta(days=1) + MORNING


def needed(note: Impact) -> int:
    """How many must agree before it counts, or does not."""
    return NEEDED_ANONYMOUS if note.anonymous else NEEDED


def may_see(note: Impact, own: Collection[int], *, member: bool, coordinator: bool) -> bool:
    """What counts is for everybody in the group, everything else for coordinators and its author."""
    return coordinator or (member and note.state == "counts") or note.author in own


def may_review(note: Impact, own: Collection[int]) -> Refusal | None:
    """Why a coordinator may not, whoever of `own` they are; None if they may."""
    if note.author in own:
        return refuse("refused-impact-own", number=note.number)
    return None if note.state == "waiting" else refuse("refused-impact-over", number=note.number)


def decided(note: Impact, reviews: Sequence[ImpactReview], same: Same) -> State:
    """What comes of these reviews; whoever has two accounts has one say, and its author has none."""
    people = {min(same(each.person)): each for each in reviews if note.author not in same(each.person)}
    accept = sum(each.accepts for each in people.values())
    if accept >= needed(note):
        return "counts"
    return "not" if len(people) - accept >= needed(note) else "waiting"


def searched(notes: Sequence[Impact], text: str) -> list[Impact]:
    """Those in which all these words stand."""
    words = fold(text).split()
    return [note for note in notes if all(word in _found_by(note) for word in words)]


def _found_by(note: Impact) -> str:
    return fold(f"{named(note.country)} {note.country} {note.what} {note.link}")
