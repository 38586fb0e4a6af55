"""Measures: exact on stories made by hand, and the laws that any telling obeys."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis import cli, measures
from analysis.drawing.hasse import blocks, buses, links
from analysis.drawing.speed import words_per
from analysis.exports.csv import write
from analysis.images import figure_json
from analysis.measures.definitions import DEFINITIONS
from analysis.narrative import Narrative
from analysis.precedence import precedence
from tests.narratives import Told, day, days, of_kind, told

ROOT = Path(__file__).parents[1]
SHARES = ("text by movement", "text by certainty", "text by holder", "quoted words by speaker")


def with_ranks(narrative: Narrative, ranks: list[int | None] | None = None) -> Narrative:
    """The rank of each event, in order of telling; by its first day where none are given."""
    table = narrative.timeline
    found = (
        pd.Series(ranks, dtype="Int64") if ranks is not None else table["start"].rank(method="dense").astype("Int64")
    )
    return replace(narrative, timeline=table.assign(rank=found.where(table["kind"] == "event")))


def story(*at: int, length: int = 1) -> Narrative:
    """An event of so many days for each first day, in order of telling."""
    return with_ranks(told([Told(f"Thing {n} came to pass.", at=(d, d + length)) for n, d in enumerate(at)]))


def values(narrative: Narrative, **options: bool) -> dict[tuple[str, str], float]:
    table = analysis.measure(narrative, **options)
    return {(row.measure, row.of): row.value for row in table.itertuples()}


def value(narrative: Narrative, measure: str, of: str = "") -> float:
    return values(narrative)[measure, of]


starts = st.lists(st.integers(0, 60), min_size=2, max_size=12).map(lambda found: [20 * n for n in found])


@given(starts)
@settings(max_examples=15, deadline=None)
def test_a_story_told_in_order_has_no_inversion(at: list[int]) -> None:
    found = values(story(*sorted(at)))
    assert found["inversions", ""] == found["steps back", ""] == found["analepses", ""] == found["prolepses", ""] == 0
    assert found["inversions, normalised", ""] in (0, pytest.approx(float("nan"), nan_ok=True))


@given(starts)
@settings(max_examples=15, deadline=None)
def test_told_backwards_all_is_inverted(at: list[int]) -> None:
    found = values(story(*sorted(at, reverse=True)))
    assert found["inversions", ""] == found["pairs whose order is known", ""]
    if len(set(at)) > 1:
        assert found["inversions, normalised", ""] == found["non-linearity", ""] == 1


@given(starts)
@settings(max_examples=15, deadline=None)
def test_reversing_the_telling_inverts_what_was_not(at: list[int]) -> None:
    there, back = values(story(*at)), values(story(*reversed(at)))
    assert there["inversions", ""] + back["inversions", ""] == there["pairs whose order is known", ""]
    assert 0 <= there["inversions", ""] <= there["pairs whose order is known", ""]
    if len(set(at)) > 1:
        assert 0 <= there["non-linearity", ""] <= 1


@given(starts, st.integers(-900, 900), st.integers(1, 30))
@settings(max_examples=15, deadline=None)
def test_measures_do_not_change_when_all_dates_are_shifted(at: list[int], shift: int, length: int) -> None:
    one, other = (analysis.measure(story(*(d + s for d in at), length=length)) for s in (0, shift))
    pd.testing.assert_series_equal(one["value"], other["value"])
    assert list(one["measure"]) == list(other["measure"])


@pytest.mark.parametrize("kind", ["some", "mixed", "refused", "spoken", "hostile", "cyrillic"])
def test_shares_sum_to_one_and_every_value_is_defined(kind: str) -> None:
    table = analysis.measure(of_kind(kind))
    assert set(table["measure"]) <= set(DEFINITIONS)
    shares = table[table["measure"].isin(SHARES)].groupby(["document", "measure"])["value"].sum(min_count=1).dropna()
    assert len(shares) and all(total == pytest.approx(1) for total in shares)
    assert table[["definition", "source", "unit"]].map(bool).all(axis=None)
    assert not table.duplicated(["document", "measure", "of"]).any()


def test_what_dates_do_not_set_apart_is_not_inverted() -> None:
    """“In June” may lie before or after the third of June; only the event of May is surely earlier."""
    narrative = with_ranks(
        told([Told("A", at=days(2021, 6, 3)), Told("B", at=days(2021, 6, 1, 30), precision="month"),
              Told("C", at=days(2021, 5, 9))]), [2, 1, 0])  # fmt: skip
    found = values(narrative)
    assert (found["pairs whose order is known", ""], found["inversions", ""]) == (2, 2)
    assert found["steps back", ""] == 1


def test_an_event_without_a_place_is_left_out_and_counted() -> None:
    narrative = with_ranks(told([Told("A", at=days(2021, 6, 3)), Told("B"), Told("C", at=days(2021, 5, 9))]),
                           [1, None, 0])  # fmt: skip
    row = analysis.measure(narrative).set_index("measure").loc["inversions"]
    assert (row["value"], row["n"], row["left_out"]) == (1, 1, 1)


def test_an_analepsis_has_reach_and_extent_between_bounds() -> None:
    """A month, told after a day and before the next: it lies 5 to 36 days back, and covers at most its 31 days."""
    narrative = with_ranks(
        told([Told("A", at=days(2021, 6, 5)), Told("B", at=days(2021, 5, 1, 31), precision="month"),
              Told("C", at=days(2021, 6, 6)), Told("D", at=days(2021, 6, 7))]), [1, 0, 2, 3])  # fmt: skip
    (only,) = measures.anachronies(narrative).to_dict("records")
    assert (only["kind"], only["first"], only["departure"]) == ("analepsis", "B", "A")
    assert (only["reach_least"], only["reach_most"]) == (4, 36)
    assert (only["extent_least"], only["extent_most"]) == (0, 31)


def test_a_prolepsis_is_told_before_its_turn() -> None:
    narrative = story(day(2021, 6, 1), day(2022, 1, 1), day(2021, 6, 2), day(2021, 6, 3))
    (only,) = measures.anachronies(narrative).to_dict("records")
    assert (only["kind"], only["departure"]) == ("prolepsis", "Thing 2 came to pass.")
    assert (only["reach_least"], only["reach_most"]) == (212, 214)


def test_a_reach_without_an_upper_bound_has_none() -> None:
    narrative = with_ranks(told([Told("A", at=days(2021, 6, 5)), Told("B", at=(None, day(2021, 5, 1))),
                                 Told("C", at=days(2021, 6, 6))]), [1, 0, 2])  # fmt: skip
    (only,) = measures.anachronies(narrative).to_dict("records")
    assert only["reach_least"] == 35 and pd.isna(only["reach_most"])
    assert value(narrative, "farthest reach of analepses", "at least") == 35
    assert pd.isna(value(narrative, "farthest reach of analepses", "at most"))


def test_order_that_words_tell_counts_without_dates() -> None:
    narrative = with_ranks(told([Told("A"), Told("B"), Told("C")]), [1, 0, 2])
    a, b, c = narrative.timeline["id"]
    said = [(b, a, "BEFORE", "before"), (c, a, "AFTER", "then"), (a, c, "AFTER", "odd")]
    rows = [("made", *row, "signal") for row in said]
    narrative = replace(narrative, relations=pd.DataFrame(rows, columns=narrative.relations.columns))
    known = precedence(narrative)["made"]
    assert [(known.ids[i], known.ids[j]) for i, j in zip(*known.earlier.nonzero(), strict=True)] == [
        (a, c), (b, a), (b, c)]  # fmt: skip
    assert known.evidence(0, 2) == "after: then"
    assert known.evidence(1, 2) == "it follows from other relations"
    found = values(narrative)
    assert (found["pairs whose order is known", ""], found["inversions", ""]) == (3, 1)
    assert pd.isna(found["farthest reach of analepses", "at least"])


def test_a_habit_of_telling_orders_nothing_for_sure() -> None:
    """Ranks may lean on it; a figure that says "surely" may not."""
    narrative = with_ranks(told([Told("A"), Told("B")]), [0, 1])
    a, b = narrative.timeline["id"]
    rows = [("made", b, a, "AFTER", "told after “A” in one run", "telling")]
    narrative = replace(narrative, relations=pd.DataFrame(rows, columns=narrative.relations.columns))
    assert not precedence(narrative)["made"].earlier.any()


def test_pace_is_words_by_the_most_time_that_they_can_tell() -> None:
    began = Told("In 2014 it began.", at=(day(2014), day(2015)), precision="year")
    rows = [began, Told("They met and talked and then they left.", at=days(2021, 12, 7)), Told("It is a fine town.")]
    narrative = with_ranks(told(rows), [0, 1, None])
    year, last = measures.pace(narrative).to_dict("records")
    assert (year["words"], year["days"], year["words_a_day"]) == (4, 365, 4 / 365)
    assert (last["words"], last["days"], last["words_a_day"]) == (8, 1, 8)
    assert last["gap_days"] == (day(2021, 12, 7) - day(2015))
    found = values(narrative)
    assert found["text by movement", "pause"] == pytest.approx(5 / 17)
    assert found["text by movement", "narrative"] == pytest.approx(12 / 17)
    assert found["ellipses", ""] == 1
    assert found["isochrony", ""] == pytest.approx(1 - abs(4 / 12 - 365 / 366))


def test_what_has_no_beginning_or_spans_chapters_has_no_pace() -> None:
    rows = [Told("A", at=days(2014, 3, 1)), Told("B", at=days(2021, 12, 7)), Told("C", at=(None, day(2021, 12, 8))),
            Told("D", at=(day(2014), day(2022))), Told("E", at=(day(2014, 3, 1), None))]  # fmt: skip
    first, last = measures.pace(with_ranks(told(rows))).to_dict("records")
    assert (first["events"], first["days"], last["events"], last["days"]) == (2, 1, 1, 1)


def test_text_in_proportion_to_time_is_isochronous() -> None:
    narrative = story(0, 400)
    assert value(narrative, "isochrony") == pytest.approx(1)
    assert value(narrative, "fastest to slowest") == 1


def test_who_is_quoted_how_much_and_a_name_in_quotation_marks_is_nobodys() -> None:
    found = values(of_kind("spoken"))
    words = {"Joe Biden": 10 + 19, "Vladimir Putin": 5, "nobody named": 2}
    for speaker, count in words.items():
        assert found["quoted words by speaker", speaker] == pytest.approx(count / 36)


def test_lag_is_an_interval_and_null_without_a_day_of_publication() -> None:
    narrative = with_ranks(told([Told("A", at=days(2021, 12, 1)), Told("B", at=days(2021, 12, 7))]))
    assert pd.isna(value(narrative, "median lag", "at least"))
    dated = replace(narrative, documents=narrative.documents.assign(published="2021-12-07"))
    assert value(dated, "median lag", "at least") == (5 + 0) / 2
    assert value(dated, "median lag", "at most") == (7 + 1) / 2


def test_outside_knowledge_moves_on_request_only_and_says_so() -> None:
    narrative = with_ranks(told([Told("A", at=days(2021, 12, 7)), Told("B"), Told("C", at=days(2021, 12, 8))]),
                           [0, None, 1])  # fmt: skip
    known = narrative.timeline.assign(known_edtf=[None, "2014-03", None], known_event=[None, "B", None],
                                      known_id=[None, "b", None])  # fmt: skip
    narrative = replace(narrative, timeline=known)
    plain, moved = (analysis.measure(narrative, knowledge=k).set_index(["measure", "of"]) for k in (False, True))
    assert (plain["outside"] == 0).all() and plain["value"].equals(plain["from_text"])
    row = moved.loc[("inversions", "")]
    assert (row["value"], row["from_text"], row["outside"], row["left_out"]) == (1, 0, 1, 0)
    assert moved.loc[("analepses", "")]["value"] == 1
    assert measures.pace(narrative, knowledge=True)["outside"].sum() == 1


def test_nothing_has_no_measure_and_an_article_without_events_has_nulls() -> None:
    assert len(analysis.measure(of_kind("empty"))) == 0
    assert list(analysis.measure(of_kind("empty")).columns) == list(measures.COLUMNS)
    found = values(told([], "silent"))
    assert found["pairs whose order is known", ""] == 0
    assert pd.isna(found["inversions, normalised", ""]) and pd.isna(found["isochrony", ""])


def test_the_seed_in_numbers() -> None:
    """Its lead tells the call; then it goes back: to the day before, to June, to 2014."""
    narrative = analysis.build(ROOT / "seeds")
    found = measures.anachronies(narrative)
    assert int(found["reach_least"].max()) == day(2021, 12, 7) - day(2015)  # from the call, to the end of 2014
    assert int(found["reach_most"].max()) == day(2021, 12, 7) - day(2014)
    assert 0 < value(narrative, "inversions, normalised") < 1


def test_the_command_prints_a_table_and_writes_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.txt"
    source.write_text("The bridge fell in 1999. The army won in 1066. The king left in 2001.", encoding="utf-8")
    assert cli.main(["measure", str(source)]) == 0
    printed = capsys.readouterr().out
    assert "inversions, normalised" in printed and "0.333" in printed
    assert cli.main(["measure", str(source), "-o", str(tmp_path / "m.csv")]) == 0
    assert capsys.readouterr().out == ""
    with open(tmp_path / "m.csv", encoding="utf-8-sig", newline="") as file:
        rows = {(row["measure"], row["of"]): row for row in csv.DictReader(file)}
    assert rows["inversions", ""]["value"] == "1.0"
    assert rows["analepses", ""]["source"].startswith("Genette 1972")
    with pytest.raises(SystemExit) as wrong:
        cli.main(["measure", str(source), "--known"])
    assert wrong.value.code == 2


def test_a_speaker_named_like_a_formula_is_words_in_the_file(tmp_path: Path) -> None:
    table = analysis.measure(told([Told("“Well.”", "quote", holder="=1+1")]))
    write(table, tmp_path / "m.csv")
    with open(tmp_path / "m.csv", encoding="utf-8-sig", newline="") as file:
        assert "'=1+1" in {row["of"] for row in csv.DictReader(file)}


def test_the_page_of_measures_says_what_the_code_says() -> None:
    page = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
    for row in measures.definitions().itertuples():
        assert f"| {row.measure} | {row.unit} | {row.definition} | {row.source} |" in page, row.measure


# -- the figures of order and pace -------------------------------------------------------------------


def figure(narrative: Narrative, name: str, **options: object) -> tuple[str, list[dict[str, Any]]]:
    found = json.loads(figure_json(analysis.draw(narrative, name, **options)))["data"]
    said = [str(text) for trace in found if trace.get("mode") == "text" for text in trace["text"]]
    return "\n".join(said), found


def lines_of(traces: list[dict[str, Any]], dash: str = "solid") -> list[dict[str, Any]]:
    return [t for t in traces if t.get("mode") == "lines" and t["line"]["dash"] == dash]


def test_the_curve_is_broken_where_going_back_is_not_sure() -> None:
    """“June” ranks before the third of June by habit only; the ninth of May is surely earlier."""
    month = Told("B", at=days(2021, 6, 1, 30), precision="month")
    unsure = with_ranks(told([Told("A", at=days(2021, 6, 3)), month]), [1, 0])
    sure = with_ranks(told([Told("A", at=days(2021, 6, 3)), Told("C", at=days(2021, 5, 9))]), [1, 0])
    words, traces = figure(unsure, "story_order")
    assert "← back" not in words and "broken: not sure" in words and len(lines_of(traces, "3px,3px")) == 1
    words, traces = figure(sure, "story_order")
    assert "← back 25 days" in words and "1 of 1 pairs" in words and not lines_of(traces, "3px,3px")
    assert {"9 May 2021", "3 Jun 2021"} <= set(words.split("\n"))  # the time stands over the curve


def test_outside_knowledge_moves_the_curve_and_says_so() -> None:
    narrative = with_ranks(told([Told("A", at=days(2021, 12, 7)), Told("B"), Told("C", at=days(2021, 12, 8))]),
                           [0, None, 1])  # fmt: skip
    known = narrative.timeline.assign(known_edtf=[None, "2014-03", None], known_event=[None, "B", None],
                                      known_id=[None, "b", None])  # fmt: skip
    narrative = replace(narrative, timeline=known)
    assert "outside" not in figure(narrative, "story_order")[0]
    words, _ = figure(narrative, "story_order", knowledge=True)
    assert "March 2014 (from outside the text)" in words and "← back" in words
    assert "1 dated from outside the text" in figure(narrative, "pace", knowledge=True)[0].replace("<br>", " ")


def related(*rows: tuple[int, int, str, str], conflicts: tuple[tuple[int, int, str, str], ...] = ()) -> Narrative:
    """Four events without a date, and what is said of their order."""
    narrative = told([Told(f"Thing {n} came to pass.") for n in range(4)])
    ids = list(narrative.timeline["id"])
    links = [("made", ids[a], ids[b], kind, why, "signal") for a, b, kind, why in rows]
    aside = [("made", ids[a], ids[b], kind, why, ((ids[b], ids[a], "AFTER", "so it says"),))
             for a, b, kind, why in conflicts]  # fmt: skip
    return replace(narrative, relations=pd.DataFrame(links, columns=narrative.relations.columns),
                   conflicts=pd.DataFrame(aside, columns=narrative.conflicts.columns))  # fmt: skip


def test_only_what_does_not_follow_is_a_line_and_its_hover_has_the_evidence() -> None:
    narrative = related((0, 1, "BEFORE", "before"), (1, 2, "BEFORE", "until"), (0, 2, "BEFORE", "long before"))
    ids = list(narrative.timeline["id"])
    words, traces = figure(narrative, "relations")
    hovers = {row: hover for t in traces for row, hover in t.get("customdata", ())}
    assert {row for row in hovers if " " in row} == {f"{ids[0]} {ids[1]}", f"{ids[1]} {ids[2]}"}
    assert "before: until" in hovers[f"{ids[1]} {ids[2]}"] and "Thing 2 came to pass" in hovers[f"{ids[1]} {ids[2]}"]
    assert "3 pairs in a known order" in words
    assert "Without a known place in the order" in words  # the fourth thing


def test_what_is_level_shares_a_bar_and_stands_below_what_precedes_it() -> None:
    earlier = np.zeros((4, 4), dtype=bool)
    earlier[2, 0] = earlier[2, 1] = True
    found = blocks(earlier)
    assert [(b.events, b.layer) for b in found] == [((2,), 0), ((0, 1), 1)]
    assert links(earlier, found) == [(0, 1)]
    assert blocks(np.zeros((3, 3), dtype=bool)) == []


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=20))
@settings(max_examples=60, deadline=None)
def test_the_drawn_links_say_all_that_is_known_and_no_more(intervals: list[tuple[int, int]]) -> None:
    n = len(intervals)
    earlier = np.array([[a + size <= b for b, _ in intervals] for a, size in intervals], dtype=bool).reshape(n, n)
    found = blocks(earlier)
    closed = np.zeros((len(found), len(found)), dtype=bool)
    for a, b in links(earlier, found):
        assert found[a].layer < found[b].layer
        closed[a, b] = True
    for middle in range(len(found)):
        closed |= np.outer(closed[:, middle], closed[middle, :])
    for a, one in enumerate(found):
        for b, other in enumerate(found):
            assert all(earlier[i, j] == closed[a, b] for i in one.events for j in other.events)
    placed = {event for block in found for event in block.events}
    assert not earlier[[i for i in range(n) if i not in placed], :].any()


def test_lines_into_different_bars_never_share_a_stretch_of_a_track() -> None:
    led = buses([(0, 1), (0, 3), (1, 3), (1, 4), (2, 5), (4, 5)])
    assert {(bus.to, bus.track) for bus in led if bus.sources == (bus.to - 1,)} == {(1, 0)}
    for one in led:
        for other in led:
            if one is not other and one.track == other.track and one.track:
                assert one.to <= min(other.sources) or other.to <= min(one.sources)


def test_a_contradiction_is_a_broken_line_with_both_sides() -> None:
    narrative = related((0, 1, "BEFORE", "before"), conflicts=((0, 2, "AFTER", "after that"),))
    ids = list(narrative.timeline["id"])
    words, traces = figure(narrative, "relations")
    hovers = {row: hover for t in traces for row, hover in t.get("customdata", ())}
    plain = hovers[f"{ids[0]} {ids[2]}"].replace("<br>", " ")
    assert "set aside" in plain and "after: after that; but after: so it says" in plain
    assert "1 contradiction set aside" in words and len(lines_of(traces, "4px,3px")) == 1


def test_the_pace_says_length_movement_and_what_is_passed_over() -> None:
    began = Told("In 2014 it began.", at=(day(2014), day(2015)), precision="year")
    rows = [began, Told("They met and talked.", at=days(2021, 12, 1)), Told("They went home.", at=days(2021, 12, 3))]
    words, traces = figure(with_ranks(told(rows)), "pace", width=1000)
    plain = words.replace("<br>", " ")
    assert "365 days at most" in plain and "⋯ 7 years to which nothing is dated" in plain
    assert "3 days at most · summary" in plain  # one day at least lies between the two
    assert "summary" not in plain.split("2014")[1].split("⋯")[0]  # of 2014 it is not known how much is told
    bars = [t for t in traces if t["type"] == "bar" and t.get("name") != "events"]
    assert sum(len(t["x"]) for t in bars) == 3


@pytest.mark.parametrize(("words_a_day", "said"), [
    (1440, "1 word a minute"), (48, "2 words an hour"), (4, "4 words a day"), (0.1, "3 words a month"),
    (4 / 365, "4 words a year"), (8 / 36_525, "8 words a century"),
])  # fmt: skip
def test_a_pace_is_said_in_the_smallest_unit_that_has_a_word(words_a_day: float, said: str) -> None:
    assert words_per(words_a_day) == said


def test_what_is_planned_is_no_part_of_the_first_narrative() -> None:
    """Told in between, a plan is a prolepsis, and what is told after it is no return to the past."""
    rows = [Told("A", at=days(2021, 6, 1)), Told("B", at=days(2021, 9, 1), certainty="future"),
            Told("C", at=days(2021, 6, 2))]  # fmt: skip
    (only,) = measures.anachronies(with_ranks(told(rows))).to_dict("records")
    assert (only["kind"], only["first"], only["departure"]) == ("prolepsis", "B", "C")
