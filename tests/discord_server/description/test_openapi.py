"""A request that Discord's description of its API forbids fails the test that caused it."""

import json
from pathlib import Path

import aiohttp
import pytest

from tests.discord_server import DiscordServer
from tests.discord_server.description.openapi import Request, described

ID = {"type": "string", "pattern": "^[0-9]+$", "format": "snowflake"}
MESSAGE = {
    "type": "object",
    "properties": {
        "content": {"type": ["string", "null"], "maxLength": 5},
        "nonce": {"anyOf": [{"type": "integer"}, {"type": "string", "maxLength": 25}]},
        "channel": {"$ref": "#/components/schemas/Id"},
    },
}
DOCUMENT = {
    "openapi": "3.1.0",
    "components": {"schemas": {"Id": ID, "Message": MESSAGE}},
    "paths": {
        "/channels/{channel_id}/messages": {
            "parameters": [{"name": "channel_id", "in": "path", "schema": ID}],
            "get": {"parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}}]},
            "post": {
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Message"}}},
                }
            },
        },
        "/users/@me": {"get": {}},
        "/users/{user_id}": {"get": {"parameters": [{"name": "user_id", "in": "path", "schema": ID}]}},
    },
}


@pytest.fixture(autouse=True)
def description(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(DOCUMENT))
    monkeypatch.setenv("DISCORD_OPENAPI", str(file))


def wrong(method: str, path: str, body: object = None, **query: str) -> list[str]:
    described_now = described()
    assert described_now is not None
    return list(described_now.violations(Request(method, f"/api/v10{path}", query, body)))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"content": "short"}, None),
        ({"content": "too long"}, "body.content: 'too long' is too long"),
        ({"content": 5}, "body.content: 5 is not of type 'string', 'null'"),
        ({"nonce": "x" * 26}, f"body.nonce: '{'x' * 26}' is too long"),
        ({"channel": 12}, None),
        ({"channel": "here"}, "body.channel: 'here' does not match '^[0-9]+$'"),
        (None, "a body is missing"),
    ],
)
def test_a_body_is_as_described(body: object, found: str | None) -> None:
    said = wrong("POST", "/channels/1/messages", body)
    assert said == ([f"POST /api/v10/channels/1/messages: {found}"] if found else [])


def test_an_address_is_as_described() -> None:
    assert wrong("GET", "/users/@me") == []
    assert wrong("GET", "/users/2") == []
    assert wrong("GET", "/channels/1/messages", limit="50") == []
    assert wrong("GET", "/channels/1/messages", limit="few") == [
        "GET /api/v10/channels/1/messages: query parameter limit: 'few'"
    ]
    assert wrong("GET", "/channels/hall/messages") == [
        "GET /api/v10/channels/hall/messages: path parameter channel_id: 'hall'"
    ]
    assert wrong("GET", "/users/@me", {}) == ["GET /api/v10/users/@me: a body that is not taken"]
    assert wrong("DELETE", "/users/@me") == ["DELETE /api/v10/users/@me: Discord has no such operation"]


def test_without_a_description_nothing_is_held_against_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISCORD_OPENAPI")
    assert described() is None


@pytest.mark.sockets
async def test_a_forbidden_request_fails_the_test_that_caused_it() -> None:
    with pytest.raises(
        AssertionError, match=r"forbids:\nPOST .*/messages: body.content: 'too long' is too long"
    ):
        await post("too long")


async def post(content: str) -> None:
    async with DiscordServer() as server, aiohttp.ClientSession() as http:
        room = server.add_channel("hall")
        headers = {"Authorization": f"Bot {server.token}"}
        url = f"{server.api_base}/channels/{room}/messages"
        async with http.post(url, json={"content": content}, headers=headers) as answer:
            assert answer.status == 400
        assert server.messages(room) == []
