"""The guide for Matrix has what the bot says about logging in, as it says it."""

import re

from adapters.matrix.login.ways import Guidance, Ways
from tests.docs.documents import ROOT, text

GUIDE = text(ROOT / "docs" / "matrix.md")
ME = Guidance("@evenfloor:example.org", "EVENFLOOR")
SSO, OAUTH = Ways(("m.login.sso",), oauth=False), Ways((), oauth=True)
SAID = (
    ME.no_password(SSO),
    ME.no_password(OAUTH),
    ME.token_refused(SSO, "M_UNKNOWN_TOKEN"),
    ME.password_refused("M_FORBIDDEN", was_in=False),
    ME.password_refused("M_FORBIDDEN", was_in=True),
    ME.deactivated(),
    ME.keys_lost("EVENFLOOR", "matrix-store"),
    ME.keys_to_be_made("EVENFLOOR", "matrix-store"),
)


def test_each_sentence_stands_there_with_what_to_do() -> None:
    rows = [row.split("|")[1].strip(" `") for row in GUIDE.splitlines() if row.startswith("| `")]
    patterns = [".*".join(re.escape(part) for part in row.split("...")) for row in rows]
    assert [said for said in SAID if not any(re.match(each, said) for each in patterns)] == []


def test_the_command_that_makes_a_token_is_the_one_that_is_said() -> None:
    command = "mas-cli manage issue-compatibility-token evenfloor EVENFLOOR"
    assert command in GUIDE
    assert command in ME.no_password(OAUTH)
    assert command in ME.token_refused(OAUTH, "M_UNKNOWN_TOKEN")
