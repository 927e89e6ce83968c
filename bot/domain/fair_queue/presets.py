"""Settings with a name, for kinds of meetings. What each is for stands in the catalogue, as `preset-NAME`."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from bot.domain.fair_queue.rule import Rule, Value
from bot.domain.fair_queue.values import Attributes


class Preset(Struct, frozen=True):
    """A rule, and what else belongs to that kind of meeting."""

    rule: Rule = field(default_factory=Rule)
    remote_is_a_group: bool = False
    """Whoever is remote counts on the first dimension as one more group."""
    speaking_seconds: int | None = None
    """How long a turn is; None leaves it to the meeting."""

    def dims(self, own: tuple[str, ...]) -> tuple[str, ...]:
        """What it looks at of a meeting's own dimensions: all of them, or as many as it names itself."""
        return own if self.rule.dims == Rule().dims else own[: len(self.rule.dims)]

    def attributes(
        self, values: Mapping[str, Value], mode: str = "mode", remote: str = "remote"
    ) -> Attributes:
        """What the rule looks at, of a person's values by dimension."""
        seen = tuple(values.get(name) for name in self.rule.dims)
        return (remote, *seen[1:]) if self.remote_is_a_group and values.get(mode) == remote else seen


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "igf": Preset(),
        "first-voices": Preset(Rule(rest="soft", debt=6, repeat_cost="rising")),
        "netmundial": Preset(Rule(dims=("group",), bypass=0), remote_is_a_group=True, speaking_seconds=120),
        "open-mic": Preset(Rule(repeat_cost=2)),
        "airtime": Preset(Rule(unit="seconds")),
    }
)
