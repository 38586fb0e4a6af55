"""What the parser gets wrong and the words show: one noun in two halves, a date that no name owns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import syntax
from analysis.document import from_text
from analysis.language import load_language
from analysis.mending import mend
from tests.annotated import annotated

WORDS = (
    "re - cease fire entered ; Monday On the who , month he died when JetBlue called would punish 18 September "
    "miners to win first buy out - It was that in 1998 Hardly had talks begun"
).split()


def triggers(text: str) -> list[str]:
    found = annotated(text)
    return [e.span.of(found.document.text) for e in found.events]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A partial cease-fire held.", "cease-fire"),
        ("The buy-out was approved.", "buy-out"),
        ("The lay-offs shocked the town.", "lay-offs"),
        ("She won re-election.", "re-election"),
        ("A fire-fight broke out.", "fire-fight"),
        ("The capsule re-entered the atmosphere.", "re-entered"),
        ("The ten-day strike ended.", "strike"),
        ("The anti-war rally ended.", "rally"),
        ("The post - election talks failed.", "talks"),
    ],
)
def test_a_noun_in_two_halves_is_one_trigger(text: str, words: str) -> None:
    assert words in triggers(text)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("As all of them do, he rested.", "do", False),
        ("He did it on Monday.", "did", True),
        ("He regretted something he did.", "did", True),
    ],
)
def test_what_stands_for_another_verb_tells_nothing(text: str, words: str, found: bool) -> None:
    assert (words in triggers(text)) == found


def test_a_reason_quotes_both_halves() -> None:
    (crashed,) = [e for e in annotated("The jet crashed after Sunday's take-off.").events if e.lemma == "crash"]
    assert "“take-off”" in crashed.when.reason


def test_half_a_noun_is_no_event_of_its_own() -> None:
    assert triggers("A partial cease-fire held.") == ["cease-fire"]


@pytest.mark.parametrize("text", ["It was Monday when he died, not", "Not until", "Had", "By the time", "It was"])
def test_a_sentence_that_breaks_off_is_read_all_the_same(text: str) -> None:
    assert annotated(text).document.text == text


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), min_size=1, max_size=14))
def test_whatever_is_mended_stays_a_tree(words: list[tuple[str, bool]]) -> None:
    text = "".join(" " * apart + word for word, apart in words).strip() + ".\n"
    doc = syntax.parse(from_text(text, id="x", language="en", kind="news"))
    mend(doc, load_language("en"))
    for token in doc:
        assert len(list(zip(token.ancestors, range(len(doc)), strict=False))) < len(doc)
        assert token.head is token or sum(c is token for c in token.head.children) == 1
        assert all(child.head is token for child in token.children)
