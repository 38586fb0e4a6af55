"""Each figure in a real browser, wide and narrow: no label overlaps another, nothing is cut, a hover tells."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import analysis
from analysis import catalogue
from analysis.images import write_html
from tests.test_figures import ODD, made

LABELS = """() => [...document.querySelectorAll("#figure svg text")].flatMap(text => {
  const parts = text.querySelectorAll("tspan.line");
  return [...(parts.length ? parts : [text])].filter(p => p.textContent.trim()).map(p => {
    const box = p.getBoundingClientRect();
    return {text: p.textContent, x0: box.left, x1: box.right, y0: box.top, y1: box.bottom};
  });
})"""
FRAME = """() => { const box = document.querySelector("#figure .main-svg").getBoundingClientRect();
  return {x0: box.left, x1: box.right, y0: box.top, y1: box.bottom}; }"""
SLACK = 1.5  # pixels: line boxes of one label touch
MANY = " ".join(f"The mayor of town {n} opened a new school in {month} {2000 + n % 20}." for n in range(60)
                for month in ("March", "October"))  # fmt: skip


def _opened(browser: Browser, tmp_path: Path, name: str, width: int, text: str | None) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(write_html(analysis.draw(made(text), name, width=width), tmp_path / f"{name}.html").as_uri())
    page.wait_for_selector("#figure .main-svg text")
    page.wait_for_timeout(300)
    return page


@pytest.mark.parametrize("text", [None, ODD, MANY], ids=["seed", "odd", "many"])
@pytest.mark.parametrize("width", [1440, 768, 390])
@pytest.mark.parametrize("name", catalogue.names("figures"))
def test_no_label_overlaps_or_is_cut(browser: Browser, tmp_path: Path, name: str, width: int, text: str | None) -> None:
    page = _opened(browser, tmp_path, name, width, text)
    labels, frame = page.evaluate(LABELS), page.evaluate(FRAME)
    page.close()
    assert len(labels) > 5
    outside = [b["text"] for b in labels if b["x0"] < frame["x0"] - 0.5 or b["x1"] > frame["x1"] + 0.5
               or b["y0"] < frame["y0"] - 0.5 or b["y1"] > frame["y1"] + 0.5]  # fmt: skip
    assert outside == []
    assert frame["x1"] - frame["x0"] <= width
    labels.sort(key=lambda b: b["y0"])
    clashes = []
    for place, one in enumerate(labels):
        for other in labels[place + 1 :]:
            if other["y0"] >= one["y1"] - SLACK:
                break
            if min(one["x1"], other["x1"]) - max(one["x0"], other["x0"]) > SLACK:
                clashes.append((one["text"], other["text"]))
    assert clashes == []


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("name", catalogue.names("figures"))
def test_a_hover_shows_the_sentence(browser: Browser, tmp_path: Path, name: str, width: int) -> None:
    page = _opened(browser, tmp_path, name, width, None)
    label = page.locator("#figure svg text", has_text="annexation").first
    label.scroll_into_view_if_needed()
    box = label.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 4, box["y"] + 2)
    page.mouse.move(box["x"] + 12, box["y"] + box["height"] / 2, steps=6)
    page.wait_for_selector(".hoverlayer .hovertext", timeout=5_000)
    shown = "".join("".join(page.locator(".hoverlayer .hovertext").all_text_contents()).split())
    page.close()
    assert "Thescenarioisreminiscentof2014" in shown
