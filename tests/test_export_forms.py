"""What the exports say: dates as fine as they are known, what is no fact told as none, and all of it read back."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import vobject
from pyld import jsonld

from analysis import catalogue
from analysis.narrative import Narrative, tabulate
from tests.annotated import annotated

TEXT = (
    "Mary Smith met the king in June.\n\nThe mayor did not resign on Monday.\n\nSpain denied on Monday that a boat had "
    "sunk.\n\nThe trial will begin at 15:00 GMT on Thursday.\n\nTroops crossed the river in 44 BC.\n\nThe company has "
    "grown since 2019.\n\nA fire destroyed the *old* [mill](x) & its `walls` <b> on Monday."
)
NARRATIVE = tabulate([annotated(TEXT)])
UNDATED = tabulate([annotated("The king met the mayor. The crowd cheered.", None)])


def written(name: str, folder: Path, narrative: Narrative = NARRATIVE) -> Path:
    export = catalogue.module("exports", name)
    path: Path = export.export(narrative, folder / f"told{export.SUFFIX}")
    return path


def slides(folder: Path, narrative: Narrative = NARRATIVE) -> dict[str, Any]:
    return dict(json.loads(written("timelinejs", folder, narrative).read_text(encoding="utf-8")))


def slide(folder: Path, words: str) -> dict[str, Any]:
    (found,) = [s for s in slides(folder)["events"] if f"<b>{words}</b>" in s["text"]["text"]]
    return dict(found)


class TestTimelineJS:
    def test_a_month_stays_a_month(self, tmp_path: Path) -> None:
        met = slide(tmp_path, "met")
        assert met["start_date"] == {"year": 2021, "month": 6} and "end_date" not in met
        assert met["display_date"] == "June 2021 (some time within)"

    def test_clock_times_and_years_before_christ(self, tmp_path: Path) -> None:
        assert slide(tmp_path, "trial")["start_date"] == {"year": 2021, "month": 12, "day": 9, "hour": 15, "minute": 0}
        crossed = slide(tmp_path, "crossed")
        assert crossed["start_date"] == {"year": -44} and crossed["display_date"].startswith("44 BC")

    def test_an_open_end_shows_only_what_is_known(self, tmp_path: Path) -> None:
        grown = slide(tmp_path, "grown")
        assert grown["start_date"] == {"year": 2019} and "end_date" not in grown
        assert grown["display_date"] == "from 2019 on"

    def test_what_did_not_happen_says_so(self, tmp_path: Path) -> None:
        resign = slide(tmp_path, "resign")
        assert resign["text"]["headline"].startswith("Did not happen: ") and resign["group"] == "did not happen"
        assert slide(tmp_path, "trial")["group"] == "planned"

    def test_article_text_is_no_markup(self, tmp_path: Path) -> None:
        text = slide(tmp_path, "destroyed")["text"]["text"]
        assert "walls` &lt;b&gt;" in text and "walls` <b>" not in text

    def test_without_dates_there_are_no_slides_but_all_is_told(self, tmp_path: Path) -> None:
        made = slides(tmp_path, UNDATED)
        assert made["events"] == []
        assert "<b>met</b>" in made["title"]["text"]["text"]


def events(folder: Path, narrative: Narrative = NARRATIVE) -> dict[str, Any]:
    """By the word of their trigger, as another library reads them."""
    read = vobject.readOne(written("icalendar", folder, narrative).read_text(encoding="utf-8"))
    rows = {f"{row.id}@narrative-timeline": row.quote for row in narrative.timeline.itertuples()}
    return {rows[event.uid.value]: event for event in getattr(read, "vevent_list", [])}


class TestICalendar:
    def test_days_end_with_the_next_one(self, tmp_path: Path) -> None:
        found = events(tmp_path)
        assert (found["met"].dtstart.value, found["met"].dtend.value) == (date(2021, 6, 1), date(2021, 7, 1))
        assert (found["resign"].dtstart.value, found["resign"].dtend.value) == (date(2021, 12, 6), date(2021, 12, 7))

    def test_a_clock_time_is_in_utc(self, tmp_path: Path) -> None:
        assert events(tmp_path)["trial"].dtstart.value.astimezone(UTC) == datetime(2021, 12, 9, 15, tzinfo=UTC)

    def test_what_is_no_fact_is_not_confirmed(self, tmp_path: Path) -> None:
        found = events(tmp_path)
        status = {word: found[word].status.value for word in ("met", "trial", "resign")}
        assert status == {"met": "CONFIRMED", "trial": "TENTATIVE", "resign": "CANCELLED"}

    def test_what_the_form_cannot_hold_is_left_out_and_counted(self, tmp_path: Path) -> None:
        assert not {"crossed", "grown"} & set(events(tmp_path))
        lines = written("icalendar", tmp_path).read_text(encoding="utf-8")
        shown = len(events(tmp_path))
        assert f"DESCRIPTION:{shown} of {NARRATIVE.timeline['on_timeline'].sum()} events" in lines

    def test_lines_are_folded_by_octets(self, tmp_path: Path) -> None:
        long = tabulate([annotated(f"The {'é' * 300} sank on Monday.")])
        data = written("icalendar", tmp_path, long).read_bytes()
        assert max(map(len, data.split(b"\r\n"))) <= 75


class TestParquet:
    def test_it_reads_back_as_it_was(self, tmp_path: Path) -> None:
        back = catalogue.module("exports", "parquet").read(written("parquet", tmp_path))
        pd.testing.assert_frame_equal(back, NARRATIVE.timeline, check_index_type=False)
        crossed = back[back["quote"] == "crossed"].iloc[0]
        assert crossed["start"] < pd.Timestamp("1000-01-01").as_unit("s")

    def test_pandas_reads_it_too(self, tmp_path: Path) -> None:
        assert list(pd.read_parquet(written("parquet", tmp_path))["id"]) == list(NARRATIVE.timeline["id"])


def graph(folder: Path) -> list[dict[str, Any]]:
    return list(json.loads(written("jsonld", folder).read_text(encoding="utf-8"))["@graph"])


def told(folder: Path, label: str) -> dict[str, Any]:
    return next(node for node in graph(folder) if label in node.get("name", ""))


class TestJsonLd:
    def test_only_what_is_told_as_happening_is_an_event(self, tmp_path: Path) -> None:
        assert told(tmp_path, "met the king")["@type"] == "Event"
        assert told(tmp_path, "resign")["@type"] == "Claim"
        denied = told(tmp_path, "A boat had sunk")
        assert (denied["@type"], denied["author"]["name"]) == ("Claim", "Spain")
        assert told(tmp_path, "trial")["eventStatus"] == {"@id": "https://schema.org/EventScheduled"}

    def test_dates_are_as_fine_as_they_are_known(self, tmp_path: Path) -> None:
        met, crossed = told(tmp_path, "met the king"), told(tmp_path, "crossed")
        assert (met["startDate"], met["endDate"], met["edtf"]) == ("2021-06", "2021-06", "2021-06")
        assert crossed["startDate"] == "-000043"
        assert "endDate" not in told(tmp_path, "grown")

    def test_annotations_select_the_words(self, tmp_path: Path) -> None:
        for node in graph(tmp_path):
            if node["@type"] == "oa:Annotation":
                quote, place = node["oa:hasTarget"]["oa:hasSelector"]
                assert TEXT[place["oa:start"] : place["oa:end"]] == quote["oa:exact"]
                assert quote["oa:prefix"] + quote["oa:exact"] + quote["oa:suffix"] in TEXT

    def test_another_library_expands_it(self, tmp_path: Path) -> None:
        expanded = jsonld.expand(json.loads(written("jsonld", tmp_path).read_text(encoding="utf-8")))
        types = {kind for node in expanded for kind in node.get("@type", ())}
        assert {"https://schema.org/Event", "https://schema.org/Claim", "https://schema.org/NewsArticle",
                "http://www.w3.org/ns/oa#Annotation"} <= types  # fmt: skip
        assert any("http://purl.org/dc/terms/temporal" in node for node in expanded)


class TestMarkdown:
    def test_sections_and_standing(self, tmp_path: Path) -> None:
        lines = written("markdown", tmp_path).read_text(encoding="utf-8").splitlines()
        heads = [line for line in lines if line.startswith("## ")]
        assert heads == ["## 44 BC", "## 2019", "## 2021", "## Denied, or told as not having happened"]
        (resign,) = [line for line in lines if "mayor" in line and line.startswith("- ")]
        assert lines.index(resign) > lines.index(heads[-1]) and "(*did not happen*)" in resign
        assert any(line.startswith("- **June 2021** — Mary Smith met the king") for line in lines)

    def test_article_text_is_no_markup(self, tmp_path: Path) -> None:
        text = written("markdown", tmp_path).read_text(encoding="utf-8")
        assert r"the \*old\* \[mill\](x) \& its \`walls\` \<b\>" in text
        assert not re.search(r"(?<!\\)<", text)

    def test_undated_rows_have_a_section(self, tmp_path: Path) -> None:
        text = written("markdown", tmp_path, UNDATED).read_text(encoding="utf-8")
        assert "## Without a date" in text and "**no date** — The king met the mayor" in text


@pytest.mark.parametrize("value", ["\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"])
def test_csv_defuses_formulas_that_hide(value: str, tmp_path: Path) -> None:
    narrative = tabulate([annotated(TEXT)])
    narrative.timeline.loc[0, "label"] = value
    with written("csv", tmp_path, narrative).open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["label"] == f"'{value}"
