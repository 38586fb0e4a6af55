"""TimeML goes out in the published form and comes back whole; a hostile file is a sentence."""

from __future__ import annotations

import importlib.util
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis import catalogue, cli
from analysis.document import from_text
from analysis.errors import AnalysisError, BadTimeML
from analysis.exports import timeml as export
from analysis.language import load_language
from analysis.model import (
    Annotations,
    Event,
    Mention,
    PublicationDate,
    Relation,
    Retelling,
    Section,
    Span,
    TimeExpression,
    Timex,
    When,
)
from analysis.narrative import Narrative, tabulate
from analysis.pipeline import annotate, time_only
from analysis.publication import given_date
from analysis.timeml import TimeML, parse_timeml, read_timeml
from tests.annotated import annotated
from tests.narratives import mixed

etree = pytest.importorskip("lxml.etree")
pytest.importorskip("defusedxml")
ROOT = Path(__file__).parents[1]
SCHEMA = etree.RelaxNG(etree.parse(ROOT / "analysis" / "schemas" / "timeml.rng"))
STORY = "Rebels attacked the base on Monday.\r\nThe attack may not have killed “a” <at 3:07 p.m. GMT>. They fled & ran."
NOT_DATED = When(None, None, "none", "the text does not say when")


def faults(xml: bytes) -> list[str]:
    return [] if SCHEMA.validate(etree.fromstring(xml)) else [str(error) for error in SCHEMA.error_log]


def written(narrative: Narrative, folder: Path) -> TimeML:
    path = export.export(narrative, folder / "a.tml")
    assert faults(path.read_bytes()) == []
    found = read_timeml(path)
    assert found.loose() == (), "every reference is to something that is there"
    return found


def words(found: TimeML, name: str) -> list[str]:
    return [tag.span.of(found.text) for tag in found.of(name) if tag.span is not None]


def test_a_story_goes_out_and_comes_back(tmp_path: Path) -> None:
    found = written(tabulate([annotated(STORY)]), tmp_path)
    assert found.text == STORY, "carriage returns, quotes and angle brackets too"
    assert (found.id, found.dct and found.dct.attributes["value"]) == ("made", "2021-12-07")
    assert words(found, "EVENT") == ["attacked", "attack", "killed", "fled", "ran"]
    monday, clock = found.timexes
    assert monday.span == Span(28, 34)
    assert monday.attributes == {
        "tid": "t1", "type": "DATE", "value": "2021-12-06", "temporalFunction": "true", "functionInDocument": "NONE",
    }  # fmt: skip
    assert (clock.attributes["type"], clock.attributes["value"]) == ("TIME", "2021-12-06T15:07Z")
    killed = next(i for i in found.instances if i.attributes["eventID"] == "e3")
    assert killed.attributes == {
        "eiid": "ei3", "eventID": "e3", "tense": "NONE", "aspect": "PERFECTIVE", "pos": "VERB", "polarity": "NEG",
        "modality": "may",
    }  # fmt: skip
    assert next(i for i in found.instances if i.id == "ei2").attributes["pos"] == "NOUN"
    links = {(*(v for k, v in t.attributes.items() if k not in ("lid", "comment", "origin")),) for t in found.links}
    assert ("IDENTITY", "ei2", "ei1") in links, "the attack is what they attacked"
    assert ("IS_INCLUDED", "ei1", "t1") in links


def test_a_link_says_what_it_rests_on(tmp_path: Path) -> None:
    found = written(tabulate([annotated(STORY)]), tmp_path)
    dated = next(t for t in found.links if t.attributes.get("relatedToTime") == "t1")
    assert "“Monday”" in dated.attributes["comment"]


def test_the_seed_goes_out_and_comes_back(tmp_path: Path) -> None:
    narrative = analysis.build(ROOT / "seeds")
    found = written(narrative, tmp_path)
    rows = narrative.timeline[narrative.timeline["kind"] == "event"]
    assert found.text == narrative.documents["text"][0]
    told = {(r.span_start, r.span_end, r.event_class) for r in rows.itertuples()}
    told |= {(s, e, c) for r in rows.itertuples() for s, e, c, *_ in r.mentions}
    assert {(t.span.start, t.span.end, t.attributes["class"]) for t in found.events if t.span} == told
    times = {(Span(r.start, r.end), r.type, r.value, r.mod) for r in narrative.expressions.itertuples()}
    assert {(t.span, *map(t.attributes.get, ("type", "value", "mod"))) for t in found.timexes} == times
    assert len(found.links) == len(narrative.relations) + sum(map(len, rows["mentions"])), "no link is lost"


def test_an_article_of_no_known_day_says_so(tmp_path: Path) -> None:
    found = written(tabulate([annotated("They met on Monday.", None)]), tmp_path)
    assert found.dct is not None and found.dct.attributes["value"] == "XXXX-XX-XX"


def test_a_window_points_to_the_document(tmp_path: Path) -> None:
    found = written(tabulate([annotated("The king fled in the past two months.")]), tmp_path)
    (timex,) = found.timexes
    assert (timex.attributes["value"], timex.attributes["endPoint"]) == ("P2M", "t0")
    assert "beginPoint" not in timex.attributes


def test_a_set_keeps_how_often(tmp_path: Path) -> None:
    found = written(tabulate([annotated("They met every Tuesday, and wrote twice a week.")]), tmp_path)
    said = [{k: t.attributes.get(k) for k in ("type", "value", "quant", "freq")} for t in found.timexes]
    assert said == [
        {"type": "SET", "value": "XXXX-WXX-2", "quant": "EVERY", "freq": None},
        {"type": "SET", "value": "P1W", "quant": None, "freq": "2X"},
    ]


def test_several_articles_are_an_archive_that_is_read_again(tmp_path: Path) -> None:
    narrative = mixed()
    path = export.export(narrative, tmp_path / "all.zip")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names)) == len(narrative.documents) and all(n.endswith(".tml") for n in names)
        assert not any(faults(archive.read(name)) for name in names)
        texts = [parse_timeml(archive.read(name), name).text for name in names]
    assert texts == list(narrative.documents["text"])
    assert export.export(narrative, tmp_path / "again.zip").read_bytes() == path.read_bytes()


def test_several_articles_in_one_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTimeML, match=r"takes one article, and there are 6: choose a name that ends in \.zip"):
        export.export(mixed(), tmp_path / "a.tml")
    assert list(tmp_path.iterdir()) == []


def test_names_in_the_archive_stay_in_it(tmp_path: Path) -> None:
    made = [replace(annotated("They met."), document=from_text("They met.", id=name, language="en", kind="news"))
            for name in ("../../etc/x", "a/b", "a b", "a_b", "…")]  # fmt: skip
    made = [replace(a, events=(), relations=(), ranks={}) for a in made]
    path = export.export(tabulate(made), tmp_path / "a.zip")
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["_.._etc_x.tml", "a_b.tml", "a_b-2.tml", "a_b-3.tml", "_.tml"]
        assert parse_timeml(archive.read("a_b.tml"), "").id == "a/b", "the id itself stands in the file"


@pytest.mark.parametrize("odd", ["\x0c", "\x00", "\x1f", "\ufffe", "\ud800"])
def test_a_character_that_xml_cannot_hold_is_a_sentence(odd: str, tmp_path: Path) -> None:
    text = f"They met{odd} on Monday."
    document = replace(from_text("They met. on Monday.", id="a", language="en", kind="news"), text=text)
    told = Annotations(document, None, (), (), (), (), (), (), {})
    with pytest.raises(BadTimeML, match=rf"'a' has the character U\+{ord(odd):04X} at 8, which XML cannot hold"):
        export.export(tabulate([told]), tmp_path / "a.tml")
    assert list(tmp_path.iterdir()) == []


# -- laws ------------------------------------------------------------------------------------------

SIGNS = st.sampled_from([*"ab <>&\"'\t\n\r\x85\u2028é\u0301\U0001f600\ufffd", "]]>", "<!--", "&amp;"])
TEXTS = st.lists(SIGNS, min_size=1, max_size=40).map("".join)
VALUES = st.sampled_from(["2021-12-07", "2021-W49", "P3D", "PXD", "XXXX-WXX-2", "T15:07", "PRESENT_REF", "199"])


@st.composite
def told(draw: st.DrawFn) -> Annotations:
    """An article with events, mentions, expressions and links anywhere, over and in each other."""
    text = draw(TEXTS)
    spots = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 8)).map(
        lambda spot: Span(spot[0], min(spot[0] + spot[1], len(text)))
    )
    spans = draw(st.lists(spots, max_size=8, unique=True))
    cut = draw(st.integers(0, len(spans)))
    again = draw(st.lists(spots, max_size=2, unique=True)) if cut else []
    document = replace(from_text("a", id="a<b", language="en", kind="news"), text=text, title=draw(TEXTS | st.none()),
                       sections=(Section(Span(0, len(text)), "body"),))  # fmt: skip
    events = [
        Event(f"x-{n}", s, Span(0, len(text)), "be", "b", "STATE", "asserted", None, (), None, NOT_DATED, True,
              tuple(Retelling(m, "OCCURRENCE") for m in again) if not n else (), modality=draw(st.none() | TEXTS))
        for n, s in enumerate(spans[:cut])
    ]  # fmt: skip
    times = [
        TimeExpression(f"y-{n}", Mention(s, "", "r", {}), Timex("DATE", draw(VALUES)), None, None, "text", "why")
        for n, s in enumerate(spans[cut:])
    ]
    names = ["DCT", *(e.id for e in events), *(t.id for t in times)]
    pairs = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=4, unique=True))
    relations = tuple(Relation(a, b, "BEFORE", draw(TEXTS), "signal") for a, b in pairs)
    day = draw(st.sampled_from([None, PublicationDate("2021-12-07", None, None, ())]))
    return Annotations(document, day, tuple(times), tuple(events), (), (), (), relations, {})


@given(told())
@settings(max_examples=120, deadline=None)
def test_what_goes_out_is_valid_and_comes_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, a: Annotations
) -> None:
    text = a.document.text
    found = written(tabulate([a]), tmp_path_factory.getbasetemp())
    assert found.text == text
    spans = [item.span for item in (*a.events, *(m for e in a.events for m in e.mentions), *a.expressions)]
    tags = (*found.events, *found.timexes)
    assert len(tags) == len(spans) and len(found.instances) == len(found.events)
    back = sorted(tag.span for tag in tags if tag.span)
    if not any(_cross(s, o) for s, o in combinations(spans, 2)):
        assert back == sorted(spans)
    assert sorted(t.attributes["value"] for t in found.timexes) == sorted(t.timex.value for t in a.expressions)
    assert sorted(t.attributes["class"] for t in found.events) == sorted(_classes(a))
    said = [t.attributes["modality"] for t in found.instances if "modality" in t.attributes]
    assert sorted(said) == sorted(e.modality for e in a.events if e.modality is not None)
    before = [t.attributes["comment"] for t in found.links if t.attributes["relType"] == "BEFORE"]
    assert before == [r.evidence for r in a.relations]
    assert sum(t.attributes["relType"] == "IDENTITY" for t in found.links) == sum(len(e.mentions) for e in a.events)


def _cross(a: Span, b: Span) -> bool:
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end


def _classes(a: Annotations) -> Sequence[str]:
    return [c for e in a.events for c in (e.event_class, *(m.event_class for m in e.mentions))]


def test_of_two_that_cross_the_later_begins_after_the_first(tmp_path: Path) -> None:
    text = "abcdef"
    document = replace(from_text("a", id="a", language="en"), text=text, sections=(Section(Span(0, 6), "body"),))
    events = tuple(
        Event(f"x-{n}", s, Span(0, 6), "be", "b", "STATE", "asserted", None, (), None, NOT_DATED, True)
        for n, s in enumerate((Span(0, 4), Span(2, 6)))
    )
    found = written(tabulate([Annotations(document, None, (), events, (), (), (), (), {})]), tmp_path)
    assert words(found, "EVENT") == ["abcd", "ef"]


PIECES = st.sampled_from([
    "on Monday", "The king <fled>", "last June &", "at 3:07 p.m.", "every year", "“No,”\r\n", "Rebels attacked ", "]]>",
    "\u2028", "in the 1990s", "on February 30", "\n\n", "was born in 44 BC", ". ", "two days before the vote",
])  # fmt: skip
LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=9)


@given(st.lists(PIECES | LETTERS, max_size=9))
@settings(max_examples=40, deadline=None)
def test_any_article_goes_out_valid(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    text = " ".join(["They met.", *parts])
    a = annotate(from_text(text, id="a", language="en", kind="news"), published="2021-12-07", knowledge=())
    found = written(tabulate([a]), tmp_path_factory.getbasetemp())
    assert found.text == text
    assert len(found.events) == sum(1 + len(e.mentions) for e in a.events)


@pytest.mark.parametrize("language", catalogue.names("languages"))
def test_every_value_of_the_rules_examples_is_one_of_the_schema(language: str, tmp_path: Path) -> None:
    table = load_language(language)
    examples = [re.sub(r"[][]|=>.*", "", example) for rule in table.rules for example in rule.examples]
    assert len(examples) > 100
    text = ".\n\n".join(examples)
    document = from_text(text, id="a", language=language, kind="news")
    for day in ("2021-12-07", None):
        date, times = time_only(document, table, given_date(day) if day else None)
        found = written(tabulate([Annotations(document, date, times, (), (), (), (), (), {})]), tmp_path)
        assert len(found.timexes) == len(times) > 100


# -- reading ---------------------------------------------------------------------------------------

HEAD = '<TimeML><DOCID>x</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="{}" functionInDocument="CREATION_TIME"/></DCT>'
DATED = HEAD.format("1998-01-08")


def test_every_tag_and_attribute_is_read() -> None:
    xml = (
        DATED + '<EXTRAINFO>wire <EVENT eid="e9" class="STATE" stem="be">is</EVENT></EXTRAINFO>'
        '<TEXT>A <EVENT eid="e1" class="OCCURRENCE">talk of <TIMEX3 tid="t1" type="DATE" value="1998">1998</TIMEX3>'
        '</EVENT> <SIGNAL sid="s1">after</SIGNAL> it&#13;\n</TEXT>'
        '<MAKEINSTANCE eiid="ei1" eventID="e1" tense="NONE" aspect="NONE" pos="NOUN" polarity="POS" odd="kept"/>'
        '<MAKEINSTANCE eiid="ei2" eventID="e1" tense="NONE" aspect="NONE" pos="NOUN" polarity="POS"/>'
        '<TLINK lid="l1" relType="AFTER" eventInstanceID="ei2" relatedToTime="t1" signalID="s1"/>'
        '<SLINK lid="l2" relType="MODAL" eventInstanceID="ei1" subordinatedEventInstance="ei7"/></TimeML>'
    )  # fmt: skip
    found = parse_timeml(xml.encode(), "x.tml")
    assert found.text == "A talk of 1998 after it\r\n"
    assert [(t.name, t.id, t.span and t.span.of(found.text)) for t in found.tags] == [
        ("TIMEX3", "t0", None), ("EVENT", "e9", None), ("EVENT", "e1", "talk of 1998"), ("TIMEX3", "t1", "1998"),
        ("SIGNAL", "s1", "after"), ("MAKEINSTANCE", "ei1", None), ("MAKEINSTANCE", "ei2", None), ("TLINK", "l1", None),
        ("SLINK", "l2", None),
    ]  # fmt: skip
    assert found.instances[0].attributes["odd"] == "kept"
    assert [t.id for t in found.timexes] == ["t1"], "the document's own time is apart"
    assert found.beside == (("DOCID", "x"), ("DCT", ""), ("EXTRAINFO", "wire is"))
    assert found.loose() == ("SLINK l2: subordinatedEventInstance ei7 is not there",)


BOMB = "<!DOCTYPE x [" + '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};&a{n - 1};">' for n in range(1, 40)) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        (BOMB + DATED + "<TEXT>&a39;</TEXT></TimeML>", "EntitiesForbidden"),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + DATED + "<TEXT>&e;</TEXT></TimeML>", "Forbidden"),
        (DATED + "<TEXT>a", "ParseError"),
        ("", "ParseError"),
        (DATED + "</TimeML>", "has 0 TEXT elements"),
        (DATED + "<TEXT>a</TEXT><TEXT>b</TEXT></TimeML>", "has 2 TEXT elements"),
        (DATED + "<X><TEXT>a</TEXT></X></TimeML>", "inside another element"),
        (DATED + "<TEXT>" + "<b>" * 50_000 + "a" + "</b>" * 50_000 + "</TEXT></TimeML>", "more than 100 elements"),
    ],
)
def test_a_hostile_file_is_a_sentence(xml: str, says: str) -> None:
    with pytest.raises(BadTimeML) as caught:
        parse_timeml(xml.encode(), "odd.tml")
    assert says in str(caught.value) and "odd.tml" in str(caught.value) and "\n" not in str(caught.value)


def test_a_file_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.tml").open("wb") as file:
        file.truncate(21_000_000)
    with pytest.raises(AnalysisError, match="more than the 20,000,000"):
        read_timeml(tmp_path / "a.tml")
    with pytest.raises(AnalysisError, match="cannot be read: no such file"):
        read_timeml(tmp_path / "b.tml")


@pytest.mark.parametrize(
    ("value", "published"),
    [("1998-01-08", "1998-01-08"), ("1998-01-08T14:20:00", "1998-01-08"), ("XXXX-XX-XX", None), ("1998", None)],
)
def test_a_document_is_a_source_dated_by_its_creation_time(value: str, published: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    body = '<TEXT>They <EVENT eid="e1" class="STATE">met</EVENT> in June.</TEXT></TimeML>'
    path.write_text(HEAD.format(value) + body)
    found = analysis.annotate(path, language="en", knowledge=())
    assert (found.document.text, found.published and found.published.day) == ("They met in June.", published)
    assert [e.event_class for e in found.events] == ["OCCURRENCE"], "its tags are left aside"


def test_an_export_is_a_source_with_the_same_result(tmp_path: Path) -> None:
    first = tabulate([annotated(STORY)])
    export.export(first, tmp_path / "made.tml")
    again = analysis.build(tmp_path / "made.tml", kind="news", language="en", knowledge=())
    assert list(again.timeline["id"]) == list(first.timeline["id"])
    assert list(again.timeline["edtf"]) == list(first.timeline["edtf"])


def test_the_command_writes_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They met on Monday.")
    assert cli.main(["export", str(tmp_path / "a.txt"), "--to", "timeml", "-o", str(tmp_path / "a.tml")]) == 0
    assert words(read_timeml(tmp_path / "a.tml"), "EVENT") == ["met"]


# -- the schema says no ----------------------------------------------------------------------------

INSTANCE = '<MAKEINSTANCE eiid="ei1" eventID="e1" tense="PAST" aspect="NONE" pos="VERB" polarity="POS"/>'
LINK = '<TLINK lid="l1" relType="BEFORE" eventInstanceID="ei1" relatedToTime="t0"/>'
GOOD = DATED + f'<TEXT>They <EVENT eid="e1" class="OCCURRENCE">met</EVENT>.</TEXT>{INSTANCE}{LINK}</TimeML>'


def test_the_schema_takes_a_good_document() -> None:
    assert faults(GOOD.encode()) == []


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ('class="OCCURRENCE"', 'class="EVENT"'),
        ('class="OCCURRENCE"', ""),
        ('eid="e1"', 'eid="1"'),
        ('tense="PAST"', 'tense="PLUPERFECT"'),
        ('pos="VERB"', 'pos="UNKNOWN"'),
        ('polarity="POS"', ""),
        ('relType="BEFORE"', 'relType="VAGUE"'),
        (' relatedToTime="t0"', ""),
        (' relatedToTime="t0"', ' relatedToTime="t0" relatedToEventInstance="ei1"'),
        ('value="1998-01-08"', 'value="8 January"'),
        ('value="1998-01-08"', 'value="1998-1-8"'),
        ('value="1998-01-08"', 'value="1998-01-08T1"'),
        ('value="1998-01-08"', 'value="P"' + 'mod="ABOUT"'),
        ("They <EVENT", "They <b/><EVENT"),
        ("<TEXT>", "<BODY/><TEXT>"),
    ],
)
def test_the_schema_refuses(part: str, wrong: str) -> None:
    assert GOOD.count(part) == 1
    xml = GOOD.replace(part, wrong)
    xml = xml.replace('"mod', '" mod')
    assert faults(xml.encode())


SHARED = ROOT.parent / "shared" / "data" / "timex" / "tbaq"


@pytest.mark.skipif(not SHARED.exists(), reason="the corpus is not there")
def test_the_corpus_passes_but_for_what_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("timeml_page", ROOT / "benchmarks" / "timeml.py")
    assert spec and spec.loader
    page = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(page)
    assert page.main(str(SHARED)) == 0
    assert "0 files deviate in a way that is not listed" in capsys.readouterr().out
