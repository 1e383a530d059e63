"""Rich text taken apart: control words, groups and characters, in whatever code page."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"  # one space ends it
    r"|\\'(?P<byte>[0-9a-fA-F]{2})"  # of the current code page
    r"|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<brace>[{}])"
    r"|[\r\n\0]+"
    r"|(?P<plain>[^\\{}\r\n\0]+)"
)
_CODE_PAGES = {  # character sets of fonts, as Windows numbers them
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n"}
_WORDS = {
    "emdash": "\u2014", "endash": "\u2013", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "\u201c", "rdblquote": "\u201d", "bullet": "\u2022", "tab": "\t", "line": "\n",
    "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A control word such as ``par`` or ``b0``; ``number`` is None where it has none."""

    name: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Text:
    """Characters to show."""

    text: str


@dataclass(frozen=True, slots=True)
class Brace:
    """The beginning or the end of a group."""

    opens: bool


Token = Word | Text | Brace


def read_tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a rich-text file; pictures in binary form are stepped over.

    Bytes and Unicode characters come out as text. Nothing is ever refused: what is no
    rich text comes out as characters.
    """
    return _Lexer().read(data.decode("latin-1"))


@dataclass(slots=True)
class _Lexer:
    """Keeps the code pages in force; a group's end brings back those before it."""

    page: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int | None = None
    stands_in: int = 1  # characters after a Unicode one, for programs that cannot show it
    stack: list[tuple[int | None, int]] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)  # a character may take several bytes
    high: str = ""  # first half of a pair of surrogates
    skip: int = 0

    def read(self, source: str) -> Iterator[Token]:
        """Yield the tokens of a source in which each character is a byte."""
        at = 0
        while match := _TOKEN.match(source, at):
            at = match.end()
            if match["byte"]:
                self._byte(match["byte"])
                continue
            if self.pending:
                yield self._flush()
            if match["word"]:
                word = Word(match["word"], int(match["number"]) if match["number"] else None)
                if word.name == "bin":
                    at += max(word.number or 0, 0)
                else:
                    yield from self._word(word)
            else:
                yield from self._other(match)
        if self.pending:
            yield self._flush()

    def _byte(self, digits: str) -> None:
        if self.skip:
            self.skip -= 1
        else:
            self.pending.append(int(digits, 16))

    def _flush(self) -> Text:
        text = self._decode(bytes(self.pending))
        self.pending.clear()
        return Text(text)

    def _other(self, match: re.Match[str]) -> Iterator[Token]:
        if match["plain"]:
            kept = match["plain"][self.skip :]
            self.skip = max(0, self.skip - len(match["plain"]))
            if kept:
                yield Text(self._decode(kept.encode("latin-1")))
        elif match["brace"]:
            self._track(opens=match["brace"] == "{")
            yield Brace(match["brace"] == "{")
        elif match["symbol"]:
            yield from _symbol(match["symbol"])

    def _word(self, word: Word) -> Iterator[Token]:
        if word.name == "u":
            self.skip = self.stands_in
            self.high, text = _unicode(word.number or 0, self.high)
            if text:
                yield Text(text)
        else:
            self._note(word)
            yield Text(_WORDS[word.name]) if word.name in _WORDS else word

    def _note(self, word: Word) -> None:
        number = word.number
        if word.name == "ansicpg" and number is not None:
            self.page = _known(f"cp{number}") or self.page
        elif word.name == "mac":
            self.page = "mac_roman"
        elif word.name == "f":
            self.font = number
        elif word.name == "fcharset" and self.font is not None:
            self.fonts[self.font] = _CODE_PAGES.get(number or 0, self.page)
        elif word.name == "uc" and number is not None:
            self.stands_in = max(number, 0)

    def _decode(self, data: bytes) -> str:
        name = self.page if self.font is None else self.fonts.get(self.font, self.page)
        return data.decode(name, errors="replace")

    def _track(self, *, opens: bool) -> None:
        self.skip = 0
        if opens:
            self.stack.append((self.font, self.stands_in))
        elif self.stack:
            self.font, self.stands_in = self.stack.pop()


def _symbol(symbol: str) -> Iterator[Token]:
    if symbol == "*":
        yield Word("*", None)
    elif symbol in _SYMBOLS:
        yield Text(_SYMBOLS[symbol])


def _unicode(number: int, high: str) -> tuple[str, str]:
    """Give the half of a pair to wait with, and the character to show."""
    character = chr(number & 0xFFFF)
    if "\ud800" <= character < "\udc00":
        return character, ""
    if "\udc00" <= character < "\ue000":
        pair = (high + character).encode("utf-16-le", "surrogatepass")
        return "", pair.decode("utf-16-le", "replace") if high else "\ufffd"
    return "", character


def _known(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
