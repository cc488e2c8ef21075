"""Telegram's HTML, read strictly: tags become entities with UTF-16 offsets, mistakes get Telegram's own words."""

import re
from dataclasses import dataclass, field

from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.formatted import Entity, Formatted, in_order, units

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot)(?![A-Za-z]));?")
_LINK = re.compile(r"(?:(?:https?|tg|ton|mailto):\S+|[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?)")
_LAST_CODE_POINT = 0x10FFFF


def parse_html(source: str) -> Formatted:
    """The text without its tags, and its entities. Raises Refusal with Telegram's text for broken markup."""
    return _Parser(source).run()


@dataclass
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]
    language: str | None = None


@dataclass
class _Parser:
    source: str
    at: int = 0
    length: int = 0
    text: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    nesting: list[_Open] = field(default_factory=list)

    def run(self) -> Formatted:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._close_tag()
            elif self._here() == "<":
                self._open_tag()
            else:
                self._plain()
        if self.nesting:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self.nesting[-1].tag}"')
        return Formatted("".join(self.text), in_order(self.entities))

    def _here(self) -> str:
        return self.source[self.at : self.at + 1]

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _take(self, pattern: str) -> str:
        match = re.compile(pattern, re.ASCII).match(self.source, self.at)
        assert match is not None, "every pattern here also matches nothing"
        self.at = match.end()
        return match[0]

    def _plain(self) -> None:
        piece = self._take(r"[^<&]*")
        if not piece:
            piece, self.at = _reference(self.source, self.at)
        self.text.append(piece)
        self.length += units(piece)

    def _open_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._take(r"[^\s>]*").lower()
        if not self._here():
            raise _cannot(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in _KINDS:
            raise _cannot(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.nesting.append(_Open(tag, self.length, attributes))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._take(r"\s*")
            if self._here() == ">":
                self.at += 1
                return attributes
            name = self._take(r"[^\s=>]*" if tag == "blockquote" else r"[^\s=]*")
            if not name:
                raise _cannot(f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}')
            attributes[name] = "" if (tag, name) == ("blockquote", "expandable") else self._value(tag, begin)

    def _value(self, tag: str, begin: int) -> str:
        self._take(r"\s*")
        where = f'of the tag "{tag}" at byte offset {self._bytes(begin)}'
        if self._here() != "=":
            raise _cannot(f"Expected equal sign in declaration of an attribute {where}")
        self.at += 1
        self._take(r"\s*")
        if not self._here():
            raise _cannot(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')
        return self._quoted(begin) if self._here() in "'\"" else self._token()

    def _token(self) -> str:
        begin = self.at
        value = self._take(r"[A-Za-z0-9.-]*").lower()
        if self._here() and self._here() not in " \t\r\n>":
            raise _cannot(f"Unexpected end of name token at byte offset {self._bytes(begin)}")
        return value

    def _quoted(self, begin: int) -> str:
        quote = self._here()
        end = self.source.find(quote, self.at + 1)
        if end < 0:
            raise _cannot(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        raw = self.source[self.at + 1 : end]
        self.at = end + 1
        return _REFERENCE.sub(lambda match: _reference(match[0], 0)[0], raw)

    def _close_tag(self) -> None:
        begin = self.at
        if not self.nesting:
            raise _cannot(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        self.at += 2
        tag = self._take(r"[^\s>]*").lower()
        self._take(r"\s*")
        if self._here() != ">":
            raise _cannot(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        self.at += 1
        expected = self.nesting[-1].tag
        if tag and tag != expected:
            places = f'{self._bytes(begin)}, expected "</{expected}>", found "</{tag}>"'
            raise _cannot(f"Unmatched end tag at byte offset {places}")
        self._finish(self.nesting.pop())

    def _finish(self, opened: _Open) -> None:
        length = self.length - opened.offset
        language = opened.attributes.get("class", "").removeprefix("language-")
        if opened.tag == "code" and language and self.nesting and self.nesting[-1].tag == "pre":
            self.nesting[-1].language = language
        elif length:
            covered = "".join(self.text).encode("utf-16-le")[opened.offset * 2 :].decode("utf-16-le")
            self.entities += _entity(opened, length, covered)


def _entity(opened: _Open, length: int, covered: str) -> list[Entity]:
    entity: Entity = {"type": _KINDS[opened.tag], "offset": opened.offset, "length": length}
    match opened.tag:
        case "a":
            url = opened.attributes.get("href") or covered
            return [entity | {"url": _absolute(url)}] if _LINK.fullmatch(url) else []
        case "pre" if opened.language:
            return [entity | {"language": opened.language}]
        case "blockquote" if "expandable" in opened.attributes:
            return [entity | {"type": "expandable_blockquote"}]
        case "tg-emoji":
            return [entity | {"custom_emoji_id": opened.attributes.get("emoji-id", "")}]
        case "tg-time":
            return [entity | _moment(opened.attributes)]
    return [entity]


def _moment(attributes: dict[str, str]) -> Entity:
    unix = attributes.get("unix", "")
    if not unix.isdecimal():
        raise _cannot("Invalid date_time entity specified")
    moment: Entity = {"unix_time": int(unix)}
    return moment | {"date_time_format": attributes["format"]} if "format" in attributes else moment


def _absolute(url: str) -> str:
    return url if re.match(r"(?:https?|tg|ton|mailto):", url) else f"http://{url}"


def _reference(source: str, at: int) -> tuple[str, int]:
    """The character a reference at this place stands for, and where the text goes on; an unknown one stays as it is."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return "&", at + 1
    if match[3]:
        return _NAMED[match[3]], match.end()
    code = int(match[1], 16) if match[1] else int(match[2])
    if not 0 < code < _LAST_CODE_POINT:
        return "&", at + 1
    if 0xD800 <= code < 0xE000:
        raise _cannot("Text contains invalid Unicode characters after decoding HTML entities")
    return chr(code), match.end()


def _cannot(text: str) -> Refusal:
    return bad_request(f"can't parse entities: {text}")
