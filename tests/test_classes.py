"""The TimeML class of an event, and the tense, aspect, polarity and modality of its verb group."""

from __future__ import annotations

import pytest

from tests.annotated import annotated, event


@pytest.mark.parametrize(
    ("text", "words", "event_class"),
    [
        ("The firm offered to pay the workers.", "offered", "I_ACTION"),
        ("The firm offered a bonus of $50.", "offered", "OCCURRENCE"),
        ("The minister said that the road was closed.", "said", "REPORTING"),
        ("The speaker continued the debate on Monday.", "debate", "OCCURRENCE"),
        ("The court tried to help the child.", "tried", "I_ACTION"),
        ("Observers expect a long war.", "expect", "I_STATE"),
        ("The bank plans to close ten branches.", "plans", "I_STATE"),
        ("The army began to leave the city.", "began", "ASPECTUAL"),
        ("Witnesses saw the crash.", "saw", "PERCEPTION"),
        ("The owner was willing to sell.", "willing", "I_STATE"),
        ("Ten sailors were reported missing.", "missing", "STATE"),
        ("The storm destroyed the harbour.", "destroyed", "OCCURRENCE"),
    ],
)
def test_a_verb_has_its_class_by_what_it_governs(text: str, words: str, event_class: str) -> None:
    assert event(text, words).event_class == event_class


@pytest.mark.parametrize(
    "text",
    [
        "The fund includes bonds.",
        "It is a company based in Ohio.",
        "A man called Hill came.",
        "The list contains names.",
    ],
)
def test_lasting_traits_are_no_events(text: str) -> None:
    assert not {"includes", "based", "called", "contains"} & {e.span.of(text) for e in annotated(text).events}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The mayor has resigned.", "resigned", ("PRESENT", "PERFECTIVE", "POS", None)),
        ("The mayor was resigning.", "resigning", ("PAST", "PROGRESSIVE", "POS", None)),
        ("The mayor had been hiding money.", "hiding", ("PAST", "PERFECTIVE_PROGRESSIVE", "POS", None)),
        ("The mayor will resign.", "resign", ("FUTURE", "NONE", "POS", None)),
        ("The mayor might not resign.", "resign", ("NONE", "NONE", "NEG", "might")),
        ("The mayor did not resign.", "resign", ("PAST", "NONE", "NEG", None)),
        ("The mayors held a meeting.", "meeting", ("PAST", "NONE", "POS", None)),
    ],
)
def test_the_verb_group_tells_tense_aspect_polarity_and_modality(
    text: str, words: str, expected: tuple[str, str, str, str | None]
) -> None:
    e = event(text, words)
    assert (e.tense, e.aspect, e.polarity, e.modality) == expected
