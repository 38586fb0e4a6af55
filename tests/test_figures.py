"""Figures: nothing is lost, nothing looks surer than it is, and the words of an article stay words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import catalogue
from analysis.document import from_text
from analysis.drawing import theme
from analysis.drawing.bins import bins
from analysis.drawing.canvas import Bar, Canvas, Glyph, paint
from analysis.drawing.items import items
from analysis.drawing.packing import pack
from analysis.drawing.pages import grain_of, pages
from analysis.images import figure_json
from analysis.narrative import Narrative, tabulate
from analysis.pipeline import annotate
from tests.narratives import MADE, hostile, many, of_kind

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


def spec_of(name: str, narrative: Narrative, **options: object) -> str:
    return figure_json(analysis.draw(narrative, name, **options))


def symbols(found: list[dict[str, object]]) -> list[str]:
    return [s for t in found for s in t.get("marker", {}).get("symbol", ())]  # type: ignore[attr-defined]


def hits_of(found: list[dict[str, object]]) -> dict[str, str]:
    return {row: hover for trace in found for row, hover in trace.get("customdata", ())}  # type: ignore[attr-defined]


def hits(name: str, text: str | None = None, **options: object) -> dict[str, str]:
    """Row id → hover text, of all areas that show one."""
    return {row: hover for trace in traces(name, text, **options) for row, hover in trace.get("customdata", ())}  # type: ignore[attr-defined]


def shown(name: str, narrative: Narrative) -> set[str]:
    """The ids of the rows that a figure is about: a figure that is new is about the events of the timeline."""
    table = narrative.timeline
    events = table[table["kind"] == "event"]
    match name:
        case "claims":
            return set(table.loc[table["kind"] == "claim", "id"])
        case "quotes":
            return set(table.loc[(table["kind"] == "quote") & (table["quote_kind"] != "term"), "id"])
        case "certainty":
            return set(events["id"])
        case "actors":
            return {i.id for i in items(narrative) if i.actors}
        case _:
            return set(events.loc[events["on_timeline"], "id"])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", FIGURES)
def test_every_row_of_a_figure_can_be_hovered_for_its_sentence(name: str, width: int) -> None:
    rows = made().timeline.set_index("id")
    found = hits(name, width=width)
    assert {key for key in found if " " not in key} == shown(name, made())  # a pair of claims has a hover of its own
    for key, hover in found.items():
        plain = "".join(hover.replace("<b>", "").replace("</b>", "").replace("<br>", " ").split())
        assert all("".join(rows.loc[row, "quote"].split()) in plain for row in key.split()), hover
    layout = json.loads(spec(name, width=width))["layout"]
    assert layout["width"] == width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("text", ["It is what it is.", HOSTILE, ODD], ids=["no event", "hostile", "odd"])
def test_any_narrative_is_drawn(name: str, width: int, text: str) -> None:
    assert spec(name, text, width=width) == figure_json(analysis.draw(made(text), name, width=width))


@pytest.mark.parametrize("name", FIGURES)
def test_the_words_of_an_article_are_shown_not_run(name: str) -> None:
    hovers = "".join(hits(name, HOSTILE).values())
    for form in (spec(name, HOSTILE), hovers, spec_of(name, hostile())):
        assert "<script" not in form and "<b onclick" not in form
        assert "$x" not in form
    assert "&lt;script&gt;" in spec_of(name, hostile())


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
    for name in ("lanes", "story_order", "density", "calendar"):
        assert "x" in symbols(traces(name))


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


@pytest.mark.parametrize("width", [1440, 768, 390])
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("kind", sorted(MADE))
def test_every_kind_of_narrative_is_drawn_whole(kind: str, name: str, width: int) -> None:
    narrative = of_kind(kind)
    found = json.loads(spec_of(name, narrative, width=width, dark=width == 768))
    assert {row for ids in hits_of(found["data"]) for row in ids.split()} == shown(name, narrative)
    assert found["layout"]["width"] == width
    assert found["layout"]["height"] <= 5_000


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_to_draw_is_said(name: str) -> None:
    found = json.loads(spec_of(name, of_kind("empty")))["data"]
    said = [text for trace in found if trace.get("mode") == "text" for text in trace["text"]]
    assert len(said) == 1 and said[0].startswith(("The text", "No claim"))


@pytest.mark.parametrize("name", FIGURES)
def test_what_is_not_told_as_having_happened_never_has_the_mark_of_what_is(name: str) -> None:
    for width in (1440, 390):
        found = json.loads(spec_of(name, of_kind("refused"), width=width))["data"]
        assert not set(theme.HAPPENED) & set(symbols(found))
        bars = [t for t in found if t["type"] == "bar" and t.get("name") != "events"]
        samples = [t for t in bars if t["name"] == theme.CERTAINTY["asserted"].lane]  # the key shows how a bar is read
        assert all(y < 110 for t in samples for y in t["y"])
        assert all(t["marker"].get("pattern", {}).get("shape") for t in bars if t not in samples)


@pytest.mark.parametrize("certainty", ["negated", "denied", "conditional", "opinion", "alleged", "future"])
def test_no_figure_can_paint_it_as_having_happened(certainty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for shape in ("instant", "stretch"):
        figure = paint(Canvas(400, 300, "", [Glyph(10, 10, certainty, shape), Bar(0, 0, 9, 9, certainty)]))
        found = json.loads(figure_json(figure))["data"]
        assert not set(theme.HAPPENED) & set(symbols(found))
        assert all(t["marker"]["pattern"]["shape"] for t in found if t["type"] == "bar")
    surer = replace(theme.CERTAINTY[certainty], instant="diamond", pattern="")
    monkeypatch.setattr(theme, "CERTAINTY", {**theme.CERTAINTY, certainty: surer})
    for one in (Glyph(10, 10, certainty), Bar(0, 0, 9, 9, certainty)):
        with pytest.raises(ValueError, match="must not look like something that happened"):
            paint(Canvas(400, 300, "", [one]))


@pytest.mark.parametrize("inks", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_words_can_be_read_and_marks_be_seen_on_their_paper(inks: dict[str, str]) -> None:
    assert set(inks) == set(theme.LIGHT)
    words = [theme.TEXT, theme.FAINT, *map(theme.ink, theme.CERTAINTY)]
    for paper in (theme.PAPER, theme.PANEL):
        assert min(contrast(inks[one], inks[paper]) for one in words) >= 4.5
        assert min(contrast(inks[one], inks[paper]) for one in theme.CERTAINTY) >= 2.5


def test_each_certainty_has_a_symbol_and_a_pattern_of_its_own() -> None:
    for form in ("instant", "stretch", "pattern"):
        assert len({getattr(style, form) for style in theme.CERTAINTY.values()}) == len(theme.CERTAINTY)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_a_dark_figure_says_the_same_on_dark_paper() -> None:
    for name in FIGURES:
        light, dark = (json.loads(spec(name, dark=dark)) for dark in (False, True))
        assert dark["layout"]["paper_bgcolor"] == theme.DARK[theme.PAPER]
        assert hits_of(light["data"]) == hits_of(dark["data"])
        assert not set(theme.LIGHT.values()) & set(re.findall(r"#[0-9a-f]{6}", json.dumps(dark), re.IGNORECASE))


def test_actors_stand_on_lanes_and_share_events() -> None:
    found = json.loads(spec_of("actors", of_kind("cyrillic"), width=768))["data"]
    names = {
        t: (x, y)
        for trace in found
        if trace.get("mode") == "text"
        for x, y, t in zip(*(trace[k] for k in ("x", "y", "text")), strict=True)
    }
    ada, boris = names["<b>Олена Коваленко</b>"][0], names["<b>Борис Петров</b>"][0]
    meeting = names["Борис Петров и Олена Коваленко встретились в Женеве."][1]
    marks = [(x, y) for t in found if t.get("mode") == "markers" for x, y in zip(t["x"], t["y"], strict=True)]
    assert len([x for x, y in marks if abs(y - meeting) < 12 and x in (ada - 4, boris - 4)]) == 2
    assert "Харків" not in " ".join(name for name in names if name.startswith("<b>"))  # a place, not somebody


def test_things_are_no_actors_and_a_kind_is_not_needed() -> None:
    narrative = of_kind("undated")
    people = [(("Ann", "agent", "person"), ("the hammer", "agent", "thing")), (("Oslo", "location", "place"),)]
    table = narrative.timeline.assign(participants=pd.Series([*people, *[()] * 3], dtype="object"))
    kinds = items(replace(narrative, timeline=table))
    assert [i.actors for i in kinds[:2]] == [("Ann",), ()]
    assert kinds[1].places == ("Oslo",)
    assert items(narrative)[0].actors == ("Ann", "Bo")


def test_claims_that_compete_are_linked_with_relation_issue_and_both_sentences() -> None:
    for width in (1000, 390):
        found = json.loads(spec_of("claims", of_kind("disputed"), width=width))["data"]
        text = [t for trace in found if trace.get("mode") == "text" for t in trace["text"]]
        assert {"<b>Is an attack planned?</b>", "contradiction", "drift", "reversal"} <= set(text)
        both = hits_of(found)["disputed-0 disputed-1"]
        assert "massing troops" in both and "no invasion plan" in both and "contradiction" in both


def test_claims_are_drawn_without_the_columns_that_come_later() -> None:
    narrative = of_kind("disputed")
    plain = replace(narrative, claim_pairs=narrative.claim_pairs.drop(columns="issue"))
    assert "contradiction" in spec_of("claims", plain)


def test_quotes_count_the_words_of_each_speaker() -> None:
    found = json.loads(spec_of("quotes", of_kind("spoken")))["data"]
    text = [t for trace in found if trace.get("mode") == "text" for t in trace["text"]]
    assert "29 words in 2 quotes · 7 Dec 2021" in text
    assert [t for t in text if t.startswith("<b>")] == [
        "<b>Joe Biden</b>",
        "<b>Vladimir Putin</b>",
        "<b>nobody named</b>",
    ]


def test_density_counts_each_event_once_in_the_unit_it_is_told_in() -> None:
    for kind in ("many", "ancient", "refused"):
        narrative = of_kind(kind)
        dated = [i for i in items(narrative) if i.dated]
        for unit in (None, "day", "year", "century"):
            found = bins(dated, unit)
            assert sorted(i.id for one in found for i in one.items) == sorted(i.id for i in dated)
    assert [one.name for one in bins(items(of_kind("ancient")))][:2] == ["480 BC", "15 Mar 44 BC"]
    with pytest.raises(ValueError, match="century"):
        analysis.draw(made(), "density", unit="fortnight")


def test_calendar_chooses_its_pages_from_the_span() -> None:
    grains = {kind: grain_of([i for i in items(of_kind(kind)) if i.dated]) for kind in ("many", "ancient", "refused")}
    assert grains == {"many": "year", "ancient": "decades", "refused": "month"}
    assert [page.name for page in pages([i for i in items(made()) if i.dated], "month")] == ["December 2021"]
    with pytest.raises(ValueError, match="decades"):
        analysis.draw(made(), "calendar", by="week")


def test_certainty_gives_shares_of_all_events() -> None:
    found = json.loads(spec_of("certainty", of_kind("refused"), width=1440))["data"]
    text = [t for trace in found if trace.get("mode") == "text" for t in trace["text"]]
    assert text.count("3 · 25 %") == 4


def test_five_hundred_events_stay_a_picture() -> None:
    for name, most in (
        ("lanes", 2_800),
        ("story_order", 3_700),
        ("actors", 4_000),
        ("density", 900),
        ("calendar", 4_500),
    ):
        for width in (1440, 768, 390):
            found = json.loads(spec_of(name, of_kind("many"), width=width))
            assert found["layout"]["height"] <= most, (name, width)
            assert len([t for trace in found["data"] if trace.get("mode") == "text" for t in trace["text"]]) < 400


def test_middling_crowds_go_by_number_and_have_a_list() -> None:
    found = json.loads(spec_of("lanes", many(200), width=1000))["data"]
    text = [t for trace in found if trace.get("mode") == "text" for t in trace["text"]]
    assert text.count("7") == 2  # at its mark and in the list


@pytest.mark.parametrize(
    ("extents", "rows"),
    [([(0, 10), (12, 20), (5, 15)], [0, 0, 1]), ([(0, 10), (0, 10), (0, 10)], [0, 1, 2]), ([], [])],
)
def test_packing_uses_no_more_rows_than_needed(extents: list[tuple[float, float]], rows: list[int]) -> None:
    assert pack(extents, 1) == rows
