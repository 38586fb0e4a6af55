"""Put intervals into layers: (start, end, id) → id → layer.

Of two intervals only one that ends before the other begins is surely earlier; all others are level.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence


def layers(placed: Sequence[tuple[int, int | None, str]]) -> Mapping[str, int]:
    """The layer of each (start, end, id): one more than the highest of those that end before it starts.

    Sweep by start; `ends` holds closed intervals so far by end, `best` the highest rank among those.
    """
    out: dict[str, int] = {}
    waiting = sorted((end, start, name) for start, end, name in placed if end is not None)
    ends: list[int] = []
    best: list[int] = []
    taken = 0
    for start, _, name in sorted(placed, key=lambda p: (p[0], p[2])):
        while taken < len(waiting) and waiting[taken][0] <= start:
            end, _, earlier = waiting[taken]
            ends.append(end)
            best.append(max(out[earlier], best[-1] if best else 0))
            taken += 1
        place = bisect_right(ends, start)
        out[name] = best[place - 1] + 1 if place else 0
    return out
