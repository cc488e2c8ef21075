"""Somebody types the bot's name and a question into any chat, and chooses from what is offered."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.public import CACHE_SECONDS
from bot.sandbox import Person
from dialogs.message import TEXT_LIMIT
from knowledge.profile import Language
from tests.chat.group import ARTICLE, KNOWN, STARTS, TEXTS, UNKNOWN, Json, StudyGroup, study_group


@pytest.fixture
async def group(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[StudyGroup]:
    """Nothing of what these tests do may be an error to the chat."""
    async with study_group(tmp_path) as group:
        yield group
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


async def ask(group: StudyGroup, query: str, by: Person | None = None) -> Json:
    """What the bot answers to an inline query."""
    asked = {"person": (by or group.member).id, "query": query}
    async with group.stage.session.post(f"{group.stage.base}/sandbox/inline", json=asked) as response:
        assert response.ok
        answer: Json = await response.json()
        return answer


async def choose(group: StudyGroup, answer: Json, result: Json) -> Json:
    """The message that a chosen result puts into the group."""
    url = f"{group.stage.base}/sandbox/inline/choose"
    chosen = {"person": group.member.id, "query_id": answer["query_id"], "result_id": result["id"]}
    async with group.stage.session.post(url, json={**chosen, "chat_id": group.member.chat_id}) as response:
        assert response.ok
        message: Json = (await response.json())["message"]
        return message


QUERIES = {
    "en": ("what is the seven year rule", "Source:"),
    "ko": ("7년 규정이 뭐예요", "출처:"),
    "zh": ("七年规定是什么", "来源："),
}


@pytest.mark.parametrize(("query", "sources"), QUERIES.values(), ids=QUERIES.keys())
async def test_a_question_is_offered_up_to_five_answers_the_best_first(
    group: StudyGroup, query: str, sources: str
) -> None:
    answer = await ask(group, query)
    first = answer["results"][0]
    assert 1 <= len(answer["results"]) <= 5
    assert first["id"] == ARTICLE
    assert first["title"]
    assert 0 < len(first["description"]) <= 120
    assert sources in first["input_message_content"]["message_text"]
    assert all(len(each["input_message_content"]["message_text"]) <= TEXT_LIMIT for each in answer["results"])
    assert (answer["cache_time"], answer["is_personal"]) == (CACHE_SECONDS, False)
    assert not answer["button"]


async def test_what_is_chosen_stands_in_the_chat_with_its_sources_and_a_way_to_more(group: StudyGroup) -> None:
    answer = await ask(group, KNOWN)
    message = await choose(group, answer, answer["results"][0])
    assert message["html"].startswith("<b>")
    assert "218" in message["text"]
    assert "출처" in message["text"]
    ((button,),) = message["keyboard"]
    assert button["url"] == f"{STARTS}a_{answer['results'][0]['id']}"
    await group.member.settled()
    assert await group.told() == []


NOTHING = {"empty": "", "spaces": "   ", "unknown": UNKNOWN, "signs": "🦷?!", "a template": "{{ x }}"}


@pytest.mark.parametrize("query", NOTHING.values(), ids=NOTHING.keys())
async def test_where_there_is_nothing_to_offer_there_is_the_way_into_the_private_chat(
    group: StudyGroup, query: str
) -> None:
    answer = await ask(group, query)
    assert answer["results"] == []
    language = Language.EN if query == UNKNOWN else Language.KO
    assert answer["button"]["text"] == TEXTS[language]["public"]["ask_in_private"]
    assert answer["button"]["start_parameter"] == "ask"


@pytest.mark.parametrize("query", ["가" * 256, "7년 규정 " * 42, "<b>&" * 64, "x " * 128])
async def test_a_very_long_query_is_answered(group: StudyGroup, query: str) -> None:
    answer = await ask(group, query)
    assert bool(answer["results"]) != bool(answer["button"])


@pytest.mark.parametrize(("speaks", "language"), [("ko", "ko"), ("en", "en"), ("zh-hans", "zh"), ("de", "en")])
async def test_a_query_that_tells_no_language_is_answered_in_telegrams_and_offered_to_nobody_else(
    group: StudyGroup, speaks: str, language: str
) -> None:
    answer = await ask(group, "couples match", by=await group.stage.doctor("x", speaks))
    label = answer["results"][0]["reply_markup"]["inline_keyboard"][0][0]["text"]
    assert label == TEXTS[Language(language)]["answers"]["details"]
    assert (answer["cache_time"], answer["is_personal"]) == (0, False)


async def test_a_query_that_telegram_has_forgotten_is_no_error(group: StudyGroup) -> None:
    await ask(group, KNOWN)
    (asked,) = [past for past in group.stage.sandbox.updates._past.values() if past.kind == "inline_query"]
    group.stage.sandbox.updates.repeat(asked.update_id)
    await group.member.settled()
    refused = [call for call in group.stage.sandbox.log.calls if call["error_code"]]
    assert [call["method"] for call in refused] == ["answerinlinequery"]


async def test_nothing_of_a_query_is_stored_or_logged(group: StudyGroup, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for query in (UNKNOWN, KNOWN):
        await ask(group, query)
    await group.member.settled()
    assert not [secret for secret in ("Hund", "합격선", str(group.member.id)) if secret in group.stored()]
    assert "Hund" not in caplog.text
