"""The recovery key, and what it opens."""

import pytest

from adapters.matrix.identity.keys import SigningKey, encoded
from adapters.matrix.identity.recovery import NoRecoveryKey, key_bytes, seed_in
from tests.adapters.matrix.identity.elsewhere import MadeElsewhere

MADE_BY_A_CLIENT = {
    "encrypted": {
        "sUnmfABMs5Xer0ZCA8hZtaptVxEnLeS5": {
            "iv": "swyg6LzCA6Fe+CQgPqPupw==",
            "ciphertext": "uhkiax16CM6NAHcBr8ZwuM/lJpKkueGF6DbNBkc5+VWDBx1RbQ5r1NS5GA==",
            "mac": "I0+dOQPPnULRTEyAFr9hYLF/bFtTH16M3MbpSjpZbsI=",
        }
    }
}
"""By matrix-js-sdk 43.0.0."""
ITS_RECOVERY_KEY = "EsUJ B9pi vfBS qGcW JWF1 onNv V12J PGU7 zQYA iBVM W3uE kqui"
ITS_PUBLIC_KEY = "o5N0T+AJBtvP/CXrmJFzNUTypnymBi15Pt+2XZKIa4Y"


def test_what_a_client_keeps_is_opened() -> None:
    seed = seed_in(MADE_BY_A_CLIENT, key_bytes(ITS_RECOVERY_KEY))
    assert seed is not None
    assert SigningKey(seed).public == ITS_PUBLIC_KEY


def test_a_recovery_key_in_any_spacing() -> None:
    made = MadeElsewhere()
    shown = made.recovery_key
    for text in (shown, shown.replace(" ", ""), f"\n {shown}\t"):
        assert key_bytes(text) == made.storage


def test_a_slip_in_a_recovery_key_is_noticed() -> None:
    shown = MadeElsewhere(storage=bytes(range(32))).recovery_key
    swapped = shown[1] + shown[0] + shown[2:]
    for text in (
        "",
        "hello",
        shown[:-1],
        f"{shown}2",
        shown.replace(shown[5], "0"),
        swapped,
        "z" * 90,
        "2" * 9999,
    ):
        with pytest.raises(NoRecoveryKey):
            key_bytes(text)


def test_the_secret_is_opened_by_its_own_key_alone() -> None:
    made = MadeElsewhere()
    assert seed_in(made.secret(), made.storage) == bytes(made.self_signing)
    assert seed_in(made.secret(), MadeElsewhere().storage) is None


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"encrypted": []},
        {"encrypted": {"k": None}},
        {"encrypted": {"k": {"iv": 1, "ciphertext": "ä", "mac": None}}},
        {"encrypted": {"k": {"iv": "", "ciphertext": "", "mac": ""}}},
    ],
)
def test_odd_account_data_opens_nothing(content: dict[str, object]) -> None:
    assert seed_in(content, b"k" * 32) is None


def test_of_several_copies_the_right_one_is_found() -> None:
    made, other = MadeElsewhere(), MadeElsewhere()
    copies = {"one": other.secret()["encrypted"], "two": made.secret()["encrypted"]}
    both = {name: copy["a_key"] for name, copy in copies.items() if isinstance(copy, dict)}
    seed = seed_in({"encrypted": both}, made.storage)
    assert seed is not None
    assert encoded(seed) == encoded(bytes(made.self_signing))
