import ast
from importlib.util import find_spec
from pathlib import Path

import pytest

from desktop_app.core import engine_names
from desktop_app.core.engine import EngineSpec
from desktop_app.core.paths import Places

SPECS = {name: each for name, each in vars(engine_names).items() if isinstance(each, EngineSpec)}
SPECS["voice"] = engine_names.voice_engine(Path("somewhere"))


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_each_name_is_that_of_a_factory(spec):
    module, _, name = spec.factory.partition(":")
    origin = find_spec(module).origin  # Not imported: that is for the engine's own process.
    tree = ast.parse(Path(origin).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_models_in_another_form_stay_in_the_home(tmp_path):
    spec = engine_names.voice_engine(Places(tmp_path).voice_cache)
    assert Path(spec.options).is_relative_to(tmp_path)
