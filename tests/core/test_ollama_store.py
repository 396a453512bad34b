"""Ollama's names lead to its blobs, and whatever stands in a manifest leads nowhere else."""

import hashlib
import json
from pathlib import Path

import pytest

from desktop_app.core.ollama_store import OllamaModel, ollama_models, sha256_of_blob
from tests.fake_homes import in_ollama, put

MODEL = "application/vnd.ollama.image.model"


def test_names_are_those_that_ollama_shows(tmp_path: Path) -> None:
    in_ollama(tmp_path, "llama3.2:1b", b"a")
    in_ollama(tmp_path, "phi3", b"b")
    in_ollama(tmp_path, "mine:v1", b"c", registry="registry.ollama.ai/zoë")
    in_ollama(tmp_path, "repo-GGUF:Q4_K_M", b"d", registry="hf.co/maker")
    in_ollama(tmp_path, "else", b"e", registry="example.org/x")
    assert {model.name: model.repo for model in ollama_models(tmp_path)} == {
        "llama3.2:1b": "",
        "phi3": "",
        "zoë/mine:v1": "",
        "hf.co/maker/repo-GGUF:Q4_K_M": "maker/repo-GGUF",
        "example.org/x/else": "",
    }


def test_files_are_blobs(tmp_path: Path) -> None:
    blob = in_ollama(tmp_path, "llava", b"words", b"eyes")
    eyes = tmp_path / "blobs" / f"sha256-{hashlib.sha256(b'eyes').hexdigest()}"
    assert list(ollama_models(tmp_path)) == [OllamaModel("llava", (blob,), eyes)]
    assert blob.read_bytes() == b"words"
    assert sha256_of_blob(blob) == hashlib.sha256(b"words").hexdigest()
    assert sha256_of_blob(tmp_path / "x" / blob.name) == ""
    assert sha256_of_blob(blob.with_name("sha256-1")) == ""


@pytest.mark.parametrize(
    "digest",
    [
        "sha256:" + "0" * 64,
        "sha256:" + "0" * 63 + "/",
        "sha256:" + "A" * 64,
        "sha256:../../secret",
        "md5:" + "0" * 64,
        "../x",
        "",
        3,
        None,
    ],
)
def test_a_digest_that_is_none_leads_nowhere(tmp_path: Path, digest: object) -> None:
    put(tmp_path / "secret", b"x")
    layers = [{"mediaType": MODEL, "digest": digest}]
    manifest = tmp_path / "store/manifests/registry.ollama.ai/library/x/latest"
    put(manifest, json.dumps({"layers": layers}).encode())
    assert list(ollama_models(tmp_path / "store")) == []


def test_what_is_no_store_is_empty(tmp_path: Path) -> None:
    assert list(ollama_models(tmp_path / "gone")) == []
    put(tmp_path / "manifests", b"a file")
    assert list(ollama_models(tmp_path)) == []


def test_files_in_other_depths_are_no_manifests(tmp_path: Path) -> None:
    in_ollama(tmp_path, "good", b"a")
    manifest = next((tmp_path / "manifests").rglob("latest"))
    for place in ("x", "a/x", "a/b/x", "a/b/c/d/x"):
        put(tmp_path / "manifests" / place, manifest.read_bytes())
    assert [model.name for model in ollama_models(tmp_path)] == ["good"]
