"""Home folders laid out as other programs lay them out, with small models in them.

Every function takes the folder that the program knows and gives the path under which Parley is
to find the model.
"""

import hashlib
import json
from pathlib import Path

from tests.gguf_file import F32, gguf_bytes

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def model_bytes(name: str = "Tiny", weight: int = 0, **metadata: object) -> bytes:
    """A model that chats, as far as its header tells; another `weight` makes other bytes."""
    facts: dict[str, object] = {
        "general.architecture": "llama",
        "general.name": name,
        "general.size_label": "135M",
        "general.file_type": 15,
        "llama.block_count": 1,
        "llama.context_length": 2048,
        "llama.embedding_length": 64,
        "llama.feed_forward_length": 128,
        "llama.attention.head_count": 4,
        **{key.replace("__", "."): value for key, value in metadata.items()},
    }
    data = weight.to_bytes(4, "little") * (64 * 32)
    return gguf_bytes(facts, [("token_embd.weight", (64, 32), F32, data)])


def put(path: Path, data: bytes) -> Path:
    """Write a file, and the folders around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def in_hub_cache(
    cache: Path,
    repo: str,
    name: str,
    data: bytes,
    *,
    commit: str = COMMIT,
    ours: bool = False,
    links: bool = True,
) -> Path:
    """A file in a cache of the Hub's libraries; `ours` marks it as fetched by Parley.

    Without `links` it stands as on a Windows that allows none.
    """
    folder = cache / f"models--{repo.replace('/', '--')}"
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder / "snapshots" / commit / name
    path.parent.mkdir(parents=True, exist_ok=True)
    put(folder / "refs" / "main", commit.encode())
    if links:
        blob = put(folder / "blobs" / sha256, data)
        depth = len(path.relative_to(folder).parts) - 1
        path.symlink_to(Path(*[".."] * depth, "blobs", blob.name))
    else:
        path.write_bytes(data)
    if ours:
        _mark(folder / ".parley" / sha256, f"{commit}/{name}", path)
    return path


def _mark(mark: Path, name: str, file: Path) -> None:
    """Add a name to a mark, as the fetch engine does."""
    before = mark.read_text() if mark.exists() else ""
    put(mark, f"{before}{name}\t{int(file.stat().st_mtime)}\n".encode())


def in_lm_studio(home: Path, repo: str, name: str, data: bytes, folder: str = ".lmstudio") -> Path:
    """A model of LM Studio: in the folders of its maker and its repository."""
    return put(home / folder / "models" / repo / name, data)


def in_ollama(
    store: Path,
    name: str,
    data: bytes,
    projector: bytes | None = None,
    registry: str = "registry.ollama.ai/library",
) -> Path:
    """A model of Ollama ("llama3.2:1b"): a manifest and nameless blobs. The path of its blob."""
    layers = [_layer(store, "application/vnd.ollama.image.model", data)]
    layers.append(_layer(store, "application/vnd.ollama.image.template", b"{{ .Prompt }}"))
    if projector is not None:
        layers.append(_layer(store, "application/vnd.ollama.image.projector", projector))
    title, _, tag = name.partition(":")
    manifest = store / "manifests" / registry / title / (tag or "latest")
    put(manifest, json.dumps({"schemaVersion": 2, "layers": layers}).encode())
    return store / "blobs" / f"sha256-{hashlib.sha256(data).hexdigest()}"


def in_jan(data_folder: Path, name: str, data: bytes) -> Path:
    """A model of Jan's: called after its folder alone."""
    folder = data_folder / "llamacpp" / "models" / name
    path = put(folder / "model.gguf", data)
    relative = path.relative_to(data_folder).as_posix()
    put(folder / "model.yml", f"name: {name}\nmodel_path: {relative}\nsize_bytes: 1\n".encode())
    return path


def linked_from_jan(data_folder: Path, name: str, path: Path) -> None:
    """A model that Jan was told to use where it lies."""
    folder = data_folder / "llamacpp" / "models" / name
    put(folder / "model.yml", f"name: '{name}'\nmodel_path: {path}\n".encode())


def _layer(store: Path, kind: str, data: bytes) -> dict[str, object]:
    sha256 = hashlib.sha256(data).hexdigest()
    put(store / "blobs" / f"sha256-{sha256}", data)
    return {"mediaType": kind, "digest": f"sha256:{sha256}", "size": len(data)}
