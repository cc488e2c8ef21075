"""Articles found by id, topic and question; conditional parts; broken files."""

from pathlib import Path

import pytest

from knowledge.article import Article
from knowledge.files import BrokenDataFile
from knowledge.glossary import load_concepts
from knowledge.library import Found, Hit, Library, load_intents
from knowledge.profile import Language
from knowledge.tokens import language_of

TEXT = {"en": "e", "ko": "k", "zh": "z"}
LISTS = {"en": ["e"], "ko": ["k"], "zh": ["z"]}
SOURCE = {"publisher": "NRMP", "url": "https://www.nrmp.org/", "as_of": "2026-01", "read_on": "2026-11-22"}


def an_article(key: str, topic: str = "exam", **more: object) -> Article:
    return Article.model_validate(
        {
            "id": key,
            "topic": topic,
            "intents": ["step-order"],
            "title": TEXT,
            "short": TEXT,
            "questions": LISTS,
            "sources": [SOURCE],
            "as_of": "2026-11-22",
            "stale_after": "2027-11-22",
            **more,
        }
    )


def asked(**words: str) -> dict[str, list[str]]:
    return {language: [words.get(language, language)] for language in ("en", "ko", "zh")}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


def test_articles_are_found_by_id_and_by_topic(library: Library) -> None:
    for topic in library.topics:
        assert all(library.by_id[article.id] is article for article in library.by_topic(topic))
    assert sum(len(library.by_topic(topic)) for topic in library.topics) == len(library)
    assert library.by_topic("astrology") == ()


def test_the_same_question_always_gives_the_same_answer(library: Library) -> None:
    again = Library.load()
    for question in ("CK 커트라인", "visa", "推荐信要几封", ""):
        one = library.ask(question, language=Language.KO)
        other = again.ask(question, language=Language.KO)
        assert [(hit.article.id, hit.score) for hit in one.hits] == [(hit.article.id, hit.score) for hit in other.hits]


@pytest.mark.parametrize("question", ["", "   ", "🙂🙂", "ㅋㅋㅋ", "?" * 5000, "<b>\x00</b>", "a" * 100_000])
def test_noise_is_not_answered(library: Library, question: str) -> None:
    found = library.ask(question, language=Language.KO)
    assert not found.answered
    assert found.best is None


def test_no_more_hits_come_back_than_asked_for(library: Library) -> None:
    assert len(library.ask("Step 1 성적", language=Language.KO, limit=2).hits) == 2


def test_an_answered_question_has_its_best_article(library: Library) -> None:
    found = library.ask("step 2 ck 합격선이 몇 점인가요", language=Language.KO)
    assert found.answered
    assert found.best is not None
    assert found.best.id == "step2-ck-passing-score"


def test_an_article_for_others_than_the_applicant_sinks() -> None:
    korean = an_article("korea", audience={"fact": "citizenship", "is": ["KR"]}, questions=asked(en="letter of need"))
    anyone = an_article("world", questions=asked(en="letter of need"))
    shelf = Library([korean, anyone], load_concepts())

    def best(profile: dict[str, object] | None) -> str:
        return shelf.ask("letter of need", language=Language.EN, profile=profile).hits[0].article.id

    assert best(None) == best({}) == best({"citizenship": "KR"}) == "korea"
    assert best({"citizenship": "IN"}) == "world"


def test_a_conditional_paragraph_is_left_out_only_for_those_it_does_not_concern() -> None:
    parts = ["always", {"when": {"fact": "stage", "is": ["student"]}, "text": "students"}]
    article = an_article("parts", details=dict.fromkeys(("en", "ko", "zh"), parts))
    assert article.paragraphs("en", {"stage": "student"}) == ("always", "students")
    assert article.paragraphs("en", {}) == ("always", "students")
    assert article.paragraphs("en", {"stage": "graduated"}) == ("always",)


def test_a_condition_on_something_no_profile_has_is_refused() -> None:
    with pytest.raises(ValueError, match="no profile has the fact shoe_size"):
        an_article("shoes", audience={"fact": "shoe_size", "is": ["42"]})


def test_an_empty_library_answers_nothing() -> None:
    assert not Library([], load_concepts()).ask("J-1", language=Language.EN).hits


def test_two_articles_of_one_id_are_refused() -> None:
    with pytest.raises(BrokenDataFile, match="same id"):
        Library([an_article("one"), an_article("one", topic="visa")], load_concepts())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("intents = [", "bad.toml"),
        ('intents = ["step-order"]', "exam/bad.toml: title"),
        ('intents = ["step-order"]\nsurprise = 1', "exam/bad.toml"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, problem: str) -> None:
    shelf = tmp_path / "exam"
    shelf.mkdir()
    (shelf / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenDataFile, match=problem):
        Library.load(tmp_path, load_concepts())


def test_the_vocabulary_of_intents_has_topics_and_descriptions() -> None:
    intents = load_intents()
    assert intents["usmle-attempt-limit"].topic == "exam"
    assert all(intent.description for intent in intents.values())


def asked_after(library: Library, after: str, question: str) -> Found:
    return library.ask(question, language=language_of(question, Language.EN), after=after)


def best(found: Found) -> str:
    assert found.best is not None
    return found.best.id


@pytest.mark.parametrize("said", ["너무 힘들어서 다 놓고 싶어요", "想放弃了", "I want to give up"])
def test_somebody_worn_out_is_heard_whatever_was_told_before(library: Library, said: str) -> None:
    found = asked_after(library, "score-timing", said)
    assert not found.goes_on
    assert best(found) in {"motivation-burnout", "distress"}


@pytest.mark.parametrize(
    ("after", "question", "told"),
    [
        ("usce", "비용은요?", "rotation-cost"),
        ("soap", "언제예요?", "match-week"),
        ("oet-booking", "그럼 비용은요?", "oet-booking"),
        ("two-year-rule", "그럼 안 지키면요?", "two-year-rule"),
        ("letters", "how many?", "letters"),
        ("statement-of-need", "얼마나 걸려요?", "korea-letter-papers"),
        ("h-1b", "and the lottery?", "h-1b-lottery"),
        ("oet-scores", "how long is it valid?", "oet-validity"),
        ("pathway-choice", "what is the deadline?", "pathway-season"),
        ("conrad-30", "and a green card after that?", "green-card-after-waiver"),
        ("usce", "要花多少钱", "rotation-cost"),
        ("step-3", "那费用呢？", "step-3"),
        ("oet-scores", "有效期多久？", "oet-validity"),
        ("pathway-1-license", "그럼 비용은요?", "fees"),
        ("ecfmg-certification", "그럼 얼마나 걸려요?", "certificate-issue-time"),
        ("match-week", "그럼 안 되면요?", "after-not-matching"),
        ("soap", "what if i fail?", "after-not-matching"),
        ("h-1b", "연봉은요?", "resident-pay"),
        ("usce", "怎么申请", "usce"),
        ("j1-waivers", "要什么材料", "j1-waivers"),
        ("step1-failed", "몇 번까지 볼 수 있어요?", "attempt-limit"),
        ("conrad-30", "老婆呢", "j1-family"),
        ("letters", "how many do i need?", "letters"),
        ("road-overview", "and am i eligible?", "ecfmg-certification"),
    ],
)
def test_a_question_that_goes_on_is_understood_by_the_last_answer(
    library: Library, after: str, question: str, told: str
) -> None:
    found = asked_after(library, after, question)
    assert found.goes_on
    assert best(found) == told


@pytest.mark.parametrize(
    ("after", "question", "told"),
    [
        ("application-fees", "any discount for imgs with no income", "application-fees"),
        ("waiver-hardship", "老公只有绿卡也行？", "waiver-hardship"),
        ("home-license", "수련 하나도 안하고 가도 되는건가", "home-license"),
        ("fees", "step 2 ck 합격선이 몇 점인가요", "step2-ck-passing-score"),
        ("two-year-rule", "H-1B 추첨은 언제 하나요", "h-1b-lottery"),
    ],
)
def test_a_question_that_could_stand_alone_stays_with_its_subject_where_that_is_close(
    library: Library, after: str, question: str, told: str
) -> None:
    found = asked_after(library, after, question)
    assert not found.goes_on
    assert best(found) == told


@pytest.mark.parametrize("said", ["我失败了", "그냥 다 포기하고 싶어요", "I can't go on like this"])
@pytest.mark.parametrize("after", ["match-rate", "step1-failed", "motivation-burnout"])
def test_whoever_has_no_strength_left_is_not_told_the_odds(library: Library, after: str, said: str) -> None:
    assert best(asked_after(library, after, said)) in {"motivation-burnout", "distress"}


@pytest.mark.parametrize(
    ("after", "question", "told"),
    [
        ("oet-scores", "各州每门最多考几次", "state-exam-limits"),
        ("year-of-graduation", "트랜스퍼 어떻게 해요", "transfer"),
        ("us-electives", "who may translate my diploma", "translations"),
        ("h-1b", "how about family med?", "h-1b"),
    ],
)
def test_another_matter_is_not_drawn_back_by_a_word_for_cost_or_family(
    library: Library, after: str, question: str, told: str
) -> None:
    assert best(asked_after(library, after, question)) == told


@pytest.mark.parametrize(("citizenship", "told"), [("KR", "korea-letter-papers"), ("CN", "statement-of-need")])
def test_a_foreigner_is_not_led_on_to_a_page_for_koreans(library: Library, citizenship: str, told: str) -> None:
    facts = {"citizenship": citizenship}
    found = library.ask("서류는요?", language=Language.KO, after="statement-of-need", profile=facts)
    assert best(found) == told


def test_nothing_goes_on_from_a_refusal(library: Library) -> None:
    alone = library.ask("얼마예요?", language=Language.KO)
    assert library.ask("얼마예요?", language=Language.KO, after="drug-dosing") == alone


@pytest.mark.parametrize("question", ["thank you", "날씨 어때요", "tell me a joke"])
def test_small_talk_does_not_go_on_from_an_answer(library: Library, question: str) -> None:
    found = asked_after(library, "soap", question)
    assert not found.goes_on
    assert best(found) == "small-talk"


def test_a_whole_question_does_not_go_on(library: Library) -> None:
    found = asked_after(library, "soap", "step 2 ck 합격선이 몇 점인가요")
    assert not found.goes_on
    assert best(found) == "step2-ck-passing-score"


def test_near_articles_are_offered_where_the_best_is_not_sure() -> None:
    def closeness(*chances: float) -> list[str]:
        hits = tuple(Hit(an_article(f"a{number}"), chance, 0.5) for number, chance in enumerate(chances))
        return [article.id for article in Found(hits, answered=True).close]

    assert closeness(0.4, 0.3, 0.1) == ["a1"]
    assert closeness(0.4, 0.3, 0.25) == ["a1", "a2"]
    assert closeness(0.9, 0.05) == []
    assert closeness(0.4) == []


def test_a_question_at_the_end_of_a_long_story_is_heard(library: Library) -> None:
    story = "I worked for six years in a small clinic near the sea and looked after my father every evening. " * 5
    found = library.ask(f"{story}What is the passing score of Step 2 CK?", language=Language.EN)
    assert found.best is not None
    assert found.best.id == "step2-ck-passing-score"
