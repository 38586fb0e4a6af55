"""Write figures to files: Figure → HTML, PNG, SVG, PDF or JSON.

    write_html(figure, Path("out/lanes.html"), narrow=phone_figure)
    write_images({"lanes": figure}, Path("out"), formats=("png", "svg"))

HTML works offline: `plotly.min.js` lies next to it, once per folder. Pictures need Chromium or Chrome, found
on the path or named by BROWSER_PATH; all pictures of a call are drawn in one browser start.
"""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from analysis import files
from analysis.errors import AnalysisError, MissingBrowser

PICTURES = ("png", "svg", "pdf")
SUFFIXES = (".html", ".json", *(f".{picture}" for picture in PICTURES))
LIBRARY = "plotly.min.js"
SCALE = 2  # pixels of a PNG per pixel of the figure: sharp on today's screens and in print
_WIDTH, _HEIGHT = 1000, 500  # of a figure that does not say


def write_figure(figure: go.Figure, path: str | Path, *, narrow: go.Figure | None = None) -> Path:
    """Write `figure` in the format of the path's suffix.

    Raises `AnalysisError` for another suffix, `MissingBrowser`, `UnwritableOutput`.
    """
    path = Path(path)
    match check_format(path):
        case ".html":
            return write_html(figure, path, narrow=narrow)
        case ".json":
            return files.write_text(path, figure_json(figure))
        case suffix:
            return files.write_bytes(path, _pictures([(figure, suffix[1:])])[0])


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
<style>body {{ margin: 0; background: #fff; overflow-x: auto }} #figure {{ margin: 0 auto }}</style>
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
    page = _PAGE.format(title=title, library=LIBRARY, figures=data.replace("\u2029", "\\u2029"))
    files.write_text(path, page)
    _write_library(path.parent)
    return path


def _responsive(figure: go.Figure) -> dict[str, Any]:
    spec = _plain(figure)
    width = spec["layout"].pop("width", _WIDTH)
    spec["layout"] |= {"autosize": True, "height": spec["layout"].get("height", _HEIGHT)}
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


# -- pictures ------------------------------------------------------------------------------------


def write_images(
    figures: Mapping[str, go.Figure], folder: str | Path, *, formats: Sequence[str] = ("png",), scale: float = SCALE
) -> list[Path]:
    """Write each figure as `<folder>/<name>.<format>`, all in one browser start.

    Raises `MissingBrowser` before anything is written, `UnwritableOutput`.
    """
    wanted = [(name, picture) for name in sorted(figures) for picture in formats]
    targets = [Path(folder) / f"{name}.{picture}" for name, picture in wanted]
    for target in targets:
        check_format(target)
    drawn = _pictures([(figures[name], picture) for name, picture in wanted], scale)
    return [files.write_bytes(target, data) for target, data in zip(targets, drawn, strict=True)]


def _pictures(jobs: Sequence[tuple[go.Figure, str]], scale: float = SCALE) -> list[bytes]:
    """The bytes of each (figure, format)."""
    if not jobs:
        return []
    from kaleido.errors import BrowserClosedError, BrowserFailedError, ChromeNotFoundError

    try:
        with ThreadPoolExecutor(max_workers=1) as thread:  # a notebook has an event loop of its own
            drawn = thread.submit(lambda: asyncio.run(_draw(jobs, scale))).result()
    except ChromeNotFoundError as err:
        raise MissingBrowser(
            "a picture needs Chromium or Chrome, and none was found: "
            "type 'apt-get install chromium' as root, or set BROWSER_PATH to it"
        ) from err
    except (BrowserFailedError, BrowserClosedError, OSError) as err:
        raise MissingBrowser(
            "the browser that should draw the picture does not start: "
            "check that BROWSER_PATH names a Chromium or Chrome that works"
        ) from err
    return [_stable(data) if kind == "svg" else data for data, (_, kind) in zip(drawn, jobs, strict=True)]


async def _draw(jobs: Sequence[tuple[go.Figure, str]], scale: float) -> list[bytes]:
    import kaleido

    drawn: list[bytes] = []
    async with kaleido.Kaleido(mathjax=False) as browser:
        for figure, kind in jobs:
            spec = _plain(figure)
            options = {
                "format": kind,
                "width": spec["layout"].get("width", _WIDTH),
                "height": spec["layout"].get("height", _HEIGHT),
                "scale": scale if kind == "png" else 1,
            }
            drawn.append(await browser.calc_fig(spec, opts=options))
    return drawn


_ATTRIBUTE = re.compile(r"""(?:\b(?:id|class)="|url\(['"]?#|href="#)[^"')]*""")


def _stable(svg: bytes) -> bytes:
    """The same picture with names of its own for the ids and classes that plotly.js draws at random."""
    text = svg.decode("utf-8")
    own = re.search(r'id="(?:top)?defs-([0-9a-f]{6})"', text)
    if own is None:
        return svg
    numbers, names = count(), dict[str, str]()

    def rename(found: re.Match[str]) -> str:
        words = found[0].replace(own[1], "0")
        return re.sub(r"(?<=\btrace)[0-9a-f]{6}\b|(?<=-)[0-9a-f]{6}\b", number, words)

    def number(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"{next(numbers)}")

    return _ATTRIBUTE.sub(rename, text).encode("utf-8")
