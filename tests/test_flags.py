"""Text that reads wrong is flagged, and sound text is not."""

from __future__ import annotations

import pytest

from tests.annotated import annotated


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (
            "He met Italian Prime Ministers Mario Draghi and British Boris Johnson on Monday.",
            "coordination",
            "Italian Prime Ministers Mario Draghi and British Boris Johnson",
        ),
        ("State television in Russia have claimed a victory.", "agreement", "television in Russia have"),
        ("The American executive announced a plan.", "false friend", "The American executive"),
        ("It was published in the wake of the White House.", "false friend", "wake of the White House"),
        ("We meet again, ”said Anna Berg.", "marks", " ”s"),
    ],
)
def test_what_reads_wrong_is_flagged_with_its_words(text: str, kind: str, words: str) -> None:
    assert [(f.kind, f.span.of(text)) for f in annotated(text).flags] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "He met the prime ministers Mario Draghi and Boris Johnson on Monday.",
        "He met Italian Prime Minister Mario Draghi and British Prime Minister Boris Johnson.",
        "The police have claimed a victory.",
        "A number of people have left.",
        "The chief executive announced a plan.",
        "It was published in the wake of the attack.",
        "“We meet again,” said Anna Berg.",
    ],
)
def test_sound_text_is_not(text: str) -> None:
    assert annotated(text).flags == ()
