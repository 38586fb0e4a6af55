"""The one crossing: tables that keep every word, link and reason; laws that hold on each build."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from analysis import schema
from analysis.errors import BadTimeline
from analysis.narrative import tabulate
from tests.annotated import annotated

TEXT = 'Mary Smith met the king on Monday.\n\n"We agreed," said Smith. The bridge fell in 1066 and nobody was hurt.'


def table() -> pd.DataFrame:
    return tabulate([annotated(TEXT)]).timeline


def test_every_row_shows_its_words() -> None:
    for row in table().itertuples():
        assert TEXT[row.span_start : row.span_end] == row.quote
        assert row.quote in row.sentence


def test_rows_are_in_order_of_telling_and_ids_are_unique_and_stable() -> None:
    first, again = table(), tabulate([annotated(TEXT)]).timeline
    assert list(first["telling"]) == list(range(len(first)))
    assert first["id"].is_unique and list(first["id"]) == list(again["id"])


def test_a_row_without_a_date_stays_with_a_reason() -> None:
    undated = table()[lambda t: t["start"].isna() & t["end"].isna()]
    assert len(undated) and (undated["reason"] != "").all() and (undated["date_source"] == "none").all()


def test_dates_before_pandas_nanoseconds_pass_the_schema() -> None:
    fell = table().set_index("quote").loc["fell"]
    assert (fell["start"], fell["end"]) == (pd.Timestamp("1066-01-01"), pd.Timestamp("1067-01-01"))
    assert table()["start"].dtype == "datetime64[s]"


def test_nothing_and_no_article_make_empty_tables() -> None:
    assert len(tabulate([]).timeline) == 0
    assert list(tabulate([]).timeline.columns) == list(schema.COLUMNS)


@pytest.mark.parametrize(
    ("change", "law"),
    [
        ({"end": pd.Timestamp("1900-01-01")}, "end comes after start"),
        ({"certainty": "maybe"}, "isin"),
        ({"span_end": 9_999}, "the span is as long as its words"),
        ({"date_source": "none"}, "no date has source none"),
        ({"section": "boilerplate"}, "boilerplate yields nothing"),
        ({"date_source": "knowledge"}, "knowledge names its record"),
    ],
)
def test_a_broken_law_is_named(change: dict[str, object], law: str) -> None:
    broken = table()
    row = broken.index[broken["quote"] == "met"][0]
    for column, value in change.items():
        broken.loc[row, column] = value
    with pytest.raises(BadTimeline, match=law):
        schema.check(broken, {"made": TEXT})


def test_words_that_are_not_in_the_text_are_refused() -> None:
    with pytest.raises(BadTimeline, match="are not 'met'"):
        schema.check(table(), {"made": TEXT.replace("met", "saw")})


def test_two_rows_with_one_id_are_refused() -> None:
    twice = annotated(TEXT)
    with pytest.raises(BadTimeline):
        tabulate([dataclasses.replace(twice, events=(twice.events[0], twice.events[0]))])


def test_every_column_is_described() -> None:
    assert all(kind and what for kind, _, what in schema.COLUMNS.values())
