"""Figures as files: every figure in every format, the same bytes on each run, at the size that print asks for."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest

import analysis
from analysis import catalogue, images
from analysis.cli import main
from analysis.hatching import hatched
from analysis.pictures import KINDS, Paper, pictures, width
from analysis.png import compact
from tests.narratives import of_kind

ROOT = Path(__file__).parents[1]
FIGURES = catalogue.names("figures")
BROWSERS = (os.environ.get("BROWSER_PATH"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
needs_browser = pytest.mark.skipif(
    not any(name and shutil.which(name) for name in BROWSERS),
    reason="no browser: type 'apt-get install -y chromium' as root",
)
TEXT = "LONDON, 7 December 2021 - The minister resigned on Monday. He met the president in June, officials said.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@needs_browser
def test_all_figures_are_written_in_all_formats_the_same_on_each_run(article: Path, tmp_path: Path) -> None:
    folders = tmp_path / "a", tmp_path / "b"
    for folder in folders:
        assert main(["draw", "--all", str(article), "-o", str(folder)]) == 0
    names = {f"{name}.{suffix}" for name in FIGURES for suffix in ("html", "json", *KINDS)}
    assert {path.name for path in folders[0].iterdir()} == names | {images.LIBRARY}
    for name in sorted(names):
        if not name.endswith(".png"):  # the pixels of a browser are its own
            assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes(), name


@needs_browser
@pytest.mark.parametrize("kind", ["many", "mixed"])
def test_an_svg_of_any_figure_repeats_and_its_references_hold(kind: str) -> None:
    jobs = [(analysis.draw(of_kind(kind), name), "svg") for name in FIGURES]
    for once, again in zip(pictures(jobs), pictures(jobs[::-1])[::-1], strict=True):
        assert once == again
        text = once.decode()
        ids = re.findall(r'\bid="([^"]*)"', text)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r"url\((?:&quot;|['\"])?#([^)'\"&]*)", text)) <= set(ids)


def test_without_a_browser_all_else_is_written_and_one_sentence_says_so(article: Path, tmp_path: Path) -> None:
    empty, out = tmp_path / "bin", tmp_path / "out"
    empty.mkdir()
    command = [sys.executable, "-m", "analysis.cli", "draw", "--all", str(article), "-o", str(out)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
                         env=os.environ | {"PATH": str(empty), "BROWSER_PATH": str(empty / "none")})  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert len([line for line in ran.stderr.splitlines() if "hromium" in line]) == 1
    assert {path.name for path in out.iterdir()} == {
        images.LIBRARY, *(f"{name}.{suffix}" for name in FIGURES for suffix in ("html", "json"))
    }  # fmt: skip


@needs_browser
def test_print_sizes_are_those_asked_for(article: Path, tmp_path: Path) -> None:
    for kind in KINDS:
        path = tmp_path / f"lanes.{kind}"
        assert main(["draw", "lanes", str(article), "-o", str(path), "--width", "180mm", "--dpi", "300"]) == 0
    png = (tmp_path / "lanes.png").read_bytes()
    pixels = struct.unpack(">I", png[16:20])[0]
    assert abs(pixels - 180 / 25.4 * 300) <= 2
    assert struct.unpack(">IIB", png[png.index(b"pHYs") + 4 :][:9]) == (11811, 11811, 1)
    assert 'width="180mm"' in (tmp_path / "lanes.svg").read_text(encoding="utf-8")[:300]
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+)", (tmp_path / "lanes.pdf").read_bytes())
    assert box is not None
    assert abs(float(box[1]) - 180 / 25.4 * 72) < 1


@pytest.mark.parametrize(
    ("words", "pixels", "millimetres"),
    [("1200", 1200, None), ("390px", 390, None), ("180mm", 875, 180), ("9 cm", 437, 90), ("7in", 864, 177.8)],
)
def test_widths_are_read(words: str, pixels: int, millimetres: float | None) -> None:
    found = width(words)
    assert (found.pixels, found.millimetres) == (pixels, pytest.approx(millimetres) if millimetres else None)
    assert found.paper(300) == (Paper(found.millimetres, 300) if found.millimetres else None)


@pytest.mark.parametrize("words", ["wide", "180pt", "", "12 mm mm"])
def test_other_widths_are_wrong_usage(words: str, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as wrong:
        main(["draw", "lanes", str(article), "-o", "x.html", "--width", words])
    assert wrong.value.code == 2
    assert "--width" in capsys.readouterr().err


def test_a_dark_page_is_dark_to_its_edges(tmp_path: Path) -> None:
    page = images.write_html(analysis.draw(of_kind("spoken"), dark=True), tmp_path / "lanes.html")
    assert "background: #14181d" in page.read_text(encoding="utf-8")


def test_patterns_become_lines_within_their_bars() -> None:
    figure = analysis.draw(of_kind("refused"), "certainty")
    spec = figure.to_dict()
    bars = [trace for trace in spec["data"] if trace.get("marker", {}).get("pattern")]
    found = hatched(spec)["data"]
    lines = [trace for trace in found if trace.get("mode") == "lines" and trace not in spec["data"]]
    assert len(bars) == len(lines) == 4
    assert not any(trace.get("marker", {}).get("pattern") for trace in found)
    for bar, line in zip(bars, lines, strict=True):
        low, high = min(bar["base"]), max(b + x for b, x in zip(bar["base"], bar["x"], strict=True))
        assert all(low - 0.1 <= x <= high + 0.1 for x in line["x"] if x is not None)
        tops = [y - w / 2 for y, w in zip(bar["y"], bar["width"], strict=True)]
        assert min(tops) - 0.1 <= min(y for y in line["y"] if y is not None)


@needs_browser
def test_a_pdf_stays_small() -> None:
    assert len(pictures([(analysis.draw(of_kind("refused"), "lanes"), "pdf")])[0]) < 200_000


def test_a_png_becomes_smaller_and_stays_the_same_picture() -> None:
    pixels = np.zeros((40, 60, 4), np.uint8)
    pixels[..., 3] = 255
    pixels[5:20, 10:50, :3] = (200, 30, 90)
    data = _chromium_png(pixels)
    smaller = compact(data, dpi=300)
    assert (_pixels(smaller, 3) == pixels[..., :3]).all()
    assert b"pHYs" in smaller
    few = compact(data, colours=2)
    assert few[25] == 3  # a palette
    assert len(few) < len(data)
    assert compact(few) == few  # of another kind: as it was


def _chromium_png(pixels: np.ndarray) -> bytes:
    """As Chromium writes it: four channels, each row as the difference to the one above."""
    rows = pixels.reshape(len(pixels), -1)
    up = np.diff(rows, axis=0, prepend=np.zeros((1, rows.shape[1]), np.uint8))
    body = np.concatenate([np.full((len(rows), 1), 2, np.uint8), up], axis=1).tobytes()
    head = struct.pack(">IIBBBBB", pixels.shape[1], len(pixels), 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(body, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


def _pixels(png: bytes, channels: int) -> np.ndarray:
    wide, high = struct.unpack(">II", png[16:24])
    start = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[start - 4 : start])
    rows = np.frombuffer(zlib.decompress(png[start + 4 : start + 4 + length]), np.uint8).reshape(high, -1)
    assert (rows[:, 0] == 0).all()
    return rows[:, 1:].reshape(high, wide, channels)
