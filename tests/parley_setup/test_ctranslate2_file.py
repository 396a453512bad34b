from pathlib import Path

import pytest

from parley_setup import ctranslate2_file
from parley_setup.ctranslate2_file import FormatError, Variable
from tests.parley_setup import ctranslate2


def test_what_was_written_is_read(tmp_path: Path) -> None:
    variables = {"a/b": Variable((2, 3), 4, bytes(12)), "größe": Variable((), 3, b"\1\0\0\0")}
    assert ctranslate2_file.read(ctranslate2.write(tmp_path / "m", variables)) == variables


def test_another_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="version"):
        ctranslate2_file.read(ctranslate2.write(tmp_path / "m", {}, version=5))


def test_half_a_file_is_refused(tmp_path: Path) -> None:
    path = ctranslate2.write(tmp_path / "m", {"a": Variable((4,), 4, bytes(8))})
    data = path.read_bytes()
    end_of_variables = data.index(b"decoder/projection") - 6
    for size in range(end_of_variables):
        path.write_bytes(data[:size])
        with pytest.raises(FormatError):
            ctranslate2_file.read(path)
