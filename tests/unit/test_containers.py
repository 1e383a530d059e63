"""Archives and mail with attachments, as the tests write them."""

import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from indexer import archives
from indexer.containers import is_archive, is_container, members, opened, unpack, within
from indexer.errors import ExtractionError
from tests.msg_making import make_msg
from tests.papers import write_docx


def make_zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def make_mail(**attachments: bytes) -> bytes:
    mail = EmailMessage()
    mail["Message-ID"], mail["Subject"], mail["From"] = "<1@a.invalid>", "Plans", "ann@a.invalid"
    mail.set_content("Attached.\n")
    for name, data in attachments.items():
        mail.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=name.replace("_", ".")
        )
    return mail.as_bytes()


def names(path: Path) -> list[str]:
    return [member.name for member in members(path)]


def encrypt(path: Path) -> None:
    """Set the flag of encryption in every header, which is all a reader looks at first."""
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    path.write_bytes(data)


def test_the_files_of_an_archive_are_its_members(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"2022/": b"", "2022/a.txt": b"one", "b.txt": b"two!"})
    assert [(m.name, m.size) for m in members(path)] == [("2022/a.txt", 3), ("b.txt", 4)]


def test_a_member_is_opened_as_a_real_file_of_its_name(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"2022/a.txt": b"one"})
    with opened(within(path, "2022/a.txt")) as file:
        assert (file.name, file.read_bytes()) == ("a.txt", b"one")
    assert not file.exists()


def test_a_real_file_is_opened_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "odd!"
    path.mkdir()
    (path / "a.txt").write_bytes(b"one")
    with opened(path / "a.txt") as file:
        assert file == path / "a.txt"


def test_members_within_members_are_reached(tmp_path: Path) -> None:
    inner = make_zip(tmp_path / "inner.zip", {"c.txt": b"deep"}).read_bytes()
    path = make_zip(tmp_path / "a.zip", {"b.eml": make_mail(inner_zip=inner)})
    mail = within(path, "b.eml")
    assert names(mail) == ["inner.zip"]
    with opened(within(within(mail, "inner.zip"), "c.txt")) as file:
        assert file.read_bytes() == b"deep"


def test_attachments_of_a_message_of_outlook_are_members(tmp_path: Path) -> None:
    path = tmp_path / "a.msg"
    path.write_bytes(make_msg(subject="Plans", body="Attached.", attachments={"r.pdf": b"%PDF-"}))
    with opened(within(path, "r.pdf")) as file:
        assert (names(path), file.read_bytes()) == (["r.pdf"], b"%PDF-")


def test_attachments_of_one_name_are_told_apart(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Message-ID"], mail["Subject"] = "<1@a.invalid>", "Plans"
    mail.set_content("Attached.\n")
    for text in ("one", "two"):
        mail.add_attachment(text, filename="note.txt")
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes())
    assert names(path) == ["note.txt", "note (2).txt"]


def test_a_word_file_is_no_container(tmp_path: Path) -> None:
    write_docx(tmp_path / "paper.docx")
    assert not is_container(tmp_path / "paper.docx")


def test_a_mail_is_a_container_but_no_mere_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(make_mail())
    assert (is_container(path), is_archive(path)) == (True, False)


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "C:\\evil.txt", "a!/evil.txt"]
)
def test_no_name_leads_out_of_the_temporary_folder(tmp_path: Path, name: str) -> None:
    path = make_zip(tmp_path / "a.zip", {name: b"evil"})
    [member] = names(path)
    assert not {"..", ""} & set(member.split("/"))
    with opened(within(path, member)) as file:
        assert file.read_bytes() == b"evil"
        assert "sightline-" in file.parent.parent.name


def test_files_nobody_wrote_are_passed_over(tmp_path: Path) -> None:
    files = {"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "Thumbs.db": b"x", "a.txt": b"one"}
    assert names(make_zip(tmp_path / "a.zip", files)) == ["a.txt"]


def test_an_archive_with_a_password_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.txt": b"one"})
    encrypt(path)
    with pytest.raises(ExtractionError, match="protected by a password"):
        members(path)


def test_a_bomb_is_refused_before_anything_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "FREE_BYTES", 1_000_000)
    path = make_zip(tmp_path / "a.zip", {"a.txt": bytes(2_000_000)})
    with pytest.raises(ExtractionError, match="times when unpacked"):
        members(path)


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)
    path = make_zip(tmp_path / "a.zip", {f"{n}.txt": b"x" for n in range(3)})
    with pytest.raises(ExtractionError, match="holds 3 files"):
        members(path)


def test_a_damaged_member_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", b"AAAAAAAA")
        archive.writestr("b.txt", b"BBBBBBBB")
    path.write_bytes(path.read_bytes().replace(b"AAAAAAAA", b"AAAAXAAA"))
    first, second = [(item.member.name, item.error) for item in unpack(path)]
    assert first[1]
    assert "damaged" in first[1]
    assert second == ("b.txt", None)


def test_a_member_that_is_gone_is_told_in_plain_words(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.txt": b"one"})
    with pytest.raises(ExtractionError, match="no longer holds"), opened(within(path, "b.txt")):
        pass


def test_a_cut_off_archive_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.txt": b"one" * 99})
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(ExtractionError, match="damaged archive"):
        members(path)
