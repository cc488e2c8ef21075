"""A doctor who has never seen Giljabi and answers what is asked, whatever the order."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

Looks = Callable[[str], Awaitable[None]]
"""Called with the fact that is asked, before it is answered."""

ANSWERS = {
    "stage": "졸업했어요",
    "school_country": "한국",
    "school": "연세대",
    "citizenship": "대한민국",
    "graduated_on": "2019년 2월",
    "licence": "지금 유효해요",
    "sanction": "없어요",
    "training": "마쳤어요",
    "training_specialty": "내과",
    "training_years": "4년",
    "practice_years": "2년",
    "military": "마쳤어요",
    "step1_result": "합격했어요",
    "step1_passed_on": "2025-05-20",
    "step1_attempts": "1번",
    "step2_ck_result": "합격했어요",
    "step2_ck_passed_on": "26.6.3",
    "step2_ck_score": "251점",
    "step2_ck_attempts": "1번",
    "ecfmg_certificate": "아직이에요",
    "oet_result": "아직 안 봤어요",
    "pathway": "신청 전이에요",
    "diploma_verified": "진행 중이에요",
    "us_status": "없어요",
    "visa_wish": "J-1",
    "past_j1": "없어요",
    "family": "배우자와 아이",
    "usce": "두세 달",
    "us_letters": "2통",
    "publications": "1~4편",
    "specialty_wish": "내과",
    "zone": "서울 시간",
    "letters_wanted": "마감만 받을게요",
}
"""What stands on the button, or what is written where no button says it. Any other fact: the first button."""

SECOND = {"target_season"}
"""Facts answered by the second button: the first Match may be nearly over."""

MOST_STEPS = 70
STARTS_WITHIN = 60_000  # milliseconds until the bot behind the page listens


def with_data(data: str) -> str:
    """A selector of the buttons with this data; what ends with a colon is how it starts."""
    return f'[data-callback{"^" if data.endswith(":") else ""}="{data}"]'


async def _no_look(_fact: str) -> None:
    pass


@dataclass(frozen=True)
class Newcomer:
    """The doctor at the page, with the doctor's chat before their eyes."""

    page: Page

    @property
    def chat(self) -> Locator:
        """The doctor's column."""
        return self.page.get_by_test_id("chat-doctor")

    @property
    def messages(self) -> Locator:
        """What the bot wrote."""
        return self.chat.locator("[data-from=bot]")

    @property
    def newest(self) -> Locator:
        """The newest message of the bot."""
        return self.messages.last

    def key(self, data: str) -> Locator:
        """The newest button with this data; what ends with a colon is how it starts."""
        return self.chat.locator(with_data(data)).last

    async def write(self, text: str) -> None:
        """Write and send."""
        await self.chat.get_by_test_id("composer").fill(text)
        await self.chat.get_by_test_id("send").click()

    async def begin(self) -> None:
        """From the empty chat to the first question."""
        await self.chat.get_by_test_id("start").click()
        await self.key("consent:ko").click(timeout=STARTS_WITHIN)
        await self.key("agree:").click()
        await self.key("later:").wait_for()

    async def asked(self) -> str | None:
        """The fact that is asked, None where the interview is over."""
        await self.key("later:").or_(self.key("road")).last.wait_for()
        data = await self.chat.locator(with_data("later:")).all()
        return (await data[-1].get_attribute("data-callback") or "").partition(":")[2] if data else None

    async def answer_everything(self, look: Looks = _no_look) -> list[str]:
        """Answer until nothing is asked any more; the facts in the order they were asked."""
        told: list[str] = []
        while fact := await self.asked():
            assert fact not in told, f"{fact} is asked again"
            assert len(told) < MOST_STEPS
            await look(fact)
            await self.answer(fact)
            told.append(fact)
        return told

    async def answer(self, fact: str) -> None:
        """Answer one question: tap where a button says it, write otherwise."""
        reply = ANSWERS.get(fact)
        labelled = self.newest.get_by_role("button", name=reply, exact=True)
        if reply is None:
            offered = self.newest.locator(with_data(f"answer:{fact}:"))
            await offered.nth(1 if fact in SECOND else 0).click()
        elif await labelled.count():
            await labelled.click()
        else:
            await self.write(reply)
        await expect(self.key(f"later:{fact}")).to_have_count(0)
