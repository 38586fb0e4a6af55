"""Events and time expressions that are given are the ones there are; what they mean in time is still found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from analysis import annotate, cli
from analysis.document import from_text
from analysis.errors import BadGiven
from analysis.events.marked import marked_triggers
from analysis.given import Given, GivenEvent, GivenTimex, read_given
from analysis.language import load_language
from analysis.model import Annotations, Section, Span, Timex
from analysis.moments.values import place_given
from analysis.narrative import tabulate
from analysis.publication import given_date
from analysis.syntax import parse

TEXT = "The minister resigned on Monday. The sell-off of the port shocked Mary Smith, who met the king in June."


def span(words: str, text: str = TEXT) -> dict[str, int]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


LINE: dict[str, Any] = {
    "doc": "a",
    "timexes": [{"id": "t9", **span("June"), "type": "DATE", "value": "2019-06"}],
    "events": [
        {"id": "e1", **span("resigned"), "class": "I_ACTION"},
        {"id": "e2", **span("sell-off"), "class": None},
        {"id": "e3", **span("met the king")},
    ],
}


def gold(folder: Path, *lines: object) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines))
    return path


def told(folder: Path, line: dict[str, Any] = LINE, text: str = TEXT) -> Annotations:
    document = from_text(text, id="a", language="en", kind="news")
    return annotate(document, published="2021-12-07", knowledge=(), given=read_given(gold(folder, line)))


def test_only_what_is_given_is_there(tmp_path: Path) -> None:
    found = told(tmp_path)
    assert [e.span.of(TEXT) for e in found.events] == ["resigned", "sell-off", "met the king"]
    assert [t.span.of(TEXT) for t in found.expressions] == ["June"], "Monday is not given"
    classes = {e.span.of(TEXT): e.event_class for e in found.events}
    assert classes["resigned"] == "I_ACTION", "the class that is given wins over our own"
    assert classes["sell-off"] == classes["met the king"] == "OCCURRENCE"


def test_what_is_given_is_dated_and_peopled_as_ever(tmp_path: Path) -> None:
    met = next(e for e in told(tmp_path).events if e.span.of(TEXT) == "met the king")
    assert met.when.edtf == "2019-06" and met.when.source == "inferred"
    assert (met.tense, met.polarity, met.lemma) == ("PAST", "POS", "meet")
    assert ("Mary Smith", "agent") in {(p.name, p.role) for p in met.participants}
    resigned = next(e for e in told(tmp_path).events if e.span.of(TEXT) == "resigned")
    assert resigned.when.edtf == "[..2021-12-07]", "no Monday, so only its tense places it"


def test_given_events_are_ordered_within_the_story_around_them(tmp_path: Path) -> None:
    text = "The ship sank on Friday. The crew drowned. The port closed on Monday."
    line = {
        "doc": "a",
        "timexes": [{**span("Friday", text), "type": "DATE", "value": "2021-12-03"},
                    {**span("Monday", text), "type": "DATE", "value": "2021-12-06"}],
        "events": [span("drowned", text), span("closed", text)],
    }  # fmt: skip
    found = told(tmp_path, line, text)
    assert [e.span.of(text) for e in found.events] == ["drowned", "closed"], "sank is not given"
    drowned, closed = (found.ranks[e.id] for e in found.events)
    assert drowned < closed, "told on from Friday, which only sank has"
    assert {r.source for r in found.relations} <= {e.id for e in found.events} | {t.id for t in found.expressions}


def test_an_expression_read_alike_without_help_keeps_its_reason(tmp_path: Path) -> None:
    timex = {"id": "t1", **span("Monday"), "type": "DATE", "value": "2021-12-06"}
    (monday,) = told(tmp_path, LINE | {"timexes": [timex]}).expressions
    assert monday.mention.rule != "given" and "weekday 'Monday'" in monday.reason
    (other,) = told(tmp_path, LINE | {"timexes": [timex | {"value": "2021-12-13"}]}).expressions
    assert (other.mention.rule, other.edtf, other.reason) == ("given", "2021-12-13", "its value is given: 2021-12-13")


@pytest.mark.parametrize("times", [{"timexes": []}, {"timexes": None}, {}])
def test_where_only_events_are_marked_times_are_found(times: dict[str, Any], tmp_path: Path) -> None:
    """Without this every event would lose its date: nobody who marks events alone means that there is no time."""
    line = {key: value for key, value in LINE.items() if key != "timexes"} | times
    found = told(tmp_path, line)
    assert [t.span.of(TEXT) for t in found.expressions] == ["Monday", "June"]
    assert {e.span.of(TEXT): e.when.edtf for e in found.events}["resigned"] == "2021-12-06"


def test_nothing_given_is_nothing_found(tmp_path: Path) -> None:
    found = told(tmp_path, {"doc": "a", "timexes": [], "events": []})
    assert (found.events, found.expressions, found.relations) == ((), (), ())


def test_what_is_given_in_boilerplate_is_text(tmp_path: Path) -> None:
    text = "The minister resigned on Monday, and the king knew.\n\nThe queen fled.\n"
    cut = text.index("The queen")
    sections = (Section(Span(0, cut), "body"), Section(Span(cut, len(text)), "boilerplate"))
    document = replace(from_text(text, id="a", language="en", kind="news"), sections=sections)
    line = {"doc": "a", "timexes": [], "events": [{"id": "e1", **span("fled", text)}]}
    found = annotate(document, knowledge=(), given=read_given(gold(tmp_path, line)))
    assert [(e.span.of(text), e.tense) for e in found.events] == [("fled", "PAST")], "it was parsed"
    tabulate([found])


@pytest.mark.parametrize(
    ("value", "type_", "edtf", "length"),
    [
        ("2021-12-06", "DATE", "2021-12-06", 86_400),
        ("2021-02-30", "DATE", None, None),
        ("2021-13", "DATE", None, None),
        ("2021-W49", "DATE", "2021-12-06/2021-12-12", 7 * 86_400),
        ("2021-W49-WE", "DATE", "2021-12-11/2021-12-12", 2 * 86_400),
        ("2021-W49-3", "DATE", "2021-12-08", 86_400),
        ("2021-W99", "DATE", None, None),
        ("2021-Q4", "DATE", "2021-36", 92 * 86_400),
        ("2021-H2", "DATE", "2021-41", 184 * 86_400),
        ("2021-SU", "DATE", "2021-22", 92 * 86_400),
        ("2022-WI", "DATE", "2022-24", 90 * 86_400),
        ("2021", "DATE", "2021", 365 * 86_400),
        ("199", "DATE", "199X", 3_652 * 86_400),
        ("19", "DATE", "19XX", 36_524 * 86_400),
        ("BC0044-03-15", "DATE", "-0043-03-15", 86_400),
        ("XXXX-12-25", "DATE", None, None),
        ("1998-02-13TMO", "TIME", "1998-02-13", 7 * 3_600),
        ("1998-02-13T15:07", "TIME", "1998-02-13T15:07:00", 60),
        ("1998-02-13T15:07Z", "TIME", "1998-02-13T15:07:00Z", 60),
        ("1998-02-13T15:07-05:00", "TIME", "1998-02-13T20:07:00Z", 60),
        ("1998-02-13T15", "TIME", "1998-02-13T15:00:00", 3_600),
        ("1998-02-13T25:00", "TIME", None, None),
        ("T15:07", "TIME", None, None),
        ("PRESENT_REF", "DATE", "2021-12-07", 86_400),
        ("FUTURE_REF", "DATE", None, None),
        ("P3D", "DURATION", None, None),
        ("P1D", "SET", None, None),
    ],
)  # fmt: skip
def test_a_given_value_has_its_place(value: str, type_: Any, edtf: str | None, length: int | None) -> None:
    (found,) = placed(Timex(type_, value))
    assert (found.timex.value, found.edtf) == (value, edtf)
    moment = found.moment
    assert (moment and moment.end and moment.start is not None and moment.end - moment.start) == length
    assert found.reason


def placed(timex: Timex) -> Any:
    document = from_text("Then.", id="a", language="en", kind="news")
    item = GivenTimex(Span(0, 4), timex, "t1")
    return place_given(document, [item], (), given_date("2021-12-07"), load_language("en"))


@hypothesis_given(
    st.sampled_from(["DATE", "TIME", "DURATION", "SET"]),
    st.text(min_size=1, max_size=30) | st.from_regex(r"[0-9X]{2,5}-[0-9WQHX]{2,3}(-[0-9W]{2})?T?[0-9:+Z-]{0,9}"),
)
@settings(max_examples=300, deadline=None)
def test_any_value_has_a_place_or_a_reason(type_: Any, value: str) -> None:
    (found,) = placed(Timex(type_, value))
    assert found.reason and (found.moment is None or found.moment.end > found.moment.start)


SPOTS = st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 20)), max_size=6, unique=True)


@hypothesis_given(SPOTS)
@settings(max_examples=60, deadline=None)
def test_every_given_span_comes_back(spots: list[tuple[int, int]]) -> None:
    """Across words, inside them, over each other: each is an event, or a mention of one, and nothing else is."""
    spans = {Span(a, min(a + n, len(TEXT))) for a, n in spots}
    spans = {s for s in spans if s.of(TEXT).strip()}
    events = tuple(_event(s) for s in sorted(spans))
    document = from_text(TEXT, id="a", language="en", kind="news")
    found = annotate(document, published="2021-12-07", knowledge=(), given={"a": Given("a", "line 1", (), events)})
    assert sorted(s for e in found.events for s in (e.span, *(m.span for m in e.mentions))) == sorted(spans)


def _event(where: Span) -> Any:
    return GivenEvent(where, None, f"e{where.start}-{where.end}")


def test_signs_that_the_parser_is_not_shown_can_be_given() -> None:
    text = "It fell " + "*" * 40 + " then."
    document = from_text(text, id="a", language="en", kind="news")
    (trigger,) = marked_triggers(parse(document), load_language("en"), [_event(Span(8, 9))])
    assert trigger.span.of(text) == "*"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 1: no JSON"),
        ("[]", "line 1: expected an object"),
        (LINE | {"doc": ""}, "line 1: doc is the name"),
        ({"doc": "a", "timexes": []}, "line 1: events is a list, empty if there are none, not nothing"),
        (LINE | {"timexes": 5}, "line 1: timexes is a list, empty if there are none, not 5"),
        (LINE | {"events": {}}, "line 1: events is a list"),
        (LINE | {"events": [3]}, "events[0]: expected an object"),
        (LINE | {"events": [{"start": 1}]}, "events[0].end: expected the number of a character, from 0, not nothing"),
        (LINE | {"events": [{"start": -1, "end": 2}]}, "events[0].start"),
        (LINE | {"events": [{"start": True, "end": 2}]}, "events[0].start"),
        (LINE | {"events": [{"start": 3, "end": 3}]}, "events[0].end: expected more than start (3), not 3"),
        (LINE | {"events": [{"start": 0, "end": 3, "class": "EVENT"}]}, "events[0].class: expected null or one of OCC"),
        (LINE | {"events": [{"start": 0, "end": 3, "id": 7}]}, "events[0].id"),
        (LINE | {"events": [{"start": 0, "end": 3}, {"start": 0, "end": 3}]}, "has the span 0 to 3 twice"),
        (LINE | {"events": [{"start": 0, "end": 3, "id": "t9"}]}, "the id 't9' is given twice"),
        (LINE | {"timexes": [{"start": 0, "end": 3, "value": "2021"}]}, "timexes[0].type: expected one of DATE, TIME"),
        (LINE | {"timexes": [{"start": 0, "end": 3, "type": "DATE"}]}, "timexes[0].value: expected a TIMEX3 value"),
        (LINE | {"events": [{"start": 0, "end": 1_000}]}, "the span 0 to 1000 in events (number 1"),
        (LINE | {"events": [{"start": 3, "end": 4}]}, "holds no word of the text of 'a', which has 103 characters"),
        (LINE | {"doc": "b"}, "there is no article called 'b' among those to read"),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_with_its_line_and_field(
    line: object, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    out = tmp_path / "out.jsonl"
    assert cli.main(["annotate", str(tmp_path / "a.txt"), "--given", str(gold(tmp_path, line)), "-o", str(out)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "gold.jsonl, line 1" in said and says in said
    assert not out.exists()


def test_an_article_without_a_line_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
    command = ["annotate", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--given", str(gold(tmp_path, LINE))]
    assert cli.main([*command, "-o", str(tmp_path / "out.jsonl")]) == 1
    assert "nothing is given of 'b'" in capsys.readouterr().err
    assert [json.loads(line)["doc"] for line in (tmp_path / "out.jsonl").read_text().splitlines()] == ["a"]


@pytest.mark.parametrize(("language", "says"), [("fi", "no language file"), ("fr", "no syntax")])
def test_what_cannot_be_taken_is_no_silence(language: str, says: str, tmp_path: Path) -> None:
    document = from_text(TEXT, id="a", language=language, kind="news")
    with pytest.raises(BadGiven, match=f"'a' is in '{language}', for which there is {says}"):
        annotate(document, published="2021-12-07", given=read_given(gold(tmp_path, LINE)))


def test_expressions_can_be_given_where_there_is_no_syntax(tmp_path: Path) -> None:
    document = from_text(TEXT, id="a", language="fr", kind="news")
    found = annotate(document, published="2021-12-07", given=read_given(gold(tmp_path, LINE | {"events": []})))
    assert [(t.span.of(TEXT), t.edtf) for t in found.expressions] == [("June", "2019-06")]


def test_the_command_keeps_the_ids_of_the_gold(tmp_path: Path) -> None:
    text = "Rebels attacked the base on Monday. The attack killed five. Later the king fled."
    events = [{"id": f"e{i}", **span(w, text)} for i, w in enumerate(("attacked", "attack killed", "fled"), 1)]
    events[1]["end"] = events[1]["start"] + len("attack")
    timex = {"id": "t1", **span("Monday", text), "type": "DATE", "value": "2021-12-06", "mod": "START"}
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "b.txt").write_text(text)
    lines = [{"doc": name, "timexes": [timex], "events": events} for name in "ab"]
    command = ["annotate", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--given", str(gold(tmp_path, *lines))]
    assert cli.main([*command, "--published", "2021-12-07", "-o", str(tmp_path / "out.jsonl")]) == 0
    for line in map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines()):
        assert {(e["id"], e["start"]) for e in line["events"]} == {(e["id"], e["start"]) for e in events}
        (again,) = (e for e in line["events"] if e.get("same_as"))
        assert (again["id"], again["same_as"]) == ("e2", "e1"), "a mention keeps its own id too"
        assert [(t["id"], t["mod"]) for t in line["timexes"]] == [("t1", "START")]
        assert {"source": "e1", "target": "t1", "kind": "IS_INCLUDED", "basis": "date"} in line["relations"]


def test_articles_of_a_table_are_matched_by_their_ids(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps({"id": "a", "text": TEXT, "language": "en"}))
    command = ["annotate", str(tmp_path / "rows.jsonl"), "--given", str(gold(tmp_path, LINE)), "-o"]
    assert cli.main([*command, str(tmp_path / "out.jsonl")]) == 0
    (line,) = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    assert [e["id"] for e in line["events"]] == ["e1", "e2", "e3"]
