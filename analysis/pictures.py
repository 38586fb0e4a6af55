"""Draw figures in a browser that nobody sees: Figure… → PNG, SVG or PDF bytes.

    pictures([(figure, "png"), (figure, "svg")], Paper(180, 300))

Needs Chromium or Chrome, found on the path or named by BROWSER_PATH. All pictures of a call are drawn in one browser
start. SVG and PDF are the same bytes on each run: what the browser draws at random in them is named anew.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any

import plotly.graph_objects as go

from analysis.errors import MissingBrowser, TooLarge
from analysis.hatching import hatched
from analysis.png import compact

KINDS = ("png", "svg", "pdf")
LARGEST = 16_384  # pixels of a side of a picture: what Chromium draws whole
SCALE = 2  # pixels of a PNG per pixel of the figure: sharp on today's screens and in print
WIDTH, HEIGHT = 1000, 500  # of a figure that does not say
_MM, _CSS, _POINTS = 25.4, 96, 72  # millimetres, pixels and points of an inch
_UNITS = {"mm": 1.0, "cm": 10.0, "in": _MM}
_LABEL, _PRINTED = 12, 7  # labels of 12 pixels are printed at 7 points, the size that journals ask for


@dataclass(frozen=True, slots=True)
class Width:
    """How wide a figure is laid out, and how wide it is in print, if that is asked for."""

    pixels: int
    millimetres: float | None
    words: str

    def paper(self, dpi: float) -> Paper | None:
        return Paper(self.millimetres, dpi) if self.millimetres else None


def width(words: str) -> Width:
    """A width as it is typed: "1200" (pixels), "180mm", "18cm", "7in". Raises `ValueError`."""
    found = re.fullmatch(r"(-?[0-9]{1,9}(?:\.[0-9]{1,9})?) ?(mm|cm|in|px)?", words.strip())
    if found is None:
        raise ValueError(words)
    number, unit = float(found[1]), found[2]
    if unit in _UNITS:
        return Width(Paper(number * _UNITS[unit], 300).pixels, number * _UNITS[unit], words)
    return Width(int(number), None, words)


@dataclass(frozen=True, slots=True)
class Paper:
    """The width of a figure in print, and the resolution of its PNG."""

    millimetres: float
    dpi: float

    @property
    def pixels(self) -> int:
        """The width that a figure is laid out for, so that its labels are printed at seven points."""
        return round(self.millimetres / _MM * _POINTS * _LABEL / _PRINTED)

    def scale(self, kind: str, width: float) -> float:
        """How much larger than its layout of `width` pixels a picture is drawn."""
        inches = self.millimetres / _MM
        return inches * (self.dpi if kind == "png" else _CSS) / width


def pictures(jobs: Sequence[tuple[go.Figure, str]], paper: Paper | None = None, *, scale: float = SCALE) -> list[bytes]:
    """The bytes of each (figure, format), for the screen or for `paper`. Raises `MissingBrowser`, `TooLarge`."""
    if not jobs:
        return []
    for figure, kind in jobs:
        _check_size(figure, kind, paper, scale)
    from kaleido.errors import BrowserClosedError, BrowserFailedError, ChromeNotFoundError

    try:
        with ThreadPoolExecutor(max_workers=1) as thread:  # a notebook has an event loop of its own
            drawn = thread.submit(lambda: asyncio.run(_draw(jobs, paper, scale))).result()
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
    return [_finished(data, kind, paper) for data, (_, kind) in zip(drawn, jobs, strict=True)]


def _size(figure: go.Figure) -> tuple[int, int]:
    return figure.layout.width or WIDTH, figure.layout.height or HEIGHT


def _larger(kind: str, width: float, paper: Paper | None, scale: float) -> float:
    return paper.scale(kind, width) if paper else scale if kind == "png" else 1


def _check_size(figure: go.Figure, kind: str, paper: Paper | None, scale: float) -> None:
    width, height = _size(figure)
    larger = _larger(kind, width, paper, scale)
    if kind == "png" and max(width, height) * larger > LARGEST:
        raise TooLarge(
            f"a picture of {width * larger:,.0f} × {height * larger:,.0f} pixels cannot be drawn, "
            f"{LARGEST:,} to a side is the most: make it narrower, lower the resolution, or write an SVG or PDF"
        )


async def _draw(jobs: Sequence[tuple[go.Figure, str]], paper: Paper | None, scale: float) -> list[bytes]:
    import kaleido

    drawn: list[bytes] = []
    async with kaleido.Kaleido(mathjax=False) as browser:
        for figure, kind in jobs:
            spec: dict[str, Any] = figure.to_dict()
            width, height = _size(figure)
            larger = _larger(kind, width, paper, scale)
            options = {"format": kind, "width": width, "height": height, "scale": larger}
            drawn.append(await browser.calc_fig(hatched(spec) if kind == "pdf" else spec, opts=options))
    return drawn


def _finished(data: bytes, kind: str, paper: Paper | None) -> bytes:
    match kind:
        case "svg":
            return _stable(_sized(data, paper) if paper else data)
        case "pdf":
            return re.sub(rb"(?<=\(D:)\d{14}", b"19700101000000", data)  # when it was drawn is no part of it
        case _:
            return compact(data, dpi=paper.dpi) if paper else data


# -- the same bytes on each run -------------------------------------------------------------------


def _sized(svg: bytes, paper: Paper) -> bytes:
    """The picture with its size in millimetres."""
    wide, high = (float(size) for size in re.findall(rb'\b(?:width|height)="([\d.]+)"', svg)[:2])
    size = f'width="{paper.millimetres:g}mm" height="{high * paper.millimetres / wide:.2f}mm"'.encode()
    return re.sub(rb'\bwidth="[\d.]+" height="[\d.]+"', size, svg, count=1)


_ATTRIBUTE = re.compile(r"""(?:\b(?:id|class)="|url\(['"]?#|href="#)[^"')]*""")


def _stable(svg: bytes) -> bytes:
    """The same picture with names of its own for the ids and classes that plotly.js draws at random."""
    text = svg.decode("utf-8")
    own = re.search(r'id="(?:top)?defs-([0-9a-f]{6})"', text)
    if own is None:
        return svg.replace(b' style=""', b"")
    numbers, names = count(), dict[str, str]()

    def rename(found: re.Match[str]) -> str:
        words = found[0].replace(own[1], "0")
        return re.sub(r"(?<=\btrace)[0-9a-f]{6}\b|(?<=-)[0-9a-f]{6}\b", number, words)

    def number(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"{next(numbers)}")

    # an empty style tells whether the page has drawn something before
    return _ATTRIBUTE.sub(rename, text.replace(' style=""', "")).encode("utf-8")
