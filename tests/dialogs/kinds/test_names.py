from __future__ import annotations

import pytest

from dialogs.kinds import CountryName, SpecialtyName, Text, ZoneName, countries, specialties, zones
from knowledge.profile import UNDECIDED, Language
from tests.dialogs.kinds.listening import SETTING, ears, refusal

COUNTRY = CountryName("KR", "CN", "IN")
SPECIALTY = SpecialtyName("internal_medicine", none=UNDECIDED)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("한국", "KR"),
        ("한국이요", "KR"),
        ("대한민국입니다", "KR"),
        ("남한", "KR"),
        ("Korea", "KR"),
        ("South Korea", "KR"),
        ("ROK", "KR"),
        ("I'm Korean", "KR"),
        ("韩国人", "KR"),
        ("북한", "KP"),
        ("North Korea", "KP"),
        ("朝鲜", "KP"),
        ("미국", "US"),
        ("USA", "US"),
        ("u.s.", "US"),
        ("America", "US"),
        ("美国", "US"),
        ("중국", "CN"),
        ("PRC", "CN"),
        ("대만", "TW"),
        ("UK", "GB"),
        ("영국", "GB"),
        ("英国", "GB"),
        ("from Vietnam", "VN"),
        ("베트남 의대요", "VN"),
        ("Türkiye", "TR"),
        ("터키", "TR"),
        ("홍콩", "HK"),
        ("네팔이요", "NP"),
        ("the Philippines", "PH"),
    ],
)
def test_a_country_is_heard_by_any_of_its_names(written: str, code: str) -> None:
    assert COUNTRY.hear(written, ears()) == code
    assert COUNTRY.value(code) == code


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("콩고", "ambiguous"),
        ("Congo", "ambiguous"),
        ("한국이랑 미국", "unreadable"),
        ("한국, 미국", "unreadable"),
        ("한국?", "unreadable"),
        ("한국 아니고 미국", "unreadable"),
        ("Korae", "unreadable"),
        ("서울", "unreadable"),
        ("in", "unreadable"),
        ("EU", "unreadable"),
    ],
)
def test_a_country_is_not_guessed(written: str, reason: str) -> None:
    assert refusal(COUNTRY, written, ears()) == reason


@pytest.mark.parametrize("language", list(Language))
def test_every_country_is_heard_by_the_name_it_is_shown_by(language: Language) -> None:
    heard = {code: countries.country(countries.name(code, language)) for code in countries.codes()}
    assert heard == {code: code for code in countries.codes()}
    assert len(heard) > 200


@pytest.mark.parametrize(
    ("code", "names"), [("KR", ("대한민국", "South Korea", "韩国")), ("HK", ("홍콩", "Hong Kong", "中国香港"))]
)
def test_a_country_has_a_name_in_each_language(code: str, names: tuple[str, str, str]) -> None:
    assert tuple(countries.name(code, Language(language)) for language in ("ko", "en", "zh")) == names


@pytest.mark.parametrize("response", ["other", "kr", "XX", "EU", "KOR", ""])
def test_what_is_no_country_code_is_no_response(response: str) -> None:
    with pytest.raises(ValueError, match="no country code"):
        COUNTRY.value(response)


def test_another_country_names_none_yet() -> None:
    assert COUNTRY.options(SETTING) == ("KR", "CN", "IN", "other")
    assert refusal(COUNTRY, "다른 나라", ears(KR="한국", other="다른 나라")) == "other"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("IM", "internal_medicine"),
        ("내과요", "internal_medicine"),
        ("내과 전공의", "internal_medicine"),
        ("일단 내과요", "internal_medicine"),
        ("FM", "family_medicine"),
        ("가정의", "family_medicine"),
        ("全科", "family_medicine"),
        ("peds", "pediatrics"),
        ("소청과", "pediatrics"),
        ("儿科", "pediatrics"),
        ("정신과", "psychiatry"),
        ("psych", "psychiatry"),
        ("마취과", "anesthesiology"),
        ("麻醉", "anesthesiology"),
        ("영상의학과", "diagnostic_radiology"),
        ("rads", "diagnostic_radiology"),
        ("PM&R", "physical_medicine_rehabilitation"),
        ("OB/GYN", "obstetrics_gynecology"),
        ("응급의학과 전문의", "emergency_medicine"),
        ("신경외과", "neurosurgery"),
        ("신경과", "neurology"),
        ("외과", "general_surgery"),
        ("med-peds", "internal_medicine_pediatrics"),
        ("진단검사의학과", "laboratory_medicine"),
        ("미정", "undecided"),
        ("还没想好", "undecided"),
    ],
)
def test_a_specialty_is_heard_as_doctors_call_it(written: str, key: str) -> None:
    assert SPECIALTY.hear(written, ears()) == key
    assert SPECIALTY.value(key) == key


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("소화기내과", "subspecialty"),
        ("심장내과요", "subspecialty"),
        ("cardiology", "subspecialty"),
        ("GI", "subspecialty"),
        ("心内科", "subspecialty"),
        ("neuro", "unreadable"),
        ("내과나 가정의학과", "unreadable"),
        ("내과, 신경과", "unreadable"),
        ("내과?", "unreadable"),
        ("내과 말고", "unreadable"),
        ("인턴", "unreadable"),
    ],
)
def test_a_specialty_is_not_guessed(written: str, reason: str) -> None:
    assert refusal(SPECIALTY, written, ears()) == reason


def test_who_has_trained_knows_in_what() -> None:
    trained = SpecialtyName("internal_medicine", "family_medicine")
    assert trained.options(SETTING) == ("internal_medicine", "family_medicine", "other")
    assert refusal(trained, "미정", ears()) == "unreadable"
    with pytest.raises(ValueError, match="undecided"):
        trained.value(UNDECIDED)


@pytest.mark.parametrize("language", list(Language))
def test_every_specialty_is_heard_by_the_name_it_is_shown_by(language: Language) -> None:
    keys = specialties.keys()
    assert {key: specialties.specialty(specialties.name(key, language)) for key in keys} == {key: key for key in keys}


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("서울", "Asia/Seoul"),
        ("서울 시간으로", "Asia/Seoul"),
        ("한국", "Asia/Seoul"),
        ("부산이요", "Asia/Seoul"),
        ("KST", "Asia/Seoul"),
        ("뉴욕", "America/New_York"),
        ("동부", "America/New_York"),
        ("US Eastern time", "America/New_York"),
        ("EST", "America/New_York"),
        ("New York", "America/New_York"),
        ("시카고", "America/Chicago"),
        ("LA", "America/Los_Angeles"),
        ("北京时间", "Asia/Shanghai"),
        ("上海", "Asia/Shanghai"),
        ("India", "Asia/Kolkata"),
        ("Asia/Kolkata", "Asia/Kolkata"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Mumbai", "Asia/Kolkata"),
        ("네팔", "Asia/Kathmandu"),
        ("도쿄", "Asia/Tokyo"),
        ("베트남", "Asia/Ho_Chi_Minh"),
    ],
)
def test_a_zone_is_heard_by_city_or_country(written: str, zone: str) -> None:
    assert ZoneName().hear(written, ears()) == zone
    assert ZoneName().value(zone) == zone


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("CST", "ambiguous"),
        ("IST", "ambiguous"),
        ("미국", "ambiguous"),
        ("USA", "ambiguous"),
        ("Canada", "ambiguous"),
        ("GMT+9", "unreadable"),
        ("서울 아니면 뉴욕", "unreadable"),
        ("네", "unreadable"),
    ],
)
def test_a_zone_is_not_guessed(written: str, reason: str) -> None:
    assert refusal(ZoneName(), written, ears()) == reason


def test_yes_means_the_only_zone_that_was_offered() -> None:
    one = ears("ko", **{"Asia/Seoul": "서울 시간", "other": "다른 시간대"})
    two = ears("en", **{"Asia/Seoul": "Seoul time", "Asia/Kolkata": "India time", "other": "Another zone"})
    assert ZoneName().hear("네", one) == "Asia/Seoul"
    assert refusal(ZoneName(), "yes", two) == "unreadable"


def test_zones_are_kept_by_the_name_they_have_now() -> None:
    assert set(ZoneName().options(SETTING)) == {
        "Asia/Seoul",
        "Asia/Shanghai",
        "Asia/Kolkata",
        "America/New_York",
        "other",
    }
    assert zones.zone("Saigon") == "Asia/Ho_Chi_Minh"
    with pytest.raises(ValueError, match="Nowhere"):
        ZoneName().value("Asia/Nowhere")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("경북대", "경북대"),
        ("  부산대   의대 ", "부산대 의대"),
        ("St. John's, 2nd campus", "St. John's, 2nd campus"),
        ("浙大", "浙大"),
    ],
)
def test_a_school_is_kept_as_it_was_written(written: str, kept: str) -> None:
    assert Text().hear(written, ears()) == kept
    assert Text().value(kept) == kept


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "unreadable"),
        ("-", "unreadable"),
        ("12345", "unreadable"),
        ("경북대?", "unreadable"),
        ("경북대\n의대", "unreadable"),
        ("a\x00b", "unreadable"),
        ("a\u202eb", "unreadable"),
        ("가" * 121, "too_long"),
        ("가" * 5000, "too_long"),
    ],
)
def test_a_school_is_one_line_with_letters(written: str, reason: str) -> None:
    assert refusal(Text(), written, ears()) == reason


def test_a_longer_text_is_no_response() -> None:
    with pytest.raises(ValueError, match="not one line"):
        Text().value("가" * 121)
