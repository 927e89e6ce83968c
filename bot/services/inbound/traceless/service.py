"""Commands whose author stands nowhere: not in the log, not among the causes, not in the outbox.

Without a cause a repeat is known to this process alone; without a row an answer is lost with the process.
Then whatever was kept waits, and its author can give it again (docs/adr/0025).
"""

import logging
from collections import OrderedDict
from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct, field

from bot.commands.authorize import authorize_and_run
from bot.commands.model import Outcome
from bot.domain.changing import replace
from bot.domain.codes import digest, new_code
from bot.domain.impact.rows import Impact
from bot.domain.meeting.decision import Discard, Keep, Wake
from bot.domain.message import Message, Refusal, refuse
from bot.ports.platform import Answering, Invocation
from bot.ports.store import Store, Transaction, Unavailable
from bot.services.backoff import Backoff
from bot.services.groups.keeping import keep_record
from bot.services.inbound.command_resolver import CommandResolver, ResolvedCommand
from bot.services.inbound.deciding.decider import Decider
from bot.services.inbound.rate_limit import Buckets, RateLimit
from bot.services.inbound.traceless.answers import Answer, TracelessAnswers
from bot.services.log_redaction import redact
from bot.services.outbound.rendering import Renderer

log = logging.getLogger(__name__)

MOST_REMEMBERED = 1_000
EACH = RateLimit(10, timedelta(hours=2))
"""So many notes of one account at once, and then one more: nobody fills what waits. Known to memory alone."""
Result = Outcome | Refusal | None


class TracelessService(Struct):
    """Decides, keeps what has no author, and answers from memory."""

    resolver: CommandResolver
    decider: Decider
    answers: TracelessAnswers
    store: Store
    _done: "OrderedDict[str, None]" = field(default_factory=OrderedDict)
    _given: Buckets = field(default_factory=lambda: Buckets(EACH))

    async def takes(self, invocation: Invocation) -> bool:
        """Whether it was one of these; then it is done, and answered or about to be."""
        resolved = await self.resolver.traceless(invocation)
        if resolved is None:
            return False
        if invocation.cause in self._done:
            return True
        self._remember(invocation.cause)
        try:
            answer = await self._answered(invocation, resolved)
        except Unavailable:
            del self._done[invocation.cause]
            raise
        except Exception as problem:
            # Whoever is told of a failure by others is written down for it.
            log.exception("a command that is written nowhere failed", exc_info=redact(problem))
            answer = _answer(invocation, "", refuse("refused-failure"))
        await self.answers.give(answer)
        return True

    async def _answered(self, invocation: Invocation, resolved: ResolvedCommand | Refusal) -> Answer:
        result: Outcome | Refusal
        if invocation.edits is not None:
            result = refuse("refused-impact-edited")
        elif isinstance(resolved, Refusal):
            result = resolved
        else:
            result = await self._within_budget(resolved)
        group = resolved.meeting if isinstance(resolved, ResolvedCommand) else ""
        return _answer(invocation, group, result)

    async def _within_budget(self, resolved: ResolvedCommand) -> Outcome | Refusal:
        """What is taken back costs nothing, nor does what was refused."""
        author, now = resolved.invocation.author, self.decider.clock.now()
        if not self._given.has_room(author, now):
            return refuse("refused-impact-many")
        result = await self._decided(resolved)
        if isinstance(result, Outcome) and any(isinstance(k, Keep) for k in result.change.side_effects):
            self._given.spend(author, now)
        return result

    async def _decided(self, resolved: ResolvedCommand) -> Outcome | Refusal:
        """Once more if it fails: it may have been kept and only the word of it lost, which the code tells."""
        code, results = new_code(self.decider.secret), list[Result]()

        def work(tx: Transaction) -> None:
            results.append(self._decide(tx, resolved, code, again=bool(results)))

        try:
            await self.store.write(work)
        except Unavailable:
            await self.store.write(work)
        return _counting(results)

    def _decide(self, tx: Transaction, resolved: ResolvedCommand, code: str, *, again: bool) -> Result:
        """None if it was kept by the attempt before."""
        group, author = resolved.meeting, resolved.invocation.author
        tx.log.head(group)  # Others wait, and give no number twice.
        if again and tx.records.of(group).all(Impact, code=digest(code)):
            return None
        meeting = self.decider.repository.load(tx, group).meeting
        request = self.decider.request(tx, meeting, resolved, tx.people.account(group, author))
        result = authorize_and_run(meeting, resolved.parsed, replace(request, secret=code, traceless=True))
        if isinstance(result, Outcome):
            for kept in result.change.side_effects:
                if isinstance(kept, Keep | Discard | Wake):
                    keep_record(tx, group, kept)
            self.decider.served(author)
        return result

    def _remember(self, cause: str) -> None:
        self._done[cause] = None
        if len(self._done) > MOST_REMEMBERED:
            self._done.popitem(last=False)


def traceless(
    resolver: CommandResolver, decider: Decider, renderer: Renderer, backoff: Backoff
) -> TracelessService:
    """The service, of what commands go by that are written down."""
    store, clock = resolver.store, decider.clock
    answers = TracelessAnswers(resolver.platforms, store, decider.repository, renderer, clock, backoff)
    return TracelessService(resolver, decider, answers, store)


def _counting(results: Sequence[Result]) -> Outcome | Refusal:
    """Of several attempts the last that changed something, for it may have been kept; else the last."""
    done = [each for each in results if isinstance(each, Outcome)]
    refused = [each for each in results if isinstance(each, Refusal)]
    return (done or refused)[-1]


def _answer(invocation: Invocation, group: str, result: Outcome | Refusal) -> Answer:
    message: Message = result.message if isinstance(result, Refusal) else result.answer
    ok = not isinstance(result, Refusal)
    answering = Answering(invocation.cause, invocation.place, ok=ok, read=invocation.read)
    return Answer(invocation.author, group, message, invocation.language, answering)
