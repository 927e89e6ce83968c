"""What makes a row of an older file one of today: the one place for it, so that old files stay readable.

Whoever changes what stands in the tables adds a step here, and with it the version goes up by one.
"""

from collections.abc import Callable, Sequence

from bot.ports.store import Json

Step = Callable[[Json], Json]
"""From a row, with its "table", as one version of the format has it to the same row in the next version."""


def _who_goes_on(row: Json) -> Json:
    """Accounts had no word of their own yet on whether they go on after the meeting."""
    return {**row, "stays": 0} if row["table"] == "account" else row


def _kept_for(row: Json) -> Json:
    """A text's id was what told which message it was kept for; where none has that key, it tells nothing."""
    if row["table"] != "free_text":
        return row
    return {**row, "delivery": str(row.get("id")).rpartition("/")[0] or None}


def _planned(row: Json) -> Json:
    """No meeting stood in the database before it was opened; the rows that there were stay as they are."""
    return row


def _groups(row: Json) -> Json:
    """No group went on after a meeting; the rows that there were stay as they are."""
    return row


def _working_groups(row: Json) -> Json:
    """No date opened a call yet."""
    return {**row, "opens": 0} if row["table"] == "key_date" else row


def _relay(row: Json) -> Json:
    """No relay took anything anywhere; the rows that there were stay as they are."""
    return row


def _relay_in_full(row: Json) -> Json:
    """All copies were of words, and nobody knew what a message answered."""
    return {**row, **{"copy": {"part": ""}, "utterance": {"reply_to": ""}}.get(str(row["table"]), {})}


STEPS: tuple[Step, ...] = (
    _who_goes_on,
    _kept_for,
    _planned,
    _groups,
    _working_groups,
    _relay,
    _relay_in_full,
)
"""The first makes rows of version 2 from rows of version 1, and so on."""


def as_of_today(row: Json, version: int, steps: Sequence[Step]) -> Json:
    """The row as the newest version has it."""
    for step in steps[version - 1 :]:
        row = step(row)
    return row
