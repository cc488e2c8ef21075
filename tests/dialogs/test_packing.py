"""What is packed comes back as it was; what is damaged is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.message import Button, File, Message, Picture, Place, Reply, Tap
from dialogs.packing import Unpackable, pack_message, pack_replies, unpack_message, unpack_replies

_WORD = st.text(st.sampled_from("abz_19"), min_size=1, max_size=8)
_LABEL = st.text(min_size=1, max_size=20).filter(str.strip)
_TAP = st.builds(Tap, _WORD, _WORD | st.just(""), _WORD | st.sampled_from(["", "합격", "a:b", "c:"]))
_BUTTON = st.builds(lambda label, tap: Button(label, tap), _LABEL, _TAP) | st.builds(
    lambda label, url: Button(label, url=url), _LABEL, st.just("https://www.ecfmg.org/?a=1&b=2")
)
_ROWS = st.lists(st.lists(_BUTTON, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)
_ATTACHMENT = st.builds(Picture, _LABEL, st.binary(max_size=60)) | st.builds(File, _LABEL, st.binary(max_size=60))
_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="&<>"), min_size=1, max_size=200)
_MESSAGE = st.builds(Message, _TEXT.filter(str.strip), _ROWS, st.none() | _ATTACHMENT)
_REPLY = st.builds(Reply, _MESSAGE, st.sampled_from(Place), st.booleans())


@given(_MESSAGE)
def test_a_message_comes_back_as_it_was(message: Message) -> None:
    assert unpack_message(pack_message(message)) == message


@given(st.lists(_REPLY, max_size=3).map(tuple))
def test_replies_come_back_in_their_order(replies: tuple[Reply, ...]) -> None:
    assert unpack_replies(pack_replies(replies)) == replies


def test_hangul_is_packed_as_itself() -> None:
    assert "길잡이" in pack_message(Message("길잡이"))


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "[]",
        "null",
        '"text"',
        "{}",
        '{"text": 5}',
        '{"text": ""}',
        json.dumps({"text": "가" * 4097}),
        '{"text": "a", "rows": [[]]}',
        '{"text": "a", "rows": [[{"label": "b"}]]}',
        '{"text": "a", "rows": [[{"label": "b", "tap": ["a", "b", "c", "d"]}]]}',
        '{"text": "a", "attachment": {"kind": "virus", "name": "b", "content": ""}}',
        '{"text": "a", "attachment": {"kind": "file", "name": "b", "content": "*"}}',
    ],
)
def test_a_damaged_message_is_refused(damaged: str) -> None:
    with pytest.raises(Unpackable):
        unpack_message(damaged)


@pytest.mark.parametrize("damaged", ["", "{", "5", "[{}]", '[{"message": {"text": "a"}, "place": "x", "card": true}]'])
def test_damaged_replies_are_refused(damaged: str) -> None:
    with pytest.raises(Unpackable):
        unpack_replies(damaged)
