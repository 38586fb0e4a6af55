"""Marked words in a real browser: nothing runs out of the page, no script runs, and the page's theme is followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from analysis import highlight
from analysis.highlight.nesting import Mark
from analysis.highlight.passages import Entry, Highlights, Passage
from tests.test_figures import made

TEXT = "<img src=x onerror=\"document.title='run'\"> said " + "x" * 3_000 + " “one, two and three” on Monday"
CROSSING = (Mark(0, 47, "claim", "claim"), Mark(43, 60, "cue", "cue"), Mark(45, 90, "holder", "holder"))
COLOURS = "[...document.querySelectorAll('mark')].map(mark => getComputedStyle(mark).backgroundColor)"


def shown() -> str:
    hostile = Highlights("Hostile", (Entry("a", (Passage(TEXT, 0, len(TEXT), CROSSING),), TEXT, (TEXT,)),))
    seed = made()
    parts = (highlight.times(seed), highlight.events(seed), highlight.pairs(seed), highlight.quotes(seed), hostile)
    return highlight.STYLE + "".join(part.fragment() for part in parts)


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_runs_out_of_the_page(browser: Browser, tmp_path: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    (tmp_path / "page.html").write_text(f"<!doctype html><meta charset=utf-8>{shown()}", encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.title() != "run"
    page.close()


def test_the_theme_of_the_page_is_followed(browser: Browser) -> None:
    page = browser.new_page()
    seen = {}
    for theme in ("", 'data-jp-theme-light="true"', 'data-jp-theme-light="false"', 'style="color-scheme:dark"'):
        page.set_content(f"<!doctype html><body {theme}>{shown()}")
        seen[theme] = page.evaluate(COLOURS)
    page.close()
    light, lab_light, lab_dark, dark = seen.values()
    assert light == lab_light
    assert dark == lab_dark
    assert not set(light) & set(dark)
