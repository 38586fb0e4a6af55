"""Draw every figure of the catalogue in every format: Narrative → a folder of files.

    album(narrative, Path("out"), width=width("180mm"), dpi=300)

A figure that appears in `analysis/figures` appears here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import catalogue
from analysis.images import write_all

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analysis.narrative import Narrative
    from analysis.pictures import Width

PHONE = 390  # pixels: a page shows this figure where the wide one does not fit


def album(
    narrative: Narrative, folder: str | Path, *, width: Width | None = None, dpi: float = 300, dark: bool = False
) -> list[Path]:
    """Write all figures as HTML, JSON, PNG, SVG and PDF, laid out for `width`, in print at `dpi`.

    Raises `UnwritableOutput`; and `MissingBrowser`, but only when all that needs no browser has been written.
    """
    wide = drawn(narrative, dark=dark, **({"width": width.pixels} if width else {}))
    narrow = drawn(narrative, dark=dark, width=PHONE)
    return write_all(wide, folder, narrow=narrow, paper=width.paper(dpi) if width else None)


def drawn(narrative: Narrative, **options: Any) -> dict[str, go.Figure]:
    """Each figure of the catalogue by its name."""
    return {name: catalogue.module("figures", name).draw(narrative, **options) for name in catalogue.names("figures")}
