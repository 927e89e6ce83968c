"""Words whose message was changed or removed: the last version counts, and what is removed is gone."""

from msgspec import Struct

from bot.commands.free_text import LONGEST_TEXT
from bot.commands.input.parsing import ParsedCommand
from bot.domain.identity import Identity
from bot.domain.meeting.decide.words import awaits, remove_words, revise
from bot.domain.meeting.decision import Change, ReviseText
from bot.domain.message import Message, Refusal, offering, refuse, say
from bot.ports.clock import Clock
from bot.ports.platform import Invocation
from bot.ports.store import Transaction, Written
from bot.reactions.effects import TellPerson
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import MeetingRepository
from bot.views.panel import WITHDRAW


class Revisions(Struct, frozen=True):
    """Knows which message each text stands in."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    def edited(
        self, tx: Transaction, invocation: Invocation, parsed: ParsedCommand | None
    ) -> Message | Refusal:
        """What becomes of a message that was carried out and says something else now."""
        message = invocation.edits or ""
        text = self._text(tx, message, invocation.author)
        again = parsed is not None and parsed.command.name == "join"
        awaited = text is not None and self._awaits(tx, text, message)
        if text is None or not (again or awaited):
            return refuse("refused-edited")
        words = parsed.raw.get("text") if parsed is not None and again else None
        if words is not None and len(words) > LONGEST_TEXT:
            return refuse("refused-long", most=LONGEST_TEXT)
        self._revise(tx, text, message, words or None, invocation.cause)
        if not awaited:
            return say("words-kept-you")
        return say("words-revised-you") if words else _GONE

    def removed(self, tx: Transaction, message: str, by: Identity | None) -> None:
        """Take away what stood in a message, if `by` wrote it or is not said."""
        text, key = self._text(tx, message, by), f"{message}/removed"
        if text is None:
            return
        awaited = self._awaits(tx, text, message)
        self._revise(tx, text, message, None, key)
        if awaited and text.person is not None:
            meeting = self.repository.load(tx, text.meeting).meeting
            accounts = tx.people.accounts(text.meeting)
            planned = self.event_writer.recipients.plan(meeting, accounts, [TellPerson(text.person, _GONE)])
            self.event_writer.send(tx, text.meeting, planned, Cause(key, self.clock.now()), "gone")

    def _text(self, tx: Transaction, message: str, by: Identity | None) -> Written | None:
        """The text that stands in a message; on some platforms anybody can say that they changed it."""
        text = tx.people.written(message)
        if text is None or by is None or tx.people.person(text.meeting, by) == text.person:
            return text
        return None

    def _awaits(self, tx: Transaction, text: Written, message: str) -> bool:
        return awaits(self.repository.load(tx, text.meeting).meeting, message) is not None

    def _revise(self, tx: Transaction, text: Written, message: str, words: str | None, key: str) -> None:
        loaded = self.repository.load(tx, text.meeting)
        decide = remove_words if words is None else revise
        change = Change(decide(loaded.meeting, message), (ReviseText(message, words),))
        saved = self.event_writer.save(tx, loaded, change, Cause(key, self.clock.now()))
        self.repository.keep(tx, text.meeting, saved)


_GONE = offering(say("words-removed-you"), WITHDRAW)
