"""The control API, as the chat page and the tests use it."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Person, Sandbox, serve
from bot.sandbox.person import NotPossible
from tests.sandbox.helpers import TOKEN, Api, StillClock, button, keyboard


async def control(api: Api, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
    async with api.session.post(f"{api.base}/sandbox/{path}", json=body) as response:
        return response.status, await response.json()


async def test_the_world_to_start_with(api: Api) -> None:
    async with api.session.get(f"{api.base}/sandbox/state") as response:
        state = await response.json()
    names = [(person["first_name"], person["role"], person["language_code"]) for person in state["people"]]
    assert names == [("김하늘", "doctor", "ko"), ("박지우", "moderator", "ko")]
    assert sorted((chat["type"], chat["title"]) for chat in state["chats"]) == [
        ("channel", "길잡이 공지"),
        ("group", "USMLE 스터디"),
        ("private", None),
        ("private", None),
    ]
    assert state["faults"] == {"flood_limits": False, "fail_next": 0, "drop_next": 0, "delay_ms": 0}
    assert state["clock"] == {"now": "2027-01-15T08:00:00+00:00", "shift_seconds": 0, "movable": False}
    assert set(state["bot"]) == {"id", "username", "first_name"}


async def test_a_message_as_the_page_sees_it(api: Api, doctor: Person, clock: StillClock) -> None:
    await doctor.says("<b>/start</b>")
    rows = keyboard([button("네"), button("NRMP", url="https://www.nrmp.org")])
    reply = {"message_id": 1}
    await api(
        "sendMessage",
        chat_id=doctor.id,
        text="<b>안녕</b>",
        parse_mode="HTML",
        reply_markup=rows,
        reply_parameters=reply,
    )
    said, answered = await doctor.messages()
    assert (said["html"], said["text"], said["from_bot"]) == ("&lt;b&gt;/start&lt;/b&gt;", "<b>/start</b>", False)
    assert said["from"]["first_name"] == "김하늘"
    assert answered == {
        "message_id": 2,
        "chat_id": doctor.id,
        "date": int(clock.seconds),
        "edit_date": None,
        "from_bot": True,
        "from": None,
        "html": "<b>안녕</b>",
        "text": "안녕",
        "photo": None,
        "document": None,
        "sticker": None,
        "keyboard": [
            [
                {"text": "네", "callback_data": "네", "url": None},
                {"text": "NRMP", "callback_data": None, "url": "https://www.nrmp.org"},
            ]
        ],
        "reply_to": 1,
        "deleted": False,
    }


async def test_a_tap_carries_the_message_as_it_is_now(api: Api, doctor: Person) -> None:
    sent = await api("sendMessage", chat_id=doctor.id, text="Step 1?", reply_markup=keyboard([button("합격")]))
    await doctor.taps("합격")
    query = (await api.updates())[0]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]) == ("합격", doctor.id, sent)


async def test_a_tap_on_a_button_that_is_gone_must_be_meant(api: Api, doctor: Person) -> None:
    sent = await api("sendMessage", chat_id=doctor.id, text="a", reply_markup=keyboard([button("네")]))
    place = {"chat_id": doctor.id, "message_id": sent["message_id"]}
    await api("editMessageText", **place, text="b")
    with pytest.raises(NotPossible, match="no button"):
        await doctor.taps("네")
    await doctor.taps("네", message_id=sent["message_id"], outdated=True)
    await api("deleteMessage", **place)
    await doctor.taps("네", message_id=sent["message_id"], outdated=True)
    edited, deleted = [update["callback_query"]["message"] for update in await api.updates()]
    assert edited["text"] == "b"
    assert deleted == {"chat": edited["chat"], "message_id": sent["message_id"], "date": 0}
    with pytest.raises(NotPossible, match="never was"):
        await doctor.taps("네", message_id=99, outdated=True)
    tap = {"person": doctor.id, "message_id": sent["message_id"], "data": "네"}
    assert (await control(api, f"chats/{doctor.id}/tap", **tap))[0] == 409


async def test_people_edit_only_what_they_wrote(api: Api, doctor: Person) -> None:
    await doctor.says("2026")
    await doctor.edits(1, "2027")
    said, edited = await api.updates()
    assert edited["edited_message"]["text"] == "2027"
    assert edited["edited_message"]["edit_date"] >= said["message"]["date"]
    await api("sendMessage", chat_id=doctor.id, text="a")
    for message_id, complaint in [(2, "is not by person"), (9, "there is no message")]:
        with pytest.raises(NotPossible, match=complaint):
            await doctor.edits(message_id, "b")


@pytest.mark.parametrize("kind", ["sticker", "photo", "document", "voice", "location", "contact"])
async def test_people_send_more_than_text(api: Api, doctor: Person, kind: str) -> None:
    await doctor.sends(kind)
    assert kind in (await api.updates())[0]["message"]


async def test_a_file_someone_sent_can_be_downloaded(api: Api, doctor: Person) -> None:
    await doctor.sends("document", b"CV", name="이력서.pdf", caption="제 이력서")
    message = (await api.updates())[0]["message"]
    assert (message["caption"], message["document"]["file_name"]) == ("제 이력서", "이력서.pdf")
    file = await api("getFile", file_id=message["document"]["file_id"])
    async with api.session.get(f"{api.base}/file/bot{TOKEN}/{file['file_path']}") as response:
        assert await response.read() == b"CV"
    shown = (await doctor.messages())[0]["document"]
    assert (shown["name"], shown["size"]) == ("이력서.pdf", 2)
    async with api.session.get(api.base + shown["url"]) as response:
        assert response.headers["Content-Disposition"] == "attachment"
        assert await response.read() == b"CV"
    for path in (f"/file/bot{TOKEN}/documents/none.pdf", "/sandbox/files/none"):
        async with api.session.get(api.base + path) as response:
            assert response.status == 404


async def test_someone_who_blocks_the_bot_cannot_write_to_it(api: Api, doctor: Person) -> None:
    await doctor.blocks()
    await doctor.blocks()
    with pytest.raises(NotPossible, match="unblock first"):
        await doctor.says("가")
    await doctor.unblocks()
    changes = [update["my_chat_member"] for update in await api.updates()]
    statuses = [(change["old_chat_member"]["status"], change["new_chat_member"]["status"]) for change in changes]
    assert statuses == [("member", "kicked"), ("kicked", "member")]


async def test_posts_in_the_channel_have_no_sender(api: Api, doctor: Person, moderator: Person) -> None:
    await (await moderator.within("channel")).says("공지")
    post = (await api.updates())[0]["channel_post"]
    assert "from" not in post
    assert post["sender_chat"]["title"] == "길잡이 공지"
    with pytest.raises(NotPossible, match="only moderators"):
        await (await doctor.within("channel")).says("저요")


async def test_an_anonymous_administrator_arrives_as_the_group(api: Api, moderator: Person) -> None:
    group = await moderator.within("group")
    await group.says("안녕하세요", anonymous=True)
    message = (await api.updates())[0]["message"]
    assert message["from"]["id"] == 1087968824
    assert message["sender_chat"]["id"] == group.chat_id


async def test_a_newcomer_has_a_private_chat(api: Api, base: str) -> None:
    amina = await Person.join(api.session, base, first_name="Amina", language_code="en")
    await amina.says("hi")
    assert (await api.updates())[0]["message"]["chat"]["id"] == amina.id
    assert {(await control(api, "people", language_code="zh"))[1]["first_name"] for _ in range(5)} == {
        *("王芳", "李伟", "张敏", "刘洋", "陈静")
    }
    group = await (await Person.find(api.session, base)).within("group")
    stranger = {"person": amina.id, "text": "hi"}
    assert (await control(api, f"chats/{group.chat_id}/say", **stranger))[0] == 403


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("chats/77/say", {"person": 5000001, "text": "a"}, 404),
        ("chats/5000001/say", {"person": 77, "text": "a"}, 404),
        ("chats/5000001/say", {"person": 5000001, "text": " "}, 400),
        ("chats/5000001/say", {"person": 5000001, "text": "a" * 4097}, 400),
        ("chats/5000001/say", {"person": "x", "text": "a"}, 400),
        ("chats/5000001/send", {"person": 5000001, "kind": "elephant"}, 400),
        ("people/77/block", {}, 404),
        ("clock", {"days": 1}, 409),
        ("inline/choose", {"person": 5000001, "chat_id": 5000001, "query_id": "1", "result_id": "1"}, 404),
    ],
)
async def test_what_cannot_be_is_refused_with_a_sentence(
    api: Api, path: str, body: dict[str, Any], status: int
) -> None:
    refused, answer = await control(api, path, **body)
    assert refused == status
    assert answer["error"]


async def test_the_clock_moves_whoever_follows_it(session: aiohttp.ClientSession, clock: StillClock) -> None:
    shifts: list[timedelta] = []

    async def follow(shift: timedelta) -> None:
        shifts.append(shift)

    async with serve(Sandbox(TOKEN, now=clock, on_clock=follow)) as base:
        api = Api(session, base)
        await control(api, "clock", days=30)
        assert (await control(api, "clock", hours=2))[1] == {
            "now": "2027-02-14T10:00:00+00:00",
            "shift_seconds": 30 * 86400 + 7200,
            "movable": True,
        }
        assert shifts == [timedelta(days=30), timedelta(days=30, hours=2)]
        doctor = await Person.find(session, base)
        await doctor.says("가")
        assert (await api.updates())[0]["message"]["date"] == int(clock.seconds) + 30 * 86400 + 7200


async def test_inline_results_reach_the_person_who_asked(api: Api, doctor: Person) -> None:
    asked = asyncio.create_task(doctor.asks_inline("비자"))
    query = (await api("getUpdates", timeout=5))[0]["inline_query"]
    assert (query["query"], query["from"]["id"]) == ("비자", doctor.id)
    article = {
        "type": "article",
        "id": "j1",
        "title": "J-1",
        "input_message_content": {"message_text": "<b>J-1</b>", "parse_mode": "HTML"},
    }
    await api("answerInlineQuery", inline_query_id=query["id"], results=[article])
    assert await asked == [article]
    group = await doctor.within("group")
    place = {"person": doctor.id, "chat_id": group.chat_id, "query_id": query["id"]}
    assert (await control(api, "inline/choose", **place, result_id="j1"))[0] == 200
    assert [message["html"] for message in await group.messages()] == ["<b>J-1</b>"]
    assert (await control(api, "inline/choose", **place, result_id="j2"))[0] == 404


async def test_an_inline_query_nobody_answers_ends(api: Api, doctor: Person) -> None:
    body = {"person": doctor.id, "query": "비자", "timeout": 0}
    assert await control(api, "inline", **body) == (504, {"error": "the bot did not answer"})


async def test_the_page_hears_what_happens(api: Api, doctor: Person) -> None:
    async with api.session.get(f"{api.base}/sandbox/events") as stream:
        assert stream.content_type == "text/event-stream"
        await stream.content.readline()
        await doctor.says("가")
        sent = await api("sendMessage", chat_id=doctor.id, text="a", reply_markup=keyboard([button("네")]))
        tapped = await doctor.taps("네")
        await api("answerCallbackQuery", callback_query_id=tapped["query_id"], text="좋아요")
        await api("sendChatAction", chat_id=doctor.id, action="typing")
        await api("editMessageText", chat_id=doctor.id, message_id=sent["message_id"], text="b")
        await api("deleteMessage", chat_id=doctor.id, message_id=sent["message_id"])
        await doctor.blocks()
        events = [await next_event(stream) for _ in range(7)]
    assert [event["kind"] for event in events] == [
        *("message", "message", "answer", "typing", "edited", "deleted", "state")
    ]
    assert events[1]["message"]["keyboard"]
    assert (events[2]["text"], events[2]["alert"], events[2]["person"]) == ("좋아요", False, doctor.id)
    assert events[4]["message"]["text"] == "b"
    assert events[5]["message_id"] == sent["message_id"]


async def next_event(stream: aiohttp.ClientResponse) -> dict[str, Any]:
    while not (line := await stream.content.readline()).startswith(b"data: "):
        pass
    event: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
    return event


async def test_waiting_for_messages_ends_with_them_or_with_time(api: Api, doctor: Person) -> None:
    with pytest.raises(NotPossible, match="not written yet"):
        await doctor.last()
    waiting = asyncio.create_task(doctor.wait_for(lambda messages: len(messages) == 2))
    await doctor.says("가")
    await api("sendMessage", chat_id=doctor.id, text="나")
    assert [message["text"] for message in await waiting] == ["가", "나"]
    assert (await doctor.last())["text"] == "나"
    with pytest.raises(TimeoutError):
        await doctor.wait_for(lambda messages: len(messages) == 3, 0)
