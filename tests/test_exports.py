"""Every export writes a file or nothing; CSV is safe to open, JSON Lines say what the table says."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from analysis import catalogue, schema
from analysis.errors import AnalysisError
from analysis.narrative import Narrative, tabulate
from tests.annotated import annotated
from tests.narratives import Told, days, of_kind, told

TEXT = (
    "Mary Smith met the king on Monday.\n\n“We agreed, ”said Smith.\n\nThe summit will begin at 15:00 GMT on Thursday."
)
NARRATIVE = tabulate([annotated(TEXT)])
NASTY = (
    "=cmd|' /C calc'!A0 fell.", "A ]]> --> <script>alert(1)</script> fell.", "It fell.\r\nEND:VEVENT\r\nEND:VCALENDAR",
    "A \x00 \x07 \x1b[31m \x85 \u2028 \u202e \ufdd0 \U0001f4a3 fell.", "# It\n---\n* fell\n1. [x](javascript:a)",
    "w" * 10_000,
)  # fmt: skip


@pytest.mark.parametrize("name", catalogue.names("exports"))
class TestContract:
    def test_it_writes_the_path_it_is_given_and_the_same_bytes_again(self, name: str, tmp_path: Path) -> None:
        export = catalogue.module("exports", name)
        first, second = (export.export(NARRATIVE, tmp_path / f"{i}{export.SUFFIX}") for i in (1, 2))
        assert first == tmp_path / f"1{export.SUFFIX}"
        assert first.read_bytes() == second.read_bytes() != b""

    def test_an_empty_narrative_is_no_error(self, name: str, tmp_path: Path) -> None:
        export = catalogue.module("exports", name)
        assert export.export(tabulate([]), tmp_path / f"empty{export.SUFFIX}").exists()

    @pytest.mark.parametrize("kind", ["hostile", "cyrillic", "ancient", "undated", "refused"])
    def test_any_story_gives_the_same_bytes_again(self, name: str, kind: str, tmp_path: Path) -> None:
        export = catalogue.module("exports", name)
        first, second = (export.export(of_kind(kind), tmp_path / f"{i}{export.SUFFIX}") for i in (1, 2))
        assert first.read_bytes() == second.read_bytes() != b""

    def test_several_articles_go_out_or_are_refused_in_a_sentence(self, name: str, tmp_path: Path) -> None:
        self._written_or_refused(name, of_kind("mixed"), tmp_path)

    def test_signs_that_mean_something_in_a_form_go_out_or_are_refused(self, name: str, tmp_path: Path) -> None:
        self._written_or_refused(name, told([Told(words, at=days(2021, 12, 7)) for words in NASTY]), tmp_path)

    def _written_or_refused(self, name: str, narrative: Narrative, folder: Path) -> None:
        export = catalogue.module("exports", name)
        path = folder / f"a{export.SUFFIX}"
        if name == "timeml":  # XML has no NUL, and a file of it one article
            with pytest.raises(AnalysisError, match=r"^[^\n]*choose [^\n]*$"):
                export.export(narrative, path)
            assert list(folder.iterdir()) == []
        else:
            assert export.export(narrative, path).stat().st_size > 0

    def test_an_unwritable_place_is_one_sentence_and_leaves_nothing(self, name: str, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        with pytest.raises(AnalysisError) as caught:
            catalogue.module("exports", name).export(NARRATIVE, tmp_path / "file" / "x.out")
        assert "\n" not in str(caught.value)
        assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_csv_holds_every_column_and_row(tmp_path: Path) -> None:
    path = catalogue.module("exports", "csv").export(NARRATIVE, tmp_path / "t.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(schema.COLUMNS) and len(rows) == len(NARRATIVE.timeline)
    met = next(row for row in rows if row["quote"] == "met")
    assert (met["start"], met["end"], met["edtf"]) == ("2021-12-06T00:00:00", "2021-12-07T00:00:00", "2021-12-06")
    people = [["Mary Smith", "agent", "person", 0, 10, None], ["king", "patient", "person", 19, 23, None]]
    assert json.loads(met["participants"]) == people


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x"])
def test_csv_defuses_formulas(value: str, tmp_path: Path) -> None:
    narrative = tabulate([annotated(TEXT)])
    narrative.timeline.loc[0, "label"] = value
    path = catalogue.module("exports", "csv").export(narrative, tmp_path / "t.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["label"] == f"'{value}"


def test_annotations_lines_hold_offsets_and_intervals(tmp_path: Path) -> None:
    path = catalogue.module("exports", "annotations").export(NARRATIVE, tmp_path / "a.jsonl")
    (line,) = path.read_text(encoding="utf-8").splitlines()
    found = json.loads(line)
    assert found["doc"] == "made" and found["published"]["value"] == "2021-12-07"
    met = next(e for e in found["events"] if TEXT[e["start"] : e["end"]] == "met")
    assert (met["begin"], met["finish"], met["granularity"]) == ("2021-12-06", "2021-12-07", "day")
    clock = next(t for t in found["timexes"] if t["type"] == "TIME")
    assert clock["value"] == "2021-12-09T15:00Z"
    (quote,) = found["quotes"]
    assert (quote["speaker"], quote["kind"]) == ("Mary Smith", "direct")
