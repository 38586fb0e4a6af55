"""Pack extents into rows so that none overlaps another: intervals in pixels → row numbers.

Greedy first fit in order of their beginning, which needs no more rows than the largest number of intervals that
overlap at one place (interval graph colouring).
"""

from __future__ import annotations

from collections.abc import Sequence


def pack(extents: Sequence[tuple[float, float]], gap: float) -> list[int]:
    """The row of each (from, to), at least `gap` apart within a row; equal beginnings keep their order."""
    ends: list[float] = []
    rows = [0] * len(extents)
    for index in sorted(range(len(extents)), key=lambda i: (extents[i][0], i)):
        start, end = extents[index]
        row = next((r for r, last in enumerate(ends) if last + gap <= start), len(ends))
        if row == len(ends):
            ends.append(end)
        else:
            ends[row] = end
        rows[index] = row
    return rows
