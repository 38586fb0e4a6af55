"""Figures: nothing is lost, nothing looks surer than it is, and the words of an article stay words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

import analysis
from analysis import catalogue
from analysis.document import from_text
from analysis.drawing import theme
from analysis.drawing.items import items
from analysis.drawing.packing import pack
from analysis.images import figure_json
from analysis.narrative import Narrative, tabulate
from analysis.pipeline import annotate

FIGURES = catalogue.names("figures")
WIDTHS = (1440, 1000, 768, 390)
HOSTILE = (
    'Mary <b onclick="x()">Smith</b> met <script>alert(1)</script> the king of $x^2$ on Monday. {{a}} %{y} &lt;i&gt;'
)
ODD = (
    "Mary Smith met the king at 3:07 p.m. GMT on Monday. She did not visit Oslo in June. The war lasted from May 1999 "
    "to July 2001. Since 2014 she has lived in Rome. He fled around 1066. The king will open a school on Thursday."
)


@cache
def made(text: str | None = None) -> Narrative:
    if text is None:
        return analysis.build("seeds")
    document = from_text(text, id="made", language="en", kind="news")
    return tabulate([annotate(document, published="2021-12-07", knowledge=())])


@cache
def spec(name: str, text: str | None = None, **options: object) -> str:
    return figure_json(analysis.draw(made(text), name, **options))


def traces(name: str, text: str | None = None, **options: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(spec(name, text, **options))["data"]
    return found


def hits(name: str, text: str | None = None, **options: object) -> dict[str, str]:
    """Row id → hover text, of all areas that show one."""
    return {row: hover for trace in traces(name, text, **options) for row, hover in trace.get("customdata", ())}  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", FIGURES)
def test_every_event_of_the_timeline_can_be_hovered_for_its_sentence(name: str, width: int) -> None:
    rows = made().timeline.query("kind == 'event' and on_timeline").set_index("id")
    found = hits(name, width=width)
    assert set(found) == set(rows.index)
    for row, hover in found.items():
        plain = "".join(hover.replace("<b>", "").replace("</b>", "").replace("<br>", " ").split())
        assert "".join(rows.loc[row, "quote"].split()) in plain, hover
    layout = json.loads(spec(name, width=width))["layout"]
    assert layout["width"] == width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("text", ["It is what it is.", HOSTILE, ODD], ids=["no event", "hostile", "odd"])
def test_any_narrative_is_drawn(name: str, width: int, text: str) -> None:
    assert spec(name, text, width=width) == figure_json(analysis.draw(made(text), name, width=width))


@pytest.mark.parametrize("name", FIGURES)
def test_the_words_of_an_article_are_shown_not_run(name: str) -> None:
    for form in (spec(name, HOSTILE), "".join(hits(name, HOSTILE).values())):
        assert "<script" not in form and "<b onclick" not in form
        assert "$x" not in form
    assert "&lt;script&gt;" in "".join(hits(name, HOSTILE).values())


def test_the_known_date_of_an_event_is_used_on_request_only() -> None:
    plain, outside = items(made()), items(made(), knowledge=True)
    moved = [(a, b) for a, b in zip(plain, outside, strict=True) if a != b]
    assert moved and all(not a.dated and b.dated and b.outside for a, b in moved)
    assert not any(i.outside for i in plain)
    assert "from outside knowledge" in "".join(hits("lanes", knowledge=True).values())


def test_what_did_not_happen_is_drawn_with_a_cross_and_apart() -> None:
    refused = {i.id for i in items(made()) if not i.happened}
    assert refused
    bars = [t for t in traces("lanes", ODD) if t["type"] == "bar" and t.get("name") == theme.CERTAINTY["negated"].lane]
    assert bars == []
    for name in FIGURES:
        symbols = [s for t in traces(name) for s in t.get("marker", {}).get("symbol", ())]  # type: ignore[attr-defined]
        assert "x" in symbols


def test_within_june_looks_different_from_all_of_june() -> None:
    def opacities(text: str) -> set[float]:
        bars = [t for t in traces("lanes", text) if t["type"] == "bar" and t.get("name") != "events"]
        return {o for t in bars for o in t["marker"]["opacity"]}  # type: ignore[index]

    within = opacities("Mary Smith visited Oslo in June. She came to Rome in May.")
    throughout = opacities("Mary Smith and the king had a two-hour talk at 3:07 p.m. GMT on Monday.")
    assert max(within) < 0.5 <= max(throughout)


def test_open_ends_are_arrows() -> None:
    symbols = [s for t in traces("lanes") for s in t.get("marker", {}).get("symbol", ())]  # type: ignore[attr-defined]
    assert {"triangle-left", "triangle-right"} <= set(symbols)


def test_an_instant_is_a_diamond_however_long_the_axis() -> None:
    text = "Mary Smith met the king at 3:07 p.m. GMT on Monday. The bridge fell in 1066. The army won in 480 BC."
    symbols = [s for t in traces("lanes", text) for s in t.get("marker", {}).get("symbol", ())]  # type: ignore[attr-defined]
    assert "diamond" in symbols


def test_events_without_a_date_lie_in_the_tray_below_the_axis() -> None:
    undated = {i.id for i in items(made()) if not i.dated}
    boxes = next(t for t in traces("lanes") if t.get("name") == "events")
    bottoms = {row: y for (row, _), y in zip(boxes["customdata"], boxes["y"], strict=True)}  # type: ignore[call-overload]
    assert undated
    assert min(bottoms[i] for i in undated) > max(y for i, y in bottoms.items() if i not in undated)


def test_lanes_by_actor_keep_what_did_not_happen_apart() -> None:
    labels = [text for t in traces("lanes", by="actor") if t.get("mode") == "text" for text in t["text"]]  # type: ignore[attr-defined]
    assert any("Joe" in str(text) and "<b>" in str(text) for text in labels)
    assert set(hits("lanes", by="actor")) == set(hits("lanes"))
    with pytest.raises(ValueError, match="certainty"):
        analysis.draw(made(), "lanes", by="colour")


def test_the_curve_joins_events_in_order_of_telling_and_ties_stand_at_one_place() -> None:
    narrative = made("The bridge fell in 1999. The army won in 1066. The king left in 1999. He was happy.")
    ranks = narrative.timeline.query("kind == 'event' and on_timeline").sort_values("telling")["rank"].dropna()
    marks = next(t for t in json.loads(figure_json(analysis.draw(narrative, "story_order")))["data"]
                 if t.get("mode") == "markers")  # fmt: skip
    xs = [x for x, symbol in zip(marks["x"], marks["marker"]["symbol"], strict=True) if symbol in theme.HAPPENED]
    assert list(ranks) == [1, 0, 1]
    assert xs[0] == xs[2] > xs[1]


def test_each_article_has_its_own_curve_over_one_axis(tmp_path: Path) -> None:
    for name, text in (("a", "The bridge fell in 1999. The army won in 1066."), ("b", "The king left in 1980.")):
        (tmp_path / f"{name}.txt").write_text(text)
    found = json.loads(figure_json(analysis.draw(analysis.build(tmp_path), "story_order")))["data"]
    marks = next(t for t in found if t.get("mode") == "markers")
    fell, won, left = marks["x"]
    assert won < left < fell
    assert {"<b>a</b>", "<b>b</b>"} <= {text for t in found if t.get("mode") == "text" for text in t["text"]}


@pytest.mark.parametrize(
    ("extents", "rows"),
    [([(0, 10), (12, 20), (5, 15)], [0, 0, 1]), ([(0, 10), (0, 10), (0, 10)], [0, 1, 2]), ([], [])],
)
def test_packing_uses_no_more_rows_than_needed(extents: list[tuple[float, float]], rows: list[int]) -> None:
    assert pack(extents, 1) == rows
