import os
import sys
from pathlib import Path

import pytest

from parley_package import linkage


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for objdump")
def test_objdump_is_asked_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = tmp_path / "objdump"
    stand_in.write_text('#!/bin/sh\necho "$LC_ALL"\n', encoding="utf-8")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert linkage.headers([tmp_path / "libthing.so"]) == ["C"]
