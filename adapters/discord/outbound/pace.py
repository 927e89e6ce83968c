"""No more requests than Discord takes of one bot: whoever is refused too often is shut out for a while."""

import asyncio

import aiohttp
import yarl

MOST, WITHIN = 50, 1.0
"""Requests, and the seconds within which no more may come (Discord's API documentation, "Rate Limits")."""


def counts(url: yarl.URL) -> bool:
    """Whether it is one of them; what answers an interaction is not, and has a token of its own."""
    return not {"webhooks", "interactions"}.intersection(url.parts)


def keep_pace(trace: aiohttp.TraceConfig) -> None:
    """Have each request of a session wait until Discord takes it."""
    free = asyncio.Semaphore(MOST)

    async def begins(
        _session: aiohttp.ClientSession, _context: object, request: aiohttp.TraceRequestStartParams
    ) -> None:
        if counts(request.url):
            await free.acquire()

    async def ends(
        _session: aiohttp.ClientSession,
        _context: object,
        request: aiohttp.TraceRequestEndParams | aiohttp.TraceRequestExceptionParams,
    ) -> None:
        # Discord has counted it by now, however long it was under way.
        if counts(request.url):
            asyncio.get_running_loop().call_later(WITHIN, free.release)

    trace.on_request_start.append(begins)
    trace.on_request_end.append(ends)
    trace.on_request_exception.append(ends)
