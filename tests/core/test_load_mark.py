from pathlib import Path

from desktop_app.core.load_mark import LoadMark


def test_the_mark_is_there_for_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "loading"
    assert LoadMark(path).read() == ""
    mark = LoadMark(path)
    mark.set("/m/Modèle 7B.gguf")
    assert LoadMark(path).read() == "/m/Modèle 7B.gguf"
    mark.clear()
    assert LoadMark(path).read() == ""
    mark.clear()


def test_a_name_that_is_no_text_is_kept(tmp_path: Path) -> None:
    mark = LoadMark(tmp_path / "loading")
    mark.set("/m/\udcff.gguf")
    assert mark.read() == "/m/\udcff.gguf"


def test_it_is_written_once_for_a_load(tmp_path: Path) -> None:
    path = tmp_path / "loading"
    mark = LoadMark(path)
    mark.set("/m/a.gguf")
    path.write_text("untouched")
    mark.set("/m/a.gguf")
    assert mark.read() == "untouched"
    mark.clear()
    mark.set("/m/a.gguf")
    assert mark.read() == "/m/a.gguf"


def test_a_folder_that_cannot_be_written_stops_no_load(tmp_path: Path) -> None:
    mark = LoadMark(tmp_path / "gone" / "loading")
    mark.set("/m/a.gguf")
    assert mark.read() == ""
    mark.clear()
