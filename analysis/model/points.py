"""What a TimeML relation says of the points of its two sides: the start and the end of an interval.

A point algebra (Vilain and Kautz 1986): one point is before (<), not after (<=) or the same as (=) another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

START, END = 0, 1

# Per relation: (point of the first, sign, point of the second).
# BEFORE lets intervals meet, since days do; what is included may last to the end of what includes it.
POINTS: Mapping[str, tuple[tuple[int, str, int], ...]] = {
    "BEFORE": ((END, "<=", START),),
    "AFTER": ((START, ">=", END),),
    "INCLUDES": ((START, "<", START), (END, ">=", END)),
    "IS_INCLUDED": ((START, ">", START), (END, "<=", END)),
    "BEGINS": ((START, "=", START), (END, "<=", END)),
    "BEGUN_BY": ((START, "=", START), (END, ">=", END)),
    "ENDS": ((END, "=", END), (START, ">=", START)),
    "ENDED_BY": ((END, "=", END), (START, "<=", START)),
    "SIMULTANEOUS": ((START, "=", START), (END, "=", END)),
    "IDENTITY": ((START, "=", START), (END, "=", END)),
    "IBEFORE": ((END, "=", START),),
    "IAFTER": ((START, "=", END),),
    "NOT_BEFORE": ((START, ">=", START),),  # the two halves of IS_INCLUDED, for dates with an open end
    "NOT_AFTER": ((END, "<=", END),),
}


def point_order(kind: str, source: tuple[int, int], target: tuple[int, int]) -> Iterator[tuple[int, int, bool]]:
    """The pairs of points of which the first is not after the second, and whether it is surely before it.

    `source` and `target` are the names of the start and the end of each side.
    """
    for mine, sign, its in POINTS[kind]:
        one, other = source[mine], target[its]
        if sign in ("<", "<=", "="):
            yield one, other, sign == "<"
        if sign in (">", ">=", "="):
            yield other, one, sign == ">"
