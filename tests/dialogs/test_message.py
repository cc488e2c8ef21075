"""Messages, buttons and taps: what Telegram would refuse is refused where it is made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from bot.sandbox.formatted import units
from bot.sandbox.markup import parse_html
from dialogs.message import Button, File, Message, Picture, Reply, Tap, Unsendable, length, plain, rows

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
NAME = st.text(st.sampled_from("abc_09ñ"), min_size=1, max_size=10)
MAYBE = NAME | st.just("")
BUTTON = Button("여기", Tap("road"))
TAGGED = '<b>굵게</b> <i>비스듬히</i> <s>지움</s> <a href="https://www.ecfmg.org/?a=1&amp;b=2">ECFMG</a>'


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("a", 1),
        ("가", 1),
        ("🩺", 2),
        ("<b>가</b>", 1),
        ("&lt;b&gt;", 3),
        ("&amp;amp;", 5),
        ("&#39;", 1),
        (TAGGED, len("굵게 비스듬히 지움 ECFMG")),
        ("<i>" * 500 + "x" + "</i>" * 500, 1),
    ],
)
def test_a_text_is_as_long_as_telegram_counts_it(text: str, units: int) -> None:
    assert length(text) == units


@given(ANY_TEXT, ANY_TEXT)
def test_what_was_escaped_reads_as_it_was_typed_and_as_telegram_reads_it(text: str, bold: str) -> None:
    source = f"{escape(text)}<b>{escape(bold)}</b>"
    assert plain(source) == text + bold == parse_html(source).text
    assert length(source) == units(text + bold)


@pytest.mark.parametrize(
    ("text", "sendable"),
    [
        ("a" * 4096, True),
        ("a" * 4097, False),
        ("🩺" * 2048, True),
        ("🩺" * 2048 + "a", False),
        ("<b>" + "가" * 4096 + "</b>", True),
        ("&amp;" * 4096, True),
        ("", False),
        (" \n ", False),
        ("<b></b>", False),
    ],
)
def test_a_message_has_something_to_say_and_not_too_much(text: str, sendable: bool) -> None:
    if sendable:
        assert Message(text).text == text
    else:
        with pytest.raises(Unsendable, match="a text of"):
            Message(text)


@pytest.mark.parametrize("attachment", [Picture("a.png", b"png"), File("a.json", b"{}")])
def test_a_caption_is_shorter_than_a_text(attachment: Picture | File) -> None:
    assert Message("가" * 1024, attachment=attachment).attachment is attachment
    with pytest.raises(Unsendable, match="at most 1024"):
        Message("가" * 1025, attachment=attachment)


@pytest.mark.parametrize(
    "keyboard",
    [((),), ((BUTTON,) * 9,), tuple((BUTTON,) * 8 for _ in range(13)), ((BUTTON,), ())],
    ids=["a row without buttons", "nine in a row", "more than a hundred", "an empty last row"],
)
def test_a_keyboard_telegram_would_refuse_is_refused(keyboard: tuple[tuple[Button, ...], ...]) -> None:
    with pytest.raises(Unsendable, match="too many buttons"):
        Message("a", keyboard)


def test_eight_in_a_row_and_a_hundred_in_all_are_taken() -> None:
    keyboard = (*(((BUTTON,) * 8,) * 12), (BUTTON,) * 4)
    assert len(Message("a", keyboard).buttons) == 100


@pytest.mark.parametrize(
    ("label", "tap", "url"),
    [("", Tap("road"), None), ("  ", Tap("road"), None), ("a", None, None), ("a", Tap("road"), "https://example.org")],
)
def test_a_button_says_something_and_does_one_thing(label: str, tap: Tap | None, url: str | None) -> None:
    with pytest.raises(Unsendable, match="one thing it does"):
        Button(label, tap, url)


def test_a_button_may_lead_to_an_address() -> None:
    assert Button("ECFMG", url="https://www.ecfmg.org/").tap is None


@given(NAME, MAYBE, MAYBE | st.sampled_from([":", "a:b", "c:", ":d", "::", "합격:불합격:"]))
def test_a_tap_comes_back_as_it_was(action: str, subject: str, value: str) -> None:
    tap = Tap(action, subject, value)
    assert Tap.unpack(tap.pack()) == tap


@given(ANY_TEXT)
def test_any_forged_text_is_some_tap(text: str) -> None:
    tap = Tap.unpack(text)
    assert text.startswith(tap.action)
    assert len(tap.action) + len(tap.subject) + len(tap.value) <= len(text)


@pytest.mark.parametrize(
    ("tap", "fits"),
    [
        (Tap("a" * 64), True),
        (Tap("a" * 65), False),
        (Tap("answer", "school", "가" * 16), True),
        (Tap("answer", "school", "가" * 17), False),
        (Tap(""), False),
        (Tap("a:b"), False),
        (Tap("a", "b:c"), False),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_tap_fits_the_64_bytes_of_a_button(tap: Tap, fits: bool) -> None:
    if fits:
        assert Button("a", tap).tap is tap
    else:
        with pytest.raises(Unsendable, match="callback data"):
            Button("a", tap)


@pytest.mark.parametrize(("width", "widths"), [(1, [1, 1, 1, 1, 1]), (2, [2, 2, 1]), (3, [3, 2]), (8, [5])])
def test_buttons_stand_in_rows_of_a_width(width: int, widths: list[int]) -> None:
    assert [len(row) for row in rows(*[BUTTON] * 5, width=width)] == widths


def test_no_buttons_are_no_rows() -> None:
    assert rows() == ()


def test_a_reply_is_a_new_message_and_no_card_unless_said_otherwise() -> None:
    reply = Reply(Message("a"))
    assert (reply.place.value, reply.card) == ("new", False)
