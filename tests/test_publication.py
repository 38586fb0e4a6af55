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


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("By Ann Smith | March 14, 2023\n\nPolice left.", "March 14, 2023"),
        ("2023-03-14\n\nPolice left.", "2023-03-14"),
        ("Tuesday, March 14th, 2023\n\nPolice left.", "March 14th, 2023"),
        ("Published: 14 March 2023, 10:30 GMT\n\nPolice left.", "14 March 2023"),
        ("HEXHAM, England, March 14, 2023 (Reuters) - Police left.", "March 14, 2023"),
        ("HEXHAM (Reuters) March 14, 2023 - Police left.", "March 14, 2023"),
    ],
)
def test_a_byline_and_the_opening_of_an_agency_give_the_day(head: str, words: str) -> None:
    text = f"Floods hit Hexham\n\n{head}"
    published = annotated(text, None).published
    assert published is not None and published.day == "2023-03-14"
    assert words in published.evidence[0].span.of(text)


def test_a_dateline_dates_no_event_and_is_none() -> None:
    text = "Police fire tear gas\n\nTBILISI, March 8 - Police fired tear gas on Tuesday night."
    found = annotated(text, "2023-03-08")
    (fired,) = [e for e in found.events if e.span.of(text) == "fired"]
    assert fired.when.edtf == "2023-03-07"
    assert fired.sentence.of(text) == "Police fired tear gas on Tuesday night."
    assert [s.span.of(text) for s in found.document.sections if s.kind == "dateline"] == ["TBILISI, March 8 -"]


@pytest.mark.parametrize("line", ["THE END - or so they say.", "In 2019 Ann fell.", "By May 2019 she had left."])
def test_what_only_looks_like_a_dateline_is_none(line: str) -> None:
    text = f"A headline\n\nShe came home and said little about it.\n\n{line}"
    assert annotated(text, None).published is None


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
