"""What many do one after the other, and would not by chance; whom it concerns is left to chance."""

import random
from collections.abc import Callable, Iterator, Sequence

Lines = Iterator[tuple[str, str]]
Scene = Callable[[Sequence[str], random.Random], Lines]


def _nobody_yet(_: Sequence[str], __: random.Random) -> Lines:
    yield from ()


def _one_large_group(crowd: Sequence[str], chance: random.Random) -> Lines:
    """Most belong to it, so who is called is mostly decided inside it."""
    yield from ((who, "identify cs") for who in crowd if chance.random() < 0.8)


def _one_comes_back(crowd: Sequence[str], chance: random.Random) -> Lines:
    """Somebody of the hall speaks again and again; then come the others, and a new one of that group."""
    yield from _one_large_group(crowd, chance)
    yield from (("vera", "walkup gov"), ("vera", "next"), ("the clock", "10"))
    for _ in range(3):
        yield from (("vera", "q+ Hall 1"), ("ivo", "next"), ("the clock", "10"))
    yield from ((who, "join") for who in crowd)
    yield from (("ivo", "next"), ("vera", "walkup gov"), (chance.choice(crowd), "why"))
    yield from _calls(crowd, chance, 6)


def _begun_too_early(crowd: Sequence[str], chance: random.Random) -> Lines:
    """The start is taken back, for a while."""
    yield from (("vera", "undo"), ("ivo", "undo"), ("vera", chance.choice(("next", "phase next"))))
    yield from ((chance.choice(crowd), "join"), ("vera", "start"), ("ivo", "phase next"))


def _everybody(crowd: Sequence[str], chance: random.Random) -> Lines:
    """All want to speak, and some again: in each group somebody is passed over."""
    yield "ivo", f"walkup {chance.choice(('cs cs cs', 'gov gov', 'ps'))}"
    yield from ((who, "join") for who in chance.sample(crowd, len(crowd)))
    yield from ((who, "away") for who in crowd if chance.random() < 0.2)
    yield from _calls(crowd, chance, 12)


def _calls(crowd: Sequence[str], chance: random.Random, turns: int) -> Lines:
    """One turn after the other; between them people come, come back, go, and let others pass."""
    for _ in range(turns):
        yield from (("vera", "next"), ("the clock", "30"), (chance.choice(crowd), "join"))
        if chance.random() < 0.5:
            yield chance.choice(crowd), chance.choice(("join", "away", "ready", "later", "why"))
        if chance.random() < 0.3:
            yield "ivo", "walkup cs"


def _asides(crowd: Sequence[str], chance: random.Random) -> Lines:
    """Some interrupt, ask for their places and step back, also where nobody has the floor by the rule."""
    few = chance.sample(crowd, 3)
    what = chance.choice(("next", "phase pause", "phase previous", "start", "undo"))
    yield from (("ivo", what), ("the clock", chance.choice(("4", "400"))))
    for who in few:
        aside = chance.choice(("reply", "point-of-order"))
        yield from ((who, said) for said in ("join", "away") if chance.random() < 0.7)
        yield from ((who, f"join {aside}"), (who, "position"))
    if chance.random() < 0.5:
        yield from ((few[0], said) for said in ("later", "withdraw", "join"))
    yield from (("vera", f"remove {chance.randint(1, 3)}"), ("vera", f"remove {chance.randint(1, 3)}"))
    yield from (("ivo", "next"), ("the clock", "4"), ("ivo", chance.choice(("absent", "next"))))
    for said in ("ready", "position", "withdraw reply", "withdraw point-of-order"):
        yield from ((who, said) for who in few if chance.random() < 0.5)
    yield "ivo", "phase resume"


def _nobody_there(crowd: Sequence[str], chance: random.Random) -> Lines:
    """Whoever is called is absent, and again after they have said that they are back."""
    few = chance.sample(crowd, 2)
    yield from ((who, said) for who in few for said in ("join", "join reply") if chance.random() < 0.8)
    for _ in range(5):
        yield from (("vera", "next"), ("the clock", "4"), ("vera", "absent"))
        yield from ((who, "ready") for who in crowd)


def _a_break(crowd: Sequence[str], chance: random.Random) -> Lines:
    """All who wait leave the room."""
    yield from ((who, said) for said in ("join", "away") for who in crowd)
    yield from ((chance.choice(crowd), "queue"), (chance.choice(crowd), "position"), ("vera", "next"))
    yield from ((who, "ready") for who in crowd if chance.random() < 0.5)


def _cleared(crowd: Sequence[str], chance: random.Random) -> Lines:
    """The queue is emptied, which is asked about before; who is put back is out again by an undo."""
    yield from (("vera", "queue clear"), ("the clock", "4"), ("vera", "queue clear"))
    yield from (("ivo", f"q+ {chance.choice(crowd)}"), ("vera", "undo"))


BEGINNINGS: Sequence[Scene] = (
    _nobody_yet,
    _one_large_group,
    _one_large_group,
    _one_comes_back,
    _one_comes_back,
    _begun_too_early,
)
SCENES: Sequence[Scene] = (
    *(_everybody,) * 4,
    *(_asides,) * 4,
    _nobody_there,
    _a_break,
    _cleared,
)
