"""Mail (.eml and .msg): subject, sender, date and body. Attachments are documents of their own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from indexer.days import in_words
from indexer.errors import ExtractionError
from indexer.extract.base import DEFAULTS, Options
from indexer.extract.messages import Message, read_message
from indexer.extract.office.archive import OLE
from indexer.extract.pieces import build_block
from indexer.extract.plain import read_text
from indexer.extract.web import read_html
from indexer.model import Block, Extraction, Kind, Page

_HEADERS = re.compile(rb"\s*(?:[!-9;-~]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
_NAMED = re.compile(
    rb"^(from|to|date|subject|received|return-path|message-id|mime-version|delivered-to|"
    rb"content-type|x-[a-z-]+):",
    re.IGNORECASE | re.MULTILINE,
)
# A memo typed by hand has From, To, Date and Subject too; these only a mail program writes.
_MACHINE = frozenset({b"received", b"return-path", b"message-id", b"mime-version"})
_QUOTE = re.compile(r"^((?:>[ \t]?)*)(.*)$")
_MOST_RECIPIENTS = 10


class MailExtractor:
    """Reads mail as it travels and as Outlook saves it."""

    name = "mail"

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Tell whether the file starts with the headers of a mail."""
        return suffix == ".msg" if head.startswith(OLE) else starts_as_mail(head, suffix)

    def extract(self, path: Path, options: Options = DEFAULTS) -> Extraction:  # noqa: ARG002
        """Read a message: the plain body if it has one, else that in HTML.

        Replies quoted below stay in the text, without their marks.

        Raises:
            ExtractionError: it is damaged, too large, or its body cannot be read.
        """
        message = read_message(path)
        if message.unread_text:
            raise ExtractionError(
                f"{path.name} keeps its text in a form that only Outlook reads. "
                "Save the message from Outlook as HTML, text or PDF."
            )
        blocks = tuple(block for block in (*_top(message), *_body(message, path.name)) if block)
        page = Page(number=1, has_text=bool(blocks))
        return Extraction(pages=(page,), blocks=blocks, title=message.subject.strip() or None)


def starts_as_mail(head: bytes, suffix: str) -> bool:
    """Tell a mail's headers from a memo that names sender, date and subject.

    Args:
        head: the beginning of the file.
        suffix: ``.eml`` is taken at its word if there are any headers.
    """
    if not _HEADERS.match(head):
        return False
    top = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    names = {name.lower() for name in _NAMED.findall(top)}
    return len(names) >= 2 and (suffix == ".eml" or bool(names & _MACHINE))


def _top(message: Message) -> Iterator[Block | None]:
    yield build_block(Kind.HEADING, [(message.subject, 1)], level=1)
    if message.sender:
        yield build_block(Kind.PARAGRAPH, [(f"From: {message.sender}", 1)])
    if message.recipients:
        more = len(message.recipients) - _MOST_RECIPIENTS
        names = ", ".join(message.recipients[:_MOST_RECIPIENTS])
        names += f" and {more} more" if more > 0 else ""
        yield build_block(Kind.PARAGRAPH, [(f"To: {names}", 1)])
    if message.sent:
        day = f"Date: {in_words(message.sent)}"
        yield build_block(Kind.PARAGRAPH, [(day, 1)])


def _body(message: Message, name: str) -> Iterator[Block]:
    """Read the body; its headings stand below the subject."""
    for block in _body_blocks(message, name):
        if block.level and message.subject.strip():
            yield replace(block, level=block.level + 1)
        else:
            yield block


def _body_blocks(message: Message, name: str) -> Iterator[Block]:
    if message.text.strip():
        yield from read_text(_unquoted(message.text)).blocks
        return
    for page in message.html:
        try:
            yield from read_html(page, name).blocks
        except ExtractionError:  # markup without a word in it
            continue


def _unquoted(text: str) -> str:
    """Take away the marks of quoted replies; where their depth changes, a paragraph ends."""
    lines: list[str] = []
    depth = 0
    for line in text.splitlines():
        match = _QUOTE.match(line)
        marks, rest = match.groups() if match else ("", line)
        deep = marks.count(">")
        if deep != depth and rest.strip():
            lines.append("")
            depth = deep
        lines.append(rest)
    return "\n".join(lines)
