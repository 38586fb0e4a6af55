"""An entity's timeline holds what it takes part in, under any of its names, in the order of time; and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import cli, corpus
from analysis.document import from_text
from analysis.entities import COLUMNS, entity_timeline, names_by_sentence, text_of
from analysis.entities.naming import Naming
from analysis.entities.placing import written
from analysis.entities.taking import families_of
from analysis.errors import UnknownName
from analysis.language import load_language
from analysis.narrative import Narrative, tabulate
from analysis.pipeline import annotate

FIRST_FLIGHT = """Norvik flies its first N400

March 20, 2018

The Norvik N400, the largest airliner of the country, made its first flight today. The plane took off from Brask at
noon. Its maker, Norvik, said it had spent 4 billion on the programme. Halden Airways, the launch customer, ordered
twelve of the new N400 jets in June 2017. The airline will receive its first N400 in May 2019. Norvik also builds the
N300.
"""
DELAY = """Norvik delays the N400

September 5, 2018

Norvik announced on Tuesday that it had delayed the N400. Halden Airways criticised the decision. The airline demanded
compensation. Norvik's chief executive, Ada Lund, resigned. She had led the company since 2011. The N400 could fly
passengers next year if regulators agreed.
"""


@cache
def told(*articles: str) -> Narrative:
    found = [from_text(text, id=f"a{n}", language="en", kind="news") for n, text in enumerate(articles)]
    return tabulate([annotate(document) for document in found])


def of(entity: str, *articles: str) -> list[tuple[str, str]]:
    """(date, words of the first mention) of each row."""
    found = entity_timeline(told(*(articles or (FIRST_FLIGHT, DELAY))), entity)
    return [(row.date, row.mentions[0][3]) for row in found.itertuples()]


def words(entity: str, *articles: str) -> set[str]:
    return {word for _, word in of(entity, *articles)}


# -- taking part -----------------------------------------------------------------------------------


def test_it_is_found_under_all_its_names_over_all_articles_in_order_of_time() -> None:
    assert of("Norvik N400") == [
        ("2017-06-XX", "ordered"), ("2018-03-20", "flies"), ("2018-03-20", "flight"), ("2018-03-20", "took off"),
        ("2018-09-04", "delays"), ("2019-05-XX", "receive"),
    ]  # fmt: skip


def test_the_maker_is_not_what_it_makes() -> None:
    made = words("Norvik")
    assert {"said", "spent", "builds", "announced"} <= made
    assert not {"flight", "took off", "ordered", "receive"} & made
    assert "builds" not in words("Norvik N400")  # the N300 is another


def test_what_it_is_stands_for_it_where_no_other_of_its_kind_was_named_since() -> None:
    assert ("2019-05-XX", "receive") in of("Halden Airways")  # "The airline"
    assert ("2018-09-04", "demanded") in of("Halden Airways")
    rival = "Norvik's rival, the airline Sund Air, closed. The airline dismissed its pilots.\n"
    both = FIRST_FLIGHT + rival
    assert "dismissed" in words("Sund Air", both)
    assert "dismissed" not in words("Halden Airways", both)


def test_a_place_or_a_source_is_no_agent_or_patient() -> None:
    article = "Sale\n\nMarch 20, 2018\n\nThe bank moved to Halden today. Halden fined the bank.\n"
    assert words("Halden", article) == {"fined"}


def test_another_person_of_the_same_name_is_another() -> None:
    article = "News\n\nMarch 20, 2018\n\nAda Lund resigned today. Her brother Nils Lund applauded.\n"
    assert words("Ada Lund", article) == {"resigned"}
    assert words("Nils Lund", article) == {"applauded"}


def test_she_is_the_person_named_last_where_the_article_is_of_her() -> None:
    assert ("2011-XX-XX", "led") in of("Ada Lund")
    assert words("Ada Lund") == {"led", "resigned"}


def test_she_stands_for_the_person_named_last_only_where_the_article_is_of_that_person() -> None:
    """Too far from the name for the rule that looks one sentence back; but nobody else is told of."""
    rain = "Rain fell. A bridge broke. A tree fell. She promised a park.\n"
    article = "News\n\nMarch 20, 2018\n\nNorvik's chief executive, Ada Lund, resigned today. "
    assert words("Ada Lund", article + rain) == {"resigned", "promised"}
    crowd = (
        "The minister, John Smith, applauded. The mayor, Peter Brown, applauded too. The minister, Mary Jones, wept. "
        "The banker, Ada Lund, said it was late. "
    )
    assert words("Ada Lund", article.replace("Ada Lund", "Carol King") + crowd + rain) == {"said"}


def test_a_name_right_before_its_verb_is_its_subject_whatever_the_parser_says() -> None:
    rows = entity_timeline(
        told("A\n\nMarch 20, 2018\n\nIn the U.S. Lund also noted on Sunday that it rained.\n"), "Lund"
    )
    assert [row.date for row in rows.itertuples()] == ["2018-03-18"]


def test_a_name_with_a_number_behind_it_is_another() -> None:
    article = "Phones\n\nMarch 20, 2018\n\nNorvik showed the Lumo 4 today. Halden bought the Lumo in 2011.\n"
    assert words("Lumo 4", article) == {"showed"}
    assert words("Lumo", article) == {"bought"}


def test_a_person_of_the_name_is_not_the_country() -> None:
    player = "Sport\n\nMarch 20, 2018\n\nMichael Jordan retired today.\n"
    country = "Trade\n\nMarch 20, 2018\n\nJordan signed a treaty with Egypt today. Jordan has opened its border.\n"
    assert words("Jordan", player, country) == {"signed", "opened"}
    assert words("Michael Jordan", player, country) == {"retired"}


# -- what counts, and when ---------------------------------------------------------------------------


def test_only_the_certain_stands_on_it() -> None:
    article = (
        "News\n\nMarch 20, 2018\n\nNorvik hired Ada Lund today. Norvik may sell the plant. Norvik did not pay the "
        "fine. Norvik wants a subsidy. Norvik will open a school. Norvik will close the port in May 2019.\n"
    )
    assert of("Norvik", article) == [("2018-03-20", "hired"), ("2019-05-XX", "close")]
    every = entity_timeline(told(article), "Norvik", every=True)
    assert {"sell", "open"} <= set(every["quote"])


def test_the_day_that_an_article_tells_of_is_that_of_its_lead() -> None:
    article = (
        "Fire\n\nMarch 20, 2018\n\nNorvik closed its plant on Sunday. A fire hit it. Norvik had warned the mayor.\n"
    )
    assert ("2018-03-18", "warned") in of("Norvik", article)
    late = article.replace("on Sunday", "in 2011")
    assert ("2018-03-20", "warned") in of("Norvik", late)  # of a lead of long ago: its own day


def test_without_a_day_of_its_own_an_article_gives_no_date() -> None:
    article = "Fire\n\nNorvik closed its plant. In 2011 Norvik opened a school.\n"
    found = entity_timeline(told(article), "Norvik")
    assert list(zip(found["order"].fillna(0), found["date"], strict=True)) == [(1, "2011-XX-XX"), (0, "XXXX-XX-XX")]
    assert found["start"].isna().tolist() == [False, True]  # nothing is made up


@pytest.mark.parametrize(
    ("date", "form"),
    [((2007, 10, 5), "2007-10-05"), ((2007, 10, 0), "2007-10-XX"), ((2007, 0, 0), "2007-XX-XX"), (None, "XXXX-XX-XX"),
     ((-479, 0, 0), "-479-XX-XX")],
)  # fmt: skip
def test_dates_in_the_form_of_the_task(date: tuple[int, int, int] | None, form: str) -> None:
    assert written(date) == form


def test_events_of_one_date_have_one_order() -> None:
    found = entity_timeline(told(FIRST_FLIGHT, DELAY), "Norvik")
    dated = found[found["order"].notna()]
    assert dated.groupby("date")["order"].nunique().max() == 1
    assert dated["order"].is_monotonic_increasing
    assert sorted(set(dated["order"])) == list(range(1, dated["order"].max() + 1))


def test_what_two_articles_tell_of_one_day_is_one_row() -> None:
    other = "Halden\n\nMarch 21, 2018\n\nOn Tuesday, Norvik opened a plant in Brask. Norvik said it was proud.\n"
    article = "Brask\n\nMarch 20, 2018\n\nNorvik opened a plant today. Norvik said it was glad.\n"
    rows = [row.mentions for row in entity_timeline(told(article, other), "Norvik").itertuples()]
    assert [[m[0] for m in mentions] for mentions in rows if mentions[0][3] == "opened"] == [["a0", "a1"]]
    assert [len(mentions) for mentions in rows if mentions[0][3] == "said"] == [1, 1]  # each said it himself


def test_its_columns_and_the_words_they_rest_on() -> None:
    narrative = told(FIRST_FLIGHT, DELAY)
    found = entity_timeline(narrative, "Norvik N400")
    assert tuple(found.columns) == COLUMNS
    texts = dict(zip(narrative.documents["id"], narrative.documents["text"], strict=True))
    for document, start, end, said in (m for mentions in found["mentions"] for m in mentions):
        assert texts[document][start:end] == said
    assert found[found["quote"] == "flies"]["reason"].item().endswith("stands at the day that the article tells of")


def test_nobody_takes_part_in_nothing() -> None:
    assert entity_timeline(told(FIRST_FLIGHT), "Sund Air").empty
    assert entity_timeline(tabulate([]), "Sund Air").empty
    with pytest.raises(UnknownName, match="has no word"):
        entity_timeline(told(FIRST_FLIGHT), " – ")


# -- names -------------------------------------------------------------------------------------------

MARKET = """GM creditors reject offer. Creditors of General Motors (GM) rejected the offer. Chrysler's creditors agreed.
Stock markets fell. The Dow fell; the Dow Jones Industrial Average closed lower. The FTSE 100 dropped. The FTSE fell.
Stock markets around the world fell. Lehman Brothers failed. Bank of America bought it. The S&P 500 lost. The United
Auto Workers (UAW) union agreed. Ford Motor Company lost. Ford sold it. The United States Air Force (USAF) and the Royal
Air Force met. The US Air Force agreed. The United States Senate voted. Boeing rolled out the Boeing 777. Boeing paid.
The 777 flew. Boeing delivered five 777s. Airbus showed the Airbus A380. China Eastern Airlines paid.
Singapore Airlines flew to Singapore."""


@pytest.mark.parametrize(
    ("entity", "meant", "others"),
    [
        ("General Motors", ["GM", "General Motors Corporation"], ["Chrysler", "GM creditors", "Motors", "General"]),
        ("General Motors creditors", ["GM creditors", "creditors"], ["Chrysler's creditors", "General Motors"]),
        ("Stock markets worldwide", ["stock markets", "Asian stock markets"], ["housing markets", "stock"]),
        ("Dow Jones Industrial Average", ["the Dow", "Dow Jones", "DJIA"], ["Dow Jones Newswires", "Average"]),
        ("FTSE 100", ["the FTSE", "FTSE 100"], ["FTSE 250", "100"]),
        ("S&P 500", ["the S&P 500"], ["Fortune 500", "500"]),
        ("Bank of America", ["Bank of America", "the Bank of America"], ["America", "Bank of Japan", "the bank"]),
        ("United Auto Workers", ["UAW", "the United Auto Workers"], ["workers", "auto workers"]),
        ("Ford", ["Ford Motor Company", "American car maker Ford"], ["Ford workers", "Ford's rival"]),
        ("United States Air Force", ["USAF", "the US Air Force", "Air Force"], ["Royal Air Force", "United States"]),
        ("Boeing 777", ["the 777", "five Boeing 777s", "American Airlines 777"], ["Boeing", "a 737", "777's wing"]),
        ("Airbus A380", ["twelve of its A380 planes", "the first A380"], ["Airbus", "the A380 crew", "A320"]),
        ("Lehman Brothers", ["Lehman", "Lehman Brothers Inc"], ["Brothers"]),
        ("Royal Air Force", ["RAF", "the Royal Air Force"], ["Royal", "US Air Force"]),
        ("Singapore Airlines", ["Singapore Airlines"], ["Singapore", "Airlines"]),
        ("China Eastern Airlines", ["China Eastern"], ["China", "Eastern", "American Airlines"]),
    ],
)  # fmt: skip
def test_which_words_mean_an_entity(entity: str, meant: list[str], others: list[str]) -> None:
    naming = Naming(entity, [MARKET], load_language("en"))
    names = naming.names_in(MARKET)
    assert [words for words in meant if not names.mean(words) and not _of_a_kind(names, words)] == []
    assert [words for words in others if names.mean(words)] == []


def _of_a_kind(names: object, words: str) -> bool:
    """With the kinds that the task's articles tell: "A380 planes"."""
    from dataclasses import replace

    from analysis.entities.naming import Names

    assert isinstance(names, Names)
    kinds = families_of([(names, MARKET), (names, "The A380 plane landed. The 777 plane landed.")])
    return replace(names, families=kinds).mean(words)


def test_a_word_that_other_names_begin_with_too_is_no_name_of_one() -> None:
    alone = "Norvik Aero sold a plane. Norvik paid."
    assert Naming("Norvik Aero", [alone], load_language("en")).names_in(alone).mean("Norvik")
    others = [alone, "Norvik Shipping failed."]
    assert not Naming("Norvik Aero", others, load_language("en")).names_in(alone).mean("Norvik")


def test_a_person_goes_by_the_last_name_and_a_title() -> None:
    text = "Barack Obama met Michelle Obama. President Obama spoke."
    names = Naming("Barack Obama", [text], load_language("en"), person=True).names_in(text)
    assert [names.mean(w) for w in ("Obama", "President Obama", "Michelle Obama", "Barack")] == [
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("entity", ["a" * 10_000, "(" * 50 + "x", "A B C D E F " * 30, "[a-z]+ .*"])
def test_an_odd_name_is_only_a_name(entity: str) -> None:
    assert entity_timeline(told(FIRST_FLIGHT), entity).empty


# -- files, the command, a store ---------------------------------------------------------------------


def test_the_form_of_the_task() -> None:
    narrative = told(FIRST_FLIGHT, DELAY)
    lines = text_of("Norvik  N400", entity_timeline(narrative, "Norvik N400"), names_by_sentence(narrative.documents))
    assert lines.splitlines() == [
        "Norvik N400",
        "1\t2017-06-XX\ta0-5-ordered",
        "2\t2018-03-20\ta0-0-flies",
        "2\t2018-03-20\ta0-2-flight",
        "2\t2018-03-20\ta0-3-took_off",
        "3\t2018-09-04\ta1-0-delays\ta1-2-delayed",
        "4\t2019-05-XX\ta0-6-receive",
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    for name, text in (("first", FIRST_FLIGHT), ("delay", DELAY), ("other", "Rain\n\nMarch 1, 2018\n\nIt rained.\n")):
        (tmp_path / "news" / f"{name}.txt").write_text(text)
    return tmp_path


def test_the_command_prints_a_table_and_writes_the_form(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "n400.txt"
    assert cli.main(["entity", "Norvik N400", str(folder / "news"), "-o", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "2017-06" in printed and "ordered twelve of the new N400 jets" in printed and "first" in printed
    assert "until 2018-03-20" in printed  # as the text has it, not as the task has it
    assert out.read_text().splitlines()[:2] == ["Norvik N400", "1\t2017-06-XX\tfirst-5-ordered"]


def test_the_command_says_so_where_there_is_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["entity", "Zeppelin", str(folder / "news")]) == 0
    assert "no event was found in which Zeppelin takes part" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="2"):
        cli.main(["entity", " ", str(folder / "news")])


def test_of_a_store_only_the_articles_that_may_name_it_are_read(folder: Path) -> None:
    corpus.run([folder / "news"], folder / "store")
    store = corpus.open_store(folder / "store")
    assert sorted(store.naming("Norvik N400").documents["id"]) == ["news/delay", "news/first"]
    from_store = analysis.entity_timeline(store, "Norvik N400")
    from_files = analysis.entity_timeline(analysis.build(folder / "news"), "Norvik N400")
    shown = ["order", "date", "label", "certainty"]
    assert from_store[shown].values.tolist() == from_files[shown].values.tolist()
    assert corpus.is_store(folder / "store") and not corpus.is_store(folder / "news")


def test_the_command_reads_a_store(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus.run([folder / "news"], folder / "store")
    assert cli.main(["entity", "Halden Airways", str(folder / "store")]) == 0
    assert "ordered twelve" in capsys.readouterr().out


# -- the task's documents ----------------------------------------------------------------------------

TML = """<?xml version='1.0' encoding='utf-8'?>
<TimeML><DOCID>77</DOCID><DCT><TIMEX3 functionInDocument="CREATION_TIME" tid="t0" type="DATE" value="2011-01-01"/></DCT>
<EXTRAINFO>x</EXTRAINFO><TEXT><s id="0">Norvik <EVENT eid="e1">rolls</EVENT> <EVENT eid="e1">out</EVENT> N400</s>
<s id="1">March 20 , 2018</s><s id="2">`` It 's big , '' <EVENT eid="e2">said</EVENT> Norvik .</s>
<s id="3">Norvik ( NVK ) sold it for $ 3 .</s></TEXT></TimeML>"""


def _tml(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "77_Norvik.tml").write_text(TML)
    (tmp_path / "entities.txt").write_text("Norvik\n\nS&P 500\n")
    return tmp_path / "docs"


def test_a_tokenised_document_is_read_as_it_was_printed(tmp_path: Path) -> None:
    from benchmarks.tml import read_tml

    paper = read_tml(_tml(tmp_path) / "77_Norvik.tml")
    assert paper.text == (
        "Norvik rolls out N400\n\nMarch 20, 2018\n\n“It's big,” said Norvik. Norvik (NVK) sold it for $3.\n"
    )
    for token in paper.tokens:
        assert paper.text[token.span.start : token.span.end] in (token.word, "“", "”")
    assert [paper.mention(span) for span in paper.events] == ["77-0-rolls_out", "77-2-said"]


@pytest.mark.parametrize(
    ("extra", "lines"),
    [
        ([], ["1\t2018-03-20\t77-0-rolls_out", "1\t2018-03-20\t77-2-said", "1\t2018-03-20\t77-3-sold"]),
        (["--gold-events"], ["1\t2018-03-20\t77-0-rolls_out", "1\t2018-03-20\t77-2-said"]),
    ],
)
def test_the_benchmark_writes_a_file_for_each_entity(tmp_path: Path, extra: list[str], lines: list[str]) -> None:
    from benchmarks import semeval2015

    docs, out = _tml(tmp_path), tmp_path / "out"
    assert semeval2015.main([str(docs), str(tmp_path / "entities.txt"), str(out), *extra]) == 0
    assert (out / "norvik.txt").read_text().splitlines() == ["Norvik", *lines]  # of the date line, not the metadata
    assert (out / "s&p_500.txt").read_text() == "S&P 500\n"


def test_the_benchmark_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from benchmarks import semeval2015

    (tmp_path / "e.txt").write_text("Norvik\n")
    assert semeval2015.main([str(tmp_path), str(tmp_path / "e.txt"), str(tmp_path / "out")]) == 1
    assert "holds no .tml file" in capsys.readouterr().err


def test_tables_are_the_same_on_every_run() -> None:
    narrative = told(FIRST_FLIGHT, DELAY)
    pd.testing.assert_frame_equal(entity_timeline(narrative, "Norvik"), entity_timeline(narrative, "Norvik"))
