"""What a group works with, each thing a row under its own number; what people wrote of it stands elsewhere.

Texts are kept by reference, under the names that `text_id` makes, so that erasing a person erases them.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from bot.domain.impact.rows import Impact, ImpactReview
from bot.domain.statement.rows import Comment, Signature, Statement, StatementReminder, StatementVersion


class Settings(Struct, frozen=True):
    """How the group wants to be told of what happens in it. There is one row, with the number 1."""

    number: int
    zone: str
    digest: Literal["weekly", "daily", "off"] = "weekly"
    weekday: int = 0
    """0 is Monday."""
    minute: int = 9 * 60
    """Minutes after midnight, in the group's zone."""
    digested: datetime | None = None
    """Up to when the last digest tells."""
    kept_days: int = 3 * 365
    """For how long what nobody changes is kept."""
    warned: datetime | None = None
    """When people were told that the group will be deleted, if they were."""


class Member(Struct, frozen=True):
    """What is known of somebody in the group; the number is the person's."""

    number: int
    since: datetime
    active: datetime
    """When they last did something here."""
    zone: str | None = None
    digest: bool = False
    """True if the digest goes to them by direct message."""


class Question(Struct, frozen=True):
    """What somebody asked for and has yet to confirm; its command is the text "words"."""

    number: int
    person: int
    expires: datetime


class Resource(Struct, frozen=True):
    """Something shared; its texts are "link" and "title"."""

    number: int
    author: int | None
    at: datetime
    digest: str
    """That of the link as it is compared; empty where there is none."""
    tags: str
    """Each with a space before and behind it (" ai gender "); empty where there are none."""
    words: str
    """What it is found by: all that was written of it, folded (see bot.domain.folding)."""


class ActionItem(Struct, frozen=True):
    """Something to be done; its text is "text"."""

    number: int
    author: int | None
    owner: int | None
    at: datetime
    due: datetime | None = None
    zone: str = "UTC"
    whole_day: bool = False
    state: Literal["open", "done", "dropped"] = "open"
    settled: datetime | None = None
    """When it was done or dropped."""
    reminded: datetime | None = None
    """The last moment at which its owner was reminded."""


class KeyDate(Struct, frozen=True):
    """A round, a consultation, a deadline, a call; its texts are "title", "place", "link" and "how"."""

    number: int
    author: int | None
    at: datetime
    zone: str
    whole_day: bool
    since: datetime
    """When it was added, or last moved: what was to be reminded of before is not any more."""
    uid: str
    """The same for every version of it, and no other date's anywhere: calendars know it by that."""
    repeats: str = ""
    """How, in the words that are read again (see bot.domain.calendar); empty if it does not."""
    register_by: datetime | None = None
    leads: str = ""
    """How long before people are reminded, in words; empty for what is usual."""
    looked: datetime | None = None
    """When its reminders were last looked at: what was due until then is past."""
    told: str = ""
    """What was told of occurrences that are still ahead (see bot.domain.group.dates), a line each."""
    sequence: int = 0
    """How often it was changed, for calendars."""
    dropped: bool = False
    opens: bool = False
    """True if a call of the group opens when it comes."""


class Going(Struct, frozen=True):
    """Somebody takes part in a date."""

    number: int
    date: int
    person: int
    speaking: bool


class InviteCode(Struct, frozen=True):
    """A code that lets people in, as it is kept: it cannot be read out of its digest."""

    number: int
    digest: str
    by: int | None
    expires: datetime
    uses_left: int
    used: int = 0
    withdrawn: bool = False


class Page(Struct, frozen=True):
    """A message of the bot's own in a channel that is kept up to date."""

    number: int
    kind: str
    part: int
    platform: str
    room: str
    message: str
    shown: str
    """The digest of what stands in it: it is not edited to say the same."""


class Said(Struct, frozen=True):
    """A message of the bot's own that is about somebody, so that it can be taken back when they go."""

    number: int
    person: int
    platform: str
    where: str
    """The id of the room, or of the account that was told alone."""
    alone: bool
    message: str
    at: datetime
    asked: bool = False
    """True once it is to be taken back."""


class WorkingGroup(Struct, frozen=True):
    """A group within the group, with people and a room of its own; its texts are "name" and "purpose"."""

    number: int
    author: int | None
    at: datetime
    closing: bool = False
    """True once somebody has asked that it be closed."""
    closed: datetime | None = None


class Call(Struct, frozen=True):
    """A meeting that the group has held, or holds, by itself."""

    number: int
    date: int
    """The number of the date that opened it."""
    at: datetime


class Utterance(Struct, frozen=True):
    """What a member wrote in a channel and what went to the others; its words are not kept."""

    number: int
    person: int
    platform: str
    room: str
    message: str
    at: datetime
    version: int = 0
    """How often it was changed."""
    gone: bool = False
    reply_to: str = ""
    """The native id of the message that it answers, of whichever kind; empty for none."""


class Copy(Struct, frozen=True):
    """A message of the bot's own that says in another channel what an utterance says, or a part of that."""

    number: int
    utterance: int
    platform: str
    room: str
    message: str
    at: datetime
    part: str = ""
    """Which file of it, as its platform tells them apart; empty for its words."""


Row = (
    Settings
    | Member
    | Question
    | Resource
    | ActionItem
    | KeyDate
    | Going
    | InviteCode
    | Page
    | Said
    | WorkingGroup
    | Call
    | Utterance
    | Copy
    | Impact
    | ImpactReview
    | Statement
    | StatementVersion
    | Comment
    | Signature
    | StatementReminder
)


def text_id(row: Row, name: str) -> str:
    """The name of one of its texts."""
    return f"{type(row).__name__.lower()}/{row.number}/{name}"
