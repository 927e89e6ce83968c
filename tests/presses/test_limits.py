"""Every text with the longest that can stand in it, and all that it offers, goes out on every platform."""

from itertools import chain
from random import Random

import pytest

from bot.domain.changing import replace
from bot.domain.message import Message
from bot.domain.plan import Plan
from bot.messages.catalogue import FALLBACK, Catalogues, read_resources
from bot.messages.render import Context, render
from bot.services.outbound.text_refs import text_refs, with_text_refs
from tests.commands.session import debating
from tests.docs.documents import ROOT
from tests.messages.checker import patterns
from tests.presses.extremes import NOTE, SHOWN, cases, longest_plan
from tests.presses.platforms import WAYS, fits
from tests.presses.player import Player
from tests.presses.test_any_moment import play

ENGLISH = patterns(read_resources(ROOT / "bot" / "messages" / FALLBACK))
PLAN = longest_plan(60)


def goes_out(message: Message, plan: Plan, catalogues: Catalogues) -> None:
    names = dict.fromkeys(range(1, 300), SHOWN)
    message = with_text_refs(message, lambda _: "note")
    context = Context(catalogues, "en", plan, names, dict.fromkeys(("note", *text_refs(message)), NOTE))
    every = dict.fromkeys(chain.from_iterable(WAYS.values()))
    documents = {way: render(message, replace(context, choosing=way), urgent=True) for way in every}
    for platform, ways in WAYS.items():
        for choosing in dict.fromkeys(ways):
            fits(platform, documents[choosing])


@pytest.mark.slow
@pytest.mark.parametrize("key", sorted(key for key in ENGLISH if "." not in key))
async def test_every_text_fits(key: str, catalogues: Catalogues) -> None:
    for message in cases(key, ENGLISH[key]):
        goes_out(message, PLAN, catalogues)


@pytest.mark.slow
@pytest.mark.parametrize("number", [5, 40, 300])
async def test_all_that_a_meeting_says_fits(number: int, catalogues: Catalogues) -> None:
    """With so many groups, however many a platform shows at once: each can be reached."""
    plan = longest_plan(number)
    for seed in range(3):
        player = Player(debating(plan))
        play(player, Random(seed).randbytes(600))
        for message in player.said:
            goes_out(message, plan, catalogues)
    assert len(player.said) > 100
