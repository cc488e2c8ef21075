"""The chat page's frame in a browser: screens, languages, the workbench, and a line that breaks."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, expect

from bot.sandbox import Sandbox, serve
from tests.browser.conftest import TOKEN, open_page
from tests.browser.scripted_bot import ScriptedBot

pytestmark = pytest.mark.browser

COLUMNS = ("chat-doctor", "chat-moderator", "chat-channel")


async def visible(page: Page) -> list[str]:
    return [column for column in COLUMNS if await page.get_by_test_id(column).is_visible()]


async def test_a_wide_screen_shows_all_three_chats_and_a_middling_one_two(page: Page) -> None:
    assert await visible(page) == list(COLUMNS)
    await page.set_viewport_size({"width": 900, "height": 800})
    assert await visible(page) == ["chat-doctor", "chat-moderator"]
    await page.get_by_test_id("tab-channel").click()
    assert await visible(page) == ["chat-doctor", "chat-channel"]


async def test_a_phone_shows_one_chat_with_the_composer_above_the_edge(phone: Page) -> None:
    for tab, column in (("tab-moderator", "chat-moderator"), ("tab-doctor", "chat-doctor")):
        await phone.get_by_test_id(tab).tap()
        assert await visible(phone) == [column]
        box = await phone.get_by_test_id(column).get_by_test_id("composer").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 844


@pytest.mark.parametrize("width", [360, 390, 701, 900, 1100, 1440])
async def test_nothing_makes_the_page_wider_than_the_screen(page: Page, bot: ScriptedBot, width: int) -> None:
    await page.get_by_test_id("chat-doctor").get_by_test_id("start").click()
    await page.get_by_test_id("chat-doctor").get_by_test_id("composer").fill("가" * 300 + "w" * 300)
    await page.get_by_test_id("chat-doctor").get_by_test_id("send").click()
    await page.set_viewport_size({"width": width, "height": 800})
    await expect(page.locator(".key").first).to_be_visible()
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(overflow) == 0
    inside = "[...document.querySelectorAll('.messages')].map(box => box.scrollWidth - box.clientWidth)"
    assert max(await page.evaluate(inside)) == 0


async def test_a_message_in_another_chat_marks_its_tab(phone: Page, sandbox: Sandbox, bot: ScriptedBot) -> None:
    moderator = next(person for person in sandbox.world.people.values() if person.role == "moderator")
    await bot.call("sendMessage", chat_id=moderator.id, text="질문이 있어요")
    await expect(phone.get_by_test_id("tab-moderator")).to_have_class("unread")
    await phone.get_by_test_id("tab-moderator").tap()
    await expect(phone.get_by_test_id("tab-moderator")).not_to_have_class("unread")


@pytest.mark.parametrize(("language", "word"), [("ko", "작업대"), ("en", "Workbench"), ("zh", "工作台")])
async def test_every_word_of_the_page_is_there_in_every_language(page: Page, language: str, word: str) -> None:
    await page.get_by_test_id("page-language").select_option(language)
    await expect(page.get_by_test_id("workbench")).to_have_text(word)
    assert await page.evaluate("document.documentElement.lang") == language
    said = "[...document.querySelectorAll('[data-word]')].map(node => node.textContent)"
    words = await page.evaluate(said)
    assert len(words) > 20
    assert all(words)
    assert "undefined" not in await page.locator("body").inner_text()


async def test_the_tables_of_words_have_the_same_entries(page: Page) -> None:
    tables = await page.evaluate("import('/page/words.js').then(words => Object.values(words.TABLE).map(Object.keys))")
    assert len(tables) == 3
    assert tables[0] == tables[1] == tables[2]


async def test_a_doctor_blocks_the_bot_and_lets_it_in_again(page: Page, sandbox: Sandbox) -> None:
    chat = page.get_by_test_id("chat-doctor")
    await page.get_by_test_id("block").click()
    await expect(chat.get_by_test_id("composer")).to_be_disabled()
    assert [person.blocked for person in sandbox.world.people.values() if person.role == "doctor"] == [True]
    await chat.get_by_test_id("unblock").click()
    await expect(chat.get_by_test_id("composer")).to_be_enabled()
    assert [person.blocked for person in sandbox.world.people.values() if person.role == "doctor"] == [False]


async def test_a_new_doctor_comes_with_a_chat_and_a_start_button_of_their_own(page: Page) -> None:
    chat = page.get_by_test_id("chat-doctor")
    await chat.get_by_test_id("composer").fill("반쯤 쓴 글")
    await page.get_by_test_id("new-doctor-name").fill("王芳")
    await page.get_by_test_id("new-doctor-language").select_option("zh")
    await page.get_by_test_id("new-doctor").click()
    await expect(chat.get_by_test_id("start")).to_have_text("开始")
    await expect(chat.get_by_role("heading")).to_have_text("王芳")
    await expect(chat.get_by_test_id("composer")).to_have_value("")
    await page.get_by_test_id("doctors").get_by_role("button", name="김하늘").click()
    await expect(chat.get_by_test_id("composer")).to_have_value("반쯤 쓴 글")


async def test_the_clock_goes_forward_by_the_step_that_was_pressed(page: Page, shifts: list[timedelta]) -> None:
    for step in ("hour", "day", "week", "month"):
        await page.get_by_test_id(f"clock-forward-{step}").click()
    await expect(page.get_by_test_id("clock")).to_contain_text("실제보다 38일 앞")
    assert shifts[-1] == timedelta(days=38, hours=1)


async def test_the_clock_has_no_buttons_where_nobody_follows_it(browser: Browser, complaints: list[str]) -> None:
    async with serve(Sandbox(TOKEN)) as base:
        page = await open_page(browser, base, complaints)
        await expect(page.get_by_test_id("clock")).to_be_visible()
        await expect(page.get_by_test_id("clock-forward-day")).to_be_hidden()
        await page.context.close()
    assert complaints == []


async def test_faults_are_armed_and_shown(page: Page, sandbox: Sandbox) -> None:
    faults = page.get_by_test_id("faults")
    await page.get_by_test_id("fault-flood").check()
    await page.get_by_test_id("fault-drop-next").click()
    await page.get_by_test_id("fault-fail-next").click()
    await page.get_by_test_id("fault-fail-next").click()
    await expect(faults).to_contain_text("실패 2번, 끊김 1번")
    assert (sandbox.faults.flood_limits, sandbox.faults.fail_next, sandbox.faults.drop_next) == (True, 2, 1)
    await page.get_by_test_id("fault-slow").check()
    await expect(page.get_by_test_id("fault-slow")).to_be_checked()
    assert sandbox.faults.delay_ms > 0


async def test_after_the_line_broke_the_page_catches_up(browser: Browser, sandbox: Sandbox) -> None:
    async with serve(sandbox) as base:
        page = await open_page(browser, base, [])
    await expect(page.locator("#link")).to_have_text("다시 잇는 중")
    doctor = next(person for person in sandbox.world.people.values() if person.role == "doctor")
    port = urlsplit(base).port or 0
    async with serve(sandbox, port=port) as base:
        url = f"{base}/sandbox/chats/{doctor.id}/say"
        await page.request.post(url, data={"person": doctor.id, "text": "끊긴 사이에"})
        await expect(page.get_by_test_id("chat-doctor").get_by_test_id("text")).to_have_text(["끊긴 사이에"])
        await expect(page.locator("#link")).to_have_text("연결됨")
        await page.context.close()
