"""The linked view without a browser: what is chosen in one part is followed by the others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import analysis
from analysis import catalogue
from analysis.corrections import load_corrections
from analysis.errors import AnalysisError, MissingPackage, UnknownName
from analysis.linking import pages, places
from analysis.linking.form import CorrectionForm
from analysis.linking.view import HINT, View, linked
from analysis.narrative import Narrative, tabulate
from tests import narratives
from tests.annotated import annotated

NOW = "2026-01-02T03:04:05+00:00"


def view(narrative: Narrative, figure: str = "lanes") -> View:
    return analysis.linked(narrative, figure, now=lambda: NOW)


def click(shown: View, row: str) -> None:
    """What the browser sends for a click on the first mark of a row."""
    trace, point = next(place for place, ids in shown._places.ids.items() if row in ids)
    points = {"trace_indexes": [trace], "point_indexes": [point], "xs": [0], "ys": [0]}
    shown.figure._js2py_pointsCallback = {"event_type": "plotly_click", "points": points}


def events(narrative: Narrative) -> list[str]:
    return list(narrative.timeline.query("kind == 'event' and on_timeline")["id"])


def test_a_click_chooses_row_outline_and_sentence() -> None:
    narrative = narratives.ancient()
    shown, row = view(narrative), events(narrative)[1]
    click(shown, row)
    assert shown.table.chosen == shown.chosen == row
    assert "Caesar fell" in repr(shown.sentence)
    before, after = shown.article.page.split("data-shown")
    assert "Caesar" not in before and "<mark" in after
    xs, ys = list(shown.figure.data[-1].x), list(shown.figure.data[-1].y)
    boxes = shown._places.boxes[row]
    assert len(xs) == len(ys) == 6 * len(boxes)
    assert shown.table.top == round(boxes[0][1])
    assert xs[:2] == [boxes[0][0], boxes[0][2]] and ys[0] == boxes[0][1]


def test_a_row_of_the_table_chooses_its_mark() -> None:
    narrative = narratives.ancient()
    shown = view(narrative)
    shown.table.chosen = events(narrative)[0]  # as the browser sets it
    assert len(shown.figure.data[-1].x) > 0
    assert "Xerxes" in shown.article.page.split("data-shown")[1]
    shown.choose(None)
    assert len(shown.figure.data[-1].x) == 0 and "data-shown" not in shown.article.page
    assert shown.status.value == HINT


def test_a_row_without_a_mark_says_so() -> None:
    narrative = narratives.spoken()
    shown = view(narrative)
    shown.choose(narrative.timeline.query("kind == 'quote'")["id"].iloc[0])
    assert "no mark" in shown.status.value
    assert len(shown.figure.data[-1].x) == 0
    assert "G20" in repr(shown.sentence)


def test_a_mark_of_two_rows_gives_one_after_the_other() -> None:
    narrative = narratives.disputed()
    shown = view(narrative, "claims")
    trace, point = next(place for place, ids in shown._places.ids.items() if len(ids) == 2)
    one, other = shown._places.ids[trace, point]
    points = {"trace_indexes": [trace], "point_indexes": [point], "xs": [0], "ys": [0]}
    for expected in (one, other, one):
        shown.figure._js2py_pointsCallback = {"event_type": "plotly_click", "points": points}
        assert shown.chosen == expected
    assert "stands for 2 rows" in shown.status.value


def test_unknown_ids_choose_nothing() -> None:
    shown = view(narratives.ancient())
    with pytest.raises(UnknownName, match="column `id`"):
        shown.choose("nobody")
    with pytest.raises(UnknownName):
        _ = shown.sentence
    shown.table.chosen = '"><script>'  # a browser may send anything
    assert shown.chosen is None and "data-shown" not in shown.article.page


def test_hostile_text_is_escaped() -> None:
    narrative = narratives.hostile()
    shown = view(narrative)
    for row in narrative.timeline["id"]:
        shown.choose(row)
        for page in (shown.table.page, shown.article.page, shown.status.value):
            assert "<script" not in page
    assert "&lt;script&gt;" in shown.table.page


def test_several_articles_each_show_their_own() -> None:
    narrative = narratives.mixed()
    shown = view(narrative)
    for document, rows in narrative.timeline.groupby("document"):
        shown.choose(rows["id"].iloc[0])
        assert f"<b>{document}" in shown.article.page or f"in {document}</b>" in shown.article.page


def test_no_article_is_an_empty_view() -> None:
    shown = view(narratives.empty())
    assert shown.chosen is None
    assert "There are no rows" in shown.table.page and "There is no article" in shown.article.page


@pytest.mark.parametrize("figure", catalogue.names("figures"))
def test_every_figure_can_be_linked(figure: str) -> None:
    narrative = narratives.mixed()
    known = set(narrative.timeline["id"])
    found = places.find(analysis.draw(narrative, figure), known)
    assert found.boxes and set(found.boxes) <= known
    assert all(x0 <= x1 and y0 <= y1 for boxes in found.boxes.values() for x0, y0, x1, y1 in boxes)


def test_table_holds_every_row_once_the_shown_first() -> None:
    narrative = narratives.spoken()
    shown = events(narrative)
    listed = [part.split('"')[0] for part in pages.table(narrative, shown).split('data-row="')[1:]]
    assert sorted(listed) == sorted(narrative.timeline["id"]) and listed[: len(shown)] == shown


def test_a_long_article_is_cut_around_the_sentence(tmp_path: Path) -> None:
    filler = "Nothing of note came to pass here. " * 40 + "\n\n"
    text = filler * 40 + "The mayor resigned on 6 December 2021.\n\n" + filler * 40
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    narrative = analysis.build(tmp_path, published="2021-12-07", language="en")
    row = narrative.timeline[narrative.timeline["sentence"].str.contains("mayor")]["id"].iloc[0]
    page = pages.article(narrative, row)
    assert "mayor" in page and len(page) < 2 * len(text)
    assert len(page) < 2 * pages.AROUND + 25_000


def test_without_the_packages_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(MissingPackage, match=r"anywidget.*pip install 'narrative-timeline\[notebooks\]'"):
        analysis.linked(narratives.ancient())


# -- the form ------------------------------------------------------------------------------------


class Written(list[Any]):
    def __call__(self, *given: object, **told: object) -> None:
        self.append((given, told))


def corrected(narrative: Narrative, write: Any) -> tuple[View, CorrectionForm]:
    drawn = analysis.draw(narrative, "lanes")
    shown = linked(narrative, drawn, write=write, add=write, now=lambda: NOW, author="Ann")
    assert shown.form is not None
    return shown, shown.form


def test_the_form_writes_what_was_changed() -> None:
    narrative, written = narratives.ancient(), Written()
    shown, form = corrected(narrative, written)
    assert form.button.disabled
    row = events(narrative)[0]
    click(shown, row)
    assert not form.button.disabled and form.label.placeholder
    form.date.value, form.certainty.value, form.reason.value = "-0480", "alleged", "Herodotus"
    form.button.click()
    told = {"author": "Ann", "time": NOW, "reason": "Herodotus", "date": "-0480", "certainty": "alleged"}
    assert written == [((row,), told)]
    assert "Written: date, certainty" in form.answer.value
    form.hide.value, form.reason.value = True, "twice"
    form.button.click()
    assert written[1] == ((row,), {"author": "Ann", "time": NOW, "reason": "twice", "hide": True})


def test_the_form_writes_people_merges_splits_and_adds(tmp_path: Path) -> None:
    text = "Ann Lee met the king on Monday. The meeting lasted hours. A fire broke out on Tuesday."
    narrative, file = tabulate([annotated(text)]), tmp_path / "corrections.toml"
    shown = analysis.linked(narrative, corrections=file, author="Ann", now=lambda: NOW)
    form, rows = shown.form, {row.quote: row for row in narrative.timeline.itertuples()}
    assert form is not None

    def submit(word: str, **values: object) -> str:
        shown.choose(None)  # the fields are emptied
        shown.choose(rows[word].id)
        for name, value in {"reason": "why", **values}.items():
            getattr(form, name).value = value
        form.submit()
        return str(form.answer.value)

    assert "Written: holder, people." in submit("met", holder="Bo", people="Cy Day=agent; king=patient")
    assert "Written: merge into." in submit("fire", merge_into=rows["met"].id)
    assert "Written: a new row." in submit("met", words="lasted hours", label="It took hours")
    assert "stands 3 times" in submit("met", words="on")
    assert submit("met", people="Cy Day").startswith("Write people as")
    mentions = rows["met"].mentions
    assert mentions and "Written: split." in submit("met", split=tuple(mentions[0][:2]))
    entries = load_corrections(file)
    assert [entry.action for entry in entries] == ["change", "merge", "add", "split"]
    assert entries[2].words.exact == "lasted hours"


def test_the_form_refuses_what_is_not_whole() -> None:
    narrative, written = narratives.ancient(), Written()
    shown, form = corrected(narrative, written)
    form.submit()
    assert "Choose a row" in form.answer.value
    click(shown, events(narrative)[0])
    form.submit()
    assert "Nothing is changed" in form.answer.value
    form.label.value, form.author.value = "x", " "
    form.submit()
    assert form.answer.value == "A correction needs its reason and author."
    assert written == []


def test_a_refused_correction_is_told_and_the_fields_stay() -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AnalysisError("no date: <b>x</b>")

    narrative = narratives.ancient()
    shown, form = corrected(narrative, refuse)
    click(shown, events(narrative)[0])
    form.date.value, form.reason.value = "soon", "why"
    form.submit()
    assert form.answer.value == "Not written: no date: &lt;b&gt;x&lt;/b&gt;"
    assert form.date.value == "soon"
