"""The whole product as a newcomer meets it: the real demo, its chat and its courier, seen in a browser."""

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from playwright.async_api import TimeoutError as TooLate

from tests.browser.conftest import PHONE, open_page
from tests.browser.newcomer import Newcomer
from tests.demo import Demo, running_demo

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

QUESTION = "Step 2 CK 합격선이 몇 점이에요?"
OVERFLOW = """[document.documentElement, ...document.querySelectorAll(".messages")]
    .map(box => box.scrollWidth - box.clientWidth)"""
MOST_WEEKS = 60
FINGER = 40  # pixels


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    """The demo; afterwards it must end at a word, with all its children."""
    async with running_demo(tmp_path) as demo:
        yield demo
        demo.interrupt()
        assert await demo.ended() == 0
        assert not demo.has_left_somebody


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where screenshots go."""
    folder = Path(os.environ.get("GILJABI_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@asynccontextmanager
async def newcomer(browser: Browser, demo: Demo, **wishes: object) -> AsyncIterator[Newcomer]:
    """A newcomer at the demo's page in Seoul; afterwards the browser must have had nothing to say."""
    complaints: list[str] = []
    page = await open_page(
        browser, demo.address, complaints, timezone_id="Asia/Seoul", reduced_motion="reduce", **wishes
    )
    yield Newcomer(page)
    await page.context.close()
    assert complaints == []


async def assert_nothing_overflows(page: Page) -> None:
    assert max(await page.evaluate(OVERFLOW)) == 0


async def photograph(doctor: Newcomer, file: Path) -> None:
    await doctor.page.mouse.move(0, 0)  # or the pointer would mark the button under it
    await doctor.page.screenshot(path=file)


async def see_road(doctor: Newcomer) -> None:
    await doctor.key("road").click()
    await doctor.key("stages").wait_for()
    await expect(doctor.newest).to_contain_text("출처:")
    await assert_nothing_overflows(doctor.page)


async def open_a_finding_and_its_sources(doctor: Newcomer) -> None:
    await doctor.key("finding:").click()
    await doctor.key("sources:").click()
    await expect(doctor.key("sources:")).to_have_count(0)
    await expect(doctor.newest).to_contain_text("출처:")
    await expect(doctor.newest.locator("a").first).to_have_attribute("href", re.compile("^https://"))
    await doctor.key("road").click()


async def open_deadlines(doctor: Newcomer) -> int:
    """How many days are left to the first deadline whose day is known; 0 where all are known by the month."""
    await doctor.key("deadlines").click()
    await doctor.key("road").wait_for()
    await assert_nothing_overflows(doctor.page)
    left = re.search(r"(\d+)일 남음", await doctor.newest.inner_text())
    return int(left[1]) if left else 0


async def ask(doctor: Newcomer, question: str) -> None:
    said = await doctor.messages.count()
    await doctor.write(question)
    await expect(doctor.messages).to_have_count(said + 1)
    await expect(doctor.newest).to_contain_text("출처:")
    await expect(doctor.newest).to_contain_text("합격선")
    await assert_nothing_overflows(doctor.page)


async def wait_until_reminded(doctor: Newcomer, days: int) -> None:
    """By months while the first deadline is far off, then by weeks until the letter is there."""
    for _ in range((days - 30) // 30):
        await doctor.page.get_by_test_id("clock-forward-month").click()
    for _ in range(MOST_WEEKS):
        await doctor.page.get_by_test_id("clock-forward-week").click()
        if await is_reminded(doctor, within=4_000):
            return
    assert await is_reminded(doctor, within=60_000)


async def is_reminded(doctor: Newcomer, within: int) -> bool:
    try:
        await doctor.key("stop_letters").wait_for(timeout=within)
    except TooLate:
        return False
    return True


async def test_a_newcomer_finds_the_road_its_sources_an_answer_and_is_reminded(
    browser: Browser, demo: Demo, pictures: Path
) -> None:
    async with newcomer(browser, demo) as doctor:
        await doctor.begin()
        told = await doctor.answer_everything()
        assert len(told) > 20
        await see_road(doctor)
        await photograph(doctor, pictures / "desktop.png")
        await open_a_finding_and_its_sources(doctor)
        days = await open_deadlines(doctor)
        await ask(doctor, QUESTION)
        await doctor.page.evaluate("window.stays = true")
        await wait_until_reminded(doctor, days)
        await expect(doctor.newest).to_contain_text("출처:")
        assert await doctor.page.evaluate("window.stays")


async def test_a_newcomer_on_a_phone_answers_everything_with_a_finger(
    browser: Browser, demo: Demo, pictures: Path
) -> None:
    async with newcomer(browser, demo, viewport=PHONE, has_touch=True, is_mobile=True) as doctor:

        async def look(fact: str) -> None:
            await expect(doctor.newest).to_be_in_viewport(ratio=0.99)
            boxes = [await key.bounding_box() for key in await doctor.newest.locator(".key").all()]
            assert min(box["height"] for box in boxes if box) >= FINGER
            await assert_nothing_overflows(doctor.page)
            if fact == "military":
                await photograph(doctor, pictures / "phone-interview.png")

        await doctor.begin()
        assert "military" in await doctor.answer_everything(look)
        await see_road(doctor)
        await expect(doctor.newest.locator(".key").last).to_be_in_viewport(ratio=0.99)
        await photograph(doctor, pictures / "phone-road.png")
