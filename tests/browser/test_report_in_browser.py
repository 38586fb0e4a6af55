"""The report in a real browser: read, linked, by keyboard, printed; nothing asked for, nothing run but its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import analysis
from analysis import catalogue
from analysis.narrative import Narrative
from tests.narratives import of_kind
from tests.test_figures import made

OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
CHOSEN = "[...document.querySelectorAll('mark.is-chosen')].map(one => one.textContent).join('')"
HERE = "[...document.querySelectorAll('.is-here')].map(one => one.textContent).join('')"
OUTLINED = """name => document.querySelector(`[data-figure=${name}]`).layout.shapes
  .filter(shape => shape.name === "chosen").length"""
FOCUS = "document.activeElement.dataset.row || document.activeElement.id || document.activeElement.className"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    of: dict[str, Narrative] = {"seed": made(), **{kind: of_kind(kind) for kind in ("mixed", "empty", "disputed")}}
    return {kind: analysis.export(one, folder / f"{kind}.html", to="report") for kind, one in of.items()}


@pytest.fixture
def page(browser: Browser, reports: dict[str, Path]) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    _opened(page, reports["seed"])
    yield page
    page.close()


def _opened(page: Page, path: Path) -> Page:
    page.goto(path.as_uri())
    page.wait_for_selector("body[data-ready]", timeout=60_000)
    return page


def _until(page: Page, holds: str) -> None:
    """Wait for an expression; the page's policy forbids what Playwright's own way would evaluate in it."""
    for _ in range(100):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    raise AssertionError(holds)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("kind", "width"), [("seed", 1440), ("seed", 390), ("mixed", 768), ("empty", 390)])
def test_axe_finds_nothing_serious_and_nothing_is_asked_for(
    browser: Browser, reports: dict[str, Path], kind: str, width: int, scheme: Any
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    _opened(page, reports[kind])
    page.evaluate(OPEN)
    found = Axe().run(page)
    assert len(found.response["passes"]) > 15
    serious = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in serious] == []
    assert asked == [reports[kind].as_uri()]
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.title() != "run"
    page.close()


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_every_figure_is_drawn_and_fits(browser: Browser, reports: dict[str, Path], width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    _opened(page, reports["seed"])
    sizes = page.evaluate(
        "[...document.querySelectorAll('.plot')].map(p => [p.dataset.figure, p.scrollWidth - p.clientWidth,"
        " p.querySelector('.main-svg').getBoundingClientRect().width, p.querySelectorAll('svg text').length])"
    )
    assert {name for name, *_ in sizes} == set(catalogue.names("figures"))
    assert all(over <= 0 and 390 <= drawn <= 1440 and texts > 2 for _, over, drawn, texts in sizes)
    page.close()


def test_the_paper_of_figures_follows_the_preference(page: Page) -> None:
    paper = "document.querySelector('.plot').layout.paper_bgcolor"
    light = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    _until(page, f"{paper} !== '{light}'")
    drawn = json.loads(analysis.draw(made(), "lanes", dark=True).to_json())
    assert page.evaluate(paper) == drawn["layout"]["paper_bgcolor"]
    assert page.evaluate("document.querySelector('.plot').layout.font.color") == drawn["layout"]["font"]["color"]


def test_a_click_on_a_mark_shows_its_sentence_and_escape_goes_back(page: Page) -> None:
    label = page.locator("[data-figure=lanes] svg text", has_text="annexation").first
    label.scroll_into_view_if_needed()
    box = label.bounding_box()
    assert box is not None
    before = page.evaluate("scrollY")
    page.mouse.move(box["x"] + 5, box["y"] + 3)
    page.mouse.move(box["x"] + 12, box["y"] + 8, steps=6)
    page.wait_for_selector(".hoverlayer .hovertext")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_selector("mark.is-chosen")
    assert page.evaluate(CHOSEN) == "annexation"
    assert page.evaluate(HERE).startswith("The scenario is reminiscent of 2014 and the Russian annexation")
    row = page.evaluate(FOCUS)
    assert row == made().timeline.query("quote == 'annexation'")["id"].item()
    mark = page.locator("mark.is-chosen").bounding_box()
    assert mark is not None and 0 < mark["y"] < 900
    assert "annexation" in page.locator("#said").inner_text() and "2014" in page.locator("#said").inner_text()
    _until(page, f"({OUTLINED})('lanes') === 1")
    page.keyboard.press("Escape")
    assert page.evaluate("scrollY") == before
    assert page.locator("mark.is-chosen, .is-here, #chosen:visible").count() == 0
    assert page.evaluate(f"({OUTLINED})('lanes')") == 0


def test_a_click_on_a_link_between_claims_shows_both(browser: Browser, reports: dict[str, Path]) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    _opened(page, reports["disputed"])
    label = page.locator("[data-figure=claims] svg text", has_text="contradiction").first
    label.scroll_into_view_if_needed()
    box = label.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] - 10, box["y"] + 4)
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2, steps=6)
    page.wait_for_selector(".hoverlayer .hovertext")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_selector("mark.is-chosen")
    shown = page.evaluate(CHOSEN)
    assert "massing troops" in shown and "no invasion plan" in shown
    page.close()


def test_the_keyboard_reaches_every_row(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "skip"
    page.keyboard.press("Enter")
    reached, opened = set(), 0
    for _ in range(3_000):
        page.keyboard.press("Tab")
        tag, row = page.evaluate("[document.activeElement.tagName, document.activeElement.dataset.row]")
        if tag == "SUMMARY":
            page.keyboard.press("Enter")
            opened += 1
        elif tag == "BODY":
            break
        elif row:
            reached.add(row)
    assert opened == page.locator("details").count() >= len(catalogue.names("figures"))
    assert reached == set(made().timeline["id"])


def test_enter_on_a_row_is_a_click_on_its_mark(page: Page) -> None:
    page.locator("#figure-lanes summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    row = page.evaluate(FOCUS)
    _until(page, f"({OUTLINED})('lanes') >= 1")  # where the keyboard is, the figure is marked
    page.keyboard.press("Enter")
    page.wait_for_selector("mark.is-chosen")
    words = made().timeline.set_index("id").loc[row, "quote"]
    assert page.evaluate(CHOSEN) == words
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    assert page.evaluate(FOCUS) == row


def test_words_of_the_article_lead_to_the_figure(page: Page) -> None:
    row = made().timeline.query("quote == 'annexation'")["id"].item()
    page.locator(f"mark[data-row={row}]").click()
    page.locator("#show").click()
    assert page.evaluate("document.activeElement.dataset.figure") == "lanes"
    _until(page, f"({OUTLINED})('lanes') === 1")
    assert page.locator("[data-figure=lanes] .shapelayer path").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_holds_every_word_of_the_page(page: Page, tmp_path: Path, scheme: Any) -> None:
    pypdf = pytest.importorskip("pypdf")
    page.emulate_media(color_scheme=scheme)
    words = page.evaluate("[...document.querySelectorAll('.plot svg text')].map(one => one.textContent)")
    pdf = page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    assert pdf[:5] == b"%PDF-"
    sheets = pypdf.PdfReader(tmp_path / "report.pdf").pages
    told = "".join("".join(sheet.extract_text().split()) for sheet in sheets)
    article = made().documents["text"][0]
    assert "".join(article.split())[:200] in told
    assert all("".join(heading.split()) in told for heading in ("The order of telling", "Without a date, and why"))
    assert words and "annexation" in told
    assert page.locator(".slice").count() == 0, "the screen is as before"
    sizes = {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets}
    assert sizes == {(595, 842)}


def test_on_paper_no_figure_is_wider_than_the_sheet_and_no_word_is_cut_in_two(page: Page) -> None:
    page.set_viewport_size({"width": 703, "height": 900})  # A4 without its margins
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    slices = page.evaluate("""[...document.querySelectorAll(".slice")].map(slice => {
      const frame = slice.getBoundingClientRect();
      const cut = [...slice.querySelectorAll("svg text")].map(one => one.getBoundingClientRect())
        .filter(box => box.top < frame.bottom - 1 && box.bottom > frame.top + 1)
        .filter(box => box.top < frame.top - 1 || box.bottom > frame.bottom + 1 || box.right > frame.right + 1);
      return [frame.height, cut.length];
    })""")
    assert len(slices) > len(catalogue.names("figures"))
    assert all(height < 1000 and cut == 0 for height, cut in slices)
    assert page.evaluate("document.documentElement.scrollWidth") <= 703
