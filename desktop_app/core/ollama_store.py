"""Reading Ollama's store: which names it has, and which files hold them.

A manifest `manifests/<registry>/<namespace>/<name>/<tag>` is JSON in the form of an OCI image:
layers with a media type and a digest, and the layer "sha256:…" is the file `blobs/sha256-…`
(server/manifest.go, server/modelpath.go in Ollama's source). Nothing that stands there raises.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MODEL = "application/vnd.ollama.image.model"
_PROJECTOR = "application/vnd.ollama.image.projector"
_OWN_REGISTRY, _OWN_SPACE = "registry.ollama.ai", "library"
_HUB_REGISTRIES = ("hf.co", "huggingface.co")

_DIGEST = re.compile(r"sha256[:-]([0-9a-f]{64})")
_LARGEST_MANIFEST = 1 << 20
_MOST_MANIFESTS = 10_000


@dataclass(frozen=True, slots=True)
class OllamaModel:
    """One name in the store: "llama3.2:1b". `files` are its blobs, mostly one; `projector` is the
    blob of the part that sees, None without one; `repo` is that on the Hub, "" for another."""

    name: str
    files: tuple[Path, ...]
    projector: Path | None = None
    repo: str = ""


def ollama_models(store: Path) -> Iterator[OllamaModel]:
    """What is in the store, by name; what cannot be read is left out."""
    found = 0
    for registry in _below(store / "manifests"):
        for space in _below(registry):
            for name in _below(space):
                for manifest in _below(name):
                    found += 1
                    if found > _MOST_MANIFESTS:
                        return
                    if model := _read(store, manifest):
                        yield model


def sha256_of_blob(path: Path) -> str:
    """The SHA-256 that a blob of Ollama's is named by, "" for another file."""
    match = _DIGEST.fullmatch(path.name)
    return match[1] if match and path.parent.name == "blobs" else ""


def _below(folder: Path) -> list[Path]:
    """What is in a folder; nothing where there is none, or it may not be read."""
    with suppress(OSError):
        return sorted(folder.iterdir())
    return []


def _read(store: Path, manifest: Path) -> OllamaModel | None:
    with suppress(OSError, ValueError, RecursionError):
        if manifest.is_file() and manifest.stat().st_size <= _LARGEST_MANIFEST:
            document = json.loads(manifest.read_bytes())
            files = tuple(_blobs(store, document, _MODEL))
            if files:
                eyes = next(_blobs(store, document, _PROJECTOR), None)
                return OllamaModel(_name(manifest), files, eyes, _repo(manifest))
    return None


def _blobs(store: Path, document: object, kind: str) -> Iterator[Path]:
    """The files of the layers of one kind. A digest that is none leads out of the folder."""
    layers = document.get("layers") if isinstance(document, dict) else None
    for layer in layers if isinstance(layers, list) else ():
        if not isinstance(layer, dict) or layer.get("mediaType") != kind:
            continue
        digest = layer.get("digest")
        if isinstance(digest, str) and (match := _DIGEST.fullmatch(digest)):
            path = store / "blobs" / f"sha256-{match[1]}"
            if path.is_file():
                yield path


def _name(manifest: Path) -> str:
    """What Ollama calls it: without what goes without saying."""
    registry, space, name, tag = manifest.parts[-4:]
    words = [name]
    if (registry, space) != (_OWN_REGISTRY, _OWN_SPACE):
        words.insert(0, space)
    if registry != _OWN_REGISTRY:
        words.insert(0, registry)
    return "/".join(words) + ("" if tag == "latest" else f":{tag}")


def _repo(manifest: Path) -> str:
    registry, space, name, _ = manifest.parts[-4:]
    return f"{space}/{name}" if registry in _HUB_REGISTRIES else ""
