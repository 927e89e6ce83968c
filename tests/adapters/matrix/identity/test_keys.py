"""Signed JSON and the chain of an identity, against other libraries."""

import secrets

import pytest
from nacl.signing import SigningKey as OtherKey
from signedjson.key import decode_verify_key_bytes
from signedjson.sign import verify_signed_json

from adapters.matrix.identity.keys import SigningKey, decoded, encoded, verified
from adapters.matrix.identity.published import Published
from adapters.matrix.identity.seeds import Seeds

ME = "@evenfloor:example.org"


@pytest.mark.parametrize(
    "content", [{}, {"b": 1, "a": {"z": "é\u2028", "y": [None, True]}, "unsigned": {"age": 1}}]
)
def test_what_is_signed_is_verified_by_others(content: dict[str, object]) -> None:
    key = SigningKey(secrets.token_bytes(32))
    signed = key.signed(content, ME)
    verify_signed_json(signed, ME, decode_verify_key_bytes(f"ed25519:{key.public}", decoded(key.public)))
    assert verified(signed, ME, key.public, key.public)
    assert key.public == encoded(bytes(OtherKey(key.seed).verify_key))
    assert encoded(key.seed) not in repr(key)


def test_another_key_a_change_or_something_odd_is_no_signature() -> None:
    key, other = SigningKey(b"a" * 32), SigningKey(b"b" * 32)
    signed = key.signed({"a": 1}, ME)
    assert not verified({**signed, "a": 2}, ME, key.public, key.public)
    assert not verified(signed, ME, key.public, other.public)
    assert not verified(signed, "@eve:example.org", key.public, key.public)
    odd: tuple[object, ...] = (
        None,
        5,
        {},
        {ME: []},
        {ME: {f"ed25519:{key.public}": 7}},
        {ME: {f"ed25519:{key.public}": "ä"}},
    )
    for signatures in odd:
        assert not verified({"a": 1, "signatures": signatures}, ME, key.public, key.public)
    for public in ("", "AAAA", "\N{SNOWMAN}"):
        assert not verified(signed, ME, key.public, public)


def test_a_signature_leaves_those_of_others() -> None:
    first, second = SigningKey(b"a" * 32), SigningKey(b"b" * 32)
    both = second.signed(first.signed({"a": 1}, ME), ME)
    assert verified(both, ME, first.public, first.public)
    assert verified(both, ME, second.public, second.public)


def shown(seeds: Seeds, device: dict[str, object]) -> dict[str, object]:
    """What a homeserver answers."""
    public = seeds.upload(ME)
    return {
        "master_keys": {ME: public["master_key"]},
        "self_signing_keys": {ME: public["self_signing_key"]},
        "device_keys": {ME: {"BOT": device}},
    }


def test_the_chain_is_followed_link_by_link() -> None:
    seeds, other = Seeds.fresh(), Seeds.fresh()
    device: dict[str, object] = {"user_id": ME, "device_id": "BOT", "keys": {"ed25519:BOT": "k"}}
    good = shown(seeds, seeds.self_signing.signed(device, ME))
    assert Published(ME, "BOT", good).signed
    assert Published(ME, "BOT", good).identity == seeds.master.public
    broken = {
        "another's device key": shown(seeds, other.self_signing.signed(device, ME)),
        "signed by the master key": shown(seeds, seeds.master.signed(device, ME)),
        "no signature": shown(seeds, device),
        "another master": {**good, "master_keys": shown(other, device)["master_keys"]},
        "no identity": {**good, "master_keys": {}},
        "a key of another use": {**good, "self_signing_keys": good["master_keys"]},
        "no device": {**good, "device_keys": {}},
        "odd": {"master_keys": 5, "self_signing_keys": [], "device_keys": {ME: None}},
    }
    assert [what for what, answer in broken.items() if Published(ME, "BOT", answer).signed] == []
    assert not Published(ME, "OTHER", good).signed
