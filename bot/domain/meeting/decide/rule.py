"""Sharing the floor by another rule from now on."""

from dataclasses import replace

from bot.domain.fair_queue import Rule
from bot.domain.fair_queue.presets import PRESETS
from bot.domain.meeting.events import Event, RuleChanged
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Listing, Refusal, refuse


def change_rule(meeting: Meeting, name: str, by: int) -> tuple[Event, ...] | Refusal:
    """Another preset in place of the rule; only where what was charged so far means the same under both."""
    rule = _named(meeting, name)
    if rule == meeting.rule:
        return refuse("refused-rule-same", name=name)
    if not _comparable(meeting, name):
        others = tuple(CommandText(f"rule {each}") for each in choices(meeting))
        why = "unit" if rule.unit != meeting.rule.unit else "groups"
        return refuse("refused-rule", name=name, why=why, count=len(others), others=Listing(others))
    return (RuleChanged(name, rule, by),)


def choices(meeting: Meeting) -> tuple[str, ...]:
    """The presets that the rule may be changed to."""
    return tuple(
        name for name in PRESETS if _comparable(meeting, name) and _named(meeting, name) != meeting.rule
    )


def _named(meeting: Meeting, name: str) -> Rule:
    """The preset's rule in this meeting; the plan's own preset with all that its file says differently."""
    own, preset = meeting.plan.rule, PRESETS[name]
    if name == meeting.plan.preset:
        return own
    return replace(preset.rule, dims=preset.dims(own.dims), weights=own.weights, slot=own.slot)


def _comparable(meeting: Meeting, name: str) -> bool:
    """Whether it looks at the same groups and counts the same: else the accounts would mean nothing to it."""
    rule, preset = _named(meeting, name), PRESETS[name]
    same_groups = (rule.dims, preset.remote_is_a_group) == (meeting.rule.dims, meeting.plan.remote_is_a_group)
    return same_groups and rule.unit == meeting.rule.unit
