"""Fixtures for tests of every part."""

import asyncio

import pytest


@pytest.fixture(scope="session", autouse=True)
def no_stray_event_loop() -> None:
    """No loop outside async tests: else looptime makes one for a plain test, and leaves it open."""
    asyncio.set_event_loop(None)
