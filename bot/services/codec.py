"""Facts and actions as JSON, and back: what the database keeps of them."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from bot.domain.meeting.facts import Fact, Recorded
from bot.ports.store import FactRow, Json
from bot.services.actions import Action


class Codec:
    """Reads and writes the JSON of facts and actions; made once, since building it is slow."""

    def __init__(self) -> None:
        self._facts: TypeAdapter[Fact] = TypeAdapter(Annotated[Fact, Field(discriminator="kind")])
        self._actions: TypeAdapter[Action] = TypeAdapter(Annotated[Action, Field(discriminator="action")])

    def row(self, seq: int, recorded: Recorded, cause: str) -> FactRow:
        """A fact as its row in the log."""
        data: Json = self._facts.dump_python(recorded.fact, mode="json", exclude={"kind"})
        return FactRow(seq, recorded.at, recorded.fact.kind, data, cause)

    def fact(self, row: FactRow) -> Recorded:
        """A row of the log as the fact that it holds."""
        return Recorded(self._facts.validate_python({"kind": row.kind, **row.data}), row.at)

    def payload(self, action: Action) -> Json:
        """An action as the payload of its delivery."""
        data: Json = self._actions.dump_python(action, mode="json")
        return data

    def action(self, payload: Json) -> Action:
        """A payload as the action that it holds."""
        return self._actions.validate_python(payload)
