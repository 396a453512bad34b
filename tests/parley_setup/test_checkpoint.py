"""The checkpoint is read with the very libraries that Parley reads it with."""

import io
import pickle
import pickletools
import struct
import subprocess
import sys
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

from parley_setup import checkpoint, whisper_tensors
from parley_setup.checkpoint import Tensor
from tests.parley_setup.ctranslate2 import tiny_whisper

NUMBERS = struct.pack("<6e", 0.0, 0.5, -1.0, 2.0, 65504.0, -0.25)
TENSORS = {"a.weight": Tensor((2, 3), NUMBERS), "a.bias": Tensor((3,), NUMBERS[:6])}


class Reader(pickle.Unpickler):
    """Keeps what a tensor is rebuilt with, and allows nothing beyond what torch allows."""

    def find_class(self, module: str, name: str) -> Any:
        known = {
            ("torch._utils", "_rebuild_tensor_v2"): lambda *arguments: arguments,
            ("torch", "HalfStorage"): "HalfStorage",
            ("collections", "OrderedDict"): OrderedDict,
        }
        return known[module, name]

    def persistent_load(self, pid: Any) -> Any:
        return pid


def test_its_pickle_says_what_it_should(tmp_path: Path) -> None:
    checkpoint.write(tmp_path / "m.pt", {"n_mels": 80, "n_vocab": 51864}, TENSORS)
    with zipfile.ZipFile(tmp_path / "m.pt") as archive:
        data = archive.read("archive/data.pkl")
        assert archive.read("archive/data/0") == NUMBERS
        assert archive.read("archive/data/1") == NUMBERS[:6]
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
    pickletools.dis(data, out=io.StringIO())  # raises where the pickle is malformed
    content = Reader(io.BytesIO(data)).load()
    assert content["dims"] == {"n_mels": 80, "n_vocab": 51864}
    weight, bias = content["model_state_dict"].values()
    assert list(content["model_state_dict"]) == list(TENSORS)
    assert weight == (
        ("storage", "HalfStorage", "0", "cpu", 6), 0, (2, 3), (3, 1), False, OrderedDict()
    )  # fmt: skip
    assert bias[:4] == (("storage", "HalfStorage", "1", "cpu", 3), 0, (3,), (1,))


def test_the_same_content_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pt", "two.pt"):
        checkpoint.write(tmp_path / name, {"n_mels": 80}, TENSORS)
    assert (tmp_path / "one.pt").read_bytes() == (tmp_path / "two.pt").read_bytes()


# torch is loaded in a process of its own: it stays out of the one in which the tests run.
TORCH = """
import sys, torch, whisper
from whisper.model import ModelDimensions, Whisper
held = torch.load(sys.argv[1], weights_only=True)
model = Whisper(ModelDimensions(**held["dims"]))
model.load_state_dict(held["model_state_dict"])
bias = held["model_state_dict"]["encoder.conv1.bias"]
sys.stdout.buffer.write(bias.numpy().tobytes())
"""


def test_openai_whisper_loads_it(tmp_path: Path) -> None:
    variables = tiny_whisper()
    path = tmp_path / "m.pt"
    checkpoint.write(
        path, whisper_tensors.dimensions(variables), whisper_tensors.tensors(variables)
    )
    done = subprocess.run(
        [sys.executable, "-c", TORCH, str(path)], capture_output=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == variables["encoder/conv1/bias"].data
