"""Requests of the client-server API that nio has no call for, and the one reading of errors for all."""

import asyncio
import json
from collections.abc import Awaitable, Collection, Mapping
from io import BytesIO
from typing import Any, TypeVar
from urllib.parse import quote

from aiohttp import ClientError, ClientResponse
from nio import AsyncClient, ErrorResponse

from adapters.matrix.decoding import decode
from bot.bounds import BeyondBounds, read_stream
from bot.ports.platform import TryLater, Undeliverable

Json = dict[str, Any]
"""JSON from the server, which may hold anything."""

T = TypeVar("T")

ANSWER_SECONDS = 30
UPLOAD_SECONDS = 120
DOWNLOAD_SECONDS = 30
LONGEST_WISH_SECONDS = 600
"""A homeserver that wants to be left alone for longer is asked again all the same."""
_PLAIN = "identity"
_CHUNK = 1 << 16
_SIGNED_OUT = ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN")


class Refused(Undeliverable):
    """The homeserver said no; `code` is Matrix's word for why ("M_FORBIDDEN").

    Its own sentence is left out: it may name people, and what is told of errors goes into the log.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unproven(Undeliverable):
    """The homeserver wants to be shown once more whose account it is, as it does before weighty changes."""

    def __init__(self, session: str, ways: Collection[str]) -> None:
        super().__init__("the homeserver asks for another proof")
        self.session = session
        self.ways = ways
        """Those that take one step, by Matrix's words ("m.login.password")."""


class SignedOut(TryLater):
    """The access token is not valid any more."""


class AccountLocked(TryLater):
    """Whoever runs the homeserver keeps the account out for now; unlocked, it goes on where it was."""


class Limited(TryLater):
    """The homeserver limits the rate of such requests, for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__("the homeserver limits the rate", seconds)
        self.seconds = seconds


class OddAnswer(TryLater):
    """The homeserver answered, but not as homeservers do; perhaps it always does so to this request."""


class Api:
    """The raw API over the HTTP session that nio keeps."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
        self.taken = 0
        """How many of those requests succeeded that homeservers limit together."""

    async def call(
        self,
        method: str,
        path: str,
        body: Mapping[str, object] | None = None,
        within: float = ANSWER_SECONDS,
    ) -> Json:
        """One request with the account's token; raises Refused, SignedOut, OddAnswer or TryLater."""
        data = None if body is None else json.dumps(body)
        return await self._request(method, path, data, "application/json", within)

    async def upload(self, path: str, content: bytes, media_type: str) -> Json:
        """The same with a file in place of a JSON body."""
        # In pieces: given whole, a large one would hold all else up while it is written.
        return await self._request("POST", path, BytesIO(content), media_type, UPLOAD_SECONDS)

    async def download(self, path: str, most: int) -> bytes | None:
        """A file of no more than so many bytes; None if there is none to be had, or not soon."""
        session, token = self._client.client_session, self._client.access_token
        if session is None:
            raise TryLater("not connected to the homeserver")
        headers = {"Accept-Encoding": _PLAIN, "Authorization": f"Bearer {token}"}
        url = self._client.homeserver + path
        # A redirect may lead anywhere, and what is packed may be of any size.
        asked = session.get(url, headers=headers, allow_redirects=False, auto_decompress=False)
        try:
            async with asyncio.timeout(DOWNLOAD_SECONDS), asked as response:
                return await _file(response, most)
        except (BeyondBounds, TimeoutError):
            return None
        except (ClientError, OSError) as error:
            raise no_answer(error) from error

    async def _request(
        self, method: str, path: str, data: str | BytesIO | None, media_type: str, within: float
    ) -> Json:
        headers = {"Content-Type": media_type}
        if self._client.access_token:
            headers["Authorization"] = f"Bearer {self._client.access_token}"
        try:
            async with asyncio.timeout(within):
                response = await self._client.send(method, path, data, headers, timeout=within)
                answer = await _read(response)
        except (ClientError, TimeoutError, OSError) as error:
            raise no_answer(error) from error
        if response.status < 300 and answer is not None:
            self.taken += _limited_together(method, path)
            return answer
        problem = answer or {}
        if response.status == 401 and "session" in problem and "errcode" not in problem:
            raise Unproven(str(problem["session"]), _single_steps(problem.get("flows")))
        raise _error(response.status, problem.get("errcode"), problem.get("retry_after_ms"))


def _limited_together(method: str, path: str) -> bool:
    """An event that is sent, or a room that is made."""
    return (method == "PUT" and "/send/" in path) or (method == "POST" and path == route("createRoom"))


def route(*parts: str) -> str:
    """A path of the API with each part made safe."""
    return "/_matrix/client/v3/" + "/".join(quote(part, safe="") for part in parts)


def no_answer(error: BaseException) -> TryLater:
    """What a broken or missing connection means."""
    return TryLater(f"the homeserver cannot be reached ({type(error).__name__})")


async def ask(request: Awaitable[object], answer: type[T]) -> T:
    """One of nio's own calls, with errors as `call` has them: nio returns some and raises others."""
    try:
        response = await request
    except (ClientError, TimeoutError, OSError) as error:
        raise no_answer(error) from error
    if isinstance(response, answer):
        return response
    if not isinstance(response, ErrorResponse):
        raise TypeError(f"nio answered {type(response).__name__}")
    status = getattr(response.transport_response, "status", 0)
    raise _error(status, response.status_code, response.retry_after_ms)


def _single_steps(flows: object) -> Collection[str]:
    offered = (
        [flow.get("stages") for flow in flows if isinstance(flow, dict)] if isinstance(flows, list) else []
    )
    return {str(steps[0]) for steps in offered if isinstance(steps, list) and len(steps) == 1}


def _error(status: int, code: object, retry_after_ms: object) -> Exception:
    if status == 413:
        return Refused("M_TOO_LARGE")  # a proxy says it without Matrix's word
    if status >= 500 or not isinstance(code, str) or not code:
        return OddAnswer(f"the homeserver answered {status}, not as Matrix homeservers do")
    if code in _SIGNED_OUT:
        return SignedOut("the homeserver does not know the access token any more")
    if code == "M_USER_LOCKED":
        return AccountLocked("the account is locked: ask whoever runs the homeserver to unlock it")
    if code == "M_LIMIT_EXCEEDED":
        milliseconds = retry_after_ms if isinstance(retry_after_ms, int) and retry_after_ms > 0 else 5000
        return Limited(min(milliseconds / 1000, LONGEST_WISH_SECONDS))
    return Refused(code)


async def _file(response: ClientResponse, most: int) -> bytes | None:
    plain = response.headers.get("Content-Encoding", _PLAIN) == _PLAIN
    if response.status == 200 or not plain:
        return await read_stream(response.content.iter_chunked(_CHUNK), most) if plain else None
    try:
        answer = decode(await read_stream(response.content.iter_chunked(_CHUNK), _CHUNK))
    except ValueError:
        answer = None
    problem = answer if isinstance(answer, dict) else {}
    code = problem.get("errcode")
    error = _error(response.status, code, problem.get("retry_after_ms"))
    if isinstance(error, Refused) or (isinstance(error, OddAnswer) and (code or response.status < 500)):
        return None  # The homeserver is well, and says that the file is not to be had.
    raise error


async def _read(response: ClientResponse) -> Json | None:
    try:
        answer = decode(await response.read())
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None
