from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox import Person, Sandbox, serve
from tests.sandbox.helpers import TOKEN, Api, StillClock


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def sandbox(clock: StillClock) -> Sandbox:
    return Sandbox(TOKEN, now=clock, webhook_pause=0.01)


@pytest.fixture
async def base(sandbox: Sandbox) -> AsyncIterator[str]:
    async with serve(sandbox) as address:
        yield address


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def api(session: aiohttp.ClientSession, base: str) -> Api:
    return Api(session, base)


@pytest.fixture
async def doctor(session: aiohttp.ClientSession, base: str) -> Person:
    return await Person.find(session, base)


@pytest.fixture
async def moderator(session: aiohttp.ClientSession, base: str) -> Person:
    return await Person.find(session, base, "moderator")
