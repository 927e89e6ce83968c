"""Odd inputs by chance: everybody else is still heard, as themselves, and can still read the bot."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adapters.matrix.api import Json
from adapters.matrix.encryption.crypto import Crypto
from adapters.matrix.inbound.event_intake import EventIntake
from adapters.matrix.quarantine import Quarantine
from bot.ports.platform import Inbox
from tests.hostile.campaign import Campaign
from tests.hostile.friend import Wrong

pytestmark = pytest.mark.sockets


@pytest.fixture(autouse=True)
def without_words_of_nio() -> Iterator[None]:
    """As the program logs: the warnings of nio hold the events themselves, halves of characters too."""
    nio = logging.getLogger("nio")
    before = nio.level
    nio.setLevel(logging.CRITICAL)
    yield
    nio.setLevel(before)


@pytest.mark.parametrize("seed", ["1", "2"])
async def test_whatever_comes_the_others_are_heard(seed: str, tmp_path: Path) -> None:
    campaign = Campaign(seed, tmp_path)
    await campaign.play(range(60))
    assert campaign.inputs == 1200
    assert campaign.inbox.warnings


async def test_an_event_that_reaches_the_loop_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def apart(self: Quarantine, what: str) -> Iterator[None]:
        del self, what
        yield

    monkeypatch.setattr(Quarantine, "apart", apart)
    with pytest.raises(Wrong, match=r"--seed 1 --round \d+: it does not go on"):
        await Campaign("1", tmp_path).play(range(60))


async def test_a_sender_that_is_believed_inside_encryption_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = Crypto.open

    def believing(self: Crypto, room_id: str, event: Json) -> Json:
        return {**honest(self, room_id, event), "sender": "@ana:x"}

    monkeypatch.setattr(Crypto, "open", believing)
    with pytest.raises(Wrong, match="words were put into Ana's mouth"):
        await Campaign("1", tmp_path).play(range(200))


async def test_a_command_that_gets_lost_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = EventIntake.take

    async def careless(self: EventIntake, inbox: Inbox, room_id: str, event: Json) -> None:
        if event.get("event_id") != "$probe-18-":
            await honest(self, inbox, room_id, event)

    monkeypatch.setattr(EventIntake, "take", careless)
    with pytest.raises(Wrong, match="does not go on"):
        await Campaign("1", tmp_path).play(range(60))
