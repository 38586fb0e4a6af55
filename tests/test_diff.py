"""What differs between two runs: rows by what they quote, field by field, whatever their ids and places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis.differences import COLUMNS, told
from analysis.errors import AnalysisError
from analysis.narrative import Narrative, tabulate
from tests.annotated import annotated
from tests.narratives import Told, days
from tests.narratives import told as narrated
from tests.test_cli import Timeline, timeline

__all__ = ["timeline"]  # a fixture

FIRST = "The board closed the bridge in June. The ferry sank on Monday."
HEAD = b"id,document,kind,label,quote,sentence,participants\n"


def narrative(text: str) -> Narrative:
    return tabulate([annotated(text)])


def short(before: Narrative, after: Narrative) -> list[tuple[str, str, str | None]]:
    table = analysis.diff(before, after)
    return list(table[["change", "quote", "field"]].itertuples(index=False, name=None))


def test_the_same_is_no_difference() -> None:
    table = analysis.diff(narrative(FIRST), narrative(FIRST))
    assert list(table.columns) == list(COLUMNS) and not len(table)
    assert list(told(table)) == ["no differences"]


def test_what_only_moved_has_not_changed() -> None:
    before, after = narrative(FIRST), narrative("It was cold.\n\n" + FIRST)
    assert set(before.timeline["id"]).isdisjoint(after.timeline["id"]), "the ids of what moved are others"
    assert [row for row in short(before, after) if row[0] != "added"] == []


def test_rows_that_come_and_go_are_told_with_their_words() -> None:
    before, after = narrative(FIRST), narrative("The board closed the bridge in June. A bank failed.")
    assert short(before, after) == [("removed", "sank", None), ("added", "failed", None)]
    lines = list(told(analysis.diff(before, after)))
    assert lines == [
        "made:",
        "- event: The ferry sank   “sank”",
        "+ event: A bank failed   “failed”",
        "1 added, 1 removed, 0 changed",
    ]


def test_a_changed_field_is_told_from_what_to_what() -> None:
    before = narrated([Told("The ferry sank.", at=days(2021, 12, 6))])
    after = narrated([Told("The ferry sank.", at=days(2021, 12, 7), certainty="alleged", who=(("Ann", "agent"),))])
    table = analysis.diff(before, after).set_index("field")
    assert table.loc["start", ["before", "after"]].tolist() == ["2021-12-06T00:00:00", "2021-12-07T00:00:00"]
    assert table.loc["certainty", ["before", "after"]].tolist() == ["asserted", "alleged"]
    assert table.loc["participants", ["before", "after"]].tolist() == [None, "Ann (agent)"]
    assert set(table["change"]) == {"changed"}


def test_an_edited_sentence_is_the_same_row_changed() -> None:
    before = narrative("The old ferry sank in the harbour on Monday.")
    after = narrative("The old ferry sank in the harbour on Tuesday.")
    changed = {(change, quote) for change, quote, _ in short(before, after)}
    assert changed == {("changed", "sank")}
    assert {"sentence", "start"} <= {field for _, _, field in short(before, after)}


def test_the_same_word_in_another_sentence_is_another_row() -> None:
    before, after = narrative("The ferry sank on Monday."), narrative("Shares of every bank in the capital sank.")
    assert [row[0] for row in short(before, after)] == ["removed", "added"]


def test_the_same_sentence_twice_is_compared_in_order() -> None:
    rows = [Told("It sank.", at=days(2021, 1, 1)), Told("It sank.", at=days(2021, 2, 1))]
    assert short(narrated(rows), narrated(rows)) == []
    fields = analysis.diff(narrated(rows), narrated([rows[0], Told("It sank.", at=days(2021, 3, 1))]))
    assert set(fields["before"]) >= {"2021-02-01T00:00:00"} and "2021-01-01T00:00:00" not in set(fields["before"])


def test_files_say_the_same_as_narratives(tmp_path: Path) -> None:
    """Through CSV and back: dates before our era, formulas, open ends, people, line ends in words."""
    rows = [
        Told('=cmd|"x", he\nsaid', at=days(-44, 3, 15)), Told("+1 sank", at=(None, 5), who=(("Ann", "agent"),)),
        Told("'tis so", kind="claim", holder="Bo"), Told("“Ä”", kind="quote", holder="Bo"),
    ]  # fmt: skip
    one, other = narrated(rows), narrated([*rows[1:], Told("New.", at=(7, None))])
    for name, made in (("a", one), ("b", other)):
        (tmp_path / name).mkdir()
        analysis.export(made, tmp_path / name / "timeline.csv", to="csv")
    expected = analysis.diff(one, other)
    assert analysis.diff(tmp_path / "a", tmp_path / "b" / "timeline.csv").equals(expected)
    assert len(analysis.diff(one, tmp_path / "a")) == 0
    assert list(expected["change"]) == ["removed", "added"]


WORDS = st.sampled_from(["It sank.", "It rose.", "He said so.", "Ann met Bo.", "Ann met Al."])


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5))
def test_every_row_is_counted_once(before: list[str], after: list[str]) -> None:
    one, other = narrated([Told(w) for w in before]), narrated([Told(w) for w in after])
    table = analysis.diff(one, other)
    counts = table.drop_duplicates(["change", "id_before", "id_after"])["change"].value_counts()
    assert len(one.timeline) - counts.get("removed", 0) == len(other.timeline) - counts.get("added", 0)
    back = analysis.diff(other, one)
    assert sorted(back[back["change"] == "added"]["quote"]) == sorted(table[table["change"] == "removed"]["quote"])


def test_a_file_and_what_it_was_made_from_do_not_differ(tmp_path: Path) -> None:
    made = narrated([Told("It fell."), Told("It rose.")])
    made.timeline["label"] = ["＝1", "'=1"]
    made.timeline["reason"] = ["\n=1", "-1"]
    analysis.export(made, tmp_path / "timeline.csv", to="csv")
    assert len(analysis.diff(made, tmp_path)) == 0
    path = tmp_path / "timeline.csv"
    path.write_bytes(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))  # as other programs save it
    assert len(analysis.diff(made, path)) == 0


@pytest.mark.parametrize(("data", "says"), [
    (b"", "no column 'id'"), (b"a,b\n1,2\n", "no column 'id'"), (b"\xff", "not in UTF-8"),
    (b"id,document,kind,label,quote,sentence\n1,2\n", "row 2: 2 cells for 6 columns"),
    (b'id,document,kind,label,quote,sentence\n"1', "unexpected end of data"),
    (HEAD + b"1,a,event,x,x,x,[1]\n", "no list of lists"),
    (HEAD + b"1,a,event,x,x,x," + b"[" * 90_000, "no list of lists"),
])  # fmt: skip
def test_what_is_no_timeline_is_said(data: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "timeline.csv").write_bytes(data)
    with pytest.raises(AnalysisError, match=says):
        analysis.diff(tmp_path, tmp_path)


def test_annotations_are_compared_by_label_and_length(tmp_path: Path) -> None:
    for name, text in (("a", FIRST), ("b", "It was cold.\n\n" + FIRST.replace("Monday", "Friday"))):
        analysis.export(narrative(text), tmp_path / f"{name}.jsonl", to="annotations")
    table = analysis.diff(tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    moved = table[table["change"] == "changed"]
    assert set(moved["label"]) == {"The ferry sank"} and {"start", "end", "edtf"} == set(moved["field"])
    assert not (table["change"] == "removed").any()
    analysis.export(narrative(FIRST), tmp_path / "a.csv", to="csv")
    with pytest.raises(AnalysisError, match="two of a kind"):
        analysis.diff(tmp_path / "a.jsonl", tmp_path / "a.csv")


@pytest.mark.parametrize("line", [
    "[]", "{", '{"doc": 1}', '{"doc": "a", "events": [1]}', '{"doc": "a", "quotes": [{"start": "x", "end": 3}]}',
    '{"doc": "a", "events": [{"participants": 3}]}', '{"doc": "a", "events": ' + "[" * 50_000,
])  # fmt: skip
def test_what_are_no_annotations_is_said(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(AnalysisError, match="line 1: it is no line of annotations"):
        analysis.diff(tmp_path / "a.jsonl", tmp_path / "a.jsonl")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"cannot read .*: no such file or directory; name a timeline\.csv"):
        analysis.diff(tmp_path, tmp_path)


# -- the command -------------------------------------------------------------------------------------


def test_the_command_corrects_builds_and_compares(tmp_path: Path, timeline: Timeline) -> None:
    article, path = tmp_path / "ferry.txt", tmp_path / "c.toml"
    article.write_text("ARNDAL, 7 December 2021 - The ferry sank on Monday. A bank failed in June.", encoding="utf-8")
    said = ("--corrections", path, "--author", "A. Smith", "--reason", "the log", "--time", "2026-01-02")
    ran = timeline("correct", "ferry", article, *said, "--date", "2021-12-04", "--person", "Ida Berg=captain")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == f"wrote {path}, entry 1: change “sank” of ferry\n"
    assert timeline("correct", "failed", article, *said, "--hide").status == 0
    before = timeline("build", article, "-o", tmp_path / "before")
    after = timeline("build", article, "-o", tmp_path / "after", "--corrections", path)
    assert (before.status, after.status) == (0, 0)
    assert f"corrections of {path}: 2 applied" in after.err
    ran = timeline("diff", tmp_path / "before", tmp_path / "after")
    assert ran.status == 0
    assert "~ event: The ferry sank   “sank”" in ran.out and "    edtf: 2021-12-06 → 2021-12-04" in ran.out
    assert "- event: A bank failed   “failed”" in ran.out
    assert ran.out.endswith("0 added, 1 removed, 1 changed\n")
    assert timeline("diff", tmp_path / "before", tmp_path / "after", "--exit-code").status == 3
    assert timeline("diff", tmp_path / "after", tmp_path / "after", "--exit-code").status == 0
    records = json.loads(timeline("diff", tmp_path / "before", tmp_path / "after", "--json").out)
    assert {record["quote"] for record in records} == {"sank", "failed"} and set(records[0]) == set(COLUMNS)


def test_an_orphan_is_one_sentence_and_no_failure(tmp_path: Path, timeline: Timeline) -> None:
    article, path = tmp_path / "ferry.txt", tmp_path / "c.toml"
    article.write_text("The ferry sank on Monday. A bank failed.", encoding="utf-8")
    said = ("--corrections", path, "--author", "A. Smith", "--reason", "the log")
    timeline("correct", "ferry", article, *said, "--label", "Sinks")
    timeline("correct", "bank", article, *said, "--label", "Fails")
    article.write_text("The ferry sailed on Monday. A bank failed.", encoding="utf-8")
    ran = timeline("annotate", article, "--out", tmp_path / "a.jsonl", "--corrections", path)
    assert ran.status == 0
    assert ran.err.splitlines() == [
        f"timeline: {path}, entry 1 was not applied: “sank” of ferry, by A. Smith: the words are no longer in the text",
        f"corrections of {path}: 1 applied, 1 orphaned",
    ]
    assert '"label": "Fails"' in (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text("It rained on Monday.", encoding="utf-8")
    assert (
        f"corrections of {path}: 2 for other articles"
        in timeline("explain", "rained", other, "--corrections", path).err
    )


def test_split_merge_and_add_by_words(tmp_path: Path, timeline: Timeline) -> None:
    article, path = tmp_path / "ferry.txt", tmp_path / "c.toml"
    article.write_text("The ferry sank on Monday. The sinking cost a summer. A bank failed.", encoding="utf-8")
    said = ("--corrections", path, "--author", "A. Smith", "--reason", "the log")
    assert timeline("correct", "sinking", article, *said, "--split", "--label", "A second sinking").status == 0
    assert timeline("correct", "a summer", article, *said, "--add", "--date", "2022-06/2022-08").status == 0
    assert timeline("correct", "bank", article, *said, "--merge-into", "ferry").status == 0
    rows = analysis.build(article, corrections=path).timeline.set_index("quote")
    assert rows.loc["sinking", "label"] == "A second sinking"
    assert rows.loc["a summer", "edtf"] == "2022-06/2022-08"
    assert "failed" not in rows.index and rows.loc["sank", "corrected"] == "merge"


@pytest.mark.parametrize(("arguments", "says"), [
    (("the", "--label", "x"), "2 rows match 'the': give the id of one"),
    (("zebra", "--label", "x"), "no row has the id or the words 'zebra'"),
    (("sank", "--date", "soon"), "date: expected a date such as 2014-03-18"),
    (("sank",), "nothing is changed"), (("ferry", "--add"), "'ferry' stands in 2 places"),
    (("sank", "--split"), "'sank' is no other mention of an event"),
])  # fmt: skip
def test_what_cannot_be_corrected_is_one_sentence(
    arguments: tuple[str, ...], says: str, tmp_path: Path, timeline: Timeline
) -> None:
    article, path = tmp_path / "ferry.txt", tmp_path / "c.toml"
    article.write_text("The ferry sank on Monday. Then the ferry rose.", encoding="utf-8")
    said = ("--corrections", path, "--author", "A. Smith", "--reason", "the log")
    ran = timeline("correct", arguments[0], article, *arguments[1:], *said)
    assert ran.status == 1 and says in ran.err and len(ran.err.splitlines()) == 1
    assert not path.exists()


@pytest.mark.parametrize("arguments", [
    ("correct", "x", "a.txt", "--author", "A", "--reason", "r", "--label", "x"), ("diff", "a"),
    ("correct", "x", "a.txt", "--corrections", "c", "--author", "A", "--reason", "r", "--hide", "--add"),
    ("correct", "x", "a.txt", "--corrections", "c", "--author", "A", "--reason", "r", "--person", "Ann"),
    ("correct", "", "a.txt", "--corrections", "c", "--author", "A", "--reason", "r", "--hide"),
    ("corpus", "x", "-o", "y", "--corrections", "c"),
])  # fmt: skip
def test_wrong_usage_is_two(arguments: tuple[str, ...], timeline: Timeline) -> None:
    assert timeline(*arguments).status == 2


def test_a_file_that_is_not_there_is_said_and_a_result_does_not_overwrite_corrections(
    tmp_path: Path, timeline: Timeline
) -> None:
    article, path = tmp_path / "ferry.txt", tmp_path / "c.toml"
    article.write_text("The ferry sank on Monday.", encoding="utf-8")
    ran = timeline("explain", "sank", article, "--corrections", path)
    assert ran.status == 0 and f"there is no file {path}: nothing was corrected" in ran.err
    path.write_text("", encoding="utf-8")
    ran = timeline("annotate", article, "--out", path, "--corrections", path)
    assert ran.status == 1 and "one of the files given" in ran.err and path.read_text(encoding="utf-8") == ""
