"""Write figures to files: Figure → HTML, PNG, SVG, PDF or JSON.

    write_html(figure, Path("out/lanes.html"), narrow=phone_figure)
    write_images({"lanes": figure}, Path("out"), formats=("png", "svg"))
    write_all({"lanes": figure}, Path("out"), narrow={"lanes": phone_figure})

HTML works offline: `plotly.min.js` lies next to it, once per folder. Pictures need a browser (`analysis.pictures`).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from analysis import files
from analysis.errors import AnalysisError
from analysis.pictures import HEIGHT, KINDS, SCALE, WIDTH, Paper, pictures

SUFFIXES = (".html", ".json", *(f".{kind}" for kind in KINDS))
LIBRARY = "plotly.min.js"


def write_figure(
    figure: go.Figure, path: str | Path, *, narrow: go.Figure | None = None, paper: Paper | None = None
) -> Path:
    """Write `figure` in the format of the path's suffix; pictures for `paper` if it is given.

    Raises `AnalysisError` for another suffix, `MissingBrowser`, `UnwritableOutput`.
    """
    path = Path(path)
    match check_format(path):
        case ".html":
            return write_html(figure, path, narrow=narrow)
        case ".json":
            return files.write_text(path, figure_json(figure))
        case suffix:
            return files.write_bytes(path, pictures([(figure, suffix[1:])], paper)[0])


def write_all(
    figures: Mapping[str, go.Figure],
    folder: str | Path,
    *,
    narrow: Mapping[str, go.Figure] | None = None,
    paper: Paper | None = None,
) -> list[Path]:
    """Write each figure in every format, `<folder>/<name>.<suffix>`, the pictures in one browser start.

    `narrow` are the same figures drawn for a phone. Raises `UnwritableOutput`; and `MissingBrowser`, but only when all
    that needs no browser has been written.
    """  # fmt: skip
    folder = files.ensure_folder(folder)
    written: list[Path] = []
    for name in sorted(figures):
        written.append(write_figure(figures[name], folder / f"{name}.json"))
        written.append(write_html(figures[name], folder / f"{name}.html", narrow=(narrow or {}).get(name)))
    return written + write_images(figures, folder, formats=KINDS, paper=paper)


def write_images(
    figures: Mapping[str, go.Figure],
    folder: str | Path,
    *,
    formats: Sequence[str] = ("png",),
    scale: float = SCALE,
    paper: Paper | None = None,
) -> list[Path]:
    """Write each figure as `<folder>/<name>.<format>`, all in one browser start.

    Raises `MissingBrowser` before anything is written, `UnwritableOutput`.
    """  # fmt: skip
    wanted = [(name, picture) for name in sorted(figures) for picture in formats]
    targets = [Path(folder) / f"{name}.{picture}" for name, picture in wanted]
    for target in targets:
        check_format(target)
    drawn = pictures([(figures[name], picture) for name, picture in wanted], paper, scale=scale)
    return [files.write_bytes(target, data) for target, data in zip(targets, drawn, strict=True)]


def check_format(path: str | Path) -> str:
    """The suffix of `path`, if a figure can be written to it. Raises `AnalysisError`, which lists the formats."""
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise AnalysisError(
            f"cannot write a figure as {suffix or 'a file without suffix'!r}: use {', '.join(SUFFIXES)}"
        )
    return suffix


def figure_json(figure: go.Figure) -> str:
    """The figure as JSON, the same bytes on each run: sorted, plain lists, a line per value."""
    return json.dumps(_plain(figure), sort_keys=True, ensure_ascii=False, indent=1) + "\n"


def _plain(figure: go.Figure) -> dict[str, Any]:
    spec: dict[str, Any] = figure.to_dict()
    return spec


# -- HTML ----------------------------------------------------------------------------------------

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body {{ margin: 0; background: {paper}; overflow-x: auto }} #figure {{ margin: 0 auto }}</style>
<script src="{library}"></script>
</head>
<body>
<div id="figure" role="img" aria-label="{title}"></div>
<noscript>This figure is drawn by a script.</noscript>
<script>
const figures = {figures};
const config = {{displaylogo: false, responsive: true, modeBarButtons: [["toImage"]]}};
const place = document.getElementById("figure");
let drawn = null;
function draw() {{
  // the widest figure that fits; a figure may grow beyond its width, never shrink: its labels are laid out for it
  const fitting = figures.filter(f => f.width <= window.innerWidth);
  const chosen = fitting.length ? fitting[fitting.length - 1] : figures[0];
  if (chosen === drawn) return;
  place.style.minWidth = chosen.width + "px";
  place.style.maxWidth = 1.5 * chosen.width + "px";
  place.style.height = chosen.layout.height + "px";
  if (drawn) Plotly.purge(place);
  drawn = chosen;
  Plotly.newPlot(place, chosen.data, chosen.layout, config);
}}
window.addEventListener("resize", draw);
draw();
</script>
</body>
</html>
"""


def write_html(figure: go.Figure, path: str | Path, *, narrow: go.Figure | None = None) -> Path:
    """Write a page that needs no network, and the library next to it.

    `narrow` is the same figure drawn for a phone: the page shows it where `figure` does not fit.
    Raises `UnwritableOutput`.
    """
    path = Path(path)
    shown = sorted((_responsive(f) for f in (figure, narrow) if f is not None), key=lambda spec: int(spec["width"]))
    # no "<" at all: a label must not be able to end the script
    data = json.dumps(shown, sort_keys=True, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    title = html.escape(_title(figure))
    paper = html.escape(_plain(figure)["layout"].get("paper_bgcolor", "#fff"))
    page = _PAGE.format(title=title, library=LIBRARY, paper=paper, figures=data.replace("\u2029", "\\u2029"))
    files.write_text(path, page)
    _write_library(path.parent)
    return path


def _responsive(figure: go.Figure) -> dict[str, Any]:
    spec = _plain(figure)
    width = spec["layout"].pop("width", WIDTH)
    spec["layout"] |= {"autosize": True, "height": spec["layout"].get("height", HEIGHT)}
    return {"width": width, "data": spec["data"], "layout": spec["layout"]}


def _title(figure: go.Figure) -> str:
    title = _plain(figure)["layout"].get("title", {}).get("text") or "Timeline"
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", title))).strip()


def _write_library(folder: Path) -> None:
    from plotly.offline import get_plotlyjs

    library = get_plotlyjs().encode("utf-8")
    target = folder / LIBRARY
    if not target.is_file() or target.stat().st_size != len(library):
        files.write_bytes(target, library)
