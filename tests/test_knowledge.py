"""Named events: found by their names, chosen by what the text says, refused with a sentence when the file is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analysis import dates
from analysis.errors import BadKnowledgeFile
from analysis.knowledge import GAP, choose, compatible, find_known, load_known
from analysis.model import KnownEvent, Moment
from analysis.records import load_knowledge

KNOWN = load_known()
GOOD = """
[[event]]
id = "flood-1953"
name = "North Sea flood"
edtf = "1953-01-31/1953-02-01"
source = "https://example.org/flood"
[event.names]
en = ["North Sea flood"]
"""
_GOVERNMENT = """
[[government]]
id = "{id}"
name = "{name}"
source = "https://example.org"
[government.names]
en = ["Freedonia"]
"""


def found(text: str, published: str | None = "2021-12-07", moment: Moment | None = None) -> str | None:
    links = find_known(text, "en", KNOWN)
    longest = [known for span, known in links if span == links[0][0]]
    chosen = choose(longest, moment, published)
    return chosen.id if chosen else None


def year(number: int) -> Moment:
    return Moment(dates.day_of(number) * dates.DAY, dates.day_of(number + 1) * dates.DAY, "year")


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.id)
def test_each_record_keeps_the_contract(known: KnownEvent) -> None:
    """Dates that are dates, a source to read up, and every name is found where it stands alone."""
    assert all(dates.edtf_bounds(edtf) for edtf in (known.edtf, *known.alternatives))
    assert known.source.startswith("https://")
    assert {"en", "fr"} <= set(known.names)
    for language, names in known.names.items():
        for name in names:
            text = f"{' '.join(known.context)}. Then {name.replace('…', 'so to speak')}."
            assert known in [k for _, k in find_known(text, language, KNOWN)], name


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("the Russian annexation of the Crimean peninsula", "crimea-annexation-2014"),
        ("THE ANNEXATION OF CRIMEA", "crimea-annexation-2014"),
        ("Biden held a summit in person between the two men in Geneva", "geneva-summit-2021"),
        ("they met at the G20", "g20-rome-2021"),
        ("the outbreak in eastern Ukraine", "donbas-outbreak-2014"),
    ],
)
def test_names_are_found(text: str, id: str) -> None:
    assert found(text) == id


@pytest.mark.parametrize(
    "text",
    [
        "the annexation of Crimeans",  # another word
        "a summit of the Alps. Biden flew to Geneva",  # two sentences
        "a summit in Geneva",  # without a word of its context it may be any
        "Biden spoke of a summit " + "very " * GAP + "near Geneva",  # too far apart
        "the annexation of Texas",
    ],
)
def test_what_only_looks_like_a_name_is_not(text: str) -> None:
    assert find_known(text, "en", KNOWN) == ()


def test_a_yearly_event_is_the_last_one_before_publication_unless_the_text_dates_it() -> None:
    assert found("the G20 summit", "2020-01-01") == "g20-osaka-2019"
    assert found("the G20 summit", "2021-12-07", year(2019)) == "g20-osaka-2019"
    assert found("the G20 summit", None) is None
    assert found("the G20 summit", "2021-12-07", year(1999)) is None


def test_an_event_after_publication_is_not_meant() -> None:
    assert found("Putin spoke of an invasion of Ukraine", "2021-12-07") is None


def test_an_event_fits_the_date_of_the_text_or_an_alternative_to_it() -> None:
    crimea = next(k for k in KNOWN if k.id == "crimea-annexation-2014")
    assert compatible(crimea, None)
    assert compatible(crimea, year(2014))
    assert not compatible(crimea, year(1783))


def test_a_file_of_ones_own_adds_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace("flood-1953", "paris-agreement-2015"))
    known = {k.id: k for k in load_known([path])}
    assert known["paris-agreement-2015"].name == "North Sea flood"
    assert len(known) == len(KNOWN)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "not a knowledge file"),
        ("[[event]", "not a TOML file"),
        ("a = " + "[" * 5_000, "mine.toml"),
        (GOOD + 'edtf = "soon"', "mine.toml"),
        (GOOD.replace("1953-01-31/1953-02-01", "1953-02-30"), "1953-02-30"),
        (GOOD.replace("https", "javascript"), "https://"),
        (GOOD.replace('"North Sea flood"]', "1953]"), "names.en"),
        (GOOD.replace('"North Sea flood"]', '"flood …"]'), "names.en"),
        (GOOD.replace("name =", "nom ="), "nom"),
        (GOOD + 'context = ["Zeeland"]', "names.context"),
        (GOOD + GOOD, "2 events with the id"),
        ("other = 1" + GOOD, "nothing else"),
        ("event = [1]", "expected a table"),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_wrong(text: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(BadKnowledgeFile, match=fault) as caught:
        load_known([path])
    assert "mine.toml" in str(caught.value)


def test_all_faults_are_listed_together(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace("1953-01-31/1953-02-01", "soon").replace("https", "http"))
    with pytest.raises(BadKnowledgeFile, match=r"2 faults.*soon.*https"):
        load_known([path])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a" + ".a" * 50_000 + " = 1", "line 1 has a key of 16 parts"),
        ("[[event]]\nid = 1\n" * 9_000, "; …"),
        ('[[event]]\nid = "\\u001b[31mred"', "event �[31mred"),
        (_GOVERNMENT.format(id="fr", name=" "), "government fr: name needs a word"),
        (_GOVERNMENT.format(id="", name="France"), "id needs a word"),
    ],
)
def test_a_hostile_file_is_one_short_sentence(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "hostile.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadKnowledgeFile) as raised:
        load_knowledge([path])
    told = str(raised.value)
    assert words in told and len(told) < 2_000 and told.isprintable()


def test_a_pipe_is_no_knowledge_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    for path, kind in ((tmp_path / "pipe.toml", "pipe"), (Path("/dev/zero"), "device"), (tmp_path, "folder")):
        with pytest.raises(BadKnowledgeFile, match=kind):
            load_knowledge([path])
