import os
from pathlib import Path

from desktop_app.engines.llama.projector import identity_of

MIDDLE = 2 << 20


def test_a_projector_is_known_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "mmproj.gguf"
    path.write_bytes(bytes(2 * MIDDLE))
    before = identity_of(path)
    assert identity_of(path) == before

    # Fetched anew, because something in its middle was damaged.
    time = path.stat().st_mtime_ns
    path.write_bytes(bytes(MIDDLE) + b"weights" + bytes(MIDDLE - 7))
    os.utime(path, ns=(time, time + 1000))
    assert identity_of(path) != before

    os.utime(path, ns=(time, time))
    for content in (b"!" + bytes(2 * MIDDLE - 1), bytes(2 * MIDDLE - 1) + b"!", bytes(MIDDLE)):
        path.write_bytes(content)
        os.utime(path, ns=(time, time))
        assert identity_of(path) != before
