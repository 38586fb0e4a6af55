"""A real browser opens the linked view in JupyterLab: a mark shows its sentence, a row its mark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.jupyterlab import Lab, opened, serving

PANES = ".tl-pane"
CHOSEN = f"{PANES} tr[aria-selected=true]"
MARKED = f"{PANES} .tl-here mark"
OUTLINE = ".scatterlayer .trace:last-child path.js-line"


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with serving(tmp_path) as server:
        yield server


def test_a_mark_shows_its_sentence_and_a_row_its_mark(lab: Lab, browser: Browser) -> None:
    with opened(lab, browser, "09-linked-view.ipynb") as page:
        expect(page.locator(PANES)).to_have_count(2, timeout=60_000)
        page.locator(".jp-CodeCell").last.locator(".tl-marks").first.wait_for(timeout=60_000)  # all cells have run
        before = page.locator(CHOSEN).first.get_attribute("data-row")

        row = _click_another_mark(page, before)
        expect(page.locator(MARKED).first).to_be_visible()
        first = page.locator(OUTLINE).get_attribute("d")
        assert first, "no line around the chosen mark"

        page.locator(CHOSEN).press("ArrowDown")
        expect(page.locator(CHOSEN)).not_to_have_attribute("data-row", row)
        expect(page.locator(OUTLINE)).not_to_have_attribute("d", first)
        expect(page.locator(".jp-Cell.jp-mod-active")).to_have_count(1)
        page.locator(CHOSEN).press("End")  # its mark, if it has one, lies far below
        page.locator(f"{PANES} tbody").first.locator("tr[data-row]").last.click()
        expect(page.locator(OUTLINE)).to_be_visible()
        assert _within(page, OUTLINE, ".tl-figure"), "the chosen mark is out of sight in the figure"
        page.locator(f"{PANES} tbody tr[data-row]").first.click()
        expect(page.locator(f"{PANES} tbody tr[data-row]").first).to_have_attribute("aria-selected", "true")
        assert _within(page, ".tl-here", f"{PANES} >> nth=1"), "the sentence is out of sight in the article"


def _click_another_mark(page: Page, before: str | None) -> str:
    """Click the middle of marks until the row chosen is another one."""
    areas = page.locator(".jp-CodeCell svg.main-svg .barlayer .trace:last-child .point path")
    areas.first.wait_for(timeout=30_000)
    for index in range(min(areas.count(), 6)):
        areas.nth(index).scroll_into_view_if_needed()
        box = areas.nth(index).bounding_box()
        if box is None:
            continue
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x - 24, y - 12)
        page.mouse.move(x, y, steps=6)
        page.mouse.click(x, y)
        page.wait_for_timeout(700)
        chosen = page.locator(CHOSEN)
        if chosen.count() == 1 and chosen.get_attribute("data-row") != before:
            return str(chosen.get_attribute("data-row"))
    pytest.fail("a click on a mark chooses no row")


def _within(page: Page, selector: str, around: str) -> bool:
    page.wait_for_timeout(700)
    part, pane = page.locator(selector).bounding_box(), page.locator(around).bounding_box()
    return bool(part and pane and part["y"] >= pane["y"] - 1 and part["y"] < pane["y"] + pane["height"])
