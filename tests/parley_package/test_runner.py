"""What a step of a workflow tells the others."""

from pathlib import Path

import pytest

from parley_package import runner


def test_variables_folders_and_words(tmp_path: Path, capsys) -> None:
    names = ("GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")
    environment = {name: str(tmp_path / name) for name in names}
    runner.hand_on({"A": "1", "B": "x = y"}, [Path("first"), Path("second")], environment)
    runner.hand_on({"C": "2"}, environment=environment)
    runner.say("Not signed.", environment)
    assert (tmp_path / "GITHUB_ENV").read_text() == "A=1\nB=x = y\nC=2\n"
    # GitHub puts each line before those above it.
    assert (tmp_path / "GITHUB_PATH").read_text() == "second\nfirst\n"
    assert (tmp_path / "GITHUB_STEP_SUMMARY").read_text() == "- Not signed.\n"
    assert capsys.readouterr().out == "Not signed.\n"


def test_a_value_cannot_bring_a_second_variable(tmp_path: Path) -> None:
    environment = {"GITHUB_ENV": str(tmp_path / "env")}
    with pytest.raises(ValueError, match="A has more"):
        runner.hand_on({"A": "1\nPATH=/bad"}, environment=environment)
    assert not (tmp_path / "env").exists()


def test_elsewhere_a_sentence_is_only_printed(capsys) -> None:
    runner.say("Not signed.", {})
    assert capsys.readouterr().out == "Not signed.\n"
