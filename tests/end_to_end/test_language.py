"""The window in another language: chosen in the settings, without a new start of the program."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.conftest import ROOT

CHINESE = """<?xml version="1.0" encoding="utf-8"?>
<TS version="2.1" language="zh_CN"><context><name>SidePanel</name><message>
<source>New conversation</source><translation>新对话</translation></message></context></TS>
"""


def test_it_is_chosen_in_the_settings_and_chosen_back(tmp_path: Path) -> None:
    folder = tmp_path / "translations"
    folder.mkdir()
    source = folder / "parley_zh_CN.ts"
    source.write_text(CHINESE, encoding="utf-8")
    tool = shutil.which("pyside6-lrelease", path=sysconfig.get_path("scripts"))
    assert tool is not None
    subprocess.run([tool, str(source)], check=True, capture_output=True)
    code = "import sys; from tests.other_language import main; sys.exit(main())"
    words = [sys.executable, "-X", "utf8", "-c", code, str(tmp_path)]
    done = subprocess.run(
        [*words, "--demo", "--home", str(tmp_path / "home")],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=200,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "New conversation||0|LeftToRight",
        "新对话|half a thought|1|LeftToRight",
        "New conversation|half a thought|1|LeftToRight",
    ], done.stderr
    assert done.returncode == 0, done.stderr
