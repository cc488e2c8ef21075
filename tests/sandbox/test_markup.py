"""The HTML parser: tags to entities, mistakes to Telegram's words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.errors import Refusal
from bot.sandbox.formatted import part, units
from bot.sandbox.markup import parse_html


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("", "", []),
        ("plain", "plain", []),
        ("<b>a</b>", "a", [entity("bold", 0, 1)]),
        ("<strong>a</strong>", "a", [entity("bold", 0, 1)]),
        ("<i>a</i><em>b</em>", "ab", [entity("italic", 0, 1), entity("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [entity("underline", 0, 1), entity("underline", 1, 1)]),
        (
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            [entity("strikethrough", 0, 1), entity("strikethrough", 1, 1), entity("strikethrough", 2, 1)],
        ),
        ("<tg-spoiler>a</tg-spoiler>", "a", [entity("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
        ("<code>a</code>", "a", [entity("code", 0, 1)]),
        ("<pre>a</pre>", "a", [entity("pre", 0, 1)]),
        ('<pre><code class="language-python">a</code></pre>', "a", [entity("pre", 0, 1, language="python")]),
        ("<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        ('<tg-emoji emoji-id="5">😀</tg-emoji>', "😀", [entity("custom_emoji", 0, 2, custom_emoji_id="5")]),
        (
            '<tg-time unix="5" format="wD">a</tg-time>',
            "a",
            [entity("date_time", 0, 1, unix_time=5, date_time_format="wD")],
        ),
        (
            '<a href="https://nrmp.org/?a=1&amp;b=2">a</a>',
            "a",
            [entity("text_link", 0, 1, url="https://nrmp.org/?a=1&b=2")],
        ),
        ("<a href='nrmp.org'>a</a>", "a", [entity("text_link", 0, 1, url="http://nrmp.org")]),
        ("<a>nrmp.org</a>", "nrmp.org", [entity("text_link", 0, 8, url="http://nrmp.org")]),
        ('<a href="not a link">a</a>', "a", []),
        ("<B>a</b >", "a", [entity("bold", 0, 1)]),
        ("<b>a</>", "a", [entity("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("의<b>사</b>", "의사", [entity("bold", 1, 1)]),
        ("🩺<b>🩺a</b>", "🩺🩺a", [entity("bold", 2, 3)]),
        ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("&lt;b&gt; &amp; &quot;", '<b> & "', []),
        ("&#44032;&#xAC00;", "가가", []),
        ("&nbsp; &ltx; & &#0; &", "&nbsp; &ltx; & &#0; &", []),
    ],
)
def test_tags_become_entities(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    formatted = parse_html(source)
    assert (formatted.text, list(formatted.entities)) == (text, entities)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("의사 <br>", 'Unsupported start tag "br" at byte offset 7'),
        ("Step 1 < 2", 'Unsupported start tag "" at byte offset 7'),
        ("a < b > c", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>a</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b>의</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<i =a>", 'Empty attribute name in the tag "i" at byte offset 0'),
        ("<i a>b</i>", 'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 0'),
        ("<i a = ", 'Unclosed start tag "i" at byte offset 0'),
        ("<i a=x,", "Unexpected end of name token at byte offset 5"),
        ('<i a="x>', "Unclosed start tag at byte offset 0"),
        ("&#xDFDF;", "Text contains invalid Unicode characters after decoding HTML entities"),
        ('<tg-time unix="soon">a</tg-time>', "Invalid date_time entity specified"),
    ],
)
def test_mistakes_are_named_as_telegram_names_them(source: str, complaint: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"


@given(st.text(alphabet="ab가🩺<>/&;=\"' bi", max_size=40))
def test_whatever_comes_is_either_parsed_or_refused(source: str) -> None:
    try:
        formatted = parse_html(source)
    except Refusal:
        return
    assert all(part(formatted.text, e["offset"], e["length"]) for e in formatted.entities)
    assert units(formatted.text) <= units(source)
