"""What the exports say: dates as fine as they are known, what is no fact told as none, and all of it read back."""

from __future__ import annotations

import csv
import html
import json
import re
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import mistune
import numpy as np
import pandas as pd
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pyld import jsonld

from analysis import catalogue, dates, schema
from analysis.dates import DAY
from analysis.errors import MissingPackage
from analysis.exports.csv import unguarded, write
from analysis.narrative import Narrative, tabulate
from tests.annotated import annotated
from tests.narratives import Told, days, of_kind, told

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

    def test_no_day_is_made_up_for_a_year(self, tmp_path: Path) -> None:
        seconds = dates.day_of(2014) * DAY, dates.day_of(2021, 12, 8) * DAY
        narrative = told([Told("They fought.", seconds=seconds, precision="year", throughout=True)])
        narrative.timeline["edtf"] = "2014/2021-12-07"
        (fought,) = slides(tmp_path, narrative)["events"]
        assert fought["display_date"] == "2014 – 7 Dec 2021"
        assert (fought["start_date"], fought["end_date"]) == ({"year": 2014}, {"year": 2021})

    def test_addresses_in_an_article_are_not_made_into_links(self, tmp_path: Path) -> None:
        made = slides(tmp_path)
        assert all(part["autolink"] is False for part in (made["title"], *made["events"]))

    def test_a_headline_fits_on_a_slide(self, tmp_path: Path) -> None:
        made = slides(tmp_path, of_kind("hostile"))
        assert max(len(html.unescape(s["text"]["headline"])) for s in made["events"]) == 241

    def test_nobody_is_called_unspecified(self, tmp_path: Path) -> None:
        accused = told([Told("It fell.", at=days(2021, 12, 7), certainty="alleged", holder="unspecified")])
        (fell,) = slides(tmp_path, accused)["events"]
        assert "<p>alleged</p>" in fell["text"]["text"] and "unspecified" not in json.dumps(fell)

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

    def test_the_word_of_somebody_is_not_confirmed(self, tmp_path: Path) -> None:
        rows = [Told("It fell.", at=days(2021, 12, 7), holder=holder) for holder in (None, "Ada")]
        read = vobject.readOne(written("icalendar", tmp_path, told(rows)).read_text(encoding="utf-8"))
        assert [event.status.value for event in read.vevent_list] == ["CONFIRMED", "TENTATIVE"]

    def test_a_stretch_says_that_it_happened_at_some_time_within(self, tmp_path: Path) -> None:
        assert "When: June 2021 (some time within)." in events(tmp_path)["met"].description.value

    def test_article_text_adds_no_line(self, tmp_path: Path) -> None:
        hostile = told([Told("A\r\nEND:VEVENT\r\nBEGIN:VEVENT\nX;Y,Z\\\\n \x00\u202e", at=days(2021, 12, 7))])
        data = written("icalendar", tmp_path, hostile).read_bytes()
        assert data.count(b"\r\nBEGIN:VEVENT\r\n") == 1 and data.count(b"\n") == data.count(b"\r\n")
        assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f]|\xe2\x80\xae", data)
        (event,) = vobject.readOne(data.decode()).vevent_list
        assert event.summary.value == r"A END:VEVENT BEGIN:VEVENT X;Y,Z\\n"

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

    @pytest.mark.parametrize("kind", ["ancient", "mixed", "undated", "hostile", "empty"])
    def test_any_story_reads_back(self, kind: str, tmp_path: Path) -> None:
        narrative = of_kind(kind)
        back = catalogue.module("exports", "parquet").read(written("parquet", tmp_path, narrative))
        pd.testing.assert_frame_equal(back, narrative.timeline, check_index_type=False)

    def test_far_years_come_through(self, tmp_path: Path) -> None:
        far = told([Told("It ends.", at=days(2500, 1, 1)), Told("It begins.", at=days(-9000, 1, 1))])
        back = catalogue.module("exports", "parquet").read(written("parquet", tmp_path, far))
        seconds = [dates.day_of(2500) * DAY, dates.day_of(-9000) * DAY]
        assert list(back["start"].astype("int64")) == seconds

    def test_pandas_reads_it_too(self, tmp_path: Path) -> None:
        assert list(pd.read_parquet(written("parquet", tmp_path))["id"]) == list(NARRATIVE.timeline["id"])


def graph(folder: Path) -> list[dict[str, Any]]:
    return list(json.loads(written("jsonld", folder).read_text(encoding="utf-8"))["@graph"])


def told_node(folder: Path, label: str) -> dict[str, Any]:
    return next(node for node in graph(folder) if label in node.get("name", ""))


class TestJsonLd:
    def test_only_what_is_told_as_happening_is_an_event(self, tmp_path: Path) -> None:
        assert told_node(tmp_path, "met the king")["@type"] == "Event"
        assert told_node(tmp_path, "resign")["@type"] == "Claim"
        denied = told_node(tmp_path, "A boat had sunk")
        assert (denied["@type"], denied["author"]["name"]) == ("Claim", "Spain")
        assert "startDate" not in denied
        assert told_node(tmp_path, "trial")["eventStatus"] == {"@id": "https://schema.org/EventScheduled"}

    def test_dates_are_as_fine_as_they_are_known(self, tmp_path: Path) -> None:
        met, crossed = told_node(tmp_path, "met the king"), told_node(tmp_path, "crossed")
        assert (met["startDate"], met["endDate"], met["edtf"]) == ("2021-06", "2021-06", "2021-06")
        assert crossed["startDate"] == "-000043"
        assert "endDate" not in told_node(tmp_path, "grown")

    def test_annotations_select_the_words(self, tmp_path: Path) -> None:
        for node in graph(tmp_path):
            if node["@type"] == "oa:Annotation":
                quote, place = node["oa:hasTarget"]["oa:hasSelector"]
                assert TEXT[place["oa:start"] : place["oa:end"]] == quote["oa:exact"]
                assert quote["oa:prefix"] + quote["oa:exact"] + quote["oa:suffix"] in TEXT

    def test_every_node_has_a_name_of_its_own(self, tmp_path: Path) -> None:
        names = [node["@id"] for node in graph(tmp_path)]
        assert len(set(names)) == len(names)

    def test_some_time_within_is_told_from_throughout(self, tmp_path: Path) -> None:
        june = days(2021, 6, 1, 30)
        rows = [Told("It rained.", at=june, precision="month", throughout=all_of_it) for all_of_it in (True, False)]
        found = json.loads(written("jsonld", tmp_path, told(rows)).read_text(encoding="utf-8"))["@graph"]
        assert [node["holds"] for node in found if "holds" in node] == ["throughout", "within"]

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
        assert any(line.startswith("- **June 2021 (some time within)** — Mary Smith met the king") for line in lines)

    def test_article_text_is_no_markup(self, tmp_path: Path) -> None:
        text = written("markdown", tmp_path).read_text(encoding="utf-8")
        assert r"the \*old\* \[mill\](x) \& its \`walls\` \<b\>" in text
        assert not re.search(r"(?<!\\)<", text)

    def test_undated_rows_have_a_section(self, tmp_path: Path) -> None:
        text = written("markdown", tmp_path, UNDATED).read_text(encoding="utf-8")
        assert "## Without a date" in text and "**no date** — The king met the mayor" in text

    def test_what_was_said_names_who_says_it(self, tmp_path: Path) -> None:
        text = written("markdown", tmp_path, told([
            Told("“We *agreed*.”", "quote", holder="Ada <b>"), Told("“No.”", "quote", holder="unspecified"),
        ])).read_text(encoding="utf-8")  # fmt: skip
        said = text.split("## What was said\n\n")[1]
        assert said.startswith("- **Ada \\<b\\>**:\n  > “We \\*agreed\\*.”\n")
        assert "- **Somebody who is not named**:\n  > “No.”" in said and "unspecified" not in text

    @pytest.mark.parametrize("kind", ["hostile", "mixed", "refused"])
    def test_two_readers_see_no_markup_but_ours(self, kind: str, tmp_path: Path) -> None:
        text = written("markdown", tmp_path, of_kind(kind)).read_text(encoding="utf-8")
        ours = {"h1", "h2", "ul", "li", "p", "strong", "em", "blockquote"}
        for read in (MarkdownIt("commonmark", {"html": True}).render, mistune.create_markdown(escape=False)):
            assert set(re.findall(r"<([a-z][a-z0-9]*)", str(read(text)))) <= ours


@pytest.mark.parametrize("value", ["\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"])
def test_csv_defuses_formulas_that_hide(value: str, tmp_path: Path) -> None:
    narrative = tabulate([annotated(TEXT)])
    narrative.timeline.loc[0, "label"] = value
    with written("csv", tmp_path, narrative).open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["label"] == f"'{value}"


def read_back(path: Path) -> pd.DataFrame:
    """The timeline of a CSV file, by the types of the schema."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return schema.frame([{name: cell(name, row[name]) for name in schema.COLUMNS} for row in rows])


def cell(name: str, value: str) -> object:
    kind, nullable, _ = schema.COLUMNS[name]
    if kind == "object":
        return tupled(json.loads(value))
    if nullable and value == "":
        return None
    match kind:
        case "time":
            return int(np.datetime64(value, "s").astype("int64"))
        case "int" | "Int":
            return int(value)
        case "bool":
            return value == "True"
    return unguarded(value)


def tupled(value: Any) -> Any:
    return tuple(map(tupled, value)) if isinstance(value, list) else value


class TestCsv:
    @pytest.mark.parametrize("kind", ["cyrillic", "ancient", "mixed", "undated", "refused"])
    def test_it_reads_back_as_it_was(self, kind: str, tmp_path: Path) -> None:
        narrative = of_kind(kind)
        back = read_back(written("csv", tmp_path, narrative))
        pd.testing.assert_frame_equal(back, narrative.timeline, check_index_type=False)

    @given(st.text(st.sampled_from("'=+-@\t\r\n＝a,\""), min_size=1, max_size=6))
    def test_a_guarded_cell_is_no_formula_and_holds_what_it_held(self, value: str) -> None:
        table = pd.DataFrame({"label": [value]}, dtype="object")
        with tempfile.TemporaryDirectory() as folder:
            data = write(table, Path(folder) / "t.csv").read_text(encoding="utf-8-sig")
            with (Path(folder) / "t.csv").open(encoding="utf-8-sig", newline="") as file:
                (_, (found,)) = csv.reader(file)
        assert data and not found.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
        assert unguarded(found) == value

    def test_excel_is_told_that_it_is_utf_8(self, tmp_path: Path) -> None:
        path = written("csv", tmp_path, of_kind("cyrillic"))
        assert path.read_bytes().startswith(b"\xef\xbb\xbfid,")
        assert list(pd.read_csv(path)["holder"].dropna())[-1] == "Уряд"


@pytest.mark.parametrize(("name", "package", "extra"), [
    ("icalendar", "icalendar", "exports"), ("parquet", "pyarrow", "corpus"),
])  # fmt: skip
def test_a_missing_package_is_named(
    name: str, package: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingPackage, match=rf"pip install 'narrative-timeline\[{extra}\]'"):
        written(name, tmp_path)
    assert list(tmp_path.iterdir()) == []
