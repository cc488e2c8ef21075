"""Entities that move with the text, those Telegram finds by itself, and their HTML for the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.composing import composed
from bot.sandbox.formatted import Formatted, trimmed, with_automatic
from bot.sandbox.markup import parse_html
from bot.sandbox.rendering import as_html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start abc", [("bot_command", 0, 6)]),
        ("먼저 /help@giljabi_bot", [("bot_command", 3, 17)]),
        ("1/2 and a/b", []),
        ("https://nrmp.org/x.", [("url", 0, 18)]),
        ("me@ecfmg.org", [("email", 0, 12)]),
        ("@haneul #비자", [("mention", 0, 7), ("hashtag", 8, 3)]),
    ],
)
def test_telegram_finds_commands_links_and_names(text: str, found: list[tuple[str, int, int]]) -> None:
    entities = with_automatic(Formatted(text)).entities
    assert [(e["type"], e["offset"], e["length"]) for e in entities] == found


def test_nothing_is_found_within_code() -> None:
    assert [e["type"] for e in composed("<code>/start</code>", "HTML", []).entities] == ["code"]


def test_white_space_around_a_text_goes_and_entities_move_along() -> None:
    body = trimmed(parse_html("\n <b>a </b> <i> </i>\n"))
    assert body == Formatted("a", ({"type": "bold", "offset": 0, "length": 1},))


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("a &lt;script&gt;", "a &lt;script&gt;"),
        ("<b>a<i>b</i></b>c", "<b>a<i>b</i></b>c"),
        ("<pre>a\n&lt;</pre>", "<pre>a\n&lt;</pre>"),
        ("<tg-spoiler>🩺</tg-spoiler>", "<tg-spoiler>🩺</tg-spoiler>"),
        (
            '<a href="https://nrmp.org/?a=&quot;x">a</a>',
            '<a href="https://nrmp.org/?a=&quot;x" target="_blank" rel="noopener">a</a>',
        ),
        ('<a href="tg://user?id=1">a</a>', '<a href="tg://user?id=1" target="_blank" rel="noopener">a</a>'),
    ],
)
def test_the_page_gets_safe_html(source: str, html: str) -> None:
    assert as_html(parse_html(source)) == html


def test_a_link_of_another_kind_is_no_link_on_the_page() -> None:
    entity = {"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}
    assert as_html(Formatted("a", (entity,))) == "a"


def test_overlapping_entities_are_nested_properly() -> None:
    bold = {"type": "bold", "offset": 0, "length": 2}
    italic = {"type": "italic", "offset": 1, "length": 2}
    assert as_html(Formatted("abc", (bold, italic))) == "<b>a<i>b</i></b><i>c</i>"


_ENTITIES = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["bold", "italic", "code"]),
            "offset": st.integers(0, 5),
            "length": st.integers(1, 5),
        }
    ),
    max_size=4,
)


@given(_ENTITIES)
def test_any_entities_give_balanced_html(entities: list[dict[str, object]]) -> None:
    html = as_html(composed("abcdefghij", "", entities))
    assert parse_html(html).text == "abcdefghij"
