"""What the bot has said about somebody who goes is taken back, as far as the platforms let it."""

from datetime import datetime

from bot.domain.changing import replace
from bot.domain.group.rows import Said
from bot.domain.message import say
from bot.ports.store import Traces, Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.outbound.actions import DirectMessage, Planned, TakeBack


def take_back(tx: Transaction, writer: EventWriter, traces: Traces, now: datetime) -> bool:
    """One step, True if there was one: all of it is asked for; then they are told what stays.

    It is to be called when nothing is on its way any more: what has a row then could not be taken back.
    """
    records, group, person = tx.records.of(traces.meeting), traces.meeting, traces.numbers[0]
    rows = [row for number in traces.numbers for row in records.all(Said, person=number)]
    new = [row for row in rows if not row.asked]
    if not rows:
        return False
    if new:
        for row in new:
            tx.records.put(group, replace(row, asked=True))
        planned = [Planned(TakeBack(row.platform, person, row.number)) for row in new]
        writer.send(tx, group, planned, Cause(f"taking-back:{group}:{new[0].number}", now))
        return True
    for row in rows:
        tx.records.drop(group, row)
    alone = sum(row.alone for row in rows)
    told = say("not-taken-back", rooms=len(rows) - alone, alone=alone)
    planned = [Planned(DirectMessage(each, told)) for each in traces.accounts]
    writer.send(tx, group, planned, Cause(f"taking-back:{group}:{rows[0].number}:stays", now))
    return True
