"""When was the article published: given, inferred with evidence, or not known. Never today."""

from __future__ import annotations

import pytest

from tests.annotated import annotated

BODY = "Mary Smith arrived in Oslo on Tuesday.\n\nShe will meet the king on Tuesday evening."
POST = "“We are glad to be here, ”Smith says.\n\npic.twitter.com/abc\n\n- Jo Roe (@joroe) December 7, 2021\n\n"


def test_a_dateline_is_the_publication_date_and_its_own_evidence() -> None:
    text = f"Smith visits Oslo\nTuesday, December 7, 2021\n{BODY}"
    published = annotated(text, None).published
    assert published is not None and published.day == "2021-12-07"
    assert [e.span.of(text) for e in published.evidence] == ["Tuesday, December 7, 2021"]


def test_a_post_and_an_agreeing_weekday_give_the_day() -> None:
    text = f"Mary Smith arrived in Oslo on Tuesday.\n\n{POST}The talks were held in the castle.\n\n{BODY}"
    published = annotated(text, None).published
    assert published is not None
    assert (published.day, published.earliest, published.latest) == ("2021-12-07",) * 3
    words = [e.span.of(text) for e in published.evidence]
    assert words[:2] == ["December 7, 2021", "Tuesday"] and words[2].startswith("will meet")


def test_a_post_whose_weekday_the_article_does_not_share_is_only_a_lower_bound() -> None:
    text = f"Mary Smith arrived in Oslo on Friday.\n\n{POST}The talks were held in the castle, she said."
    published = annotated(text, None).published
    assert published is not None
    assert (published.day, published.earliest, published.latest) == (None, "2021-12-07", None)


@pytest.mark.parametrize(
    "text", [BODY, "Mary Smith was born in 1950.", "On May 5, 2019, the bridge fell down in Genoa."]
)
def test_no_evidence_no_date(text: str) -> None:
    assert annotated(text, None).published is None


def test_without_a_date_weekdays_stay_unresolved_with_a_reason() -> None:
    (first, *_) = annotated(BODY, None).expressions
    assert (first.mention.text, first.moment) == ("Tuesday", None)
    assert first.reason


def test_a_given_date_wins() -> None:
    text = f"Smith visits Oslo\nTuesday, December 7, 2021\n{BODY}"
    published = annotated(text, "2021-12-08").published
    assert published is not None and published.given and published.day == "2021-12-08"
