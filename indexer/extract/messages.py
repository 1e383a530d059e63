"""Mail taken apart: what a message says and what is attached to it (.eml and .msg)."""

import email
import email.policy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.errors import ExtractionError
from indexer.extract.decode import decode
from indexer.extract.office.archive import OLE

if TYPE_CHECKING:
    from oxmsg import Message as OutlookMessage
    from oxmsg.attachment import Attachment as OutlookAttachment

MAX_BYTES = 150_000_000
"""Largest message read, for it is held in memory: servers let through 25 to 150 MB."""
MAX_PARTS = 2_000
"""Parts of one message; a mail of a whole committee with its papers has some dozens."""
_MAX_HEADER = 10_000
"""Characters of a header taken in: its parser takes half a second for a thousand names."""
_CONTENT_ID, _SHORT_NAME, _PACKED_TEXT = 0x3712, 0x3704, 0x1009  # Outlook's numbers


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message.

    Attributes:
        name: as the sender named it, or empty.
        read: gives its bytes; raises ExtractionError when they cannot be had.
    """

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Message:
    """One mail.

    Attributes:
        sender: name and address as written; empty if unknown.
        sent: in the sender's time zone.
        text: the plain body; empty where there is none.
        html: the bodies in HTML, UTF-8 with its mark.
        attachments: without pictures set into the text, which are logos as a rule.
        unread_text: it has a body, but in a form that cannot be read here.
    """

    subject: str
    sender: str
    recipients: tuple[str, ...]
    sent: datetime | None
    text: str
    html: tuple[bytes, ...]
    attachments: tuple[Attachment, ...]
    unread_text: bool = False


def read_message(path: Path) -> Message:
    """Read a message of either kind.

    Raises:
        ExtractionError: it is too large, damaged, or cannot be opened.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ExtractionError(
                f"{path.name} is a message of more than {MAX_BYTES // 1_000_000} MB. "
                "Save its attachments as files and index those."
            )
        data = path.read_bytes()
    except OSError as error:
        raise ExtractionError(f"{path.name} cannot be opened: {error.strerror}.") from error
    try:
        return _outlook(path) if data.startswith(OLE) else _internet(data)
    except Exception as error:  # the libraries let through whatever the damage led to
        raise ExtractionError(
            f"{path.name} is damaged or no mail ({str(error)[:200] or type(error).__name__}). "
            "Save the message again, or save it as PDF."
        ) from error


# Mail as it travels (.eml)


def _internet(data: bytes) -> Message:
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = list(islice(_leaves(message), MAX_PARTS + 1))
    if len(parts) > MAX_PARTS:
        raise ValueError(f"more than {MAX_PARTS:,} attachments")
    texts = [_decoded(part) for part in parts if _is_body(part, "text/plain")]
    pages = [_decoded(part) for part in parts if _is_body(part, "text/html")]
    return Message(
        subject=_header(message, "subject"),
        sender=_header(message, "from"),
        recipients=_people(_header(message, "to"), _header(message, "cc")),
        sent=_sent(message),
        text="\n\n".join(text for text in texts if text.strip()),
        html=tuple(page.encode("utf-8-sig") for page in pages if page.strip()),
        attachments=tuple(_attachment(part) for part in parts if _is_attachment(part)),
    )


def _leaves(part: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts that hold something; a message attached whole is one of them."""
    if part.is_multipart() and part.get_content_type() != "message/rfc822":
        for child in part.iter_parts():
            if isinstance(child, EmailMessage):
                yield from _leaves(child)
    else:
        yield part


def _is_body(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == kind and not _is_attachment(part)


def _is_attachment(part: EmailMessage) -> bool:
    if part.get_content_maintype() == "image" and (
        part.get("content-id") or part.get("content-location")
    ):
        return part.get_content_disposition() == "attachment"
    if part.get_content_disposition() == "attachment" or part.get_filename():
        return True
    return part.get_content_maintype() != "text"


def _attachment(part: EmailMessage) -> Attachment:
    if part.get_content_type() != "message/rfc822":
        return Attachment(part.get_filename() or "", lambda: _bytes(part))
    inner = part.get_payload(0) if part.is_multipart() else None
    if not isinstance(inner, EmailMessage):
        return Attachment("message.eml", lambda: _bytes(part))
    return Attachment(f"{_header(inner, 'subject') or 'message'}.eml", inner.as_bytes)


def _bytes(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _decoded(part: EmailMessage) -> str:
    data = _bytes(part)
    try:
        return data.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        return decode(data) or ""


def _header(message: EmailMessage, name: str) -> str:
    """Give a header's text, or nothing when it is missing or beyond reading."""
    raw = next((str(text) for key, text in message.raw_items() if key.lower() == name), "")
    try:
        return str(message.policy.header_fetch_parse(name, raw[:_MAX_HEADER]))
    except Exception:  # the parser of headers fails in many ways on damaged ones
        return ""


def _sent(message: EmailMessage) -> datetime | None:
    try:
        return getattr(message.get("date"), "datetime", None)
    except Exception:  # as above
        return None


def _people(*lists: str) -> tuple[str, ...]:
    return tuple(_person(*pair) for pair in getaddresses([text for text in lists if text]))


def _person(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and address and name != address else name or address


# Mail as Outlook saves it (.msg)


def _outlook(path: Path) -> Message:
    from oxmsg import Message as OutlookMessage

    message = OutlookMessage.load(str(path))
    text, page = message.body or "", message.html_body or ""
    packed = message.properties.binary_prop_value(_PACKED_TEXT)
    return Message(
        subject=message.subject,
        sender=message.sender or "",
        recipients=tuple(
            _person(one.name or "", one.email_address or "") for one in message.recipients
        ),
        sent=_outlook_date(message),
        text=text,
        html=(page.encode("utf-8-sig"),) if page.strip() else (),
        attachments=tuple(
            _outlook_attachment(one) for one in message.attachments if not _is_inline(one)
        ),
        unread_text=bool(packed) and not text.strip() and not page.strip(),
    )


def _outlook_date(message: "OutlookMessage") -> datetime | None:
    """Prefer the header, which tells the sender's time zone."""
    try:
        return parsedate_to_datetime(message.message_headers["Date"])
    except (KeyError, ValueError, TypeError):
        sent: datetime | None = message.sent_date
        return sent


def _is_inline(one: "OutlookAttachment") -> bool:
    picture = (one.mime_type or "").startswith("image/")
    return picture and bool(one.properties.str_prop_value(_CONTENT_ID))


def _outlook_attachment(one: "OutlookAttachment") -> Attachment:
    name = one.file_name or one.properties.str_prop_value(_SHORT_NAME) or ""
    data = one.file_bytes

    def read() -> bytes:
        if data is None:
            raise ExtractionError(
                f"{name or 'An attachment'} is a message or a link within a message. "
                "Open it in Outlook and save it as a file of its own."
            )
        return data

    return Attachment(name, read)
