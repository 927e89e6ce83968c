"""What the bot has said about people in groups: noted when it is sent, so that it can be taken back."""

from datetime import datetime

from bot.domain.group.rows import Said
from bot.domain.identity import Identity, Place
from bot.domain.message import Message
from bot.domain.plan import GROUP
from bot.ports.platform import Platform, Undeliverable
from bot.ports.store import Store, Transaction
from bot.services.outbound.actions import DirectMessage, Post, TakeBack
from bot.services.outbound.afterwards.channels import OnSent
from bot.services.outbound.text_refs import names, text_refs

FAREWELL = frozenset(("done-forgetme", "not-taken-back"))
"""What somebody is told who goes stays for them to read; it says nothing of them."""
OF_ALL = ("keydate/", "statement/", "statementversion/")
"""Texts of dates and statements stay though their author goes, and so do messages that quote them."""


def note_said(
    tx: Transaction, meeting: str, action: Post | DirectMessage, message: str, now: datetime
) -> None:
    """With the word that it was sent; what is said in meetings is not noted."""
    if not meeting.startswith(GROUP) or action.message.key in FAREWELL:
        return
    alone = isinstance(action, DirectMessage)
    to: Place | Identity = action.to if isinstance(action, DirectMessage) else action.place
    people = set(_about(tx, meeting, action.message))
    told = tx.people.person(meeting, action.to) if isinstance(action, DirectMessage) else None
    number = tx.records.of(meeting).next_number(Said)
    for each, person in enumerate(sorted(people if told is None else people | {told})):
        row = Said(number + each, person, to.platform, to.id, alone, message, now)
        tx.records.put(meeting, row)


def _about(tx: Transaction, meeting: str, message: Message) -> set[int]:
    """Whom it quotes, and whom it names if it names nobody else."""
    quoted = [id for id in text_refs(message) if not id.startswith(OF_ALL)]
    named = {each.person for each in names(message)}
    writers = set(tx.people.writers(meeting, quoted)) if quoted else set()
    return writers | (named if len(named) == 1 else set())


async def take_back(store: Store, platform: Platform, group: str, action: TakeBack) -> OnSent:
    """Harmless twice. What cannot be taken back keeps its row, to be counted."""
    said = await store.read(lambda tx: tx.records.of(group).get(Said, action.number))
    removal = platform.capabilities.removal
    if said is None or removal is None:
        return _kept
    try:
        await removal.message(_where(said), said.message)
    except Undeliverable:
        return _kept

    def gone(tx: Transaction) -> bool:
        tx.records.drop(group, said)
        return False

    return gone


def _where(said: Said) -> Place | Identity:
    return (Identity if said.alone else Place)(said.platform, said.where)


def _kept(tx: Transaction) -> bool:
    del tx
    return False
