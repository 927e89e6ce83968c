"""Which of the bot's messages say what somebody said, kept so that they can follow it or be taken away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.domain.group.rows import Copy, Said, Utterance
from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.ports.store import Records, Transaction
from bot.services.event_writer import EventWriter
from bot.services.outbound.actions import Relay, ShowReactions

LINE: Final = "reactions"
"""Which part of it the line is that shows them; no file is called so."""


def channels(event_writer: EventWriter, group: Meeting) -> list[Place]:
    """Those of a group's channels in which copies can stand."""
    connected = event_writer.recipients.connected
    able = {name for name, has in connected.items() if has.relaying is not None}
    return [each for each in group.channels if each.platform in able]


def copies(records: Records, utterance: int, place: Place) -> Sequence[Copy]:
    """All that stands of it there."""
    return records.all(Copy, utterance=utterance, platform=place.platform, room=place.id)


def said_by(records: Records, platform: str, message: str) -> Utterance | None:
    """What a message says, whether it is its author's own or a copy."""
    numbers = [each.utterance for each in records.all(Copy, platform=platform, message=message)]
    copied = [records.get(Utterance, each) for each in numbers]
    own = records.all(Utterance, platform=platform, message=message)
    return next((each for each in (*own, *copied) if each is not None), None)


def stands(
    tx: Transaction, group: str, action: Relay | ShowReactions, part: str, sent: Sequence[str], now: datetime
) -> bool:
    """A part of it is these messages now; whose words they are is noted with them. False: nothing follows."""
    records, place = tx.records.of(group), action.place
    before = [each for each in copies(records, action.number, place) if each.part == part]
    forget(tx, group, [each for each in before if each.message not in sent])
    for message in sent:
        if message in [each.message for each in before]:
            continue
        number, said = records.next_number(Copy), records.next_number(Said)
        tx.records.put(group, Copy(number, action.number, place.platform, place.id, message, now, part))
        about = Said(said, action.person, place.platform, place.id, False, message, now)
        tx.records.put(group, about)
    return False


def forget(tx: Transaction, group: str, gone: Sequence[Copy]) -> bool:
    """They stand there no more. False: nothing follows."""
    for copy in gone:
        tx.records.drop(group, copy)
        for said in tx.records.of(group).all(Said, platform=copy.platform, message=copy.message):
            tx.records.drop(group, said)
    return False
