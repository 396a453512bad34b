"""Files in, kept texts out, and a sentence for everything that is none."""

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.core.document import (
    Document,
    Documented,
    DocumentFile,
    DocumentJob,
    Form,
    PagesRead,
)
from desktop_app.core.engine import CancelToken, CountJob, LoadJob, ModelOptions, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Finished, Reason
from desktop_app.core.picture import PictureFolder
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.engines.documents import create, pdf, source, word
from desktop_app.engines.documents import engine as documents
from tests.document_bytes import docx, paragraph, table
from tests.document_bytes import pdf as pdf_of

STRANGE = "Grüße, 你好, Жизнь, שלום and 🙂\n"


def run(path: Path, cancel: CancelToken | None = None) -> list[Event]:
    job = DocumentJob(
        "1", DocumentFile(str(path)), PictureFolder(str(path.parent / "kept")), path.name
    )
    events = list(create().run(job, cancel or CancelToken()))
    assert [isinstance(event, TERMINAL) for event in events].count(True) == 1
    assert isinstance(events[-1], TERMINAL)
    return events


def read(folder: Path, data: bytes, name: str = "a file") -> tuple[Document, str]:
    (folder / name).write_bytes(data)
    events = run(folder / name)
    made = [event.document for event in events if isinstance(event, Documented)]
    assert len(made) == 1, events
    return made[0], PictureShelf(folder / "kept").text(made[0])


def refused(folder: Path, data: bytes) -> Problem:
    (folder / "a file").write_bytes(data)
    event = run(folder / "a file")[-1]
    assert isinstance(event, Failed)
    assert not (folder / "kept").exists()
    return event.problem


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_text_of_any_unicode(tmp_path: Path, encoding: str) -> None:
    words = (
        STRANGE if encoding[-2] != "-" or encoding == "utf-8" else "Mostly plain words, ü.\n" * 9
    )
    document, text = read(tmp_path, words.encode(encoding))
    assert text == words
    assert (document.form, document.pages, document.length) == (Form.TEXT, 0, len(words))
    assert document.size == len(words.encode(encoding))


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", "Все счастливые семьи похожи друг на друга, каждая несчастлива по-своему. "),
        ("gb18030", "这是一个用来检查编码的句子，里面有很多常用的汉字和标点符号。"),
        ("shift_jis", "これは文字コードを調べるための文章です。ひらがなと漢字があります。"),
    ],
)
def test_text_of_older_encodings(tmp_path: Path, encoding: str, words: str) -> None:
    _, text = read(tmp_path, (words * 8).encode(encoding))
    assert text == words * 8


def test_western_letters_stay_readable(tmp_path: Path) -> None:
    words = "Grüße aus Köln: für Höflichkeit gibt es keine Gebühr, schöne Straße. " * 6
    _, text = read(tmp_path, words.encode("cp1252"))
    assert text == words


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "Été à Noël: où est l'hôtel près du café? Ça va très bien.\n"),
        ("cp1252", "Übermäßig große Vögel hören die Bäume.\n"),
        ("cp1252", "Não há informação, só ilusões e corações.\n"),
        ("cp1252", "Åsa går på älvens höga bro.\n"),
        ("cp1252", "café"),
        ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy.\n"),
        ("cp1250", "Zażółć gęślą jaźń. Dziękuję bardzo za pomoc.\n"),
        ("cp1254", "Çalışma şöyle başlıyor, güneş doğdu.\n" * 5),
        ("gbk", "你好世界，测试文件"),
        ("euc_kr", "안녕하세요 이것은 한국어 텍스트입니다."),
    ],
)
def test_short_texts_of_older_encodings(tmp_path: Path, encoding: str, words: str) -> None:
    _, text = read(tmp_path, words.encode(encoding))
    assert text == words


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "words",
    [
        "Plain words alone.\r\n",
        "你好，世界。这是一个文本。\n",
        "これは日本語の文章です。\n",
        "Это русский текст.\n",
        "مرحبا بالعالم\n",
    ],
)
def test_utf_16_that_does_not_say_so(tmp_path: Path, order: str, words: str) -> None:
    _, text = read(tmp_path, (words * 3).encode(order))
    assert text == words.replace("\r\n", "\n") * 3


def test_lines_end_in_one_way_and_nothing_else_changes(tmp_path: Path) -> None:
    _, text = read(tmp_path, b'a,b\r\n1,"x\ty"\r\rlast ')
    assert text == 'a,b\n1,"x\ty"\n\nlast '


def test_a_file_that_is_cut_within_a_letter_is_text(tmp_path: Path) -> None:
    _, text = read(tmp_path, "Grü".encode()[:-1])
    assert text == "Gr"


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF" + bytes(range(256)) * 20,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Word 97" * 30,
        rb"{\rtf1\ansi words}",
        bytes(range(256)) * 40,
        os.urandom(20_000).replace(b"PK", b"xx"),
        b"\0" * 5000,
    ],
    ids=["program", "doc", "rtf", "all bytes", "noise", "zeros"],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    assert refused(tmp_path, data).code == "document.binary"


def test_an_archive_that_is_no_document_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    assert refused(tmp_path, out.getvalue()).code == "document.binary"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_nothing_is_said_to_be_nothing(tmp_path: Path, data: bytes) -> None:
    assert refused(tmp_path, data).code == "document.empty"


def test_a_pdf_page_by_page(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of(["First page\nsecond line", "", "Third"]))
    events = run(tmp_path / "a.pdf")
    read = [(event.done, event.total) for event in events if isinstance(event, PagesRead)]
    assert read == [(1, 3), (2, 3), (3, 3)]
    (made,) = [event.document for event in events if isinstance(event, Documented)]
    assert (made.form, made.pages, made.name) == (Form.PDF, 3, "a.pdf")
    text = PictureShelf(tmp_path / "kept").text(made)
    assert [" ".join(page.split()) for page in text.split("\f")] == [
        "First page second line",
        "",
        "Third",
    ]
    assert made.part_of(text).startswith("[Page 1]\nFirst page")


def test_a_pdf_that_is_locked(tmp_path: Path) -> None:
    problem = refused(tmp_path, pdf_of(["secret"], encrypted=True))
    assert problem.code == "document.locked"


def test_a_pdf_of_pictures_alone(tmp_path: Path) -> None:
    assert refused(tmp_path, pdf_of(["", ""])).code == "document.scanned"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.9])
def test_a_pdf_that_is_cut_is_damaged_or_mended(tmp_path: Path, share: float) -> None:
    data = pdf_of([f"Page {number} of words" for number in range(20)])
    (tmp_path / "cut.pdf").write_bytes(data[: int(len(data) * share)])
    last = run(tmp_path / "cut.pdf")[-1]
    if isinstance(last, Failed):
        assert last.problem.code in ("document.damaged", "document.empty", "document.scanned")


def test_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    assert refused(tmp_path, pdf_of(["a", "b", "c"])).code == "document.too_large"


def test_a_word_document_becomes_markdown(tmp_path: Path) -> None:
    data = docx(
        paragraph("Report", "Heading1"),
        paragraph("Some *bare* words_of text."),
        table([["City", "People"], ["Köln", "1,000,000"]]),
    )
    document, text = read(tmp_path, data, "report.docx")
    assert document.form is Form.WORD
    assert "# Report" in text
    assert "Some *bare* words_of text." in text
    assert "| Köln | 1,000,000 |" in text


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    for declared in (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>',
        '<!DOCTYPE x [<!ENTITY e "aaaaaaaaaa"><!ENTITY f "&e;&e;&e;&e;">]>',
    ):
        problem = refused(tmp_path, docx(paragraph("&e;"), before=declared))
        assert problem.code == "document.damaged"
        assert "document type" in problem.details


def test_what_is_packed_too_large_is_never_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = docx(paragraph("a" * 60_000_000))
    assert len(bomb) < 1_000_000
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    assert refused(tmp_path, bomb).code == "document.too_large"


def test_more_elements_than_memory_has_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word, "_MOST_ELEMENTS", 1000)
    problem = refused(tmp_path, docx("<w:p/>" * 1000))
    assert problem.code == "document.too_large"
    assert "1002 elements" in problem.details


def test_a_document_nested_without_end(tmp_path: Path) -> None:
    deep = 30_000
    nested = "<w:tbl><w:tr><w:tc>" * deep + "</w:tc></w:tr></w:tbl>" * deep
    assert refused(tmp_path, docx(nested)).code in ("document.too_large", "document.damaged")


@pytest.mark.parametrize("share", [0.2, 0.7, 0.95])
def test_a_word_document_that_is_cut(tmp_path: Path, share: float) -> None:
    data = docx(paragraph("words " * 500), packed=zipfile.ZIP_STORED)
    assert refused(tmp_path, data[: int(len(data) * share)]).code == "document.damaged"


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_a_damaged_file_ends_in_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from((pdf_of(["One", "Two"]), docx(paragraph("Words")))))
    bad = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        bad[data.draw(st.integers(0, len(bad) - 1))] = data.draw(st.integers(0, 255))
    (tmp_path / "bad").write_bytes(bad)
    last = run(tmp_path / "bad")[-1]
    if isinstance(last, Failed):
        assert last.problem.code.startswith("document.")


def test_files_that_are_none(tmp_path: Path) -> None:
    codes = []
    for path in (tmp_path / "gone", tmp_path, tmp_path / "x\0y"):
        (event,) = run(path)
        assert isinstance(event, Failed)
        codes.append(event.problem.code)
    assert codes == ["document.missing", "document.folder", "document.damaged"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (event,) = run(tmp_path / "pipe")
    assert isinstance(event, Failed)
    assert event.problem.code == "document.binary"


def test_too_large_a_file_and_too_long_a_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(source, "MOST_FILE_BYTES", 1000)
        assert refused(tmp_path, b"a" * 1001).code == "document.too_large"
    with monkeypatch.context() as patch:
        patch.setattr(documents, "MOST_TEXT_BYTES", 1000)
        assert refused(tmp_path, b"a" * 1001).code == "document.too_large"
    monkeypatch.setattr(pdf, "MOST_TEXT_BYTES", 10)
    assert refused(tmp_path, pdf_of(["more than ten"])).code == "document.too_large"


def test_what_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "SECONDS", -1.0)
    for data in (b"words", pdf_of(["words"]), docx(paragraph("words"))):
        assert refused(tmp_path, data).code == "document.too_slow"


def test_a_stop_between_pages(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of(["one", "two", "three"]))
    cancel = CancelToken()
    job = DocumentJob("1", DocumentFile(str(tmp_path / "a.pdf")), PictureFolder(str(tmp_path)), "a")
    events = create().run(job, cancel)
    assert next(events) == PagesRead(1, 3)
    cancel.set()
    assert list(events) == [Finished(Reason.CANCELLED)]


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(PictureShelf, "keep", full)
    assert refused(tmp_path, b"words").code == "document.full"


def test_other_jobs() -> None:
    engine = create()
    folder = PictureFolder("/")
    assert list(engine.run(LoadJob("1", folder), CancelToken())) == [Finished()]
    assert list(engine.run(UnloadJob("1"), CancelToken())) == [Finished()]
    (event,) = engine.run(CountJob("1", ModelOptions("x"), ()), CancelToken())
    assert isinstance(event, Failed)
    engine.close()
