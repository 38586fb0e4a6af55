"""Quotation marks as they really stand in articles, and who says what stands between them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.document import from_text
from analysis.marks import quote_spans
from tests.annotated import annotated


def spans(text: str) -> list[str]:
    return [s.of(text) for s in quote_spans(from_text(text, id="made", language="en", kind="news"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "no" and "never".', ['"no"', '"never"']),
        ("“We met.\n\nWe talked, ”Smith says.", ["“We met.\n\nWe talked, ”"]),
        ('"It is late.\n\nWe leave, ”said Joe Smith.', ['"It is late.\n\nWe leave, ”']),
        ('"First part.\n\n"Second part," he said.', ['"First part.\n\n"Second part,"']),
        ('a "[r]estriction" of speech', ['"[r]estriction"']),
        ("«Nous partons», dit-il.", ["«Nous partons»"]),
        ('a screen of 27" and no quotation', []),
        ("nothing is said here", []),
        ('an opener without an end: "never closed', []),
    ],
)
def test_marks_are_paired_by_what_stands_around_them(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@given(st.text(alphabet='ab "“”«»\n.', max_size=200))
def test_spans_are_ordered_disjoint_and_start_and_end_with_marks(text: str) -> None:
    if not text.strip():
        return
    found = quote_spans(from_text(text, id="made", language="en", kind="news"))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(text[s.start] in '"“„«' and text[s.end - 1] in '"”»' for s in found)


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        ('"We leave tomorrow," said Mary Smith.', "direct", "Mary Smith"),
        ('Mary Smith told reporters that the plan was "a mistake".', "partial", "Mary Smith"),
        ("The team met in the “Situation Room” of the palace.", "term", None),
        ('Mary Smith spoke first. She hopes to stay "in close contact".', "partial", None),
    ],
)
def test_kind_and_speaker(text: str, kind: str, speaker: str | None) -> None:
    (quote,) = annotated(text).quotes
    assert (quote.kind, quote.speaker) == (kind, speaker)


def test_a_pronoun_is_resolved_to_the_only_person_of_the_sentence_before() -> None:
    text = 'Mary Smith arrived on Monday. She agreed to stay "in close contact".'
    assert annotated(text).quotes[0].speaker == "Mary Smith"


def test_a_pronoun_after_two_persons_is_left_alone() -> None:
    text = 'Mary Smith and Anna Jones arrived on Monday. She agreed to stay "in close contact".'
    assert annotated(text).quotes[0].speaker is None


def test_a_last_name_gets_the_full_name_the_article_gives() -> None:
    text = 'Mary Smith arrived on Monday.\n\n"We leave tomorrow," said Smith.'
    assert annotated(text).quotes[0].speaker == "Mary Smith"


def _speakers(text: str) -> list[tuple[str, str | None]]:
    found = annotated(text)
    return [(q.span.of(text)[1:8], q.speaker) for q in found.quotes]


def test_a_colon_before_the_words_names_their_speaker() -> None:
    text = 'Mr Jones said: "We will win this vote." Ms Bell replied that it was a lie.'
    assert _speakers(text) == [("We will", "Jones")]
    below = 'Tom Hill told reporters on Monday:\n"It was a mistake to go."\nAnna Bell said he lied.'
    assert _speakers(below) == [("It was ", "Tom Hill")]


def test_no_verb_of_another_paragraph_brings_the_words() -> None:
    text = 'Anna Bell said the war was over.\n"It was a mistake to go."\nTom Hill told reporters he agreed.'
    assert _speakers(text) == [("It was ", None)]
