"""The rule once more, as it is written down and in plain fractions: an oracle for accounts and choice."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from bot.domain.fair_queue import UNDISCLOSED, Call, Person, Rule, Ticket, Turn

Key = tuple[Fraction, int]


class Literal:
    """The state and its two functions, letter by letter."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.clock = Fraction(0)
        self.progress: dict[str | None, Fraction] = defaultdict(Fraction)
        self.last: dict[str | None, int] = defaultdict(lambda: -1)
        self.bypassed: dict[str | None, int] = defaultdict(int)
        self.run: tuple[str | None, int] = (None, 0)
        self.turns = 0
        self.said: dict[Person, int] = {}
        self.heard: list[dict[str, Fraction]] = [defaultdict(Fraction) for _ in rule.dims]
        self.heard_last: list[dict[str, int]] = [defaultdict(lambda: -1) for _ in rule.dims]
        self.most = [Fraction(0) for _ in rule.dims]

    def weight(self, dimension: int, value: str | None) -> Fraction:
        weights = self.rule.weights.get(self.rule.dims[dimension], {})
        return Fraction(weights.get(UNDISCLOSED if value is None else value, 1))

    def tag(self, group: str | None) -> Fraction:
        return max(self.progress[group], self.clock - Fraction(self.rule.credit) / self.weight(0, group))

    def sec(self, dimension: int, value: str | None) -> Key:
        most, lag = self.most[dimension], Fraction(self.rule.lag)
        if value is None:
            return max(Fraction(0), most - lag / 2), self.turns
        return max(self.heard[dimension][value], most - lag), self.heard_last[dimension][value]

    def select(self, waiting: Iterable[Ticket]) -> Call | None:
        people = sorted((t for t in waiting if not t.held), key=lambda t: t.joined)
        groups = list(dict.fromkeys(ticket.attributes[0] for ticket in people))
        if not groups:
            return None
        heads = {group: next(t.joined for t in people if t.attributes[0] == group) for group in groups}

        def key(group: str | None) -> tuple[Fraction, int, int]:
            return self.tag(group), self.last[group], heads[group]

        limit = self.rule.max_run
        if limit is None:
            limit = 1 if self.rule.unit == "turns" else 0
        last = self.run[0]
        allowed = groups
        if limit > 0 and self.run[1] >= limit and last in groups and len(groups) > 1:
            rests_for = [group for group in groups if group != last]
            if self.rule.rest == "soft":
                first = {ticket.attributes[0] for ticket in people if ticket.person not in self.said}
                rests_for = [group for group in rests_for if group in first or key(group) < key(last)]
            allowed = rests_for or groups
        chosen = min(allowed, key=key)
        forced = any(key(group) < key(chosen) for group in groups if group not in allowed)
        queue = [ticket for ticket in people if ticket.attributes[0] == chosen]
        ticket = queue[0] if self.bypassed[chosen] >= self.rule.bypass else min(queue, key=self.person)
        return Call(ticket, ticket is queue[0], forced)

    def person(self, ticket: Ticket) -> tuple[bool, list[Key], int]:
        later = [self.sec(index, value) for index, value in enumerate(ticket.attributes) if index > 0]
        return ticket.person in self.said, later, ticket.joined

    def change(self, rule: Rule) -> None:
        """Another rule begins: no group is more than a turn ahead."""
        self.rule = rule
        for group, progress in self.progress.items():
            self.progress[group] = min(progress, self.clock + 1 / self.weight(0, group))

    def charge(self, turn: Turn) -> None:
        if turn.kind in ("reply", "point_of_order"):
            return
        group = turn.attributes[0]
        cost = Fraction(1)
        if self.rule.unit == "seconds" and turn.seconds is not None:
            cost = Fraction(turn.seconds, self.rule.slot)
        nth = self.said[turn.person] = self.said.get(turn.person, 0) + 1
        if nth > 1:
            cost *= nth if self.rule.repeat_cost == "rising" else Fraction(self.rule.repeat_cost)
        tag, weight = self.tag(group), self.weight(0, group)
        if turn.kind == "rule":
            if not turn.forced:
                self.clock = max(self.clock, tag)
            self.bypassed[group] = 0 if turn.front else self.bypassed[group] + 1
        self.progress[group] = min(tag + cost / weight, self.clock + self.rule.debt / weight)
        for index, value in enumerate(turn.attributes):
            if index > 0 and value is not None:
                self.heard[index][value] = self.sec(index, value)[0] + cost / self.weight(index, value)
                self.most[index] = max(self.most[index], self.heard[index][value])
                self.heard_last[index][value] = self.turns
        self.last[group] = self.turns
        self.turns += 1
        self.run = (group, self.run[1] + 1 if self.run[0] == group else 1)
