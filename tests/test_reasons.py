"""Every row can say why: the words, the rule, the anchor, the result."""

from __future__ import annotations

import pytest

from analysis.errors import UnknownName
from analysis.narrative import tabulate
from analysis.reasons import explain
from tests.annotated import annotated

NARRATIVE = tabulate([annotated("Mary Smith met the king on Monday. The mayor might resign. It rained in 1987.")])


def test_an_event_shows_its_words_its_date_and_the_reason() -> None:
    text = explain(NARRATIVE, "met")
    for part in (
        "“met” at 11–14 of made",
        "2021-12-06",
        "Monday",
        "the article itself",
        "Mary Smith met the king on Monday.",
    ):
        assert part in text


def test_an_event_off_the_timeline_says_so() -> None:
    assert "not shown" in explain(NARRATIVE, "resign")


def test_an_expression_alone_is_explained_too() -> None:
    text = explain(NARRATIVE, "1987")
    assert "“1987”" in text and "rule" in text


def test_the_order_names_what_it_rests_on_and_what_was_set_aside() -> None:
    text = "The ship sank on Monday. The owner had warned the crew."
    told = tabulate([annotated(text)])
    assert "the past perfect looks back from “sank”" in explain(told, "warned")
    firm = "In late 2020, the firm shuttered its magazine, while its radio was terminated in 2014."
    aside = explain(tabulate([annotated(firm)]), "shuttered")
    assert "set aside: at the time of “terminated” (while), against" in aside and "2014" in aside
    assert "order" not in explain(told, "sank")


def test_an_id_is_enough() -> None:
    row = NARRATIVE.timeline.iloc[0]
    assert explain(NARRATIVE, row["id"]).startswith(row["label"])


def test_what_is_not_there_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(UnknownName, match="try a word of the article"):
        explain(NARRATIVE, "zebra")
