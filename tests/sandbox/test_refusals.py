"""Every refusal, with Telegram's own code and text, through real HTTP."""

from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Person
from bot.sandbox.files import sample_png
from tests.sandbox.helpers import TOKEN, Api, StillClock, button, keyboard

KOREAN_22 = "가" * 22


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({}, "message text is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "🩺" * 2049}, "message is too long"),
        ({"text": "a", "parse_mode": "XML"}, "unsupported parse_mode"),
        ({"text": "a", "parse_mode": "MarkdownV2"}, "this sandbox reads no Markdown; use parse_mode HTML or entities"),
        (
            {"text": "<b>", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            {"text": "a", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2",
        ),
        (
            {"text": "a", "entities": [{"type": "text_link", "offset": 0, "length": 1, "url": 5}]},
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
        (
            {"text": "a", "entities": [{"type": "bold"}]},
            'can\'t parse MessageEntity: Field "offset" must be of type Number',
        ),
        ({"text": "a", "reply_parameters": {"message_id": 77}}, "message to be replied not found"),
        ({"text": "a", "reply_to_message_id": 77}, "message to be replied not found"),
    ],
)
async def test_a_text_is_refused(api: Api, doctor: Person, params: dict[str, Any], complaint: str) -> None:
    assert await api.refused("sendMessage", chat_id=doctor.id, **params) == (400, f"Bad Request: {complaint}")


@pytest.mark.parametrize("text", ["a" * 4096, "🩺" * 2048, "<b>" + "a" * 4096 + "</b>", "&lt;" * 4096])
async def test_the_longest_text_is_taken_and_counted_without_its_markup(api: Api, doctor: Person, text: str) -> None:
    sent = await api("sendMessage", chat_id=doctor.id, text=text, parse_mode="HTML")
    assert len(sent["text"].encode("utf-16-le")) == 8192


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ([], "object expected as reply markup"),
        (keyboard([button(callback_data="x" * 65)]), "BUTTON_DATA_INVALID"),
        (keyboard([button(callback_data=KOREAN_22)]), "BUTTON_DATA_INVALID"),
        (
            keyboard([{"text": "a"}]),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            keyboard([button(callback_data="")]),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            keyboard([button(callback_data="a", url="https://nrmp.org")]),
            "can't parse inline keyboard button: exactly one action must be used",
        ),
        (keyboard([button(" ")]), "inline keyboard button text must be non-empty"),
        (keyboard([button(str(n)) for n in range(9)]), "reply markup is too long"),
        (keyboard(*[[button(str(n))] for n in range(101)]), "reply markup is too long"),
        (
            keyboard([button(url="ftp://nrmp.org")]),
            "inline keyboard button URL 'ftp://nrmp.org' is invalid: Unsupported URL protocol",
        ),
        (keyboard([button(url="nowhere")]), "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
    ],
)
async def test_a_keyboard_is_refused(api: Api, doctor: Person, markup: Any, complaint: str) -> None:
    refused = await api.refused("sendMessage", chat_id=doctor.id, text="a", reply_markup=markup)
    assert refused == (400, f"Bad Request: {complaint}")


@pytest.mark.parametrize(
    "markup",
    [
        keyboard([button(callback_data="x" * 64)]),
        keyboard([button(str(n)) for n in range(8)]),
        keyboard(*[[button(str(n))] for n in range(100)]),
        keyboard([button(url="https://www.nrmp.org/match"), button(url="tg://user?id=1")]),
        keyboard([button(switch_inline_query="")]),
        {"remove_keyboard": True},
    ],
)
async def test_a_keyboard_within_the_limits_is_taken(api: Api, doctor: Person, markup: Any) -> None:
    sent = await api("sendMessage", chat_id=doctor.id, text="a", reply_markup=markup)
    assert sent.get("reply_markup") == (markup if "inline_keyboard" in markup else None)


async def test_chats_and_people_that_cannot_be_reached(api: Api, doctor: Person) -> None:
    assert await api.refused("sendMessage", chat_id=999, text="a") == (400, "Bad Request: chat not found")
    assert await api.refused("sendMessage", chat_id="@nobody", text="a") == (400, "Bad Request: chat not found")
    assert await api.refused("sendMessage", text="a") == (400, "Bad Request: chat_id is empty")
    await doctor.blocks()
    blocked = (403, "Forbidden: bot was blocked by the user")
    assert await api.refused("sendMessage", chat_id=doctor.id, text="a") == blocked
    assert await api.refused("sendChatAction", chat_id=doctor.id, action="typing") == blocked


async def test_a_left_group_takes_nothing(api: Api, doctor: Person) -> None:
    group = await doctor.within("group")
    await api("leaveChat", chat_id=group.chat_id)
    left = (403, "Forbidden: bot is not a member of the group chat")
    assert await api.refused("sendMessage", chat_id=group.chat_id, text="a") == left
    assert await group.says("계세요?") == 0


async def test_edits_are_refused(api: Api, doctor: Person) -> None:
    await doctor.says("mine")
    rows = keyboard([button()])
    sent = await api("sendMessage", chat_id=doctor.id, text="a", reply_markup=rows)
    own = {"chat_id": doctor.id, "message_id": sent["message_id"]}
    same = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )
    assert await api.refused("editMessageText", **own, text="a", reply_markup=rows) == (400, same)
    assert await api.refused("editMessageReplyMarkup", **own, reply_markup=rows) == (400, same)
    no_caption = (400, "Bad Request: there is no caption in the message to edit")
    assert await api.refused("editMessageCaption", **own, caption="b") == no_caption
    for message_id, complaint in [(1, "message can't be edited"), (77, "message to edit not found")]:
        refused = await api.refused("editMessageText", chat_id=doctor.id, message_id=message_id, text="b")
        assert refused == (400, f"Bad Request: {complaint}")
    unnamed = (400, "Bad Request: message identifier is not specified")
    assert await api.refused("editMessageText", chat_id=doctor.id, text="b") == unnamed


async def test_editing_without_a_keyboard_takes_the_keyboard_away(api: Api, doctor: Person) -> None:
    sent = await api("sendMessage", chat_id=doctor.id, text="a", reply_markup=keyboard([button()]))
    edited = await api("editMessageText", chat_id=doctor.id, message_id=sent["message_id"], text="a")
    assert "reply_markup" not in edited
    assert edited["edit_date"] == edited["date"]


async def test_deleting_is_refused(api: Api, doctor: Person, clock: StillClock) -> None:
    gone = (400, "Bad Request: message to delete not found")
    assert await api.refused("deleteMessage", chat_id=doctor.id, message_id=5) == gone
    await doctor.says("old")
    await api("deleteMessage", chat_id=doctor.id, message_id=1)
    assert await api.refused("deleteMessage", chat_id=doctor.id, message_id=1) == gone
    sent = await api("sendMessage", chat_id=doctor.id, text="a")
    clock.seconds += 49 * 3600
    too_old = (400, "Bad Request: message can't be deleted for everyone")
    assert await api.refused("deleteMessage", chat_id=doctor.id, message_id=sent["message_id"]) == too_old
    group = await doctor.within("group")
    await group.says("theirs")
    not_ours = (400, "Bad Request: message can't be deleted")
    assert await api.refused("deleteMessage", chat_id=group.chat_id, message_id=1) == not_ours


async def test_a_tap_can_be_answered_once_and_for_150_seconds(api: Api, doctor: Person, clock: StillClock) -> None:
    too_old = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    await api("sendMessage", chat_id=doctor.id, text="a", reply_markup=keyboard([button("네")]))
    tapped = await doctor.taps("네")
    await api("answerCallbackQuery", callback_query_id=tapped["query_id"], text="좋아요", show_alert=True)
    assert await doctor.answer_to(tapped) == {"answered": True, "text": "좋아요", "alert": True}
    assert await api.refused("answerCallbackQuery", callback_query_id=tapped["query_id"]) == too_old
    assert await api.refused("answerCallbackQuery", callback_query_id="1") == too_old
    late = await doctor.taps("네")
    clock.seconds += 151
    assert await api.refused("answerCallbackQuery", callback_query_id=late["query_id"]) == too_old
    assert await doctor.answer_to(late) == {"answered": False}


async def test_a_toast_has_its_length(api: Api, doctor: Person) -> None:
    too_long = (400, "Bad Request: MESSAGE_TOO_LONG")
    assert await api.refused("answerCallbackQuery", callback_query_id="1", text="a" * 201) == too_long


@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_a_file_that_is_missing_or_unknown(api: Api, doctor: Person, kind: str) -> None:
    send = f"send{kind.title()}"
    missing = (400, f"Bad Request: there is no {kind} in the request")
    assert await api.refused(send, chat_id=doctor.id) == missing
    assert await api.refused(send, chat_id=doctor.id, **{kind: "attach://nothing"}) == missing
    unknown = (400, "Bad Request: wrong remote file identifier specified: Wrong string length")
    assert await api.refused(send, chat_id=doctor.id, **{kind: "AgAD"}) == unknown
    away = (400, "Bad Request: failed to get HTTP URL content")
    assert await api.refused(send, chat_id=doctor.id, **{kind: "https://nrmp.org/a.png"}) == away


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "file must be non-empty"),
        (b"not a picture", "IMAGE_PROCESS_FAILED"),
        (sample_png(210, 10), "PHOTO_INVALID_DIMENSIONS"),
        pytest.param(
            bytes(10 * 1024 * 1024 + 1),
            "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
            id="too big",
        ),
    ],
)
async def test_a_photo_is_refused(api: Api, doctor: Person, data: bytes, complaint: str) -> None:
    form = aiohttp.FormData({"chat_id": str(doctor.id)})
    form.add_field("photo", BytesIO(data), filename="a.png")
    async with api.session.post(f"{api.base}/bot{TOKEN}/sendPhoto", data=form) as response:
        assert (await response.json())["description"] == f"Bad Request: {complaint}"


async def test_an_upload_beyond_50_megabytes_is_refused(api: Api, doctor: Person) -> None:
    form = aiohttp.FormData({"chat_id": str(doctor.id)})
    form.add_field("document", BytesIO(bytes(52 * 1024 * 1024)), filename="a.bin")
    async with api.session.post(f"{api.base}/bot{TOKEN}/sendDocument", data=form) as response:
        assert await response.json() == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}


async def test_captions_have_their_length(api: Api, doctor: Person) -> None:
    form = aiohttp.FormData({"chat_id": str(doctor.id), "caption": "a" * 1025})
    form.add_field("photo", sample_png(), filename="a.png")
    async with api.session.post(f"{api.base}/bot{TOKEN}/sendPhoto", data=form) as response:
        assert (await response.json())["description"] == "Bad Request: message caption is too long"


async def test_a_photo_has_no_text_to_edit(api: Api, doctor: Person) -> None:
    await doctor.sends("photo")
    file_id = (await api.updates())[0]["message"]["photo"][-1]["file_id"]
    sent = await api("sendPhoto", chat_id=doctor.id, photo=file_id, caption="a")
    no_text = (400, "Bad Request: there is no text in the message to edit")
    own = {"chat_id": doctor.id, "message_id": sent["message_id"]}
    assert await api.refused("editMessageText", **own, text="b") == no_text
    assert (await api("editMessageCaption", **own, caption="<i>b</i>", parse_mode="HTML"))["caption_entities"]


async def test_albums_are_checked_part_by_part(api: Api, doctor: Person) -> None:
    await doctor.sends("photo")
    photo = {"type": "photo", "media": (await api.updates())[0]["message"]["photo"][-1]["file_id"]}
    album = await api("sendMediaGroup", chat_id=doctor.id, media=[{**photo, "caption": "가"}, photo])
    assert len({part["media_group_id"] for part in album}) == 1
    wrong = await api.refused("sendMediaGroup", chat_id=doctor.id, media=[photo, {"type": "photo", "media": "x"}])
    assert wrong[1].startswith('Bad Request: failed to send message #2 with the error message "wrong remote file')
    empty = (400, "Bad Request: there are no messages to send")
    assert await api.refused("sendMediaGroup", chat_id=doctor.id, media=[]) == empty


@pytest.mark.parametrize(
    ("method", "params", "complaint"),
    [
        ("setMyCommands", {"commands": [{"command": "Start", "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyDescription", {"description": "a" * 513}, "bot description is too long"),
        ("setMyShortDescription", {"short_description": "a" * 121}, "bot short description is too long"),
        (
            "setWebhook",
            {"url": "https://a.example", "secret_token": "비밀"},
            "secret token contains unallowed characters",
        ),
        ("setWebhook", {"url": "nowhere"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ("getFile", {"file_id": "x"}, "invalid file_id"),
        ("answerInlineQuery", {"inline_query_id": "1", "results": [{"type": "article"}]}, "RESULT_ID_INVALID"),
        (
            "answerInlineQuery",
            {"inline_query_id": "1", "results": [{"type": "x", "id": "1"}] * 2},
            "RESULT_ID_DUPLICATE",
        ),
        ("answerInlineQuery", {"inline_query_id": "1", "results": [{"type": "x", "id": "1"}] * 51}, "RESULTS_TOO_MUCH"),
        ("getChatAdministrators", {"chat_id": 5000001}, "there are no administrators in the private chat"),
        ("getChatMember", {"chat_id": 5000001, "user_id": 1}, "user not found"),
        ("getUpdates", {"allowed_updates": "{"}, "can't parse allowed updates JSON object"),
        ("getUpdates", {"offset": "x"}, 'invalid parameter "offset": expected an Integer'),
    ],
)
async def test_other_calls_are_refused(api: Api, method: str, params: dict[str, Any], complaint: str) -> None:
    assert await api.refused(method, **params) == (400, f"Bad Request: {complaint}")


async def test_unknown_methods_and_wrong_tokens(api: Api) -> None:
    assert await api.refused("sendLove") == (404, "Not Found")
    async with api.session.get(f"{api.base}/bot42:WRONG/getMe") as response:
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_text_that_is_not_unicode_is_refused(api: Api, doctor: Person) -> None:
    refused = await api.refused("sendMessage", chat_id=doctor.id, text="\ud800")
    assert refused == (400, "Bad Request: strings must be encoded in UTF-8")
