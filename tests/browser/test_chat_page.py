"""The chat page in a browser: writing, keys, edits, deletions, pictures, and what hostile text cannot do."""

import aiohttp
import pytest
from playwright.async_api import Locator, Page, expect

from bot.sandbox import Person
from tests.browser.scripted_bot import FIRST_KEYS, GREETING, QUESTION, SAVED, SECOND_KEYS, WARNING, ScriptedBot

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"document.title='taken'\"><b>굵게</b> & <script>document.title='taken'</script>"


def doctor(page: Page) -> Locator:
    return page.get_by_test_id("chat-doctor")


def texts(chat: Locator) -> Locator:
    return chat.get_by_test_id("text")


def key(chat: Locator, data: str) -> Locator:
    return chat.locator(f'[data-callback="{data}"]')


async def write(chat: Locator, text: str) -> None:
    await chat.get_by_test_id("composer").fill(text)
    await chat.get_by_test_id("send").click()


async def start(page: Page) -> Locator:
    chat = doctor(page)
    await chat.get_by_test_id("start").click()
    await expect(texts(chat)).to_have_text(["/start", GREETING])
    return chat


async def test_start_greets_and_shows_the_keys_in_their_rows(page: Page) -> None:
    await expect(doctor(page).get_by_test_id("start")).to_have_text("시작")
    chat = await start(page)
    rows = [await row.locator("button").all_inner_texts() for row in await chat.locator(".keyrow").all()]
    assert rows == FIRST_KEYS
    boxes = [box for button in await chat.locator(".key").all() if (box := await button.bounding_box())]
    assert len({round(box["width"]) for box in boxes}) == 1
    assert min(box["height"] for box in boxes) >= 40


async def test_a_written_text_stands_on_the_doctors_side_and_the_answer_on_the_bots(page: Page) -> None:
    chat = doctor(page)
    await write(chat, "경북대예요")
    await expect(texts(chat)).to_have_text(["경북대예요", "경북대예요"])
    sides = [await article.get_attribute("data-from") for article in await chat.locator("[data-message-id]").all()]
    assert sides == ["me", "bot"]
    await expect(chat.locator("[data-from=bot] b")).to_have_text("경북대예요")


async def test_enter_sends_but_not_with_shift_and_not_within_a_syllable(page: Page) -> None:
    chat = doctor(page)
    composer = chat.get_by_test_id("composer")
    await composer.fill("첫 줄")
    await composer.evaluate(
        "box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    await composer.press("Shift+Enter")
    await composer.press_sequentially("둘째 줄")
    await expect(texts(chat)).to_have_count(0)
    await composer.press("Enter")
    await expect(texts(chat).first).to_have_text("첫 줄\n둘째 줄", use_inner_text=True)
    await expect(composer).to_have_value("")


async def test_texts_sent_quickly_keep_their_order(page: Page) -> None:
    chat = doctor(page)
    written = [f"{number}번째" for number in range(6)]
    for text in written:
        await write(chat, text)
    own = chat.locator("[data-from=me]").get_by_test_id("text")
    await expect(own).to_have_text(written)


async def test_a_tap_edits_the_message_in_place_and_the_answer_is_a_toast(page: Page) -> None:
    chat = await start(page)
    greeting = chat.locator("[data-from=bot]")
    await greeting.evaluate("node => { node.mark = 'the same'; }")
    await key(chat, "인터뷰 시작").click()
    await expect(texts(chat).last).to_have_text(QUESTION)
    await expect(chat.get_by_test_id("toast")).to_have_text(SAVED)
    assert await greeting.evaluate("node => node.mark") == "the same"
    assert await chat.locator(".keyrow button").all_inner_texts() == [text for row in SECOND_KEYS for text in row]
    await expect(greeting.locator(".edited")).to_have_text("수정됨")


async def test_a_key_spins_until_it_is_answered(page: Page, bot: ScriptedBot) -> None:
    chat = await start(page)
    await key(chat, "침묵").click()
    await expect(key(chat, "침묵")).to_have_attribute("aria-busy", "true")
    await key(chat, "침묵").click()
    await key(chat, "경고").click()
    await expect(page.locator("#alert-text")).to_have_text(WARNING)
    await expect(key(chat, "경고")).to_have_attribute("aria-busy", "false")
    assert bot.taps_heard == ["침묵", "경고"]


async def test_an_alert_waits_until_it_is_closed(page: Page) -> None:
    chat = await start(page)
    await key(chat, "경고").click()
    await expect(page.locator("#alert")).to_be_visible()
    await page.get_by_test_id("alert-ok").click()
    await expect(page.locator("#alert")).to_be_hidden()


async def test_a_deleted_message_vanishes(page: Page) -> None:
    chat = await start(page)
    await key(chat, "지우기").click()
    await expect(texts(chat)).to_have_text(["/start"])


async def test_the_last_own_text_can_be_edited_with_the_up_arrow(page: Page, bot: ScriptedBot) -> None:
    chat = doctor(page)
    await write(chat, "2016년 졸업")
    await expect(texts(chat)).to_have_count(2)
    composer = chat.get_by_test_id("composer")
    await composer.press("ArrowUp")
    await expect(composer).to_have_value("2016년 졸업")
    await composer.fill("2014년 졸업")
    await composer.press("Enter")
    await expect(texts(chat).first).to_have_text("2014년 졸업")
    await expect(chat.locator("[data-from=me] .edited")).to_be_visible()
    await expect(composer).to_have_value("")
    assert bot.edits_heard == ["2014년 졸업"]


async def test_hostile_text_is_shown_and_not_run(page: Page, bot: ScriptedBot) -> None:
    chat = doctor(page)
    await write(chat, HOSTILE)
    await expect(texts(chat)).to_have_text([HOSTILE, HOSTILE])
    await bot.call("sendMessage", chat_id=(await bot_chat(page)), text=HOSTILE)
    await expect(texts(chat)).to_have_count(3)
    assert await chat.locator(".words :is(img, script)").count() == 0
    assert await page.title() == "길잡이 Giljabi"


async def bot_chat(page: Page) -> int:
    people = await page.evaluate("fetch('sandbox/state').then(answer => answer.json())")
    return int(people["people"][0]["id"])


async def test_what_happens_elsewhere_appears_without_reloading(
    page: Page, base: str, session: aiohttp.ClientSession
) -> None:
    moderator = await Person.find(session, base, role="moderator")
    await moderator.says("/queue")
    await expect(texts(page.get_by_test_id("chat-moderator"))).to_have_text(["/queue", "/queue"])


async def test_a_reader_who_scrolled_up_stays_there_and_is_told_of_new_messages(page: Page, bot: ScriptedBot) -> None:
    chat = doctor(page)
    here = await bot_chat(page)
    for number in range(30):
        await bot.call("sendMessage", chat_id=here, text=f"안내 {number}")
    await expect(texts(chat)).to_have_count(30)
    window = chat.get_by_test_id("messages")
    await window.evaluate("box => { box.scrollTop = 0; }")
    await bot.call("sendMessage", chat_id=here, text="새 안내")
    await expect(chat.get_by_test_id("new-messages")).to_have_text("새 메시지 1")
    assert await window.evaluate("box => box.scrollTop") == 0
    await chat.get_by_test_id("new-messages").click()
    await expect(texts(chat).last).to_be_in_viewport()
    await expect(chat.get_by_test_id("new-messages")).to_be_hidden()


async def test_a_picture_can_be_enlarged_and_a_file_downloaded(
    page: Page, base: str, session: aiohttp.ClientSession
) -> None:
    chat = doctor(page)
    await chat.get_by_test_id("attach").click()
    async with page.expect_file_chooser() as choosing:
        await chat.get_by_test_id("attach-document").click()
    await (await choosing.value).set_files(
        {"name": "성적표.pdf", "mimeType": "application/pdf", "buffer": b"%PDF" * 500}
    )
    document = chat.get_by_test_id("document")
    await expect(document).to_contain_text("성적표.pdf")
    await expect(document).to_contain_text("2.0 KB")
    await (await Person.find(session, base)).sends("photo")
    await chat.get_by_test_id("photo").click()
    await expect(page.locator("#lightbox img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#lightbox")).to_be_hidden()


async def test_a_reply_in_the_group_quotes_what_it_answers(
    page: Page, base: str, session: aiohttp.ClientSession
) -> None:
    moderator = await (await Person.find(session, base, role="moderator")).within("group")
    await moderator.says("OET 서울 시험일 아시는 분?")
    shared = page.get_by_test_id("chat-channel")
    await shared.get_by_test_id("room-group").click()
    await shared.locator("[data-message-id]").first.hover()
    await shared.get_by_test_id("reply").first.click()
    await write(shared, "12월이요")
    await expect(shared.locator("[data-from=me] .quote")).to_contain_text("OET 서울 시험일")


async def test_a_link_from_the_group_to_the_bot_begins_in_the_private_chat(page: Page, bot: ScriptedBot) -> None:
    state = await page.evaluate("fetch('sandbox/state').then(answer => answer.json())")
    group = next(chat["id"] for chat in state["chats"] if chat["type"] == "group")
    link = f"https://t.me/{state['bot']['username']}?start=a_soap"
    keys = {"inline_keyboard": [[{"text": "자세히 보기", "url": link}]]}
    await bot.call("sendMessage", chat_id=group, text="SOAP", reply_markup=keys)
    shared = page.get_by_test_id("chat-channel")
    await shared.get_by_test_id("room-group").click()
    await shared.get_by_role("button", name="자세히 보기").click()
    await expect(texts(doctor(page)).first).to_have_text("/start a_soap")
