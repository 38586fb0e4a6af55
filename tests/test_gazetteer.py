"""Countries, capitals and offices: who is meant by a word, and on what day; nobody where two may be meant."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from analysis import dates
from analysis.errors import BadKnowledgeFile
from analysis.gazetteer import Gazetteer, plain
from analysis.language import load_language
from analysis.model import KnownGovernment, KnownOffice
from analysis.records import load_knowledge

KNOWN = load_knowledge()
EN = Gazetteer.of(KNOWN, load_language("en"))
FR = Gazetteer.of(KNOWN, load_language("fr"))
RECORDS: list[KnownGovernment | KnownOffice] = [*KNOWN.governments, *KNOWN.offices]
GOVERNMENT = """
[[government]]
id = "ruritania"
name = "Ruritania"
source = "https://example.org/ruritania"
[government.names]
en = ["Ruritania"]
[government.adjectives]
en = ["Ruritanian"]
[government.seats]
en = ["Strelsau"]
"""
OFFICE = """
[[office]]
id = "ruritania-king"
government = "ruritania"
holder = "Rudolf Elphberg"
edtf = "1894-05/.."
source = "https://example.org/rudolf"
[office.titles]
en = ["king"]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


# -- what is shipped -------------------------------------------------------------------------------


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_each_record_keeps_the_contract(record: KnownGovernment | KnownOffice) -> None:
    """A page to read it up, and every word is found as what it is."""
    assert record.source.startswith("https://")
    if isinstance(record, KnownOffice):
        assert dates.edtf_bounds(record.edtf)
        assert {"en", "fr"} <= set(record.titles)
        for name in (record.holder, *record.spellings):
            assert record in EN.titles_of(name), name
        return
    for gazetteer, code in ((EN, "en"), (FR, "fr")):
        for word in (*record.names.get(code, ()), *record.seats.get(code, ())):
            assert gazetteer.government(word) is record, word
        for word in record.adjectives.get(code, ()):
            assert gazetteer.of_adjective(word) is record, word


def test_no_word_stands_for_two_governments() -> None:
    owners = defaultdict(set)
    for known in KNOWN.governments:
        for field in (known.names, known.adjectives, known.seats):
            for code, forms in field.items():
                for form in forms:
                    owners[code, plain(form)].add(known.id)
    assert not {form: ids for form, ids in owners.items() if len(ids) > 1}


def test_two_holders_of_an_office_share_at_most_the_day_they_changed() -> None:
    """Or the month or year, where that is all that is known."""
    held = defaultdict(list)
    for office in KNOWN.offices:
        for code, titles in office.titles.items():
            for title in titles:
                held[office.government, code, title].append(office)
    for offices in held.values():
        terms = sorted((*_ends(office.edtf), office.holder) for office in offices)
        for (first, last, holder), (following, _, successor) in pairwise(terms):
            assert following[1] > last[0], f"{holder} is still in office when {successor} begins"
            assert following[0] >= first[1], f"{holder} and {successor} begin together"


def _ends(edtf: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """The bounds of the first and of the last day (month, year); an open end is never reached."""
    first, last = edtf.split("/")
    bounds = [dates.edtf_bounds(half) or (float("inf"), float("inf")) for half in (first, last)]
    assert all(bound[0] is not None and bound[1] is not None for bound in bounds)
    return (bounds[0][0] or 0, bounds[0][1] or 0), (bounds[1][0] or 0, bounds[1][1] or 0)


def test_every_member_of_the_united_nations_is_there() -> None:
    others = {
        "vatican", "palestine", "kosovo", "taiwan", "hong-kong", "european-union", "united-nations", "nato",
        "african-union",
    }  # fmt: skip
    ids = {known.id for known in KNOWN.governments}
    assert others < ids
    assert len(ids - others) == 193


# -- countries -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("Washington", "united-states"),
        ("the White House", "united-states"),
        ("The White House", "united-states"),
        ("U.S.", "united-states"),
        ("Moscow", "russia"),
        ("the Kremlin", "russia"),
        ("Kyiv", "ukraine"),
        ("Kiev", "ukraine"),
        ("Downing Street", "united-kingdom"),
        ("Élysée", "france"),
        ("the Elysee", "france"),  # as agencies write it
        ("Brussels", "european-union"),
        ("the Atlantic alliance", "nato"),
        ("Côte d’Ivoire", "ivory-coast"),
        ("Bogota", "colombia"),
        ("the  Gambia", "gambia"),
    ],
)
def test_names_and_seats_stand_for_a_government(words: str, id: str) -> None:
    found = EN.government(words)
    assert found and found.id == id


@pytest.mark.parametrize(
    "words",
    [
        "us", "turkey", "china", "chad",  # case tells a country from a word
        "US executive", "Washington Post", "New Mexico", "West Washington",  # the whole phrase or nothing
        "American", "Congo", "Korea", "Dominican", "Jerusalem", "Victoria", "Pentagon", "the", "", " ",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_government_is_none(words: str) -> None:
    assert EN.government(words) is None


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("American", "united-states"), ("the Americans", "united-states"), ("US", "united-states"),
        ("Russian", "russia"), ("Ukrainian", "ukraine"), ("Briton", "united-kingdom"), ("Niger", None),
        ("Nigerien", "niger"), ("Nigerian", "nigeria"), ("polish", None), ("Korean", None), ("Dominican", None),
    ],
)  # fmt: skip
def test_adjectives_name_a_government(words: str, id: str | None) -> None:
    found = EN.of_adjective(words)
    assert (found.id if found else None) == id


def test_a_seat_is_not_a_country() -> None:
    assert EN.is_seat("the Kremlin") and not EN.is_country("the Kremlin")
    assert EN.is_country("Russia") and not EN.is_seat("Russia")
    assert not EN.is_country("Russian") and not EN.is_seat("Atlantis")


def test_each_language_has_its_own_words() -> None:
    assert [FR.government(w).id for w in ("l'Élysée", "l’Élysée", "la Maison-Blanche", "Moscou", "les États-Unis")] == [  # type: ignore[union-attr]
        "france", "france", "united-states", "russia", "united-states",
    ]  # fmt: skip
    assert FR.of_adjective("américaine") is FR.of_adjective("les Américains") is EN.government("America")
    assert FR.government("Moscow") is None and EN.government("Moscou") is None
    assert FR.government("Hollande") is None  # a president of France


def test_a_gazetteer_is_made_once() -> None:
    assert Gazetteer.of(KNOWN, load_language("en")) is EN
    assert load_knowledge() is KNOWN


# -- offices ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("government", "title", "day", "holder"),
    [
        ("united-states", "president", "2021-12-07", "Joe Biden"),
        ("united-states", "President", "2003-03-20", "George W. Bush"),
        ("united-states", "president", "2025-06-01", "Donald Trump"),
        ("russia", "president", "2010-01-01", "Dmitry Medvedev"),
        ("russia", "leader", "2010-01-01", None),  # the president or the prime minister?
        ("germany", "chancellor", "2021-12-07", "Angela Merkel"),
        ("germany", "president", "2021-12-07", "Frank-Walter Steinmeier"),
        ("italy", "prime minister", "2021-12-07", "Mario Draghi"),
        ("united-kingdom", "prime minister", "2021-12-07", "Boris Johnson"),
        ("united-kingdom", "head of state", "2022-09-10", "Charles III"),
        ("ukraine", "president", "2021-12-07", "Volodymyr Zelensky"),
        ("vatican", "pope", "2020-02-02", "Pope Francis"),
        ("nato", "secretary general", "2021-12-07", "Jens Stoltenberg"),
        ("united-states", "president", "2021-01-20", None),  # the day of the change
        ("vatican", "pope", "2013-03-05", None),  # nobody
        ("iran", "president", "2013-08-20", "Hassan Rouhani"),
        ("france", "prime minister", "1995-05-20", None),  # the month of the change, its day not sure
        ("united-states", "king", "2021-12-07", None),
        ("germany", "chancelière", "2021-12-07", None),  # another language
        ("atlantis", "president", "2021-12-07", None),
        ("united-states", "president", None, None),
    ],
)
def test_an_office_has_one_holder_on_a_day(government: str, title: str, day: str | None, holder: str | None) -> None:
    found = EN.holder(government, title, day)
    assert (found.holder if found else None) == holder


def test_titles_are_of_the_language() -> None:
    found = FR.holder("germany", "Chancelière", "2021-12-07")
    assert found and found.holder == "Angela Merkel"


def test_an_end_that_is_not_known_is_not_stretched() -> None:
    """Whoever was in office when the record was written may have left it since."""
    assert EN.holder("united-kingdom", "prime minister", "2025-12-01")
    assert EN.holder("united-kingdom", "prime minister", "2026-11-01") is None


def test_a_person_has_offices_in_order_of_time() -> None:
    assert [(office.government, office.titles["en"][0], office.edtf) for office in EN.titles_of("Joe Biden")] == [
        ("united-states", "vice president", "2009-01-20/2017-01-20"),
        ("united-states", "president", "2021-01-20/2025-01-20"),
    ]
    assert EN.titles_of("Recep Tayyip Erdogan") == EN.titles_of("Recep Tayyip Erdoğan") != ()
    assert EN.titles_of("Vladimir Poutine") == EN.titles_of("Vladimir Putin")
    assert EN.titles_of("Volodymyr Zelenskyy")[0].holder == "Volodymyr Zelensky"


@pytest.mark.parametrize("person", ["Biden", "joe biden", "Hunter Biden", "George Bush", ""])
def test_half_a_name_is_nobody(person: str) -> None:
    assert EN.titles_of(person) == ()


# -- files of one's own ----------------------------------------------------------------------------


def test_a_file_of_ones_own_adds_and_replaces(tmp_path: Path) -> None:
    ended = OFFICE.replace("ruritania-king", "united-kingdom-prime-minister-starmer-2024").replace(
        '"ruritania"', '"united-kingdom"'
    )
    known = load_knowledge([written(tmp_path, GOVERNMENT + OFFICE + ended)])
    assert len(known.governments) == len(KNOWN.governments) + 1
    assert len(known.offices) == len(KNOWN.offices) + 1
    assert known.events == KNOWN.events
    gazetteer = Gazetteer.of(known, load_language("en"))
    assert gazetteer.government("Strelsau") is gazetteer.of_adjective("Ruritanian") is not None
    assert gazetteer.holder("ruritania", "King", "2000-01-01").holder == "Rudolf Elphberg"  # type: ignore[union-attr]
    assert gazetteer.titles_of("Keir Starmer") == ()
    assert EN.government("Strelsau") is None


def test_a_name_of_two_people_is_nobody(tmp_path: Path) -> None:
    twin = OFFICE.replace("ruritania-king", "ruritania-duke").replace("Rudolf Elphberg", "Michael Elphberg")
    both = (OFFICE + twin).replace("edtf =", 'spellings = ["Prince Elphberg"]\nedtf =')
    gazetteer = Gazetteer.of(load_knowledge([written(tmp_path, GOVERNMENT + both)]), load_language("en"))
    assert gazetteer.titles_of("Michael Elphberg") and gazetteer.titles_of("Prince Elphberg") == ()
    assert gazetteer.holder("ruritania", "king", "1900-01-01") is None


def test_an_office_may_be_of_a_government_in_another_file(tmp_path: Path) -> None:
    paths = [tmp_path / "office.toml", tmp_path / "government.toml"]
    paths[0].write_text(OFFICE)
    paths[1].write_text(GOVERNMENT)
    assert load_knowledge(paths).offices[-1].government == "ruritania"


def test_a_replaced_government_may_take_over_its_words(tmp_path: Path) -> None:
    mine = GOVERNMENT.replace('"ruritania"', '"russia"').replace('"Strelsau"', '"Moscow", "Sochi"')
    gazetteer = Gazetteer.of(load_knowledge([written(tmp_path, mine)]), load_language("en"))
    assert gazetteer.government("Sochi") is gazetteer.government("Moscow")
    assert gazetteer.government("Kremlin") is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GOVERNMENT.replace("name =", "nom ="), "government ruritania: unknown key 'nom'"),
        (GOVERNMENT.replace('"Ruritania"\n', "1\n"), "government ruritania: name is of the wrong type"),
        (GOVERNMENT.replace("https", "file"), "government ruritania: source"),
        (GOVERNMENT.replace('["Strelsau"]', '"Strelsau"'), "government ruritania: seats.en is a list"),
        (GOVERNMENT.replace('["Strelsau"]', "[]"), "government ruritania: seats.en is a list"),
        (GOVERNMENT.replace('["Strelsau"]', '["…"]'), "government ruritania: seats.en is a list"),
        (GOVERNMENT.replace('en = ["Ruritania"]', 'fr = ["Ruritanie"]'), "government ruritania: names.en is missing"),
        (GOVERNMENT.replace('en = ["Ruritanian"]', 'English = ["x"]'), "government ruritania: adjectives.English"),
        (GOVERNMENT.replace("Strelsau", "Moscow"), "government ruritania: seats.en has 'Moscow'.*russia"),
        (GOVERNMENT.replace("Ruritanian", "Elysee"), "government ruritania: adjectives.en has 'Elysee'.*france"),
        (GOVERNMENT + GOVERNMENT, "2 governments with the id 'ruritania'"),
        (OFFICE, "office ruritania-king: there is no government 'ruritania'"),
        (GOVERNMENT + OFFICE.replace("1894-05/..", "soon"), "office ruritania-king: 'soon' is not an EDTF"),
        (GOVERNMENT + OFFICE.replace("1894-05/..", "1894/1893"), "office ruritania-king: '1894/1893' ends before"),
        (GOVERNMENT + OFFICE.replace("1894-05", "9" * 5_000), "is not an EDTF"),
        (GOVERNMENT + OFFICE.replace('"Rudolf Elphberg"', '"?"'), "office ruritania-king: holder"),
        (GOVERNMENT + OFFICE.replace("edtf =", "spellings = [1]\nedtf ="), "office ruritania-king: spellings"),
        (GOVERNMENT + OFFICE.replace("en = [", "fr = ["), "office ruritania-king: titles.en is missing"),
        (GOVERNMENT + OFFICE.replace("[office.titles]\nen", "titles"), "office ruritania-king: titles is of the wrong"),
        ("[[office]]\n" + "a = " + "[" * 5_000, "mine.toml"),
        ("office = [1]", "office 1: expected a table"),
        ("government = {}", "nothing else"),
        ("[[minister]]\nid = 'x'", "nothing else"),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_wrong(text: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(BadKnowledgeFile, match=fault) as caught:
        load_knowledge([written(tmp_path, text)])
    assert "mine.toml" in str(caught.value)


def test_all_faults_are_listed_together(tmp_path: Path) -> None:
    text = GOVERNMENT.replace("Strelsau", "Paris").replace("https", "http") + OFFICE.replace("1894-05/..", "soon")
    with pytest.raises(BadKnowledgeFile, match=r"3 faults.*source.*soon.*Paris"):
        load_knowledge([written(tmp_path, text)])
