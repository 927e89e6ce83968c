"""A short stay on the homeserver, on a device of its own if possible, not to disturb a running bot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.matrix.api import route
from adapters.matrix.session import Session
from adapters.matrix.settings import MatrixSettings


@asynccontextmanager
async def visiting(settings: MatrixSettings) -> AsyncIterator[Session]:
    """A session for a few questions; raises Misconfigured or TryLater as signing in does."""
    session = Session(settings, f"{settings.device_id}-CHECK", encrypt=False)
    try:
        await session.sign_in()
        try:
            yield session
        finally:
            if settings.password:
                await session.api.call("POST", route("logout"), {})
    finally:
        await session.close()
