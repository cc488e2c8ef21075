"""A browser at the sandbox's page, with a scripted bot behind it."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import aiohttp
import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect

from bot.sandbox import Sandbox, serve
from tests.browser.scripted_bot import ScriptedBot

TOKEN = "42:page"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 15_000  # milliseconds; the machine may be busy with other tests

expect.set_options(timeout=PATIENCE)


def chromium() -> str | None:
    """Where a Chromium is, if anywhere."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return os.environ.get("GILJABI_CHROMIUM") or next(filter(None, found), None)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium here: install one, or name it in GILJABI_CHROMIUM")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest.fixture
def shifts() -> list[timedelta]:
    """The clock's shifts as the application would hear them."""
    return []


@pytest.fixture
def sandbox(shifts: list[timedelta]) -> Sandbox:
    async def on_clock(shift: timedelta) -> None:
        shifts.append(shift)

    return Sandbox(TOKEN, on_clock=on_clock)


@pytest.fixture
async def base(sandbox: Sandbox) -> AsyncIterator[str]:
    async with serve(sandbox) as base:
        yield base


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def bot(base: str, session: aiohttp.ClientSession) -> AsyncIterator[ScriptedBot]:
    bot = ScriptedBot(session, f"{base}/bot{TOKEN}")
    running = asyncio.create_task(bot.run())
    yield bot
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


@pytest.fixture
async def complaints() -> list[str]:
    """What the browser complained or warned about: errors of scripts, and whatever the page's policy forbade."""
    return []


async def open_page(browser: Browser, url: str, complaints: list[str], **wishes: object) -> Page:
    """The page in a window of its own, Korean unless `wishes` say otherwise, connected to the sandbox."""
    context = await browser.new_context(**{"viewport": DESKTOP, "locale": "ko-KR", **wishes})  # type: ignore[arg-type]  # any of its options
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(url)
    await page.locator("#link[data-up=true]").wait_for()
    return page


@pytest.fixture
async def page(browser: Browser, base: str, bot: ScriptedBot, complaints: list[str]) -> AsyncIterator[Page]:
    """The page on a desktop, its bot listening. Afterwards the browser must have had nothing to complain about."""
    page = await open_page(browser, base, complaints)
    yield page
    await page.context.close()
    assert complaints == []


@pytest.fixture
async def phone(browser: Browser, base: str, bot: ScriptedBot, complaints: list[str]) -> AsyncIterator[Page]:
    """The page on a phone."""
    page = await open_page(browser, base, complaints, viewport=PHONE, has_touch=True, is_mobile=True)
    yield page
    await page.context.close()
    assert complaints == []
