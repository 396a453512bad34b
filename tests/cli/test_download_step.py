import os
from pathlib import Path

import pytest

from desktop_app.cli import download_step
from desktop_app.cli.download_step import DownloadStep
from desktop_app.cli.step import StepError
from desktop_app.core.engine import EngineSpec
from desktop_app.core.paths import Places


def the_step(home: Path) -> DownloadStep:
    places = Places(home)
    places.create()
    return DownloadStep(places)


def test_a_file_comes_whole_and_is_told_of_on_the_way(tmp_path: Path) -> None:
    ((name, step),) = the_step(tmp_path)
    assert name == "download"
    assert step().startswith("8 MB from this computer")


def test_a_fetcher_that_does_not_start_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download_step, "FETCH", EngineSpec("tests.engines.no_such:create"))
    with pytest.raises(StepError, match="no_such"):
        the_step(tmp_path).fetch()


def test_a_proxy_of_the_person_is_not_asked_for_a_file_of_this_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert the_step(tmp_path).fetch().startswith("8 MB from this computer")
    assert "no_proxy" not in os.environ
