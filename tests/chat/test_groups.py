"""A study group talks; the bot says something only where somebody speaks to it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.pace import MOST_A_MINUTE
from bot.sandbox import Person
from dialogs.desks.asking import LONGEST_QUESTION
from knowledge.profile import Language
from tests.chat.group import ARTICLE, BOT, KNOWN, STARTS, TEXTS, UNKNOWN, StudyGroup, links, study_group

KO = TEXTS[Language.KO]["public"]


@pytest.fixture
async def group(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[StudyGroup]:
    """Nothing of what these tests do may be an error to the chat."""
    async with study_group(tmp_path) as group:
        yield group
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


NOT_TO_US = {
    "talk among members": KNOWN,
    "a command to nobody": "/start",
    "another command to nobody": "/help me",
    "the command of another bot": f"/a@other_bot {KNOWN}",
    "a command to another bot that names ours": f"/help@other_bot ask @{BOT}",
    "a longer name": f"@{BOT}s {KNOWN}",
    "a name within a word": f"mail@{BOT}.example {KNOWN}",
    "the name without its @": f"{BOT} {KNOWN}",
    "another command": f"/ask {KNOWN}",
    "a path": "/a/b/c",
    "the command in the midst": f"so /a {ARTICLE}",
}


@pytest.mark.parametrize("text", NOT_TO_US.values(), ids=NOT_TO_US.keys())
async def test_what_is_not_said_to_the_bot_is_neither_answered_nor_marked(group: StudyGroup, text: str) -> None:
    called = len(group.stage.sandbox.log.calls)
    number = await group.member.says(text)
    await group.member.settled()
    assert await group.told() == []
    assert len(group.stage.sandbox.log.calls) == called
    assert str(number) not in group.stored()


MENTIONS = {
    "before": f"@{BOT} {KNOWN}",
    "behind": f"{KNOWN} @{BOT}",
    "within": f"Step 2 CK @{BOT} 합격선이 몇 점이에요?",
    "twice, and in capitals": f"@{BOT.upper()} {KNOWN} @{BOT}",
    "with a comma": f"@{BOT}, {KNOWN}",
    "in a second line, behind a picture sign": f"🩺🩺\n@{BOT} {KNOWN}",
}


@pytest.mark.parametrize("text", MENTIONS.values(), ids=MENTIONS.keys())
async def test_a_mention_is_answered_wherever_it_stands(group: StudyGroup, text: str) -> None:
    said = await group.answer(text)
    assert "218" in said["text"]
    assert "출처:" in said["text"]
    assert links(said)[0].startswith(f"{STARTS}a_")
    assert 1 <= len(links(said)) <= 3


async def test_a_mention_in_the_words_under_a_picture_is_answered(group: StudyGroup) -> None:
    await group.member.sends("photo", caption=f"@{BOT} {KNOWN}")
    await group.member.settled()
    (said,) = await group.told()
    assert "218" in said["text"]


async def test_a_reply_to_the_bot_is_answered_and_a_reply_to_a_member_is_not(group: StudyGroup) -> None:
    first = await group.answer(f"/a {KNOWN}")
    assert await group.answers("7년 규정은요?", reply_to=first["reply_to"]) == []
    second = await group.answer("7년 규정이 뭐예요?", reply_to=first["message_id"])
    assert links(second)[0] == f"{STARTS}a_{ARTICLE}"


async def test_a_sticker_in_reply_to_the_bot_is_let_pass(group: StudyGroup) -> None:
    await group.answer(f"/a {KNOWN}")
    await group.member.sends("sticker")
    await group.member.settled()
    assert len(await group.told()) == 1


@pytest.mark.parametrize("command", ["/a", f"/a@{BOT}", "/A", f"/A@{BOT.upper()}", f"/a @{BOT}"])
async def test_the_command_takes_an_id_or_words(group: StudyGroup, command: str) -> None:
    by_id = await group.answer(f"{command} {ARTICLE}")
    by_words = await group.answer(f"{command} Step 1과 CK를 7년 안에 다 붙어야 하나요?")
    assert by_id["text"] == by_words["text"]
    assert links(by_id)[0] == links(by_words)[0] == f"{STARTS}a_{ARTICLE}"


@pytest.mark.parametrize("text", ["/a", f"/a@{BOT}", f"@{BOT}", f"/a   @{BOT}"])
async def test_the_command_or_the_name_alone_is_told_how_to_ask_in_one_line(group: StudyGroup, text: str) -> None:
    assert (await group.answer(text))["text"] == KO["usage"]
    assert "\n" not in KO["usage"]


async def test_what_nobody_has_answered_is_said_so_and_can_be_asked_in_private(group: StudyGroup) -> None:
    said = await group.answer(f"/a {UNKNOWN}")
    assert said["text"] == TEXTS[Language.EN]["public"]["unknown"]
    assert links(said) == [f"{STARTS}ask"]


@pytest.mark.parametrize("command", ["/help", "/start", "/road", "/delete", "/nonsense"])
async def test_every_other_command_to_the_bot_leads_into_the_private_chat(group: StudyGroup, command: str) -> None:
    for text in (f"{command}@{BOT}", f"{command}@{BOT.upper()} now", f"{command} @{BOT}"):
        said = await group.answer(text)
        assert said["text"] == KO["only_questions"]
        assert links(said) == [f"{STARTS}ask"]


IN_EACH = {
    "en": (f"@{BOT} What is the passing score of Step 2 CK?", "Source:"),
    "ko": (f"@{BOT} {KNOWN}", "출처:"),
    "zh": (f"@{BOT} Step 2 CK 的合格线是多少分？", "来源："),
}


@pytest.mark.parametrize("speaks", ["ko", "en", "zh-hans", "de"])
async def test_an_answer_is_in_the_language_of_its_question(group: StudyGroup, speaks: str) -> None:
    member = await group.newcomer(speaks)
    for text, sources in IN_EACH.values():
        said = await group.answer(text, by=member)
        assert sources in said["text"]
        assert "218" in said["text"]


@pytest.mark.parametrize(("speaks", "language"), [("ko", "ko"), ("en", "en"), ("zh-hans", "zh"), ("de", "en")])
async def test_what_tells_no_language_is_answered_in_that_of_telegram(
    group: StudyGroup, speaks: str, language: str
) -> None:
    member = await group.newcomer(speaks)
    words = TEXTS[Language(language)]
    assert (await group.answer("/a", by=member))["text"] == words["public"]["usage"]
    said = await group.answer(f"/a {ARTICLE}", by=member)
    assert said["keyboard"][0][0]["text"] == words["answers"]["details"]


async def test_the_answer_is_the_same_whoever_asks_and_no_facts_of_theirs_are_looked_at(group: StudyGroup) -> None:
    stranger = await group.answer(f"/a {KNOWN}")
    async with group.stage.store.unit() as unit:
        await unit.keep_applicant(group.member.id, language="zh", consented_at=group.stage.clock.at)
        await unit.keep_response(group.member.id, "stage", "student", group.stage.clock.at)
    known = await group.answer(f"/a {KNOWN}")
    assert (known["html"], known["keyboard"]) == (stranger["html"], stranger["keyboard"])


@pytest.mark.parametrize("key", ["distress", "small-talk", "patient-treatment"])
async def test_what_is_out_of_scope_is_answered_as_its_article_says(group: StudyGroup, key: str) -> None:
    assert links(await group.answer(f"/a {key}"))[0] == f"{STARTS}a_{key}"


HOSTILE = {
    "too long": f"@{BOT} " + "가" * (LONGEST_QUESTION + 1),
    "as long as Telegram allows": f"@{BOT} " + "x" * (4095 - len(BOT) - 1),
    "tags": f"@{BOT} <b>&\"'</b><script>" * 20,
    "a template": f"@{BOT} {{{{ 7 * 7 }}}} {{% raw %}}",
    "names only": f"@{BOT} " * 150,
    "emoji": f"🦷@{BOT} " + "🦷" * 1500,
    "a forged id": f"/a {ARTICLE}'; DROP TABLE applicant;--",
    "a path": "/a ../../etc/passwd",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_text_gets_one_answer_that_does_not_repeat_it(group: StudyGroup, text: str) -> None:
    said = await group.answer(text)
    assert "script" not in said["text"]
    assert "49" not in said["text"]
    assert all(link.startswith(STARTS) for link in links(said))


async def test_a_question_too_long_to_be_understood_is_told_so(group: StudyGroup) -> None:
    said = await group.answer(HOSTILE["too long"])
    assert said["text"] == TEXTS[Language.KO]["answers"]["too_long"]


async def test_nothing_that_is_typed_in_a_group_is_stored_or_logged(
    group: StudyGroup, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    before = await exported(group)
    for text in (f"/a {UNKNOWN}", f"@{BOT} {UNKNOWN}", UNKNOWN, f"/help@{BOT} {UNKNOWN}", f"/a {KNOWN}"):
        await group.answers(text)
    stored = group.stored()
    assert "handled_update" in stored
    for secret in ("Hund", "합격선", str(group.member.id), str(group.member.chat_id)):
        assert secret not in stored
    assert "Hund" not in caplog.text
    assert await exported(group) == before
    assert not any(before.values())


async def exported(group: StudyGroup) -> dict[str, object]:
    async with group.stage.store.unit() as unit:
        return await unit.export(group.member.id)


async def test_an_anonymous_administrator_is_answered(group: StudyGroup) -> None:
    moderator = await (await Person.find(group.stage.session, group.stage.base, "moderator")).within("group")
    assert "218" in (await group.answer(f"/a {KNOWN}", by=moderator, anonymous=True))["text"]


async def test_an_edited_message_and_a_post_in_a_channel_are_let_pass(group: StudyGroup) -> None:
    moderator = await Person.find(group.stage.session, group.stage.base, "moderator")
    await (await moderator.within("channel")).says(f"@{BOT} {KNOWN}")
    await group.member.says("음")
    own = (await group.member.messages())[-1]["message_id"]
    await group.member.edits(own, f"@{BOT} {KNOWN}")
    await group.member.settled()
    assert await group.told() == []


async def test_an_interview_never_starts_in_a_group(group: StudyGroup) -> None:
    await group.answer(f"/start@{BOT} a_{ARTICLE}")
    await group.member.taps("agree:ko", message_id=1, outdated=True)
    await group.member.taps("answer:stage:student", message_id=1, outdated=True)
    await group.member.settled()
    assert len(await group.told()) == 1
    assert not any((await exported(group)).values())


async def test_a_flood_is_answered_up_to_the_pace_and_again_a_minute_later(group: StudyGroup) -> None:
    for _ in range(MOST_A_MINUTE + 5):
        await group.member.says("/a")
    await group.member.settled()
    assert len(await group.told()) == MOST_A_MINUTE
    group.stage.clock.at = group.stage.clock.at.fromtimestamp(group.stage.clock.seconds() + 61).astimezone()
    assert (await group.answer("/a"))["text"] == KO["usage"]


async def test_the_button_of_an_answer_leads_to_its_article_in_the_private_chat(group: StudyGroup) -> None:
    said = await group.answer(f"/a {ARTICLE}")
    doctor = await Person.find(group.stage.session, group.stage.base)
    await doctor.says("/start " + links(said)[0].removeprefix(STARTS))
    await doctor.settled()
    shown = await doctor.last()
    assert shown["text"] == said["text"]
    assert shown["keyboard"][0][0]["callback_data"] == f"details:{ARTICLE}"


@pytest.mark.parametrize("argument", ["ask", "a_", "a_no-such-article", "a_" + "x" * 200, "A_" + ARTICLE, ARTICLE, "a"])
@pytest.mark.parametrize("consented", [False, True])
async def test_a_link_to_nothing_is_the_ordinary_start(group: StudyGroup, argument: str, consented: bool) -> None:
    doctor = await group.stage.doctor("김하늘")
    if consented:
        async with group.stage.store.unit() as unit:
            await unit.keep_applicant(doctor.id, language="ko", consented_at=group.stage.clock.at)
    seen = []
    for text in ("/start", f"/start {argument}"):
        await doctor.says(text)
        await doctor.settled()
        seen.append((await doctor.last())["html"])
    assert seen[0] == seen[1]


async def test_the_menu_of_groups_has_one_command_in_each_language(group: StudyGroup) -> None:
    menus = group.stage.sandbox.profile.commands
    shown = {language: menu for (scope, language), menu in menus.items() if "all_group_chats" in scope}
    assert set(shown) == {"", "en", "ko", "zh"}
    assert {entry["command"] for menu in shown.values() for entry in menu} == {"a"}
    assert shown["ko"][0]["description"] == KO["commands"]["a"]
    assert len(menus) == 8
