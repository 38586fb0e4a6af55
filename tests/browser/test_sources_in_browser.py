"""The figure of who reports what, of many articles, in a real browser: no label overlaps another, nothing is cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

import analysis
from analysis.images import write_html
from tests.browser.test_figures_in_browser import FRAME, HOVER, LABELS, SLACK
from tests.test_threads import shipped


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_no_label_of_many_articles_overlaps_or_is_cut(browser: Browser, tmp_path: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    path = write_html(analysis.draw(shipped(), "sources", width=width), tmp_path / "sources.html")
    page.goto(path.as_uri())
    page.wait_for_selector("#figure .main-svg text")
    labels, frame = page.evaluate(LABELS), page.evaluate(FRAME)
    assert len(labels) > 100
    assert all(b["x0"] >= frame["x0"] - 0.5 and b["x1"] <= frame["x1"] + 0.5 for b in labels)
    labels.sort(key=lambda b: b["y0"])
    clashes = [
        (one["text"], other["text"])
        for place, one in enumerate(labels)
        for other in labels[place + 1 :]
        if other["y0"] < one["y1"] - SLACK and min(one["x1"], other["x1"]) - max(one["x0"], other["x0"]) > SLACK
    ]
    assert clashes == []
    page.close()


def test_a_french_mark_shows_its_sentence_and_the_row_that_it_joins(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    page.goto(write_html(analysis.draw(shipped(), "sources"), tmp_path / "sources.html").as_uri())
    page.wait_for_selector("#figure .main-svg text")
    label = page.locator("#figure svg text", has_text="Mayor Ilse Brandt declared").first
    label.scroll_into_view_if_needed()
    row, numbers = label.bounding_box(), page.evaluate(LABELS)
    assert row is not None
    mark = next(b for b in numbers if b["text"] == "3" and abs(b["y0"] - row["y"]) < 20)
    page.mouse.move(mark["x0"] - 12, mark["y0"] + 3)
    page.mouse.move(mark["x0"] - 6, mark["y0"] + 7, steps=4)
    box = page.locator(".hoverlayer .hovertext", has_text="décrété")  # on the way there the mark beside it spoke
    box.wait_for(timeout=5_000)
    words = "".join("".join(page.locator(".hoverlayer .hovertext").all_text_contents()).split())
    assert "décrététroisjoursdedeuil" in words and "declared" in words
    whole, frame = page.evaluate(HOVER), page.evaluate(FRAME)
    assert frame["y0"] <= whole["y0"] and whole["y1"] <= frame["y1"]
    page.close()
