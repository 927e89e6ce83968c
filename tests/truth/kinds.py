"""Which messages are read, and the sentences that each is made of."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tests.truth.afterwards import AFTERWARDS
from tests.truth.agenda import AGENDA
from tests.truth.decisions import DECISIONS
from tests.truth.deck import FLOOR_TAKEN, OFF_DECK, ON_DECK
from tests.truth.floor import HAS_THE_FLOOR, TURN_CARD, YOUR_FLOOR
from tests.truth.grip import GRIP
from tests.truth.hearing import Slot
from tests.truth.others import OTHERS
from tests.truth.queue import BOARD, HAS_FLOOR, PLACE_OF, QUEUE
from tests.truth.stage import STAGE
from tests.truth.why import WHY

KINDS: Mapping[str, Sequence[Slot]] = MappingProxyType(
    {
        "has-the-floor": HAS_THE_FLOOR,
        "has-the-floor-paused": HAS_THE_FLOOR,
        "turn-card": TURN_CARD,
        "your-floor": YOUR_FLOOR,
        "your-floor-paused": YOUR_FLOOR,
        "on-deck": ON_DECK,
        "on-deck-after": ON_DECK,
        "off-deck": OFF_DECK,
        "floor-taken": FLOOR_TAKEN,
        "why-not-me": WHY,
        "queue": QUEUE,
        "queue-empty": QUEUE,
        "queue-on-hold": QUEUE,
        "board": BOARD,
        "you-have-the-floor": (HAS_FLOOR,),
        "place-of": (PLACE_OF,),
        **OTHERS,
        **DECISIONS,
        **AGENDA,
        **GRIP,
        **AFTERWARDS,
        **STAGE,
    }
)


def sentences() -> set[str]:
    """Every sentence that is known, as it stands in the tables."""
    return {claim.words for slots in KINDS.values() for slot in slots for claim in slot if claim.words}
