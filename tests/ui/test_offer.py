"""What a drop or a paste brings, told apart by what is in it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from desktop_app.ui.offer import (
    Offer,
    PictureBytes,
    PictureFile,
    PicturePixels,
    PictureUrl,
    offer_of,
    offer_of_files,
)

CAT = "https://example.org/cat"


def mime(
    *urls: str, text: str = "", html: str = "", data: bytes = b"", form: str = "image/png"
) -> QMimeData:
    made = QMimeData()
    if urls:
        made.setUrls([QUrl(url) for url in urls])
    if text:
        made.setData("text/plain", text.encode())
    if html:
        made.setHtml(html)
    if data:
        made.setData(form, data)
    return made


def test_files_are_told_apart_by_their_names() -> None:
    paths = ["/a/Ü b.JPG", "/a/talk.mp3", "/a/film.MKV", "/a/model.gguf", "/a/unknown", "/a/x.heic"]
    offer = offer_of_files(paths)
    assert offer == Offer(
        model="/a/model.gguf",
        sounds=("/a/talk.mp3",),
        films=("/a/film.MKV",),
        pictures=tuple(PictureFile(f"/a/{name}") for name in ("Ü b.JPG", "unknown", "x.heic")),
    )
    assert offer.pictures[0].name == "Ü b.JPG"


def test_copied_files_come_before_what_else_the_file_manager_says() -> None:
    data = mime("file:///a/cat.png", text="/a/cat.png", data=b"an icon of the file")
    assert offer_of(data) == Offer(pictures=(PictureFile("/a/cat.png"),))


def test_text_belongs_to_the_text_field() -> None:
    for data in (
        mime(text="some words"),
        mime(text="words", html="<b>words</b><img src='https://example.org/x.png'>"),
        mime(text="a table", data=b"a picture of the table"),
        mime(text=f"{CAT}.png"),
        mime(f"{CAT}/page", text=f"{CAT}/page", html=f"<a href='{CAT}/page'>a link</a>"),
        mime(),
    ):
        assert not offer_of(data)
        assert not offer_of(data, read=False)


def test_the_bytes_of_a_picture_are_taken_as_they_are() -> None:
    data = mime(data=b"webp", form="image/webp", html=f"<img src='{CAT}.webp'>")
    assert offer_of(data) == Offer(pictures=(PictureBytes(b"webp"),))
    data.setData("image/png", b"png")
    assert offer_of(data) == Offer(pictures=(PictureBytes(b"png"),))
    assert offer_of(data, read=False) == Offer(pictures=(PictureBytes(b""),))


def test_pixels_are_taken_where_there_is_nothing_else(qapp: QApplication) -> None:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    data = QMimeData()
    data.setImageData(image)
    (source,) = offer_of(data).pictures
    assert isinstance(source, PicturePixels)
    assert source.image == image
    assert offer_of(data, read=False).attaches


@pytest.mark.parametrize(
    "data",
    [
        mime("data:image/png;base64,QUJD"),
        mime(
            f"{CAT}/page", text=f"{CAT}/page", html='<img alt="" src="data:image/png;base64,QUJD">'
        ),
    ],
    ids=["address", "html"],
)
def test_a_picture_written_out_in_its_address(data: QMimeData) -> None:
    assert offer_of(data) == Offer(pictures=(PictureUrl("data:image/png;base64,QUJD"),))


@pytest.mark.parametrize(
    "data",
    [
        mime(f"{CAT}.jpg"),
        mime(f"{CAT}.JPG?size=2", text=f"{CAT}.JPG?size=2"),
        mime(f"{CAT}/page", text=f"{CAT}/page", html=f"<a><img class=x src={CAT}.jpg></a>"),
    ],
    ids=["address", "address as text", "in a link"],
)
def test_a_picture_that_is_elsewhere(data: QMimeData) -> None:
    assert offer_of(data) == Offer(elsewhere=True)
    assert offer_of(data, read=False).attaches


def test_an_offer_of_nothing_is_false() -> None:
    assert not Offer()
    assert not Offer(model="/a/m.gguf").attaches
    assert Offer(model="/a/m.gguf")
    assert not Offer(sounds=("/a/b.mp3",)).attaches


def test_texts_are_known_by_their_names_and_what_is_not_known_is_tried_as_a_picture() -> None:
    names = ["a.TXT", "b.md", "c.py", "d.pdf", "e.docx", "f.csv", "Makefile", "LICENSE", "g.html"]
    offer = offer_of_files([f"/a/{name}" for name in (*names, "h.png", "unknown", "song.mp3")])
    assert offer.documents == tuple(f"/a/{name}" for name in names)
    assert offer.attaches
    assert [picture.name for picture in offer.pictures] == ["h.png", "unknown"]
    assert offer.sounds == ("/a/song.mp3",)
    data = mime("file:///a/notes.txt", text="/a/notes.txt")
    assert offer_of(data) == Offer(documents=("/a/notes.txt",))


def test_typescript_is_no_film(tmp_path: Path) -> None:
    program, film, gone = (str(tmp_path / name) for name in ("code.ts", "tv.ts", "gone.ts"))
    Path(program).write_text("Go = 1;\n" * 60)
    Path(film).write_bytes((b"G" + b"\0" * 187) * 3)
    offer = offer_of_files([program, film, gone])
    assert offer.documents == (program,)
    assert offer.films == (film, gone)
