"""Files that the engine of export writes, read again."""

import base64
import json
from pathlib import Path
from typing import Any

import pypdf
import pytest

from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.engine import CancelToken, LoadJob, ModelOptions
from desktop_app.core.engine_names import EXPORT
from desktop_app.core.events import Failed, Fetching, Finished, Reason
from desktop_app.core.export_job import Exported, ExportJob, Format, Unkept
from desktop_app.core.picture import Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.store import Store
from desktop_app.core.window_store import WindowStore
from desktop_app.media.export import ExportEngine
from tests.rival_exports import png


@pytest.fixture
def ids(tmp_path: Path) -> list[str]:
    """Two conversations of one title, the older one first; the first has a picture."""
    data = png()
    picture = Picture(PictureShelf(tmp_path / "pictures").keep(data, ".png"), ".png", 40, 30)
    gone = Picture("0" * 64, ".png", 4, 3)
    store = Store.open(tmp_path / "chats.sqlite3")
    ids = []
    for shown in ((picture, gone), ()):
        talk = Conversation(title="Größe: 鱼")
        question = talk.add(Role.USER, "Which fish?", "", attachments=shown)
        reply = talk.add(Role.ASSISTANT, "A *carp*.\n\n" * 200, question.id, thought="Hm.")
        store.save_messages(talk, [question, reply], durable=True)
        ids.append(talk.id)
    store.close()
    return ids


def export(folder: Path, ids: list[str], path: Path, format: Format, **more: Any) -> list[object]:
    job = ExportJob(
        "1",
        str(folder / "chats.sqlite3"),
        str(folder / "pictures"),
        tuple(ids),
        str(path),
        format,
        **more,
    )
    return list(ExportEngine().run(job, CancelToken()))


def test_a_pdf_has_pages_words_and_pictures(tmp_path: Path, ids: list[str], qapp: object) -> None:
    events = export(tmp_path, ids[:1], tmp_path / "a.pdf", Format.PDF, thoughts=True)
    assert events[-2:] == [Exported((str(tmp_path / "a.pdf"),), 1, lost=1), Finished()]
    pages = pypdf.PdfReader(tmp_path / "a.pdf").pages
    assert len(pages) > 1
    told = [event.total for event in events if isinstance(event, Fetching)]
    assert told == [len(pages)] * len(pages)
    words = " ".join(pages[0].extract_text().split())
    assert "Which" in words
    assert "Hm." in words
    assert f"1 / {len(pages)}" in words
    assert len(pages[0].images) == 1


def test_formulas_are_drawn(tmp_path: Path, qapp: object) -> None:
    store = Store.open(tmp_path / "chats.sqlite3")
    talk = Conversation(title="Sums")
    words = "A $\\frac{a}{b}$ and $\\frac{a}{b}$, not $\\frac{1$.\n\n\\[ x^2 \\]"
    reply = talk.add(Role.ASSISTANT, words, "")
    store.save_messages(talk, [reply], durable=True)
    store.close()
    formats = {Format.HTML: "a.html", Format.PDF: "a.pdf"}
    for format, name in formats.items():
        job = ExportJob(
            "1",
            str(tmp_path / "chats.sqlite3"),
            str(tmp_path / "pictures"),
            (talk.id,),
            str(tmp_path / name),
            format,
        )
        engine = EXPORT.create()
        assert list(engine.run(job, CancelToken()))[-1] == Finished()
        engine.close()
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 3
    assert "$\\frac{1$" in page
    (printed,) = pypdf.PdfReader(tmp_path / "a.pdf").pages
    sizes = {(each.image.width, each.image.height) for each in printed.images if each.image}
    assert sizes
    assert "frac{a}" not in printed.extract_text()


def test_all_go_into_a_folder_and_nothing_is_replaced(tmp_path: Path, ids: list[str]) -> None:
    for _ in range(2):
        export(tmp_path, [], tmp_path / "out", Format.MARKDOWN)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "Größe 鱼 (2).md",
        "Größe 鱼 (3).md",
        "Größe 鱼 (4).md",
        "Größe 鱼.md",
    ]


def test_several_as_json_are_one_list(tmp_path: Path, ids: list[str]) -> None:
    export(tmp_path, ids, tmp_path / "all.json", Format.JSON, thoughts=True)
    talks = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert [talk["id"] for talk in talks] == ids
    assert len(talks[0]["pictures"]) == 1
    assert talks[0]["messages"][1]["thought"] == "Hm."


def test_html_stands_alone(tmp_path: Path, ids: list[str]) -> None:
    export(tmp_path, ids[:1], tmp_path / "a.html", Format.HTML)
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "data:image/png;base64," in page
    assert "http" not in page.replace("http-equiv", "")
    assert "Hm." not in page


def test_a_stop_leaves_no_file(tmp_path: Path, ids: list[str]) -> None:
    job = ExportJob(
        "1",
        str(tmp_path / "chats.sqlite3"),
        "",
        (ids[0],),
        str(tmp_path / "a.md"),
        Format.MARKDOWN,
    )
    cancel = CancelToken()
    cancel.set()
    assert list(ExportEngine().run(job, cancel)) == [Finished(Reason.CANCELLED)]
    assert not (tmp_path / "a.md").exists()


def test_a_folder_that_is_not_there(tmp_path: Path, ids: list[str]) -> None:
    (end,) = export(tmp_path, ids[:1], tmp_path / "no" / "a.md", Format.MARKDOWN)
    assert isinstance(end, Failed)
    assert end.problem.code == "export.failed"


def test_nothing_to_export(tmp_path: Path) -> None:
    Store.open(tmp_path / "chats.sqlite3").close()
    (end,) = export(tmp_path, [], tmp_path / "a", Format.PDF)
    assert isinstance(end, Failed)
    assert end.problem.code == "export.nothing"


def test_other_jobs(tmp_path: Path) -> None:
    engine = ExportEngine()
    assert list(engine.run(LoadJob("1", ModelOptions("x")), CancelToken())) == [Finished()]
    engine.close()


def test_what_is_in_no_file_is_written_as_it_is(tmp_path: Path, ids: list[str]) -> None:
    data = png()
    shelf = PictureShelf(tmp_path / "aside")
    picture = Picture(shelf.keep(data, ".png"), ".png", 40, 30)
    store = WindowStore.open(tmp_path / "other.sqlite3")
    talk = Conversation(title="Secret")
    store.begin_temporary(talk.id)
    question = talk.add(Role.USER, "Which horse?", "", attachments=(picture,))
    store.save_messages(talk, [question], durable=True)
    image = store.image_of_temporary(talk.id)
    assert image is not None
    unkept = Unkept(image, str(tmp_path / "aside"))
    path = tmp_path / "secret.json"
    events = export(tmp_path, [talk.id], path, Format.JSON, unkept=unkept)
    assert events[-2:] == [Exported((str(path),), 1), Finished()]
    (written,) = json.loads(path.read_text("utf-8"))["pictures"].values()
    assert base64.b64decode(written) == data
    store.end_temporary(talk.id)
    assert store.image_of_temporary(talk.id) is None
    (failed,) = export(tmp_path, [talk.id], path, Format.JSON)
    assert isinstance(failed, Failed)
    assert failed.problem.code == "export.nothing"
    store.close()
