"""Find where the rows lie in a figure: Figure → Places.

    places = find(figure, ids)
    places.at(trace, point)     # the ids that a mark stands for: two for a link between claims
    places.outline(id)          # the corners of its marks, to draw a line around them

A mark is a bar that names its rows in `customdata`, parted by blanks; whatever else is in a figure is passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import plotly.graph_objects as go

Corner = tuple[float | None, float | None]
END: Corner = (None, None)  # lifts the pen


@dataclass(frozen=True, slots=True)
class Places:
    """`ids` by (trace, point), and the `boxes` (x0, y0, x1, y1) of each id, in the figure's pixels."""

    ids: Mapping[tuple[int, int], tuple[str, ...]]
    boxes: Mapping[str, tuple[tuple[float, float, float, float], ...]]

    @property
    def traces(self) -> tuple[int, ...]:
        return tuple(sorted({trace for trace, _ in self.ids}))

    def at(self, trace: int, point: int) -> tuple[str, ...]:
        """The ids of one mark, none if there is none."""
        return self.ids.get((trace, point), ())

    def outline(self, id: str | None) -> tuple[list[float | None], list[float | None]]:
        """The x and y of a line around each mark of a row; without marks, a line without points."""
        corners = [
            corner
            for x0, y0, x1, y1 in self.boxes.get(id or "", ())
            for corner in ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0), END)
        ]
        return [x for x, _ in corners], [y for _, y in corners]


def find(figure: go.Figure, known: Collection[str]) -> Places:
    """The marks of `figure` whose rows are among `known`."""
    ids: dict[tuple[int, int], tuple[str, ...]] = {}
    boxes: dict[str, list[tuple[float, float, float, float]]] = {}
    for number, trace in enumerate(figure.data):
        for point, data in enumerate(trace.customdata if _is_bar(trace) else ()):
            rows = tuple(word for word in _words(data) if word in known)
            if rows:
                ids[number, point] = rows
            for row in rows:
                boxes.setdefault(row, []).append(_box(trace, point))
    return Places(ids, {row: tuple(found) for row, found in boxes.items()})


def _is_bar(trace: Any) -> bool:
    return trace.type == "bar" and trace.orientation == "h" and trace.customdata is not None


def _words(data: Any) -> list[str]:
    """The first value of a mark's data, or the only one."""
    first = data if isinstance(data, str) else data[0]
    return str(first).split()


def _box(trace: Any, point: int) -> tuple[float, float, float, float]:
    x, length, y, size = (float(values[point]) for values in (trace.base, trace.x, trace.y, trace.width))
    return x, y - size / 2, x + length, y + size / 2
