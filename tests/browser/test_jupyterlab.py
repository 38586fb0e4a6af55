"""A real browser opens JupyterLab, runs the quickstart, and reads a source sentence off the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.jupyterlab import ROOT, Lab, opened, serving

POINTS = "svg.main-svg .scatterlayer path.point"


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with serving(tmp_path) as server:
        yield server


def test_quickstart_runs_and_shows_its_source(lab: Lab, browser: Browser) -> None:
    with opened(lab, browser, "00-quickstart.ipynb") as page:
        text = (ROOT / "seeds" / "000_093e2c476bcc5ea9.txt").read_text(encoding="utf-8")
        shown = _hover_until_read(page, text)
        assert shown, "no mark of the timeline shows a sentence of the article"
        page.locator(".jp-CodeCell").last.locator(".jp-OutputArea-output").wait_for(timeout=60_000)


def _hover_until_read(page: Page, text: str) -> str | None:
    """The first hover text that repeats at least 40 characters of the article (white space apart)."""
    points = page.locator(POINTS)
    points.first.wait_for(timeout=30_000)
    for index in range(min(points.count(), 12)):
        points.nth(index).scroll_into_view_if_needed()
        box = points.nth(index).bounding_box()
        if box is None:
            continue
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x - 24, y - 12)
        page.mouse.move(x, y, steps=8)  # Plotly reacts to a mouse that moves, not to one that appears
        page.wait_for_timeout(300)
        shown = "".join(page.locator(".hoverlayer .hovertext").all_text_contents())
        if _shared(shown, text) >= 40:
            return shown
    return None


def _shared(shown: str, text: str) -> int:
    one, other = "".join(shown.split()), "".join(text.split())
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
