"""What an offer was drawn for and what is so now, counted from the log by no function of the bot."""

from collections.abc import Sequence

from msgspec import Struct, field

from bot.domain.meeting.events import DecisionMade, FloorGiven, PhaseStarted, RecordedEvent, Undone


class _Decided(Struct):
    number: int
    turn: int | None = None
    """Where the turn that it gave stands in the log."""
    phase: int | None = None
    """The same of the phase that it started."""


class Truth(Struct, frozen=True):
    """What a card is about: the last turn, phase and decision that were not taken back."""

    turn: int | None
    phase: int | None
    decision: int


class Recount(Struct):
    """Counts on from where it stopped."""

    counted: int = 0
    _stack: list[_Decided] = field(default_factory=list)

    def upto(self, log: Sequence[RecordedEvent]) -> Truth:
        for place in range(self.counted, len(log)):
            match log[place].event:
                case DecisionMade(decision=number):
                    self._stack.append(_Decided(number))
                case FloorGiven():
                    self._stack[-1].turn = place
                case PhaseStarted():
                    self._stack[-1].phase = place
                case Undone():
                    self._stack.pop()
                case _:
                    pass
        self.counted = len(log)
        turns, phases = [each.turn for each in self._stack], [each.phase for each in self._stack]
        return Truth(_last(turns), _last(phases), self._stack[-1].number if self._stack else 0)


def _last(places: Sequence[int | None]) -> int | None:
    return next((place for place in reversed(places) if place is not None), None)
