"""huggingface_hub's own `hf_hub_download`, and nothing else. Run as a side, see side.py."""

import shutil
import time
from pathlib import Path

from huggingface_hub import hf_hub_download

from tests.bench.answers import Answers


class BareHub:
    """Fetches into `folder`."""

    def open(self, address: str, repo: str, commit: str, folder: str) -> None:
        """Where to fetch from, and to."""
        self._address, self._repo, self._commit, self._folder = address, repo, commit, folder

    def fetch(self, path: str, size: int, sha256: str) -> float:
        """Fetch a file whole; the seconds it took."""
        began = time.perf_counter()
        name = hf_hub_download(
            self._repo,
            path,
            revision=self._commit,
            cache_dir=self._folder,
            endpoint=self._address,
        )
        seconds = time.perf_counter() - began
        if Path(name).stat().st_size != size:
            raise RuntimeError("it is not there")
        return seconds

    def forget(self) -> None:
        """Throw away what was fetched."""
        shutil.rmtree(self._folder, ignore_errors=True)


if __name__ == "__main__":
    bare = BareHub()
    Answers().serve({"open": bare.open, "fetch": bare.fetch, "forget": bare.forget})
