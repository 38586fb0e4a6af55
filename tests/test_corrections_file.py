"""The corrections file: what is written is read back, what is faulty is told at once, what is hostile is refused."""

from __future__ import annotations

import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import analysis
from analysis.corrections import absent, load_corrections
from analysis.corrections.file import add_entry
from analysis.errors import BadCorrections, UnknownName, UnwritableOutput
from tests.ferry import ME, PARAGRAPHS, all_tables, built, row, write


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write(tmp_path, PARAGRAPHS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corrections.toml"


ENTRY = """[[correction]]
document = "ferry"
exact = "opened"
prefix = "Mayor Ida Berg "
suffix = " a new ferry on Monday."
date = 2021-12-01
author = "A. Smith"
time = 2026-01-02
reason = "the harbour log"
"""


def test_a_file_by_hand_may_leave_out_much_and_write_dates_bare(article: Path, path: Path) -> None:
    path.write_text("# by hand\n" + ENTRY, encoding="utf-8")
    narrative = built(article, path)
    assert row(narrative, "opened")["edtf"] == "2021-12-01"
    analysis.correct(path, narrative, row(narrative, "sank")["id"], label="Sinks", **ME)
    assert path.read_text(encoding="utf-8").startswith("# by hand\n" + ENTRY), "what stood there stays, to the letter"
    assert [entry.number for entry in load_corrections(path)] == [1, 2]


def test_what_is_written_is_read_back(article: Path, path: Path) -> None:
    raw = analysis.build(article)
    odd = {"label": 'A "label" \\ with = [ugly] # marks', "reason": "he said: “ä”\u00a0".strip(), "author": "Ø. O'Hara"}
    entry = analysis.correct(path, raw, row(raw, "sank")["id"], **ME | odd)
    assert load_corrections(path) == (entry,)
    assert entry.label == odd["label"]


@pytest.mark.parametrize("change", [
    {"date": "2021-12-01", "people": [("Ida, Berg", "agent"), ("B (C)", "role")]}, {"holder": None}, {"people": []},
    {"hide": True},
])  # fmt: skip
def test_csv_says_the_same(change: dict[str, Any], article: Path, tmp_path: Path) -> None:
    raw = analysis.build(article)
    files = [tmp_path / "c.toml", tmp_path / "c.csv"]
    for file in files:
        analysis.correct(file, raw, row(raw, "opened")["id"], **change, **ME)
        analysis.correct(file, raw, row(raw, "sank")["id"], label='Say "so", please', **ME)
    assert load_corrections(files[0]) == load_corrections(files[1])
    assert all_tables(built(article, files[0])) == all_tables(built(article, files[1]))


def test_all_faults_are_told_at_once_and_where(path: Path) -> None:
    bad = ENTRY.replace("2021-12-01", '"soon"').replace('"A. Smith"', '""') + 'certainty = "sure"\ncolour = "red"\n'
    path.write_text(ENTRY + "\n" + bad, encoding="utf-8")
    with pytest.raises(BadCorrections) as caught:
        load_corrections(path)
    parts = ("corrections.toml has 4 faults", "entry 2, 'colour'", "entry 2, author: it is empty",
             "entry 2, certainty: expected one of asserted", "entry 2, date: expected a date such as 2014")  # fmt: skip
    for part in parts:
        assert part in str(caught.value)
    assert "entry 1" not in str(caught.value)


def _entry(**changes: Any) -> str:
    keys = tomllib.loads(ENTRY)["correction"][0] | {"date": '"2021"', "time": '"2026-01-02"'}
    quoted = {key: value if key in ("date", "time") else f'"{value}"' for key, value in keys.items()} | changes
    return "[[correction]]\n" + "".join(f"{key} = {value}\n" for key, value in quoted.items() if value is not None)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("correction = 1", "expected [[correction]] tables"),
        ("[[correction]]\n[other]\n", "expected [[correction]] tables"),
        ("[[event]]\n", "expected [[correction]] tables"),
        ("correction = [1]", "entry 1, expected a table"),
        ("[[correction]", "not a TOML file"),
        ("x = " + "[" * 5_000 + "]" * 5_000, "nested too deeply"),
        (".".join("abcdefghijklmnopqrst") + " = 1", "a key of 16 parts or more"),
        ('x = {y = """""", ' + ".".join("abcdefghijklmnopqrst") + " = 1}", "a key of 16 parts or more"),
        (_entry(exact=None), "exact: it is missing: quote the words of the row"),
        (_entry(exact='"  "'), "exact: it is empty"),
        (_entry(exact="3"), "exact: expected text in quotation marks"),
        (_entry(date=None), "nothing is changed: give one of date, label"),
        (_entry(action='"erase"'), "action: expected one of change, hide, merge, split, add"),
        (_entry(action='"hide"'), "date: a row to hide has nothing else changed"),
        (_entry(action='"merge"', date=None), "into_exact: it is missing"),
        (_entry(into_exact='"x"'), "into_exact: it goes with the action merge only"),
        (_entry(action='"add"'), "label: it is missing"),
        (_entry(kind='"quote"', action='"split"'), "kind: only events"),
        (_entry(kind='"quote"', label='"x"'), "label: a quote's cannot be changed, only its date and holder"),
        (_entry(people='"Ann"'), "people: expected a list"),
        (_entry(people='[{name = "Ann"}]'), "people: expected people as"),
        (_entry(people='[{name = "Ann", role = "a\\u001b[2J"}]'), "people: expected a name and a role in plain words"),
        (_entry(time='"yesterday"'), "time: expected a day such as"),
        (_entry(label='"a\\u202eb"'), "label: it holds characters that cannot be seen"),
        (_entry(label='"' + "x" * 501 + '"'), "label: it has 501 characters, and 500 is the most"),
        (_entry(**{'"\\u001b[31m"': "1"}), "there is no such key"),
    ],
)  # fmt: skip
def test_a_faulty_file_is_one_clear_sentence(text: str, says: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadCorrections) as caught:
        load_corrections(path)
    assert says in str(caught.value) and "corrections.toml" in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(("data", "says"), [
    (b"\xff\xfe", "not in UTF-8"), (b"#" * 8_000_001, "more than 8,000,000 bytes"),
    (b"[[correction]]\n" * 10_001, "10,001 entries"), (b'x = "' + b'\\"' * 500_000, "not a TOML file"),
    (b'x = """' + b'\\"""' * 300_000, "not a TOML file"),
])  # fmt: skip
def test_a_hostile_file_is_refused_soon(data: bytes, says: str, path: Path) -> None:
    path.write_bytes(data)
    with pytest.raises(BadCorrections, match=says):
        load_corrections(path)


@pytest.mark.parametrize(("text", "says"), [
    ("document,exact,colour\n", "has a column 'colour'"), ("document,exact\na,b,c\n", "3 cells for 2 columns"),
    ('document,exact\n"a', "not a CSV file"), ("document,people\nferry,Ann\n", "people: expected people as"),
])  # fmt: skip
def test_a_faulty_csv_is_told(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadCorrections, match=says):
        load_corrections(tmp_path / "c.csv")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadCorrections, match="is a folder"):
        load_corrections(tmp_path)


def _add(numbered: tuple[Path, int]) -> None:
    path, number = numbered
    add_entry(path, {"document": "ferry", "exact": f"word {number}", "label": "x"} | ME)


def test_of_several_who_write_at_once_no_entry_is_lost(path: Path) -> None:
    with ThreadPoolExecutor(4) as writers:
        list(writers.map(_add, [(path, number) for number in range(24)]))
    assert sorted(entry.words.exact for entry in load_corrections(path)) == sorted(f"word {n}" for n in range(24))
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_nothing_is_half_written(article: Path, path: Path, tmp_path: Path) -> None:
    raw = analysis.build(article)
    name = row(raw, "sank")["id"]
    path.write_text("[[correction]]\n", encoding="utf-8")
    with pytest.raises(BadCorrections, match="entry 1, exact: it is missing"):
        analysis.correct(path, raw, name, label="Sinks", **ME)
    assert path.read_text(encoding="utf-8") == "[[correction]]\n"
    with pytest.raises(UnwritableOutput):
        analysis.correct(article / "c.toml", raw, name, label="Sinks", **ME)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["corrections.toml", "ferry.txt"]


@pytest.mark.parametrize(("change", "error", "says"), [
    ({"colour": "red"}, BadCorrections, "nothing called 'colour'"),
    ({"hide": True, "split": (1, 2)}, BadCorrections, "two corrections"),
    ({"split": (1, 2)}, BadCorrections, "no other mention"),
    ({"merge_into": "e-0"}, UnknownName, "no row has the id 'e-0'"),
    ({}, BadCorrections, "nothing is changed"),
    ({"people": ["Ann"]}, BadCorrections, "people: expected people as"),
])  # fmt: skip
def test_what_cannot_be_corrected_is_said(
    change: dict[str, Any], error: type[Exception], says: str, article: Path, path: Path
) -> None:
    raw = analysis.build(article)
    with pytest.raises(error, match=says):
        analysis.correct(path, raw, row(raw, "closed")["id"], **change, **ME)
    assert not path.exists()


@pytest.mark.parametrize(("span", "says"), [
    ((0, 0), "no words"), ((5, 99_999), "no words"), ((-5, 3), "no words"), ((7, 8), "no words"),
])  # fmt: skip
def test_a_row_is_added_on_words_of_the_text_only(span: tuple[int, int], says: str, article: Path, path: Path) -> None:
    raw = analysis.build(article)
    with pytest.raises(BadCorrections, match=says):
        analysis.add_row(path, raw, "ferry", span, label="x", **ME)
    sank = row(raw, "sank")
    with pytest.raises(BadCorrections, match="have a row: correct that one"):
        analysis.add_row(path, raw, "ferry", (sank["span_start"], sank["span_end"]), label="x", **ME)
    with pytest.raises(UnknownName, match="no article 'other'"):
        analysis.add_row(path, raw, "other", (0, 6), label="x", **ME)


def test_no_corrections_and_an_empty_file_are_the_same(article: Path, path: Path) -> None:
    path.write_text("", encoding="utf-8")
    assert all_tables(built(article, path)) == all_tables(analysis.build(article))
    assert absent([], []) == ()


def test_an_article_in_a_language_without_events_can_be_given_rows(tmp_path: Path, path: Path) -> None:
    article = tmp_path / "fr.txt"
    article.write_text("Le bac a coulé lundi, ont dit les pêcheurs.", encoding="utf-8")
    raw = analysis.build(article, language="fr", published="2021-12-07")
    start = raw.documents.iloc[0]["text"].index("coulé")
    analysis.add_row(path, raw, "fr", (start, start + 5), label="Le bac coule", date="2021-12-06", **ME)
    narrative = analysis.build(article, language="fr", published="2021-12-07", corrections=path)
    assert row(narrative, "coulé")["edtf"] == "2021-12-06"
