"""The timeline: labels that never lie on one another, every letter there, the same in the picture and in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.drawing import timeline, timeline_text
from dialogs.drawing.chart import Chart, Entry
from dialogs.drawing.charting import chart
from dialogs.drawing.fonts import face, measure
from dialogs.drawing.layout import TooFull, room_for, spread, wrap
from dialogs.drawing.legend import keys
from dialogs.drawing.palette import SMALL
from dialogs.drawing.paper import Paper
from dialogs.drawing.placing import BAND, DATE, NAME, WIDTH, Label, Placed, place
from dialogs.drawing.scale import Scale, months, named
from dialogs.message import CAPTION_LIMIT, Message, Picture, length, plain
from knowledge.profile import Language
from tests.dialogs.four_doctors import DOCTORS, GRADUATE, INDIAN, INTERNIST, SETTING, STUDENT, advised, speaking

SERVING = {**GRADUATE, "military": "serving", "discharged_on": "2029-10"}
CROWDED = {
    **STUDENT,
    "citizenship": "KR",
    "school_country": "KR",
    "military": "not_yet",
    "birth_year": 2002,
    "target_season": "2029",
}
EVERYBODY = {**DOCTORS, "serving": SERVING, "crowded": CROWDED, "no season": {**GRADUATE, "target_season": "later"}}

everybody = pytest.mark.parametrize("doctor", EVERYBODY)
languages = pytest.mark.parametrize("language", Language)
blocks = st.lists(st.tuples(st.floats(-500, 2500), st.floats(1, 200)), max_size=20)


def charted(facts: dict[str, Any], language: Language = Language.KO, **changed: Any) -> Chart:
    found = chart(advised(facts, **changed), speaking(language))
    assert found
    return found


def placed(facts: dict[str, Any], language: Language) -> Placed:
    return place(charted(facts, language), 200, measure(language, NAME), measure(language, DATE))


def entry(found: Chart, name: str) -> Entry:
    (one,) = (entry for entry in found.entries if entry.name.startswith(name))
    return one


def ending(found: Chart, on: str) -> Entry:
    (one,) = (entry for entry in found.entries if str(entry.due.on) == on)
    return one


def overlap(one: Label, other: Label, width: dict[Label, float]) -> bool:
    across = one.x < other.x + width[other] and other.x < one.x + width[one]
    return across and one.top < other.top + other.height and other.top < one.top + one.height


@given(blocks, st.floats(0, 30), st.floats(0, 500))
def test_spread_blocks_never_overlap_and_stay_inside(
    found: list[tuple[float, float]], gap: float, spare: float
) -> None:
    wanted, heights = sorted(top for top, _ in found), [height for _, height in found]
    high = 100 + room_for(heights, gap) + spare
    tops = spread(wanted, heights, 100, high, gap)
    ends = [top + height for top, height in zip(tops, heights, strict=True)]
    assert all(following >= end + gap - 1e-6 for following, end in zip(tops[1:], ends, strict=False))
    assert all(top >= 100 - 1e-6 for top in tops)
    assert all(end <= high + 1e-6 for end in ends)


@given(blocks)
def test_blocks_with_room_stay_where_they_are_wanted(found: list[tuple[float, float]]) -> None:
    heights = [height for _, height in found]
    wanted = [sum(heights[:index]) + 10 * index for index in range(len(heights))]
    assert spread(wanted, heights, 0, 9999, 10) == pytest.approx(wanted)


def test_two_blocks_at_one_place_part_by_equal_ways() -> None:
    assert spread([100, 100], [40, 40], 0, 1000, 0) == pytest.approx([80, 120])


def test_too_many_blocks_are_refused() -> None:
    with pytest.raises(TooFull, match="2 labels lack 10 pixels"):
        spread([0, 0], [50, 50], 0, 100, 10)


@given(st.text(alphabet="ab 한글 매칭·字\u00a0", max_size=60), st.integers(1, 12))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: int) -> None:
    lines = wrap(text, width, len)
    assert all(len(line) <= width for line in lines)
    assert "".join(lines).translate({32: "", 160: ""}) == text.translate({32: "", 160: ""})


def test_lines_break_at_spaces_and_long_words_into_equal_parts() -> None:
    assert wrap("rank list due", 9, len) == ["rank list", "due"]
    assert wrap("排名表确认截止日", 6, len) == ["排名表确", "认截止日"]
    assert wrap("22\u00a0Sep 2028", 6, len) == ["22\u00a0Sep", "2028"]


@languages
@everybody
def test_labels_never_overlap_and_stay_on_the_paper(doctor: str, language: Language) -> None:
    on = placed(EVERYBODY[doctor], language)
    names, dates = measure(language, NAME), measure(language, DATE)
    width = {each: max([*map(names, each.name), *map(dates, each.dates)]) for each in on.labels}
    assert [pair for pair in combinations(on.labels, 2) if overlap(*pair, width)] == []
    assert all(each.x + width[each] <= WIDTH for each in on.labels)
    assert all(each.top >= on.top and each.top + each.height <= on.bottom + 1 for each in on.labels)


@languages
@everybody
def test_no_label_lies_on_a_band(doctor: str, language: Language) -> None:
    on = placed(EVERYBODY[doctor], language)
    bands = [on.today, *([on.gate] if on.chart.start else [])]
    hidden = [each for each in on.labels for top in bands if each.top < top + BAND and top < each.top + each.height]
    assert hidden == []


@everybody
def test_dots_follow_one_another_as_their_days_do(doctor: str) -> None:
    on = placed(EVERYBODY[doctor], Language.EN)
    by_day = sorted(on.labels, key=lambda label: label.entry.middle)
    heights = [label.dot[1] for label in by_day]
    assert heights == sorted(heights)


@languages
@pytest.mark.parametrize("doctor", DOCTORS)
def test_a_picture_is_portrait_and_1080_pixels_wide(doctor: str, language: Language) -> None:
    picture = timeline(advised(DOCTORS[doctor]), speaking(language))
    assert picture
    assert picture.content.startswith(b"\x89PNG\r\n")
    width, height = (int.from_bytes(picture.content[at : at + 4], "big") for at in (16, 20))
    assert width == WIDTH == 1080
    assert width < height <= 2.1 * width


def test_a_letter_that_no_face_has_is_a_warning_and_so_fails_these_tests() -> None:
    paper = Paper(200, 200, "white", Language.KO)
    paper.text(10, 10, "\U0001f600", 30, "black")
    with pytest.warns(UserWarning, match="missing from font"):
        paper.png()


def test_a_dollar_sign_is_only_a_dollar_sign() -> None:
    paper = Paper(400, 200, "white", Language.EN)
    paper.text(10, 10, "$x^2$ and $", 30, "black")
    assert paper.png().startswith(b"\x89PNG")


def test_no_letters_are_smaller_than_28_pixels() -> None:
    assert min(SMALL, NAME, DATE) >= 28


def test_the_same_advice_gives_the_same_bytes() -> None:
    one, other = (timeline(advised(INDIAN), speaking(Language.ZH)) for _ in range(2))
    assert one == other


def test_chinese_has_letters_of_its_own() -> None:
    assert face(Language.ZH).face_index != face(Language.KO).face_index
    assert face(Language.ZH).path == face(Language.KO).path


@languages
@everybody
def test_the_legend_stays_on_the_paper(doctor: str, language: Language) -> None:
    small = measure(language, SMALL)
    found = keys(placed(EVERYBODY[doctor], language), speaking(language), small)
    assert all(key.x + 38 + small(key.text) <= WIDTH for key in found)
    assert len({(key.row, key.x) for key in found}) == len(found)


def test_service_as_a_doctor_runs_past_the_start_and_as_a_soldier_does_not() -> None:
    found = charted(GRADUATE)
    assert [lane.key for lane in found.lanes] == ["exams", "military", "season"]
    assert found.runs_past(entry(found, "군의관 38개월"))
    assert found.runs_past(entry(found, "공보의 37개월"))
    assert not found.runs_past(entry(found, "현역 18개월"))
    assert ending(found, "2027-12").begins is None


def test_who_signed_the_pledge_is_shown_no_soldier() -> None:
    names = [each.name for each in charted(GRADUATE, officer_candidate="signed").entries]
    assert not [name for name in names if name.startswith("현역")]


def test_a_student_can_serve_as_a_doctor_only_after_graduation() -> None:
    found = charted(CROWDED)
    assert entry(found, "군의관").begins == date(2028, 6, 30)
    assert entry(found, "현역 18개월").begins == SETTING.today


def test_who_serves_sees_until_when_and_that_it_is_too_long() -> None:
    found = charted(SERVING)
    serving = entry(found, "복무 중")
    assert str(serving.due.on) == "2029-10"
    assert found.runs_past(serving)


@pytest.mark.parametrize("facts", [INTERNIST, INDIAN, STUDENT])
def test_service_is_no_lane_for_those_it_does_not_concern(facts: dict[str, Any]) -> None:
    assert [lane.key for lane in charted(facts).lanes] == ["exams", "season"]


def test_the_exam_window_reaches_beyond_the_axis_and_is_no_estimate() -> None:
    found = charted(GRADUATE)
    window = ending(found, "2033-05-20")
    assert found.beyond(window)
    assert (window.due.estimated, window.begins) == (False, date(2026, 5, 20))


def test_a_window_that_has_closed_lies_behind() -> None:
    closed = entry(charted(INTERNIST), "Step 1 기한 지남")
    assert (str(closed.due.on), closed.done) == ("2026-05", True)


def test_a_certificate_with_an_end_is_a_window() -> None:
    found = charted(INDIAN, Language.EN)
    certificate = entry(found, "ECFMG certificate valid")
    assert certificate.dates.replace("\u00a0", " ") == "to 31 Dec 2028"
    assert found.beyond(certificate)


def test_days_of_one_month_share_one_label() -> None:
    september = entry(charted(GRADUATE, Language.EN), "Apply in ERAS")
    assert september.name.replace("\u00a0", " ") == "Apply in ERAS · Programs read"
    assert september.dates == "Sep\u00a02028"


def test_interviews_are_a_span() -> None:
    interviews = entry(charted(INTERNIST, Language.EN), "Interviews")
    assert interviews.begins == date(2027, 10, 1)
    assert interviews.dates.replace("\u00a0", " ") == "Oct 2027 – Jan 2028"


def test_without_a_season_there_are_windows_and_three_years() -> None:
    found = charted(GRADUATE, target_season="not_sure")
    assert found.start is None
    assert found.ends == date(2029, 11, 22)
    assert [lane.key for lane in found.lanes] == ["exams", "military"]


@pytest.mark.parametrize("season", ["2027", "later"])
def test_with_nothing_ahead_there_is_no_picture(season: str) -> None:
    later = replace(SETTING, today=date(2027, 8, 1))
    advice = advised({"stage": "graduated", "target_season": season, "step1_passed_on": "2015-05"}, later)
    assert timeline(advice, speaking(Language.KO, later)) is None
    assert timeline_text(advice, speaking(Language.KO, later)) is None


@languages
@everybody
def test_the_words_are_a_caption(doctor: str, language: Language) -> None:
    text = timeline_text(advised(EVERYBODY[doctor]), speaking(language))
    assert text
    assert length(text) <= CAPTION_LIMIT
    assert "\u00a0" not in text
    assert Message(text, attachment=Picture("timeline.png", b"")).text == text


def test_the_words_say_what_the_picture_shows() -> None:
    text = plain(timeline_text(advised(GRADUATE), speaking(Language.KO)) or "")
    assert text.startswith("2029 매칭까지의 연표예요.")
    assert "군의관 38개월 2030년 1월까지(수련 시작을 넘겨요)" in text
    assert "2033.5.20까지" in text
    assert "ERAS 제출 · 지원서 열람 2028년 9월(추정)" in text
    assert "수련 시작: 2029년 7월(추정)" in text


def test_an_announced_start_is_not_called_estimated() -> None:
    text = plain(timeline_text(advised(INDIAN), speaking(Language.EN)) or "")
    assert "Residency starts: 1 Jul 2027\n" in text


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert months(date(2026, 11, 22), date(2027, 2, 1)) == [date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]


@given(st.integers(2, 60), st.floats(100, 2000))
def test_names_of_months_keep_their_distance(count: int, height: float) -> None:
    first = date(2026, 11, 22)
    last = first + timedelta(days=30 * count)
    scale = Scale(((first, 0.0), (last, height)))
    ys = sorted(scale.y(day) for day in named(months(first, last), scale, 40, 72))
    assert all(following - y >= 40 for y, following in pairwise(ys))
