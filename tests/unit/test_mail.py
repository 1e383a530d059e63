"""Mail that the tests write: .eml with the standard library, .msg byte by byte."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from indexer.errors import ExtractionError
from indexer.extract.mail import MailExtractor, starts_as_mail
from indexer.extract.messages import Message, read_message
from indexer.metadata import read_metadata
from indexer.model import Extraction, Kind
from tests.msg_making import make_msg

WHEN = "Thu, 03 Mar 2022 09:15:00 +0000"


def make_mail(
    subject: str = "Audit of plans", body: str = "Forty plans were audited.\n"
) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = (
        subject,
        "Ann Orme <ann@vale.invalid>",
        "bob@vale.invalid",
    )
    mail["Date"] = WHEN
    mail.set_content(body)
    return mail


def save(mail: EmailMessage | bytes, folder: Path, name: str = "letter.eml") -> Path:
    path = folder / name
    path.write_bytes(mail if isinstance(mail, bytes) else mail.as_bytes())
    return path


def read(mail: EmailMessage | bytes, folder: Path, name: str = "letter.eml") -> Extraction:
    return MailExtractor().extract(save(mail, folder, name))


def taken_apart(mail: EmailMessage, folder: Path) -> Message:
    return read_message(save(mail, folder))


def texts(extraction: Extraction) -> list[str]:
    return [block.text for block in extraction.blocks]


def test_the_subject_heads_sender_recipients_date_and_body(tmp_path: Path) -> None:
    found = read(make_mail(), tmp_path)
    assert texts(found) == [
        "Audit of plans",
        "From: Ann Orme <ann@vale.invalid>",
        "To: bob@vale.invalid",
        "Date: 3 March 2022",
        "Forty plans were audited.",
    ]
    assert (found.title, found.blocks[0].kind) == ("Audit of plans", Kind.HEADING)


def test_the_day_it_was_sent_is_the_day_of_publication(tmp_path: Path) -> None:
    published = read_metadata(tmp_path / "letter.eml", read(make_mail(), tmp_path)).published
    assert published
    assert published.isoformat() == "2022-03-03"


def test_quoted_replies_stay_without_their_marks(tmp_path: Path) -> None:
    body = "I agree.\n\nBob wrote:\n> The audit of plans\n> is done.\n>> Is it done?\n"
    assert texts(read(make_mail(body=body), tmp_path))[4:] == [
        "I agree.",
        "Bob wrote:",
        "The audit of plans is done.",
        "Is it done?",
    ]


def test_a_mail_in_html_alone_is_read_as_a_page(tmp_path: Path) -> None:
    mail = make_mail()
    mail.set_content(
        "<h1>News</h1><ul><li>Caf\u00e9 open</li></ul>", subtype="html", charset="cp1252"
    )
    blocks = read(mail, tmp_path).blocks[4:]
    assert [(block.kind, block.text, block.level) for block in blocks] == [
        (Kind.HEADING, "News", 2),
        (Kind.BULLET, "Caf\u00e9 open", None),
    ]


def test_the_plain_body_is_preferred(tmp_path: Path) -> None:
    mail = make_mail()
    mail.add_alternative("<p>Forty <b>plans</b> were audited.</p>", subtype="html")
    assert texts(read(mail, tmp_path))[4:] == ["Forty plans were audited."]


def test_attachments_are_found_and_logos_are_not(tmp_path: Path) -> None:
    mail = make_mail()
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="report.pdf")
    mail.add_attachment(
        b"\x89PNG", maintype="image", subtype="png", disposition="inline", cid="<logo>"
    )
    mail.add_attachment("Note\n", filename="note.txt")
    found = taken_apart(mail, tmp_path)
    assert [(one.name, one.read()) for one in found.attachments] == [
        ("report.pdf", b"%PDF-"),
        ("note.txt", b"Note\n"),
    ]
    assert found.text == "Forty plans were audited.\n"


def test_a_message_attached_whole_is_an_attachment(tmp_path: Path) -> None:
    mail = make_mail()
    mail.add_attachment(make_mail(subject="Older", body="Older words.\n"))
    found = taken_apart(mail, tmp_path)
    assert [one.name for one in found.attachments] == ["Older.eml"]
    assert b"Older words." in found.attachments[0].read()
    assert "Older words." not in found.text


def test_encoded_headers_are_decoded(tmp_path: Path) -> None:
    raw = make_mail().as_bytes().replace(b"Audit of plans", b"=?utf-8?q?Children=E2=80=99s_plans?=")
    assert read(raw, tmp_path).title == "Children\u2019s plans"


def test_an_unknown_character_set_is_no_reason_to_fail(tmp_path: Path) -> None:
    raw = make_mail().as_bytes().replace(b'charset="utf-8"', b'charset="x-none"')
    assert texts(read(raw, tmp_path))[-1] == "Forty plans were audited."


def test_a_message_of_outlook_is_read_like_any_other(tmp_path: Path) -> None:
    data = make_msg(
        subject="Audit of plans",
        body="Forty plans were audited.\r\n",
        headers=f"From: Ann Orme <ann@vale.invalid>\r\nDate: {WHEN}\r\n\r\n",
        attachments={"report.pdf": b"%PDF-" + bytes(9000)},
    )
    path = save(data, tmp_path, "letter.msg")
    assert texts(MailExtractor().extract(path)) == [
        "Audit of plans",
        "From: Ann Orme <ann@vale.invalid>",
        "Date: 3 March 2022",
        "Forty plans were audited.",
    ]
    [attachment] = read_message(path).attachments
    assert (attachment.name, attachment.read()) == ("report.pdf", b"%PDF-" + bytes(9000))


def test_a_message_of_outlook_in_html_alone_is_read_as_a_page(tmp_path: Path) -> None:
    data = make_msg(subject="News", html="<p>The hub is open.</p>")
    assert texts(read(data, tmp_path, "letter.msg")) == ["News", "The hub is open."]


def test_a_cut_off_message_of_outlook_is_refused_in_plain_words(tmp_path: Path) -> None:
    data = make_msg(subject="News", body="Words")[:700]
    with pytest.raises(ExtractionError, match="damaged or no mail"):
        read(data, tmp_path, "letter.msg")


@pytest.mark.parametrize(
    ("head", "suffix", "is_mail"),
    [
        (b"From: Ann\nTo: Bob\nDate: 3 March\n\nHello", ".txt", False),
        (b"From: Ann\nTo: Bob\nDate: 3 March\n\nHello", ".eml", True),
        (b"Received: by a\n\tb\nSubject: x\n\nHello", ".txt", True),
        (b"Dear Ann,\nthank you.\n", ".eml", False),
    ],
)
def test_a_mail_is_told_from_a_memo_by_headers_only_machines_write(
    head: bytes, suffix: str, is_mail: bool
) -> None:
    assert starts_as_mail(head, suffix) is is_mail


def test_a_list_of_recipients_beyond_reading_is_cut_and_costs_no_time(tmp_path: Path) -> None:
    mail = make_mail()
    del mail["To"]
    raw = mail.as_bytes()
    raw = b"To: " + b"ann@vale.invalid,\n " * 50_000 + b"bob@vale.invalid\n" + raw
    assert len(read_message(save(raw, tmp_path)).recipients) < 1_000


def test_a_mail_of_thousands_of_attachments_is_refused(tmp_path: Path) -> None:
    part = b"--b\nContent-Disposition: attachment; filename=a.txt\n\nx\n"
    raw = b"Message-ID: 1\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    with pytest.raises(ExtractionError, match="more than 2,000 attachments"):
        read(raw + part * 2_001 + b"--b--\n", tmp_path)
