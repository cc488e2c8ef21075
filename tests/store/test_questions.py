"""Questions are kept once, and wait for the moderators when they were passed on."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.store import QuestionRecord, Store

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINSEO = 8_000_000_000_123


async def _ask(store: Store, text: str, ref: int = 7) -> int:
    async with store.unit() as unit:
        return await unit.keep_question(
            asker=MINSEO, ref=ref, text=text, language="ko", state="pending", nearest=["visa_j1", "visa_h1b"], at=NOON
        )


async def test_a_question_comes_back_as_it_was_asked(store: Store) -> None:
    number = await _ask(store, "병원장 추천서가 필요한가요?")
    async with store.unit() as unit:
        assert await unit.question(number) == QuestionRecord(
            number, MINSEO, 7, "병원장 추천서가 필요한가요?", "ko", "pending", ("visa_j1", "visa_h1b"), NOON
        )
        assert await unit.question(number + 1) is None


async def test_the_moderators_see_only_what_was_passed_on_to_them(store: Store) -> None:
    pending, first, second, answered, dropped = [await _ask(store, text, int(text)) for text in "12345"]
    async with store.unit() as unit:
        await unit.set_question(second, "passed_on")
        await unit.set_question(first, "passed_on")
        await unit.set_question(answered, "answered")
        await unit.set_question(dropped, "dropped")
    async with store.unit() as unit:
        assert [question.id for question in await unit.open_questions()] == [first, second]
        waiting = await unit.question(pending)
    assert waiting is not None
    assert waiting.state == "pending"


async def test_the_same_message_is_one_question_however_often_it_is_kept(store: Store) -> None:
    first = await _ask(store, "비자는요?")
    async with store.unit() as unit:
        again = await unit.keep_question(
            asker=MINSEO, ref=7, text="비자는요?", language="ko", state="passed_on", nearest=[], at=NOON
        )
        assert again == first
        assert [question.state for question in await unit.open_questions()] == ["passed_on"]


async def test_a_button_finds_the_question_it_was_under(store: Store) -> None:
    await _ask(store, "비자는요?", 11)
    await _ask(store, "비용은요?", 12)
    async with store.unit() as unit:
        assert await unit.asked(MINSEO) == {11: "비자는요?", 12: "비용은요?"}
        assert await unit.asked(MINSEO + 1) == {}
