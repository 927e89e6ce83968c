"""What `first-voices` promises in place of T1 to T5, each as a check of one history."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bot.domain.fair_queue.ledger_builder import GroupKey, LedgerBuilder
from tests.domain.fair_queue.history import History, Step
from tests.domain.fair_queue.properties import groups_of, stretches

Keys = dict[str | None, GroupKey]


def keys(history: History, step: Step) -> Keys:
    """What the groups with callable people were compared by."""
    builder = LedgerBuilder(history.rule, step.before)
    found: Keys = {}
    for ticket in sorted(step.tickets, key=lambda ticket: ticket.joined):
        if not ticket.held:
            found.setdefault(ticket.attributes[0], builder.key(ticket.attributes[0], ticket.joined))
    return found


def first_voices(step: Step) -> set[str | None]:
    """The groups with somebody callable who had not spoken in this phase."""
    return {t.attributes[0] for t in step.tickets if not t.held and t.person not in step.before.said}


def no_run(history: History) -> None:
    """S1: no group twice running while another has a first voice or is further behind."""
    for before, step in pairwise(history.steps):
        if step.turn.kind == "rule" and step.group == before.group:
            compared = keys(history, step)
            assert first_voices(step) <= {step.group}
            assert compared[step.group] == min(compared.values())


def first_voices_first(history: History) -> None:
    """S2: a group without first voices is called only when it is the furthest behind of all."""
    for step in history.steps:
        if step.turn.kind == "rule" and step.group not in first_voices(step):
            compared = keys(history, step)
            assert compared[step.group] == min(compared.values())


def waits(history: History, group: str | None) -> Iterator[list[Step]]:
    """The turns of others while the group waits, up to each turn of its own."""
    for stretch in stretches(history.steps, group):
        turns: list[Step] = []
        for step in stretch:
            if step.group == group:
                yield turns
                turns = []
            else:
                turns.append(step)
        yield turns


def nobody_comes(turns: list[Step]) -> bool:
    """Whether no group began to wait in that time."""
    return all(after.callable <= before.callable for before, after in pairwise(turns))


def most_between(history: History) -> None:
    """S3: between two turns of a waiting group each other one has at most `debt` turns if none comes.

    With groups that come it is (G - 2)(debt - 1) + 1 if that is more, for G groups about.
    """
    debt = int(history.rule.debt)
    for group in groups_of(history):
        for turns in waits(history, group):
            most = debt
            if not nobody_comes(turns):
                about = set[str | None]().union(*(step.callable for step in turns))
                most = max(debt, (len(about) - 2) * (debt - 1) + 1)
            had = Counter(step.group for step in turns)
            assert max(had.values(), default=0) <= most, (group, had)


def no_starvation(history: History) -> None:
    """S4: T4 with (G - 1) debt + 1 in place of G if no group comes, and else (G - 1)(2 debt - 1) + 1."""
    debt = int(history.rule.debt)
    for joined in {ticket.joined for step in history.steps for ticket in step.tickets}:
        for wait in _waits_of(history, joined):
            group = next(t.attributes[0] for t in wait[0].tickets if t.joined == joined)
            about = len(set[str | None]().union(*(step.callable for step in wait)))
            each = debt if nobody_comes(wait) else 2 * debt - 1
            ahead = {
                ticket.joined
                for step in wait
                for ticket in step.tickets
                if ticket.attributes[0] == group and ticket.joined < joined
            }
            between = (about - 1) * each + 1
            assert len(wait) <= (len(ahead) + 1) * (history.rule.bypass + 1) * between


def _waits_of(history: History, joined: int) -> Iterator[list[Step]]:
    """The turns that were given while somebody waited to be called, their own at the end of the last."""
    wait: list[Step] = []
    for step in history.steps:
        own = next((ticket for ticket in step.tickets if ticket.joined == joined), None)
        if own is not None and not own.held:
            wait.append(step)
        elif wait:
            yield wait
            wait = []
    if wait:
        yield wait


def one_person(history: History) -> None:
    """S5: the turns of one person alone, but for the last, cost no more than another group's and `debt`.

    That group has a first voice whenever somebody is called.
    """
    for person, attributes in enumerate(history.people):
        if [other[0] for other in history.people].count(attributes[0]) > 1:
            continue
        for other in groups_of(history):
            if other != attributes[0]:
                for stretch in _beside_first_voices(history, other):
                    _check_costs(history, stretch, person, other)


def _beside_first_voices(history: History, group: str | None) -> Iterator[list[Step]]:
    """The stretches of one phase in which the group has a first voice at every call."""
    stretch: list[Step] = []
    for step in history.steps:
        starts_anew = stretch and len(step.before.said) < len(stretch[-1].after.said)
        if group not in first_voices(step) or starts_anew:
            if stretch:
                yield stretch
            stretch = []
        if group in first_voices(step):
            stretch.append(step)
    if stretch:
        yield stretch


def _check_costs(history: History, stretch: list[Step], person: int, other: str | None) -> None:
    debt, own, theirs = int(history.rule.debt), 0, 0
    for step in stretch:
        nth = step.after.said[step.turn.person]
        if step.turn.person == person:
            assert own <= theirs + debt
            # Of a forced turn the account may have been as high as it can be already.
            own += 0 if step.turn.forced else min(nth, debt)
        elif step.group == other:
            theirs += nth
