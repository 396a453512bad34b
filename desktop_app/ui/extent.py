"""The heights of a long column, with the places that follow from them, in logarithmic time."""

from collections.abc import Iterable


class Extent:
    """Heights of rows in pixels as a Fenwick tree: one row's height changes, every place follows.

    With plain sums each token of a reply would cost more the longer the conversation is.
    """

    def __init__(self, heights: Iterable[int] = ()) -> None:
        self._heights: list[int] = []
        self._tree = [0]
        for height in heights:
            self.append(height)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> int:
        return self._heights[row]

    def append(self, height: int) -> None:
        """Add a row at the end."""
        end = len(self._heights) + 1
        covered = self.top(end - 1) - self.top(end - (end & -end))
        self._heights.append(height)
        self._tree.append(covered + height)

    def set(self, row: int, height: int) -> None:
        """Give a row another height; IndexError for one that there is not."""
        if not 0 <= row < len(self._heights):
            raise IndexError(row)
        difference = height - self._heights[row]
        if not difference:
            return
        self._heights[row] = height
        place = row + 1
        while place < len(self._tree):
            self._tree[place] += difference
            place += place & -place

    def truncate(self, count: int) -> None:
        """Keep the first `count` rows."""
        del self._heights[count:]
        del self._tree[count + 1 :]

    def top(self, row: int) -> int:
        """Where a row begins; the total height for the row after the last."""
        place, total = row, 0
        while place > 0:
            total += self._tree[place]
            place -= place & -place
        return total

    @property
    def total(self) -> int:
        """The height of all rows."""
        return self.top(len(self._heights))

    def row_at(self, y: int) -> int:
        """The row that covers `y`; the first or last one outside. -1 when there is none."""
        place = 0
        step = 1 << len(self._heights).bit_length()
        while step:
            ahead = place + step
            if ahead < len(self._tree) and self._tree[ahead] <= y:
                place = ahead
                y -= self._tree[ahead]
            step >>= 1
        return min(place, len(self._heights) - 1)
