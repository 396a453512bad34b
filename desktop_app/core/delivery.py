"""A parcel on its way: which file is next, how far all of them have come, how fast, how long."""

from collections import deque
from collections.abc import Mapping
from pathlib import Path

from desktop_app.core.download import Parcel
from desktop_app.core.events import Fetching
from desktop_app.core.fetch import RemoteFile, bytes_here

SPAN_SECONDS = 10.0
"""The speed is the mean of so long: shorter, the time left jumps; longer, it lags behind."""

_LEAST_SECONDS = 1.0
"""Before that nothing is said of the speed: it would be a guess."""


class Delivery:
    """Counts while the files of `parcel` are fetched, one after the other.

    `here` are the bytes of each file that are here already, by path; without it they are looked
    for, which may wait for the disk. `tries` is as in `Fetching`. Times are in
    seconds of any clock that only goes forward.
    """

    def __init__(self, parcel: Parcel, here: Mapping[str, int] | None = None) -> None:
        self.parcel = parcel
        self.tries = 0
        self._left = list(parcel.files)
        if here is None:
            here = {file.path: _bytes_here(file) for file in parcel.files}
        self._here = {file.path: here.get(file.path, 0) for file in parcel.files}
        self._seen: deque[tuple[float, int]] = deque()

    @property
    def file(self) -> RemoteFile | None:
        """The file to fetch now, None when all are in their places."""
        return self._left[0] if self._left else None

    @property
    def here(self) -> Mapping[str, int]:
        """Bytes that are here of each file, by path."""
        return self._here

    @property
    def done(self) -> int:
        """Bytes that are here of all files."""
        return sum(self._here.values())

    @property
    def total(self) -> int:
        """Bytes of all files."""
        return self.parcel.size

    @property
    def more(self) -> int:
        """Bytes that are still to come of the files after the one that is fetched now."""
        return sum(max(0, file.size - self._here[file.path]) for file in self._left[1:])

    @property
    def speed(self) -> float:
        """Bytes a second, lately; 0 while that is not known, and while nothing comes."""
        if self.tries or len(self._seen) < 2:
            return 0.0
        (began, first), (ended, last) = self._seen[0], self._seen[-1]
        if ended - began < _LEAST_SECONDS or last <= first:
            return 0.0
        return (last - first) / (ended - began)

    @property
    def seconds(self) -> float:
        """The time left, 0 while it is not known."""
        speed = self.speed
        return (self.total - self.done) / speed if speed else 0.0

    def on_fetching(self, event: Fetching, now: float) -> None:
        """Take in how far the file has come; `now` is the time."""
        if (file := self.file) is None:
            return
        before = self.done
        self._here[file.path] = event.done
        self.tries = event.tries
        if self.done < before or event.tries:
            self._seen.clear()  # it began anew, or the network was away
        if event.tries:
            return
        self._seen.append((now, self.done))
        while self._seen[0][0] < now - SPAN_SECONDS:
            self._seen.popleft()

    def on_arrived(self) -> None:
        """The file is in its place: go on to the next."""
        file = self._left.pop(0)
        self._here[file.path] = file.size
        self.tries = 0


def _bytes_here(file: RemoteFile) -> int:
    """What has come of a file, all of it when it stands in its place."""
    whole = Path(file.link or file.path)
    try:
        return whole.stat().st_size
    except OSError:
        return bytes_here(file)
