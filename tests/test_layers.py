"""Ranks are layers: later means after the end of what is earlier; what may overlap is level."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.layers import layers

INTERVALS = st.lists(
    st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(1, 9))), min_size=1, max_size=25
).map(lambda pairs: [(start, None if size is None else start + size, f"e{i}") for i, (start, size) in enumerate(pairs)])


def test_months_days_and_ties() -> None:
    placed = [(0, 30, "june"), (100, 101, "monday"), (100, 101, "monday too"), (101, 102, "tuesday"), (101, None, "on")]
    assert layers(placed) == {"june": 0, "monday": 1, "monday too": 1, "tuesday": 2, "on": 2}


@given(INTERVALS)
def test_before_means_a_lower_rank(placed: list[tuple[int, int | None, str]]) -> None:
    ranks = layers(placed)
    for _, end, a in placed:
        for start, _, b in placed:
            if end is not None and end <= start:
                assert ranks[a] < ranks[b]


@given(INTERVALS)
def test_each_rank_above_zero_has_something_before_it(placed: list[tuple[int, int | None, str]]) -> None:
    ranks = layers(placed)
    ends = {name: end for _, end, name in placed}
    for start, _, name in placed:
        if ranks[name]:
            below = [n for n, r in ranks.items() if r == ranks[name] - 1]
            assert any(ends[n] is not None and ends[n] <= start for n in below)  # type: ignore[operator]
