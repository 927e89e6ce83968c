"""What moderators do beside the rule: absences, skipping, picking, speakers, more time, another rule."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.fair_queue import Rule, callable_groups
from bot.domain.fair_queue.presets import PRESETS
from bot.domain.meeting.decide.floor import Giving, call_next, ended, give, next_up
from bot.domain.meeting.events import (
    Absent,
    Admitted,
    Away,
    Event,
    Identified,
    Passed,
    RecordedEvent,
    Regrouped,
    RuleChanged,
    TurnExtended,
)
from bot.domain.meeting.fold import fold
from bot.domain.meeting.rule import attributes, counted, tickets
from bot.domain.meeting.state import Meeting, OnDeck
from bot.domain.message import Name, Refusal, refuse
from bot.domain.plan import HALL

NO_BADGE = 0
"""Whoever the programme names needs no number, and takes none from the people of the hall."""
LONGEST_EXTENSION = 30 * 60
"""Seconds by which one command may lengthen a turn."""


def mark_absent(meeting: Meeting, now: datetime, person: int | None = None) -> tuple[Event, ...] | Refusal:
    """Who was called is not there. Whoever is on deck stays so, unless their group would run on.

    Somebody who is named may also be on deck, and is passed over then until they are back.
    """
    if person is not None and not (meeting.floor and meeting.floor.person == person):
        follows = meeting.on_deck is not None and meeting.on_deck.person == person
        return (Away(person),) if follows else refuse("refused-absent", who=Name(person))
    if meeting.floor is None:
        return refuse("refused-nobody-called")
    absent = Absent(meeting.floor.number)
    after = fold(meeting, [RecordedEvent(absent, now)])
    return (absent, call_next(after)) if _runs_on(after) else (absent,)


def _runs_on(meeting: Meeting) -> bool:
    """Whether who is on deck follows a turn of their own group, which has to rest for another that waits.

    The turn in between never was, so the limit on runs was not looked at when they were called next.
    """
    on_deck = meeting.on_deck
    if on_deck is None:
        return False
    return on_deck.attributes[0] not in callable_groups(meeting.rule, meeting.ledger, tickets(meeting))


def skip(meeting: Meeting, by: int, now: datetime, person: int | None = None) -> tuple[Event, ...] | Refusal:
    """Whoever would be called next is not, this once; or somebody else who waits, by name."""
    if person is not None:
        waits = bool(meeting.tickets_of(person))
        return (Passed(person, by),) if waits else refuse("refused-waits-not", who=Name(person))
    found = next_up(ended(meeting, now))
    if found is None:
        return refuse("refused-nobody-to-skip")
    return (Passed(found.to.person, by),)


def pick(meeting: Meeting, person: int, reason: str, by: int, now: datetime) -> tuple[Event, ...] | Refusal:
    """The floor to somebody of a moderator's choice, queued or not: charged like any turn, and recorded."""
    if meeting.phase is None:
        return refuse("refused-not-started")
    if meeting.floor and meeting.floor.person == person:
        return refuse("refused-has-floor", who=Name(person))
    values = attributes(meeting.plan, meeting.participants[person])
    to = OnDeck(person, values, front=True, forced=False, why=("picked", "picked"))
    return give(meeting, Giving(to, "override", reason), by, now)


class ListedSpeaker(Struct, frozen=True):
    """Somebody of the programme: their place in it, who of those online it is, and for how long if said."""

    number: int
    online: int | None = None
    seconds: int | None = None


def give_speaker(meeting: Meeting, who: ListedSpeaker, by: int, now: datetime) -> tuple[Event, ...] | Refusal:
    """The floor to somebody whom the programme lists: not charged, and counted apart."""
    if meeting.phase is None:
        return refuse("refused-not-started")
    known = next((p.person for p in meeting.participants.values() if p.listed == who.number), who.online)
    entering = () if known is not None else _enter_listed(meeting, who.number)
    there = fold(meeting, [RecordedEvent(event, now) for event in entering])
    person = there.counters.people if known is None else known
    if there.floor and there.floor.person == person:
        return refuse("refused-has-floor", who=Name(person))
    values = attributes(there.plan, there.participants[person])
    to = OnDeck(person, values, front=True, forced=False, why=("speaker", "speaker"))
    return (*entering, *give(there, Giving(to, "speaker", seconds=who.seconds), by, now))


def _enter_listed(meeting: Meeting, number: int) -> tuple[Event, ...]:
    counters, listed = meeting.counters, meeting.plan.people[number]
    person = counters.people + 1
    admitted = Admitted(person, HALL, NO_BADGE, number)
    return (admitted, Identified(person, dict(listed.constituency)))


def more_time(meeting: Meeting, seconds: int, by: int) -> tuple[Event, ...] | Refusal:
    """The speaker gets more time."""
    if meeting.floor is None:
        return refuse("refused-nobody-called")
    if not 0 < seconds <= LONGEST_EXTENSION:
        return refuse("refused-more")
    return (TurnExtended(meeting.floor.number, seconds, by),)


def regroup(
    meeting: Meeting, person: int, values: Mapping[str, str | None], by: int
) -> tuple[Event, ...] | Refusal:
    """A moderator corrects where somebody belongs; what was charged stays where it was.

    Whoever is on deck is decided on anew by that, so nothing happens where there is nothing to correct.
    """
    known = meeting.participants[person]
    counts = counted(meeting, person) == attributes(meeting.plan, known)
    if counts and {**known.values, **values} == known.values:
        return refuse("refused-regroup-same", who=Name(person))
    return (Regrouped(person, values, by),)


def change_rule(meeting: Meeting, name: str, by: int) -> tuple[Event, ...] | Refusal:
    """Another preset in place of the rule; only where what was charged so far means the same under both."""
    rule = rule_named(meeting, name)
    if rule == meeting.rule:
        return refuse("refused-rule-same", name=name)
    if not _comparable(meeting, name):
        why = "unit" if rule.unit != meeting.rule.unit else "groups"
        return refuse("refused-rule", name=name, why=why, count=len(other_rules(meeting)))
    return (RuleChanged(name, rule, by),)


def other_rules(meeting: Meeting) -> tuple[str, ...]:
    """The presets that the rule may be changed to."""
    return tuple(
        name for name in PRESETS if _comparable(meeting, name) and rule_named(meeting, name) != meeting.rule
    )


def rule_named(meeting: Meeting, name: str) -> Rule:
    """The preset's rule in this meeting; the plan's own preset with all that its file says differently."""
    own, preset = meeting.plan.rule, PRESETS[name]
    if name == meeting.plan.preset:
        return own
    return replace(preset.rule, dims=preset.dims(own.dims), weights=own.weights, slot=own.slot)


def _comparable(meeting: Meeting, name: str) -> bool:
    """Whether it looks at the same groups and counts the same: else the accounts would mean nothing to it."""
    rule, preset = rule_named(meeting, name), PRESETS[name]
    same_groups = (rule.dims, preset.remote_is_a_group) == (meeting.rule.dims, meeting.plan.remote_is_a_group)
    return same_groups and rule.unit == meeting.rule.unit
