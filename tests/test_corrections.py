"""A correction is kept over changed text and newer code, on the words it quotes and on no others, or told as lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import analysis
from analysis.corrections import correct
from analysis.corrections.placing import Text, sentence_around
from analysis.errata import Correction, Words
from analysis.errors import BadCorrections
from analysis.model import Span
from analysis.narrative import Narrative
from tests.annotated import annotated
from tests.ferry import ME, NOTE, PARAGRAPHS, all_tables, built, row, write


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write(tmp_path, PARAGRAPHS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corrections.toml"


def outcomes(narrative: Narrative) -> list[tuple[Any, ...]]:
    return list(narrative.corrections[["field", "before", "after", "status"]].itertuples(index=False, name=None))


# -- the override test -------------------------------------------------------------------------------


def test_a_correction_outlives_changed_text_and_goes_with_its_file(tmp_path: Path, article: Path, path: Path) -> None:
    raw = analysis.build(article)
    analysis.export(raw, tmp_path / "raw.csv", to="csv")
    analysis.correct(path, raw, row(raw, "opened")["id"], date="2021-12-01", **ME)
    corrected = row(built(article, path), "opened")
    assert corrected["edtf"] == "2021-12-01" and corrected["date_source"] == "inferred"
    assert corrected["reason"].startswith(NOTE) and "the date was 2021-12-06" in corrected["reason"]

    # a paragraph inserted before, and a sentence edited elsewhere: still corrected, though its id and place moved
    before = "Rain fell for weeks, and a bank failed."
    write(tmp_path, (before, PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[2].replace("any fault", "all blame")))
    moved = row(built(article, path), "opened")
    assert moved["edtf"] == "2021-12-01" and moved["span_start"] == corrected["span_start"] + len(before) + 2

    # its sentence deleted: told, and nothing else is dated so
    write(tmp_path, (PARAGRAPHS[0], "The ferry sank two days later, fishermen said.", PARAGRAPHS[2]))
    orphaned = built(article, path)
    assert "2021-12-01" not in set(orphaned.timeline["edtf"])
    assert outcomes(orphaned) == [("change", None, None, "orphaned")]
    assert orphaned.corrections.iloc[0]["why"] == "the words are no longer in the text"

    # the file removed: the raw result, byte for byte
    write(tmp_path, PARAGRAPHS)
    path.unlink()
    again = built(article, path)
    assert all_tables(again) == all_tables(raw)
    analysis.export(again, tmp_path / "again.csv", to="csv")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "raw.csv").read_bytes()


def test_the_original_is_kept_beside_the_correction(article: Path, path: Path) -> None:
    raw = analysis.build(article)
    analysis.correct(path, raw, row(raw, "sank")["id"], label="The ferry goes down", certainty="asserted", **ME)
    narrative = built(article, path)
    assert outcomes(narrative) == [
        ("label", row(raw, "sank")["label"], "The ferry goes down", "applied"),
        ("certainty", row(raw, "sank")["certainty"], "asserted", "applied"),
    ]
    told = narrative.corrections.iloc[0]
    assert (told["document"], told["row"], told["author"], told["time"], told["reason"]) == (
        "ferry", row(raw, "sank")["id"], "A. Smith", "2026-01-02T10:00:00Z", "the harbour log",
    )  # fmt: skip
    assert row(narrative, "sank")["corrected"] == "label, certainty"
    assert row(narrative, "sank")["reason"] == f"{row(raw, 'sank')['reason']}; label and certainty {NOTE}"
    assert row(narrative, "opened")["corrected"] is None
    words = analysis.explain(narrative, "goes down")
    assert "corrected  label: " in words and "by A. Smith, 2026-01-02T10:00:00Z: the harbour log" in words


def test_every_other_row_is_left_alone(article: Path, path: Path) -> None:
    raw = analysis.build(article)
    analysis.correct(path, raw, row(raw, "sank")["id"], label="The ferry goes down", **ME)
    changed = analysis.diff(raw, built(article, path))
    assert set(changed["quote"]) == {"sank"} and set(changed["field"]) == {"label", "reason", "corrected"}


# -- each kind of change -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "start", "end", "precision", "holds", "edtf"),
    [
        ("2021-12-01", "2021-12-01T00:00:00", "2021-12-02T00:00:00", "day", "within", "2021-12-01"),
        ("2021-11", "2021-11-01T00:00:00", "2021-12-01T00:00:00", "month", "within", "2021-11"),
        ("2021-11-03/2021-11-05", "2021-11-03T00:00:00", "2021-11-06T00:00:00", "day", "throughout",
         "2021-11-03/2021-11-05"),
        ("[2021-11-03..2021-11-05]", "2021-11-03T00:00:00", "2021-11-06T00:00:00", "day", "within",
         "[2021-11-03..2021-11-05]"),
        ("2021/..", "2021-01-01T00:00:00", None, "year", "throughout", "2021/.."),
        ("[..1989]", None, "1990-01-01T00:00:00", "year", "within", "[..1989]"),
        ("2021-12-01T15:07Z", "2021-12-01T15:07:00", "2021-12-01T15:08:00", "minute", "within", "2021-12-01T15:07:00Z"),
        ("2021-12-01T15:07+02:00/2021-12-01T16:07+02:00", "2021-12-01T13:07:00", "2021-12-01T14:07:00", "minute",
         "throughout", None),
        ("-0044-03-15", "-044-03-15T00:00:00", "-044-03-16T00:00:00", "day", "within", "-0044-03-15"),
        ("none", None, None, "none", "within", None),
    ],
)  # fmt: skip
def test_a_date_is_edtf_or_iso(
    date: str,
    start: str | None,
    end: str | None,
    precision: str,
    holds: str,
    edtf: str | None,
    article: Path,
    path: Path,
) -> None:
    raw = analysis.build(article)
    analysis.correct(path, raw, row(raw, "opened")["id"], date=date, **ME)
    new = row(built(article, path), "opened")
    assert [None if pd.isna(new[side]) else new[side].isoformat() for side in ("start", "end")] == [start, end]
    assert (new["precision"], new["holds"], new["edtf"]) == (precision, holds, edtf)
    assert new["date_source"] == ("none" if date == "none" else "inferred")
    assert new["timex"] is None and new["expression"] is None


@pytest.mark.parametrize(
    "date",
    ["soon", "", "2021-02-30", "2021-12-05/2021-12-01", "2021/12/01", "[2021", "2021-12-01T25:00", "..", "/", "٢٠٢١",
     "99999-01-01", "2021-12-01T10:00Z/2021-12-01T11:00", "2021-12-01T10:00Z/2021-12-01T10:00Z", "2021..2022"],
)  # fmt: skip
def test_what_is_no_date_is_told_and_nothing_is_written(date: str, article: Path, path: Path) -> None:
    raw = analysis.build(article)
    with pytest.raises(BadCorrections, match="date: "):
        analysis.correct(path, raw, row(raw, "opened")["id"], date=date, **ME)
    assert not path.exists()


def test_ranks_are_made_from_the_corrected_dates(article: Path, path: Path) -> None:
    raw = analysis.build(article)
    assert row(raw, "closed")["rank"] < row(raw, "opened")["rank"]
    analysis.correct(path, raw, row(raw, "closed")["id"], date="2021-12-24", **ME)
    narrative = built(article, path)
    assert row(narrative, "closed")["rank"] > row(narrative, "opened")["rank"]
    links = narrative.relations[narrative.relations["source"] == row(raw, "closed")["id"]]
    assert "IS_INCLUDED" not in set(links["kind"]), "it no longer lies in “June”"


def test_a_person_is_believed_before_a_word_of_order(tmp_path: Path, path: Path) -> None:
    article = write(tmp_path, ("ARNDAL, 7 December 2021 - The board met on 6 December 2021 after the ferry sank.",))
    raw = analysis.build(article)
    analysis.correct(path, raw, row(raw, "sank")["id"], date="2021-12-24", **ME)
    narrative = built(article, path)
    assert row(narrative, "sank")["rank"] > row(narrative, "met")["rank"]


def test_people_stand_where_the_text_names_them(article: Path, path: Path) -> None:
    raw = analysis.build(article)
    people = [("Ida Berg", "witness"), ("harbour board", "agent"), ("Nobody Known", "agent")]
    analysis.correct(path, raw, row(raw, "sank")["id"], people=people, **ME)
    narrative = built(article, path)
    text = narrative.documents.iloc[0]["text"]
    ida, board, unknown = row(narrative, "sank")["participants"]
    assert (ida[:2], board[:2], unknown[:2]) == tuple(people)
    assert text[slice(*ida[5])] == "Ida Berg" and text[slice(*board[5])] == "harbour board"
    assert unknown[3:] == (row(raw, "sank")["span_start"], row(raw, "sank")["span_end"], None)
    assert outcomes(narrative)[0][2] == "Ida Berg (witness), harbour board (agent), Nobody Known (agent)"


def test_a_name_is_not_found_inside_a_word(article: Path, path: Path) -> None:
    raw = analysis.build(article)
    analysis.correct(path, raw, row(raw, "sank")["id"], people=[("fish", "agent")], **ME)
    (fish,) = row(built(article, path), "sank")["participants"]
    assert fish[5] is None and fish[3] == row(raw, "sank")["span_start"]


def test_holders_of_a_quote_and_an_event(article: Path, path: Path) -> None:
    raw = analysis.build(article)
    analysis.correct(path, raw, row(raw, "“We were not warned,”", "quote")["id"], holder="Captain Dahl", **ME)
    analysis.correct(path, raw, row(raw, "sank")["id"], holder=None, certainty="alleged", **ME)
    narrative = built(article, path)
    quote = row(narrative, "“We were not warned,”", "quote")
    assert quote["holder"] == "Captain Dahl" and quote["label"].startswith("Captain Dahl: ")
    assert row(narrative, "sank")["holder"] is None and row(narrative, "sank")["certainty"] == "alleged"
    assert outcomes(narrative)[-1][2] == "the article"


def test_an_opinion_leaves_the_timeline_and_a_fact_comes_back(article: Path, path: Path) -> None:
    raw = analysis.build(article)
    name = row(raw, "sank")["id"]
    analysis.correct(path, raw, name, certainty="opinion", **ME)
    assert not row(built(article, path), "sank")["on_timeline"]
    analysis.correct(path, raw, name, certainty="asserted", **ME)
    assert row(built(article, path), "sank")["on_timeline"]


def test_a_hidden_row_is_gone_with_what_points_at_it_and_explain_says_who_hid_it(article: Path, path: Path) -> None:
    raw = analysis.build(article)
    gone = row(raw, "cost")
    analysis.correct(path, raw, gone["id"], hide=True, **ME)
    narrative = built(article, path)
    assert len(narrative.timeline) == len(raw.timeline) - 1
    assert gone["id"] not in {*narrative.timeline["id"], *narrative.relations["source"], *narrative.relations["target"]}
    assert outcomes(narrative) == [("hide", gone["label"], None, "applied")]
    assert "hidden     by A. Smith" in analysis.explain(narrative, gone["id"])


def test_merged_rows_are_one_event_with_both_mentions(article: Path, path: Path) -> None:
    raw = analysis.build(article)
    one, other = row(raw, "closed"), row(raw, "opened")
    analysis.correct(path, raw, other["id"], merge_into=one["id"], **ME)
    narrative = built(article, path)
    merged = row(narrative, "closed")
    assert "opened" not in set(narrative.timeline["quote"])
    assert (other["span_start"], other["span_end"]) in [mention[:2] for mention in merged["mentions"]]
    assert merged["edtf"] == one["edtf"], "its own date stays"
    assert {p[0] for p in merged["participants"]} >= {p[0] for p in (*one["participants"], *other["participants"])}
    assert other["id"] not in {*narrative.relations["source"], *narrative.relations["target"]}
    assert merged["corrected"] == "merge"
    assert merged["reason"] == f"{one['reason']}; another row merged into it, {NOTE}"


def test_a_split_mention_is_a_row_without_a_borrowed_date(article: Path, path: Path) -> None:
    raw = analysis.build(article)
    whole = row(raw, "sank")
    (mention,) = whole["mentions"]
    analysis.correct(path, raw, whole["id"], split=mention[:2], label="Another ferry sinks", **ME)
    narrative = built(article, path)
    own = row(narrative, "sinking")
    assert (own["label"], own["date_source"], own["corrected"]) == ("Another ferry sinks", "none", "split")
    assert row(narrative, "sank")["mentions"] == ()
    analysis.correct(path, narrative, own["id"], date="2022-05", **ME)
    assert row(built(article, path), "sinking")["edtf"] == "2022-05", "a row by hand can be corrected like any other"


def test_an_added_row_quotes_the_text(article: Path, path: Path) -> None:
    raw = analysis.build(article)
    text = raw.documents.iloc[0]["text"]
    start = text.index("a summer")
    span = (start, start + len("a summer"))
    analysis.add_row(path, raw, "ferry", span, label="A summer without guests", date="2022-06/2022-08", **ME)
    new = row(built(article, path), "a summer")
    assert (new["label"], new["edtf"], new["corrected"]) == ("A summer without guests", "2022-06/2022-08", "add, date")
    assert new["sentence"] == "The sinking cost the town a summer."
    assert new["reason"] == f"{NOTE} (a row added by hand)"


def test_of_two_corrections_of_a_field_the_later_holds_and_both_are_told(article: Path, path: Path) -> None:
    raw = analysis.build(article)
    for label in ("First", "Second"):
        analysis.correct(path, raw, row(raw, "sank")["id"], label=label, **ME)
    other: dict[str, Any] = {"author": "B. Jones", "time": "2026-03-04", "reason": "a survivor"}
    analysis.correct(path, raw, row(raw, "sank")["id"], date="2021-12-07", **other)
    narrative = built(article, path)
    assert row(narrative, "sank")["label"] == "Second"
    assert [after for _, _, after, _ in outcomes(narrative)] == ["First", "Second", "2021-12-07"]
    was = f"the date was {row(raw, 'sank')['edtf']}: {row(raw, 'sank')['reason']}"
    assert row(narrative, "sank")["reason"] == f"corrected by B. Jones, 2026-03-04: a survivor ({was}; label {NOTE})"


def test_a_row_without_a_date_takes_that_of_the_row_merged_into_it(tmp_path: Path, path: Path) -> None:
    article = write(tmp_path, ("The board plans a bridge. Workers in Arndal began on 4 May 2021.",))
    raw = analysis.build(article)
    plans, began = row(raw, "plans"), row(raw, "began")
    assert plans["edtf"] != "2021-05-04" and began["edtf"] == "2021-05-04"
    analysis.correct(path, raw, plans["id"], date="none", **ME)
    analysis.correct(path, raw, began["id"], merge_into=plans["id"], **ME)
    merged = row(built(article, path), "plans")
    assert (merged["edtf"], merged["date_source"], merged["corrected"]) == ("2021-05-04", "text", "date, merge")
    was = f"the date was {plans['edtf'] or 'none'}: "
    assert merged["reason"].startswith(f"{began['reason']}, of a row merged into it, {NOTE} ({was}")


# -- two places, or none -----------------------------------------------------------------------------


def test_the_same_sentence_twice_is_told_apart_by_what_stands_around_it(tmp_path: Path, path: Path) -> None:
    twice = ("In Arndal a bell rang. The ferry sank.", "In Bergen a dog barked. The ferry sank.")
    article = write(tmp_path, twice)
    raw = analysis.build(article, published="2021-12-07")
    first, second = raw.timeline[raw.timeline["quote"] == "sank"].to_dict("records")
    analysis.correct(path, raw, second["id"], label="The Bergen ferry sinks", **ME)
    assert "a dog barked" in path.read_text(encoding="utf-8"), "the sentence alone would fit two places"
    narrative = analysis.build(article, published="2021-12-07", corrections=path)
    labels = dict(zip(narrative.timeline["span_start"], narrative.timeline["label"], strict=True))
    assert labels[second["span_start"]] == "The Bergen ferry sinks" and labels[first["span_start"]] == first["label"]


def test_words_that_come_to_stand_twice_are_corrected_in_neither_place(
    tmp_path: Path, article: Path, path: Path
) -> None:
    raw = analysis.build(article)
    analysis.correct(path, raw, row(raw, "opened")["id"], label="Opened", **ME)
    write(tmp_path, (*PARAGRAPHS, "Mayor Ida Berg opened a new ferry on Monday. It was a mild day."))
    narrative = built(article, path)
    assert "Opened" not in set(narrative.timeline["label"])
    assert narrative.corrections.iloc[0]["why"] == "the text now has these words, with those around them, in 2 places"


def test_an_edited_sentence_is_no_place_to_correct(tmp_path: Path, article: Path, path: Path) -> None:
    raw = analysis.build(article)
    analysis.correct(path, raw, row(raw, "opened")["id"], date="2021-12-01", **ME)
    write(tmp_path, (PARAGRAPHS[0], PARAGRAPHS[1].replace("a new ferry", "no ferry"), PARAGRAPHS[2]))
    narrative = built(article, path)
    assert list(narrative.corrections["status"]) == ["orphaned"]
    assert "the sentence was changed or taken out" in narrative.corrections.iloc[0]["why"]
    assert not narrative.timeline["corrected"].any()


def test_text_that_is_wrapped_anew_is_the_same_text(tmp_path: Path, article: Path, path: Path) -> None:
    raw = analysis.build(article)
    analysis.correct(path, raw, row(raw, "opened")["id"], date="2021-12-01", **ME)
    write(tmp_path, tuple(paragraph.replace(" a new", "\r\na new") for paragraph in PARAGRAPHS))
    assert row(built(article, path), "opened")["edtf"] == "2021-12-01"


def test_a_renamed_file_is_still_the_article_and_another_is_not(tmp_path: Path, article: Path, path: Path) -> None:
    raw = analysis.build(article)
    analysis.correct(path, raw, row(raw, "opened")["id"], date="2021-12-01", **ME)
    article = article.rename(tmp_path / "renamed.txt")
    assert row(built(article, path), "opened")["edtf"] == "2021-12-01"
    article.write_text("The mayor resigned on Monday.", encoding="utf-8")
    narrative = built(article, path)
    assert list(narrative.corrections["status"]) == ["absent"]
    assert narrative.corrections.iloc[0]["document"] == "ferry"


def test_of_two_articles_of_one_title_only_that_whose_words_fit_is_corrected(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    title = "<title>Live: the ferry</title>"
    (folder / "one.html").write_text(f"<html>{title}<p>Mayor Ida Berg opened a ferry on Monday.</p></html>")
    (folder / "two.html").write_text(f"<html>{title}<p>A bank in the capital failed in June.</p></html>")
    raw = analysis.build(folder, published="2021-12-07")
    analysis.correct(path, raw, row(raw, "opened")["id"], date="2021-12-01", **ME)
    narrative = analysis.build(folder, published="2021-12-07", corrections=path)
    assert outcomes(narrative) == [("date", "2021-12-06", "2021-12-01", "applied")]
    (folder / "one.html").rename(folder / "three.html")
    (folder / "three.html").write_text(
        f"<html>{title}<p>Mayor Ida Berg opened a ferry on Monday. It rained.</p></html>"
    )
    narrative = analysis.build(folder, published="2021-12-07", corrections=path)
    assert row(narrative, "opened")["edtf"] == "2021-12-01", "renamed and changed, found by its title and words"


def test_an_orphan_of_one_article_that_another_took_up_is_none(tmp_path: Path, path: Path, article: Path) -> None:
    raw = analysis.build(article)
    analysis.correct(path, raw, row(raw, "opened")["id"], date="2021-12-01", **ME)
    folder = tmp_path / "in"
    folder.mkdir()
    article.rename(folder / "renamed.txt")
    (folder / "ferry.txt").write_text("It rained in Oslo on Monday.", encoding="utf-8")
    narrative = built(folder, path)
    assert list(narrative.corrections["status"]) == ["applied"]
    assert list(narrative.corrections["document"]) == ["renamed"]


def test_a_row_that_is_now_another_mention_is_not_corrected(tmp_path: Path) -> None:
    found = annotated("The ferry sank on Monday. The sinking cost a summer.")
    entry = hand("sinking", label="Wrong")
    corrected, orphans = correct(found, [entry])
    assert corrected.events == found.events
    assert [o.why for o in orphans] == [
        "the words are now told of as another mention of an event: correct that event, or split it off"
    ]


def test_a_trigger_with_a_word_more_is_still_the_row() -> None:
    found = annotated("The ferry sank on Monday.")
    corrected, orphans = correct(found, [hand("ferry sank", label="Down it went")])
    assert not orphans and [e.label for e in corrected.events] == ["Down it went"]


@pytest.mark.parametrize(("action", "words", "why"), [
    ("add", "sank", "an event is found in these words now"), ("split", "sank", "no longer another mention"),
    ("merge", "sank", "both are one row now"), ("hide", "cold", "no event is found in them"),
])  # fmt: skip
def test_what_newer_code_has_overtaken_is_an_orphan(action: Any, words: str, why: str) -> None:
    found = annotated("The ferry sank on Monday in cold water.")
    corrected, (orphan,) = correct(found, [hand(words, action=action, into=Words("sank"), label="A label")])
    assert corrected.events == found.events and why in str(orphan.why)


def hand(exact: str, **fields: Any) -> Correction:
    plain: dict[str, Any] = {"number": 1, "action": "change", "document": "made"} | ME
    return Correction(words=Words(exact), **plain | fields)


# -- the law -----------------------------------------------------------------------------------------

STORY = (
    "The harbour board closed the bridge in June. Mayor Ida Berg opened a ferry on Monday. The board denies any fault."
)
SENTENCE = "Mayor Ida Berg opened a ferry on Monday."
PIECES = st.sampled_from(
    [
        SENTENCE,
        "opened",
        "a ferry on Monday.",
        "Mayor Ida Berg ",
        "The board",
        "They opened a ferry.",
        " ",
        "\n",
        "“",
        "O",
        "é",
        "x",
    ]
)
BREAKS = [i for i in range(len(STORY) + 1) if not STORY.index(SENTENCE) < i < STORY.index(SENTENCE) + len(SENTENCE)]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=8).map("".join), st.sampled_from(BREAKS))
@example(SENTENCE, BREAKS[0])
@example(f"{SENTENCE} ", STORY.index(SENTENCE))
@example(f" {SENTENCE}", STORY.index(SENTENCE) + len(SENTENCE))
def test_no_paragraph_put_in_anywhere_makes_the_words_be_found_elsewhere(paragraph: str, at: int) -> None:
    start = STORY.index("opened")
    sentence = Span(STORY.index(SENTENCE), STORY.index(SENTENCE) + len(SENTENCE))
    words = Text(STORY).words(Span(start, start + 6), sentence)
    assert words is not None
    block = f"\n\n{paragraph}\n\n"
    text = STORY[:at] + block + STORY[at:]
    places = Text(text).find(words)
    right = start + (len(block) if at <= sentence.start else 0)
    assert Span(right, right + 6) in places, "where it was, alone or as one of several, which is an orphan"
    if SENTENCE not in " ".join(paragraph.split()):
        assert len(places) == 1
    elif paragraph.strip() == SENTENCE:
        assert len(places) == 2, "a copy makes an orphan of it"


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(["It rained.", "A bank failed in May.", SENTENCE, "Ida Berg opened a school."]), max_size=3
    ),
    st.sampled_from([0, 44, 85, len(STORY)]),
)
def test_a_date_is_never_given_to_another_row(sentences: list[str], at: int) -> None:
    start = STORY.index("opened")
    words = Text(STORY).words(
        Span(start, start + 6), Span(STORY.index(SENTENCE), STORY.index(SENTENCE) + len(SENTENCE))
    )
    assert words is not None
    block = f"\n\n{' '.join(sentences)}\n\n"
    found = annotated(STORY[:at] + block + STORY[at:])
    right = start + (len(block) if at <= 45 else 0)
    corrected, orphans = correct(found, [Correction(1, "change", words, "made", **ME, date="1999")])
    dated = [e.span.start for e in corrected.events if e.when.edtf == "1999"]
    assert dated in ([], [right]) and bool(orphans) == (dated == [])


@given(st.text(min_size=1, max_size=60), st.data())
def test_words_are_found_where_they_were_quoted(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    words = Text(text).words(span, sentence_around(text, span, ()))
    if words is not None and span.of(text).strip():
        (place,) = Text(text).find(words)
        assert place.of(text) == span.of(text).strip()
