"""Each figure in a real browser, wide and narrow: no label overlaps another, nothing is cut, a hover tells."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

import pytest
from playwright.sync_api import Browser, Page

import analysis
from analysis import catalogue
from analysis.images import figure_json, write_html
from analysis.narrative import Narrative
from tests.narratives import of_kind
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
HOVER = """() => { const box = document.querySelector(".hoverlayer .hovertext").getBoundingClientRect();
  return {x0: box.left, x1: box.right, y0: box.top, y1: box.bottom}; }"""
SLACK = 1.5  # pixels: line boxes of one label touch
KINDS = ("seed", "odd", "some", "numbers", "many", "mixed")


SHOW = """spec => {
  figures.splice(0, figures.length, spec);
  Plotly.purge(place);
  drawn = null;
  draw();
  return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


@pytest.fixture(scope="module")
def pages(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Page]:
    """The page of a figure as it is written, once for each width: other figures take its place there."""
    folder = tmp_path_factory.mktemp("pages")

    @cache
    def opened(width: int) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(write_html(analysis.draw(made(), "lanes", width=width), folder / f"{width}.html").as_uri())
        page.wait_for_selector("#figure .main-svg text")
        return page

    return opened


def narrative_of(kind: str) -> Narrative:
    return made() if kind == "seed" else made(ODD) if kind == "odd" else of_kind(kind)


def _shown(page: Page, name: str, width: int, kind: str) -> Page:
    spec = json.loads(figure_json(analysis.draw(narrative_of(kind), name, width=width)))
    assert spec["layout"].pop("width") == width
    page.mouse.move(0, 0)
    page.evaluate(SHOW, {"width": width, "data": spec["data"], "layout": {**spec["layout"], "autosize": True}})
    page.wait_for_selector("#figure .main-svg text")
    return page


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [1440, 768, 390])
@pytest.mark.parametrize("name", catalogue.names("figures"))
def test_no_label_overlaps_or_is_cut(pages: Callable[[int], Page], name: str, width: int, kind: str) -> None:
    page = _shown(pages(width), name, width, kind)
    labels, frame = page.evaluate(LABELS), page.evaluate(FRAME)
    assert len(labels) >= 2
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


WORDS = {  # what stands beside or under a mark, and of its sentence
    "quotes": ("Dmitry Peskov", "Russia never intended to attack anyone"),
    "claims": ("Washington", "Moscow is massing troops on the border"),
    "density": ("June 2021", "between the two men in Geneva"),
    "certainty": ("2014", "The scenario is reminiscent of 2014"),
    "pace": ("2014", "The scenario is reminiscent of 2014"),
    "actors": ("The Kremlin denies any plans", "denies"),
}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("name", catalogue.names("figures"))
def test_a_hover_shows_the_sentence(pages: Callable[[int], Page], name: str, width: int) -> None:
    label, sentence = WORDS.get(name, ("annexation", "The scenario is reminiscent of 2014"))
    page = _shown(pages(width), name, width, "disputed" if name == "claims" else "seed")
    found = page.locator("#figure svg text", has_text=label).first
    found.scroll_into_view_if_needed()
    box = found.bounding_box()
    assert box is not None
    shown = ""
    beside = ((190, 8), (225, 8), (254, 8), (140, 26), (30, 26), (260, 25))
    for dx, dy in ((12, 8), (box["width"] + 44, 8), (4, 24), *beside):
        page.mouse.move(box["x"] + dx - 6, box["y"] + dy - 3)
        page.mouse.move(box["x"] + dx, box["y"] + dy, steps=6)
        page.wait_for_timeout(200)
        shown = "".join("".join(page.locator(".hoverlayer .hovertext").all_text_contents()).split())
        if "".join(sentence.split()) in shown:
            break
    assert "".join(sentence.split()) in shown
    whole, frame = page.evaluate(HOVER), page.evaluate(FRAME)
    assert frame["x0"] <= whole["x0"] and whole["x1"] <= frame["x1"]
    assert frame["y0"] <= whole["y0"] and whole["y1"] <= frame["y1"]


@pytest.mark.parametrize("width", [1440, 390])
def test_the_hover_of_a_link_shows_both_sentences_whole(pages: Callable[[int], Page], width: int) -> None:
    page = _shown(pages(width), "claims", width, "pair")
    box = page.locator("#figure svg text", has_text="contradiction").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] - 10, box["y"] + 4)
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2, steps=6)
    page.wait_for_selector(".hoverlayer .hovertext", timeout=5_000)
    shown = "".join(page.locator(".hoverlayer .hovertext").all_text_contents())
    assert "massing troops" in shown and "no invasion plan" in shown
    whole, frame = page.evaluate(HOVER), page.evaluate(FRAME)
    assert frame["x0"] <= whole["x0"] and whole["x1"] <= frame["x1"]
    assert frame["y0"] <= whole["y0"] and whole["y1"] <= frame["y1"]


@pytest.mark.parametrize("name", catalogue.names("figures"))
def test_no_hover_is_cut_on_a_phone(pages: Callable[[int], Page], name: str) -> None:
    kind = "disputed" if name == "claims" else "seed"
    page = _shown(pages(390), name, 390, kind)
    found = json.loads(figure_json(analysis.draw(narrative_of(kind), name, width=390)))["data"]
    areas = next(trace for trace in found if trace.get("name") == "events")
    for place in range(0, len(areas["y"]), max(1, len(areas["y"]) // 6)):
        x, y = areas["base"][place] + areas["x"][place] / 2, areas["y"][place]
        page.evaluate("y => window.scrollTo(0, y - 400)", y)
        y -= page.evaluate("window.scrollY")
        page.mouse.move(x - 3, y - 2)
        page.mouse.move(x, y, steps=4)
        page.wait_for_selector(".hoverlayer .hovertext", timeout=5_000)
        whole, frame = page.evaluate(HOVER), page.evaluate(FRAME)
        assert frame["x0"] - 1 <= whole["x0"] and whole["x1"] <= frame["x1"] + 1
        assert frame["y0"] - 1 <= whole["y0"] and whole["y1"] <= frame["y1"] + 1
