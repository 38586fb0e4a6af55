"""What several articles tell of one event is one thread; what only looks like it is not; what differs stays apart."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis.document import from_text
from analysis.narrative import Narrative, tabulate
from analysis.pipeline import annotate
from analysis.threads.comparison import how_told
from analysis.threads.differing import number_in
from analysis.threads.vocabulary import vocabulary
from benchmarks.threads import EXAMPLES, gold_of, made, score, semeval
from tests.narratives import Told, days, of_kind, told

FLOOR = 0.85  # B-cubed F1 on the shipped gold


@cache
def shipped() -> Narrative:
    return analysis.merge(analysis.build(EXAMPLES))


@cache
def narrative_of(*articles: tuple[str, str], language: str = "en") -> Narrative:
    """Of articles as (day of publication, text); their ids are a0, a1, …"""
    found = []
    for place, (published, text) in enumerate(articles):
        code = "fr" if text.startswith(("Le ", "La ", "Les ")) else language
        document = from_text(text, id=f"a{place}", language=code, kind="news")
        found.append(annotate(document, published=published, knowledge=()))
    return tabulate(found)


def merged(*articles: tuple[str, str]) -> Narrative:
    return analysis.merge(narrative_of(*articles))


def joined(narrative: Narrative) -> list[list[tuple[str, str]]]:
    """(article, words) of the mentions of each thread, in order of publication."""
    mentions = narrative.thread_mentions
    return [
        [(m.document, m.words) for m in mentions[mentions["thread"] == thread].itertuples()]
        for thread in narrative.threads["thread"]
    ]


def told_apart(narrative: Narrative, field: str) -> list[tuple[str, str]]:
    rows = narrative.disagreements
    return [(row.document, row.value) for row in rows[rows["field"] == field].itertuples()]


def thread_with(narrative: Narrative, words: str) -> pd.Series:
    found = narrative.threads[narrative.threads["label"].str.contains(words)]
    assert len(found) == 1, list(narrative.threads["label"])
    return found.iloc[0]


# -- the shipped gold ------------------------------------------------------------------------------


def test_threads_of_the_shipped_articles_are_those_of_a_reader() -> None:
    found = score(shipped(), gold_of(EXAMPLES / "gold.toml"))
    assert found.f1 >= FLOOR
    assert found.precision >= 0.95


@pytest.mark.skipif("SEMEVAL_CORPUS_1" not in os.environ, reason="SemEval is not shipped: say where it is to try it")
def test_most_joins_of_what_nobody_here_wrote_are_right() -> None:
    found = semeval(Path(os.environ["SEMEVAL_CORPUS_1"]))
    assert 2 * found.joined >= found.lines
    assert found.right > found.wrong


def test_the_score_sees_what_is_wrong() -> None:
    gold = gold_of(EXAMPLES / "gold.toml")
    everything = shipped().thread_mentions.assign(thread="one")
    assert score(replace(shipped(), thread_mentions=everything), gold).precision < 0.25
    nothing = shipped().thread_mentions.iloc[:0]
    assert score(replace(shipped(), thread_mentions=nothing), gold).recall < 0.4


def test_the_examples_say_what_they_are_and_are_many_enough() -> None:
    texts = sorted(EXAMPLES.glob("*.txt"))
    assert len(texts) >= 12
    assert {"en", "fr"} == set(shipped().documents["language"])
    assert "written for this project" in (EXAMPLES / "README.md").read_text(encoding="utf-8")


def test_mondays_and_tuesdays_calls_to_the_same_four_leaders_stay_two() -> None:
    rows = shipped().timeline
    calls = rows[(rows["document"] == "courier-4") & rows["trigger"].isin(["call", "phone"]) & rows["start"].notna()]
    assert [str(day)[:10] for day in sorted(calls["start"])] == ["2024-03-11", "2024-03-12"]
    monday = thread_with(shipped(), "called the leaders")
    mentions = shipped().thread_mentions
    own = mentions[mentions["thread"] == monday["thread"]]
    assert set(own["document"]) == {"wire-3", "courier-4"}
    assert str(monday["start"])[:10] == "2024-03-11"
    assert set(calls.loc[calls["start"] == calls["start"].max(), "id"]).isdisjoint(own["row"])


def test_what_the_articles_tell_differently_stands_side_by_side() -> None:
    assert told_apart(shipped(), "duration") == [
        ("gazette-3", "2 h 5 min"), ("radio-3", "2 h"), ("radio-3", "2 h"), ("wire-4", "2 h 1 min"),
    ]  # fmt: skip
    dead = told_apart(shipped(), "number of people")
    assert {("wire-1", "9"), ("courier-1", "12"), ("radio-1", "14"), ("wire-2", "13")} <= set(dead)
    assert told_apart(shipped(), "date") == [("wire-1", "2024-03-04T07:00"), ("courier-1", "2024-03-04T06:40")]
    texts = dict(zip(shipped().documents["id"], shipped().documents["text"], strict=True))
    for row in shipped().disagreements.itertuples():
        assert texts[row.document][row.start : row.end] == row.words


def test_a_french_article_joins_by_date_names_and_words() -> None:
    mentions = shipped().thread_mentions
    french = mentions[mentions["told"] == "sentence"]
    assert set(french["document"]) == {"gazette-1", "gazette-2", "gazette-3", "gazette-4"}
    assert french["row"].isna().all()
    assert ("gazette-3", "échoué") in next(t for t in joined(shipped()) if ("wire-4", "ran") in t)
    hidden = french[french["words"] == "caché"].iloc[0]
    assert (hidden["certainty"], hidden["holder"]) == ("alleged", "Courier")


# -- one event, and two ----------------------------------------------------------------------------

FELL = "The Alder Bridge in Varnholm collapsed on Monday."


def test_the_same_event_in_other_words_is_one() -> None:
    narrative = merged(
        ("2024-03-07", "Piet Lang, the transport minister, resigned on Wednesday."),
        ("2024-03-07", "Transport minister Piet Lang stepped down on Wednesday evening."),
    )
    assert joined(narrative) == [[("a0", "resigned"), ("a1", "stepped")]]
    thread = narrative.threads.iloc[0]
    assert (str(thread["start"]), thread["articles"], thread["agreed"]) == ("2024-03-06 17:00:00", 2, True)


def test_what_is_in_the_making_for_years_is_one_and_a_visit_is_of_its_days() -> None:
    year, later = "2005-04-27", "2007-06-10"
    jet = "Pelican Air ordered the Corvel 900, which is under development by Halvorsen Works."
    plane = "The Corvel is still under development by Halvorsen Works, which sold two of them."
    assert joined(merged((year, jet), (later, plane))) == [[("a0", "development"), ("a1", "development")]]
    visit = "Mara Okonjo paid a visit to Lisse to meet Viktor Saal."
    assert joined(merged((year, visit), (later, visit))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FELL, "A school roof in Lisse collapsed on Monday."),  # the same word, another thing
        ("Piet Lang resigned on Wednesday.", "Rut Sander resigned on Wednesday."),  # the same word, other people
        ("Mara Okonjo met Viktor Saal on Tuesday.", "Mara Okonjo married Viktor Saal on Tuesday."),  # another act
        ("Mara Okonjo called Viktor Saal on Monday.", "Mara Okonjo called Viktor Saal on Tuesday."),  # another day
        ("Mara Okonjo visited Lisse in May 2021.", "Mara Okonjo visited Lisse in June 2021."),
        ("Police arrested Oskar Halvorsen on Monday.", "Police arrested Jonas Reith on Monday."),
        ("Mara Okonjo said on Monday that it was late.", "Mara Okonjo said on Monday that she was tired."),  # speech
    ],
)  # fmt: skip
def test_what_only_looks_like_one_event_stays_two(one: str, other: str) -> None:
    assert joined(merged(("2024-03-07", one), ("2024-03-07", other))) == []


def test_two_clock_times_of_one_call_are_one_call_and_those_of_two_are_two() -> None:
    def calls(*clocks: str) -> Narrative:
        texts = [f"Mara Okonjo called Viktor Saal at {clock} on Tuesday." for clock in clocks]
        return merged(*(("2024-03-13", text) for text in texts))

    assert joined(calls("9 a.m.", "8 p.m.")) == []
    near = calls("9:00 a.m.", "9:20 a.m.")
    assert len(joined(near)) == 1
    assert told_apart(near, "date") == [("a0", "2024-03-12T09:00"), ("a1", "2024-03-12T09:20")]
    thread = near.threads.iloc[0]
    assert not thread["agreed"]
    assert (str(thread["start"]), str(thread["end"])) == ("2024-03-12 09:00:00", "2024-03-12 09:21:00")


def test_a_thing_that_happens_once_may_be_told_of_two_days() -> None:
    narrative = merged(("2024-03-07", FELL), ("2024-03-07", FELL.replace("Monday", "Tuesday")))
    assert len(joined(narrative)) == 1
    assert told_apart(narrative, "date") == [("a0", "2024-03-04"), ("a1", "2024-03-05")]
    thread = narrative.threads.iloc[0]
    assert (str(thread["start"])[:10], str(thread["end"])[:10], thread["agreed"]) == ("2024-03-04", "2024-03-06", False)


def test_a_coarser_date_is_no_disagreement() -> None:
    narrative = merged(
        ("2024-06-28", "Mara Okonjo visited Lisse on June 5, 2024 with Viktor Saal."),
        ("2024-07-28", "Mara Okonjo visited Lisse in June with Viktor Saal."),
    )
    assert len(joined(narrative)) == 1
    assert told_apart(narrative, "date") == []
    thread = narrative.threads.iloc[0]
    assert (str(thread["start"])[:10], thread["precision"], thread["agreed"]) == ("2024-06-05", "day", True)


def test_a_plan_joins_what_came_of_it_as_a_plan() -> None:
    narrative = merged(
        ("2024-03-04", "Piet Lang will visit Varnholm on Tuesday."),
        ("2024-03-06", "Piet Lang visited Varnholm on Tuesday."),
    )
    assert list(narrative.thread_mentions["certainty"]) == ["future", "asserted"]
    assert narrative.threads.iloc[0]["certainty"] == "asserted"
    assert told_apart(narrative, "certainty") == []


def test_a_plan_alone_is_never_shown_as_having_happened() -> None:
    text = "Piet Lang will visit Varnholm on Friday."
    assert merged(("2024-03-04", text), ("2024-03-05", text)).threads.iloc[0]["certainty"] == "future"


def test_a_denial_joins_as_one_and_both_stand() -> None:
    narrative = merged(
        ("2024-03-12", "Ostran denied that it had moved troops to the border at Hallan."),
        ("2024-03-13", "Ostran moved troops to the border at Hallan last week, two diplomats said."),
    )
    assert joined(narrative) == [[("a0", "moved"), ("a1", "moved")]]
    thread = narrative.threads.iloc[0]
    assert (thread["certainty"], thread["disputed"]) == ("alleged", True)
    assert told_apart(narrative, "certainty") == [("a0", "denied"), ("a1", "asserted")]
    assert told_apart(narrative, "holder") == [("a0", "Ostran"), ("a1", "two diplomats")]


def test_a_denial_is_not_of_what_happens_the_day_after() -> None:
    assert joined(merged(
        ("2024-03-05", "Piet Lang, the minister of Varnholm, has not resigned."),
        ("2024-03-07", "Piet Lang, the minister of Varnholm, resigned on Wednesday."),
    )) == []  # fmt: skip


def test_one_article_has_no_thread_and_keeps_its_ranks() -> None:
    for narrative in (narrative_of(("2024-03-07", f"{FELL} Piet Lang resigned on Wednesday. {FELL}")), of_kind("many")):
        alone = analysis.merge(narrative)
        assert len(alone.threads) == len(alone.thread_mentions) == len(alone.disagreements) == 0
        dense = narrative.timeline["rank"].rank(method="dense")
        assert (alone.timeline["rank"] + 1).astype("Float64").equals(dense.astype("Float64"))


def test_nothing_is_merged_without_a_word() -> None:
    assert len(analysis.merge(of_kind("empty")).threads) == 0
    assert len(analysis.merge(of_kind("hostile")).threads) == 0


# -- laws ------------------------------------------------------------------------------------------

PARTS = (
    ("2024-03-04", f"{FELL} Piet Lang will visit Varnholm on Tuesday. Nine people were killed."),
    ("2024-03-06", "The Alder Bridge in Varnholm fell on Monday. Piet Lang visited Varnholm on Tuesday."),
    ("2024-03-07", "Piet Lang resigned on Wednesday. Mara Okonjo called Viktor Saal on Monday and on Tuesday."),
    ("2024-03-08", "Piet Lang, the minister, quit on Wednesday. The Alder Bridge had collapsed on Monday."),
    ("2024-03-08", "Le pont Alder de Varnholm s'est effondré lundi 4 mars. Piet Lang a démissionné mercredi."),
)


def shape(narrative: Narrative) -> tuple[object, ...]:
    """All that threads say, whatever the order of the tables."""
    ranks = dict(zip(narrative.timeline["id"], narrative.timeline["rank"].astype("object"), strict=True))
    tables = (narrative.threads, narrative.thread_mentions, narrative.disagreements)
    return ({k: None if pd.isna(v) else v for k, v in ranks.items()},
            *(sorted(map(str, t.itertuples(index=False))) for t in tables))  # fmt: skip


def in_order(narrative: Narrative, order: Sequence[str]) -> Narrative:
    """The same articles in another order."""
    def sort(table: pd.DataFrame, key: str) -> pd.DataFrame:
        return pd.concat([table[table[key] == name] for name in order], ignore_index=True)

    return replace(narrative, timeline=sort(narrative.timeline, "document"), documents=sort(narrative.documents, "id"),
                   expressions=sort(narrative.expressions, "document"))  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.permutations([f"a{n}" for n in range(len(PARTS))]))
def test_the_order_of_the_articles_does_not_matter(order: list[str]) -> None:
    plain = narrative_of(*PARTS)
    assert shape(analysis.merge(in_order(plain, order))) == shape(analysis.merge(plain))


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(PARTS), min_size=1))
def test_merging_twice_changes_nothing_and_a_row_is_in_one_thread_at_most(parts: set[tuple[str, str]]) -> None:
    once = analysis.merge(narrative_of(*sorted(parts)))
    assert shape(analysis.merge(once)) == shape(once)
    rows = once.thread_mentions["row"].dropna()
    assert rows.is_unique
    assert set(rows) <= set(once.timeline["id"])
    per_thread = once.thread_mentions.groupby("thread")["document"].nunique()
    assert (per_thread > 1).all()
    assert dict(per_thread) == dict(zip(once.threads["thread"], once.threads["articles"], strict=True))


def test_ranks_go_over_all_articles_by_date_and_keep_the_order_within_each() -> None:
    narrative = merged(
        ("2024-03-08", "Piet Lang resigned on Wednesday. The army won in 1066."),
        ("2024-03-08", "Piet Lang quit on Wednesday. The king left in 1980. He was unhappy."),
    )
    ranks = dict(zip(narrative.timeline["quote"], narrative.timeline["rank"], strict=True))
    assert ranks["won"] < ranks["left"] < ranks["resigned"] == ranks["quit"]
    again = analysis.merge(replace(narrative, timeline=narrative.timeline))
    assert list(again.timeline["rank"].dropna()) == list(narrative.timeline["rank"].dropna())
    for name in ("a0", "a1"):
        rows = narrative.timeline[narrative.timeline["document"] == name].set_index("id")["rank"].dropna()
        own = narrative.article_ranks.set_index("row")["rank"].loc[rows.index]
        assert list(rows.sort_values(kind="stable").index) == list(own.sort_values(kind="stable").index)


def test_synthetic_rows_come_in_threads_of_three() -> None:
    narrative = analysis.merge(made(300))
    assert (narrative.threads["articles"] == 3).mean() > 0.95
    assert len(narrative.threads) == 100


# -- the words -------------------------------------------------------------------------------------


def test_families_are_the_same_in_both_languages_and_name_no_word_twice() -> None:
    english, french = vocabulary("en"), vocabulary("fr")
    names = set(english.language.table("threads.families"))
    assert set(french.language.table("threads.families")) <= names
    assert {english.of_trigger("step", " down on Wednesday"), english.of_trigger("resignation", "")} == {"resign"}
    assert english.of_trigger("step", " into the room") == "step"
    assert english.of_trigger("delivery", "") == english.of_trigger("deliver", "")
    told_of = french.in_sentence("Il a démissionné après les obsèques.")
    assert [family for family, *_ in told_of] == ["resign", "funeral"]
    for words in (english, french):
        listed = [w for entries in words.language.table("threads.families").values() for w in entries]
        assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("phrase", "number"),
    [("at least eleven cars", 11), ("4,000 people", 4000), ("Fourteen people", 14), ("a man", None), ("one of 12", 12),
     ("between 3 and 5 people", None), ("people", None)],
)  # fmt: skip
def test_a_number_is_read_where_there_is_just_one(phrase: str, number: int | None) -> None:
    assert number_in(phrase, vocabulary("en")) == number


# -- comparison ------------------------------------------------------------------------------------


def test_who_is_first_and_how_late_the_others_are() -> None:
    reports = analysis.compare(shipped()).reports
    quake = reports[reports["label"] == thread_with(shipped(), "Alder Bridge fell")["label"]]
    assert [tuple(row) for row in quake[["document", "order", "days_after_first"]].itertuples(index=False)] == [
        ("wire-1", 1, 0), ("courier-1", 2, 1), ("gazette-1", 2, 1), ("radio-1", 2, 1), ("courier-2", 3, 3),
        ("wire-2", 3, 3),
    ]  # fmt: skip
    assert set(quake["days_after_event"]) == {0, 1, 3}


def test_what_one_article_alone_tells() -> None:
    alone = analysis.compare(shipped()).alone
    assert "A tug freed the ship" in set(alone.loc[alone["document"] == "courier-5", "label"])
    assert set(alone["row"]).isdisjoint(shipped().thread_mentions["row"].dropna())
    one = analysis.compare(narrative_of(("2024-03-07", FELL)))
    assert len(one.reports) == len(one.claims) == 0 and list(one.alone["document"]) == ["a0"]


def test_how_a_claim_travels() -> None:
    claims = analysis.compare(shipped()).claims
    hidden = claims[claims["label"].str.contains("hid cracks")]
    assert [(row.document, row.how) for row in hidden.itertuples()] == [
        ("gazette-2", "alleged, by Courier"), ("wire-2", "alleged, by nobody named"), ("radio-2", "told as a fact"),
    ]  # fmt: skip
    assert list(hidden["step"]) == [1, 2, 3]
    assert not claims["label"].str.contains("released").any()  # told as a fact by all


def test_whose_word_it_is_is_said_in_words() -> None:
    assert how_told("asserted", None) == "told as a fact"
    assert how_told("asserted", "a sailor") == "the word of a sailor"
    assert how_told("denied", "Norda Lines") == "denied by Norda Lines"
    assert how_told("alleged", "unspecified") == "alleged, by nobody named"


def test_an_article_without_a_date_has_no_place_in_the_order() -> None:
    plain = narrative_of(("2024-03-07", FELL.replace("Monday", "March 4, 2024")),
                         ("2024-03-08", FELL.replace("Monday", "March 4, 2024")))  # fmt: skip
    documents = plain.documents.assign(published=["2024-03-07", None])
    dated = plain.timeline["published"].where(plain.timeline["document"] == "a0", None)
    timeline = plain.timeline.assign(published=dated)
    reports = analysis.compare(replace(plain, documents=documents, timeline=timeline)).reports
    assert list(reports["document"]) == ["a0", "a1"]
    assert list(reports["order"].isna()) == [False, True]


# -- the figure ------------------------------------------------------------------------------------


def _texts(narrative: Narrative, **options: object) -> list[str]:
    found = (trace for trace in _traces(narrative, **options) if trace.get("mode") == "text")
    return [str(text) for trace in found for text in trace["text"]]


def _traces(narrative: Narrative, **options: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = analysis.draw(narrative, "sources", **options).to_plotly_json()["data"]
    return found


def test_the_figure_says_who_was_first_and_what_differs() -> None:
    words = _texts(shipped(), width=1440)
    assert any("number of people: 9 / 12 / 14 / 13" in text for text in words)
    assert any(text.startswith("duration: ") and "2 h 5 min" in text for text in words)
    assert any("first in 1, the last 3 days later" in text for text in words)
    assert any("<b>3 gazette-1 · 2024-03-05" in text and "no event is found in it" in text for text in words)


def test_the_figure_of_one_article_says_that_there_is_one() -> None:
    words = _texts(narrative_of(("2024-03-07", FELL)))
    assert any("there is one article, and nothing to compare it with" in text for text in words)
    assert not any("Told by several" in text for text in words)


def test_the_figure_leaves_no_row_out_and_draws_as_many_threads_as_asked() -> None:
    table = shipped().timeline
    events = set(table.loc[(table["kind"] == "event") & table["on_timeline"].astype(bool), "id"])
    for most in (1, 60):
        figure = analysis.draw(shipped(), "sources", most=most, width=768)
        found = {row for trace in figure.data for ids, _ in trace.customdata or () for row in ids.split()}
        assert found == events
    with pytest.raises(ValueError, match="most is 1 or more"):
        analysis.draw(shipped(), "sources", most=0)


def test_a_denied_mention_never_has_the_mark_of_what_happened() -> None:
    who = (("Ann", "patient"), ("Oslo", "agent"))
    rows = [Told("Ann did it in Oslo.", at=days(2021, 3, 4), certainty="denied", who=who)]
    both = [told(rows, name) for name in ("one", "two")]
    tables = {k: pd.concat([getattr(n, k) for n in both], ignore_index=True)
              for k in ("timeline", "expressions", "relations", "claim_pairs", "documents")}  # fmt: skip
    narrative = analysis.merge(Narrative(**tables))
    assert list(narrative.threads["certainty"]) in ([], ["denied"])
    marks = [s for trace in _traces(narrative) if trace.get("mode") == "markers" for s in trace["marker"]["symbol"]]
    assert marks and not {"diamond", "circle"} & set(marks)
