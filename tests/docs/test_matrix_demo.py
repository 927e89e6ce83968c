"""The guide to Matrix shows what the demo prints there."""

from bot.cli.matrix_demo.guide import guide, text
from bot.cli.matrix_demo.premises import Premises
from bot.cli.matrix_demo.verb import PORT
from bot.demo.synapse.configuration import ADDRESS
from bot.messages.catalogue import load_catalogues
from tests.docs.documents import ROOT, blocks


def test_the_guide_shows_what_is_printed() -> None:
    premises = Premises("!a", "!b", "5f0c2a91", "secret")
    printed = text(guide(premises, f"http://{ADDRESS}:{PORT}"), load_catalogues())
    assert f"{printed}\n" in blocks(ROOT / "docs" / "matrix.md", "text")
