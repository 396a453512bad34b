from desktop_app.core.settings import Settings
from desktop_app.ui.model_choice import ModelChoice

GOOD, BAD, OTHER = "/m/good.gguf", "/m/bad.gguf", "/m/other.gguf"


def choice(tmp_path) -> tuple[ModelChoice, Settings]:
    settings = Settings.load(tmp_path / "settings.toml")
    chosen = ModelChoice(settings)
    chosen.choose(GOOD)
    chosen.settle()
    return chosen, settings


def test_a_file_that_is_no_model_leaves_the_one_before_chosen(tmp_path):
    chosen, settings = choice(tmp_path)
    chosen.choose(BAD)
    assert chosen.path == BAD
    assert chosen.go_back(BAD, "model.damaged")
    assert chosen.path == GOOD
    assert settings.get("model.recent") == (GOOD,)
    assert not chosen.go_back(GOOD, "model.damaged")


def test_so_it_is_with_two_in_a_row_and_with_the_starter_model(tmp_path):
    chosen, _ = choice(tmp_path)
    chosen.choose(OTHER)
    chosen.choose(BAD)
    assert not chosen.go_back(OTHER, "model.damaged")
    assert chosen.go_back(BAD, "model.not_gguf")
    assert chosen.path == GOOD
    first = ModelChoice(Settings.load(tmp_path / "others.toml"))
    first.choose(BAD)
    assert first.go_back(BAD, "model.template")
    assert first.path == ""


def test_what_can_be_mended_stays_chosen(tmp_path):
    chosen, _ = choice(tmp_path)
    chosen.choose(OTHER)
    for code in ("model.too_big", "model.no_context", "engine.crashed_loading"):
        assert not chosen.go_back(OTHER, code)
    assert chosen.path == OTHER


def test_a_model_that_was_loaded_is_given_up_for_nothing(tmp_path):
    """Its file may be bad later: then there is nothing that was chosen a moment ago."""
    chosen, _ = choice(tmp_path)
    chosen.choose(OTHER)
    chosen.settle()
    assert not chosen.go_back(OTHER, "model.damaged")
    chosen.choose(OTHER)
    assert not chosen.go_back(OTHER, "model.damaged")


def test_a_drive_that_is_away_keeps_its_place_in_the_menu(tmp_path):
    chosen, settings = choice(tmp_path)
    chosen.choose(OTHER)
    assert chosen.go_back(OTHER, "model.missing")
    assert settings.get("model.recent") == (OTHER, GOOD)
