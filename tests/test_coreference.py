"""One event for its several mentions, and the mentions that only look like one."""

from __future__ import annotations

import pytest

from tests.annotated import annotated, event


def mentions(text: str, words: str) -> list[str]:
    e = event(text, words)
    return [s.of(text) for s in (e.span, *(m.span for m in e.mentions))]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Gunmen shot Karl Holm on Monday. The shooting shocked Oslo.", "shooting", ["shot", "shooting"]),
        ("The army invaded the island in May. The invasion cost lives.", "invasion", ["invaded", "invasion"]),
        (
            "On Monday a judge found the firm guilty of theft. After the verdict Anna Berg said she was glad.",
            "verdict",
            ["found", "verdict"],
        ),
        ("Corvel bought its rival on Monday. Investors welcomed the purchase.", "purchase", ["bought", "purchase"]),
        (
            "The board declared Anna Berg the winner on Monday. The lead was small and she was declared the winner.",
            "declared",
            ["declared", "declared"],
        ),
    ],
)
def test_a_definite_noun_takes_up_its_verb_and_a_verb_told_twice_is_one_event(
    text: str, words: str, expected: list[str]
) -> None:
    found = [
        e for e in annotated(text).events if words in {s.of(text) for s in (e.span, *(m.span for m in e.mentions))}
    ]
    assert [[s.of(text) for s in (e.span, *(m.span for m in e.mentions))] for e in found] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot Karl Holm on Monday. A shooting in Bergen shocked the country.",
        "Gunmen shot Karl Holm on Monday. Another shooting followed.",
        "Gunmen shot Karl Holm on Monday. The shooting of Anna Berg had been worse.",
    ],
)
def test_an_indefinite_noun_another_one_or_other_people_are_a_new_event(text: str) -> None:
    assert len([e for e in annotated(text).events if e.lemma in ("shoot", "shooting")]) == 2


def test_a_noun_takes_up_no_verb_that_says_something_else() -> None:
    found = annotated("A judge found the wallet on Monday. The verdict was read on Tuesday.").events
    assert {"find", "verdict"} <= {e.lemma for e in found}


def test_calls_to_the_same_people_on_two_days_are_two_events() -> None:
    text = "Anna Berg phoned Karl Holm on Monday. Anna Berg phoned Karl Holm on Tuesday."
    assert len([e for e in annotated(text).events if e.lemma == "phone"]) == 2


def test_what_did_not_happen_is_not_what_did() -> None:
    text = "Anna Berg did not meet Karl Holm in Rome. Anna Berg met Karl Holm in Oslo."
    assert len([e for e in annotated(text).events if e.lemma == "meet"]) == 2


def test_two_renderings_of_one_utterance_tell_one_saying() -> None:
    text = (
        '"We did not meet at the summit in Rome. I hope the next talks are in person," Anna Berg told Karl Holm.\n\n'
        '"We did not see each other at the summit in Rome, I hope that the next talks are in person," said Anna Berg.'
    )
    first, second = annotated(text).quotes
    assert second.same_as == first.id
    assert second.addressee == "Karl Holm"
    (said,) = [e for e in annotated(text).events if e.lemma in ("tell", "say")]
    assert len(said.mentions) == 1


def test_mentions_are_written_out_with_their_class() -> None:
    text = "Gunmen shot Karl Holm on Monday. The shooting shocked Oslo."
    (mention,) = event(text, "shooting").mentions
    assert mention.event_class == "OCCURRENCE"


def test_the_noun_takes_up_the_verb_of_the_same_people() -> None:
    assert _mentions("Rebels attacked the base on Monday. The attack killed five.", "attacked") == ["attack"]
    assert _mentions("Rebels attacked the base. The attack by the army killed five.", "attacked") == []
    assert _mentions("Tom Hill was fired on Monday. The fire destroyed a school.", "fired") == []


def test_the_same_word_comes_before_the_same_family() -> None:
    text = "Tom Hill opened the meeting. He said talks had begun in 2010. He left during the meeting."
    assert _mentions(text, "talks") == []


def _mentions(text: str, word: str) -> list[str]:
    return [m.span.of(text) for m in event(text, word).mentions]


def test_an_inner_event_of_the_same_word_is_not_the_one_taken_up() -> None:
    text = (
        "Ann Hill and Tom Berg had a two-hour exchange on Monday. The talk began with an exchange of gifts. "
        "In his exchange with Berg, Hill was calm."
    )
    assert len(_at(text, "exchange", 0)) == 2 and _at(text, "exchange", 1) == []


def _at(text: str, word: str, turn: int) -> list[str]:
    """The other mentions of the event that is led by an occurrence of a word."""
    places = [m for m in range(len(text)) if text.startswith(word, m)]
    return [m.span.of(text) for e in annotated(text).events if e.span.start == places[turn] for m in e.mentions]


@pytest.mark.parametrize(
    ("text", "word", "turn"),
    [
        ("The union called a strike on 12 March 2019. It is the biggest since the strike in 1926.", "strike", 1),
        ("A quake hit the town in March. Sunday's quake was stronger.", "quake", 1),
        ("A storm hit Hull on Monday. People feared the storm that hit Rome.", "storm", 1),
        ("An earthquake struck Sendai on Monday. The coast was laid waste by the 2011 earthquake.", "earthquake", 1),
    ],
)
def test_a_noun_with_a_date_of_its_own_is_not_what_was_told_of_another_day(text: str, word: str, turn: int) -> None:
    assert _at(text, word, 0) == [] and _at(text, word, turn) == []


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Storms battered Cornwall on Monday. The deaths in Monday's storms shocked many.", "storm"),
        ("The union called a strike on 12 March 2019. The strike of March 2019 cost millions.", "strike"),
    ],
)
def test_a_noun_with_the_date_of_what_was_told_takes_it_up(text: str, lemma: str) -> None:
    assert len([e for e in annotated(text).events if e.lemma == lemma]) == 1


@pytest.mark.parametrize(
    ("text", "word", "taken_up"),
    [
        ("An earthquake struck Sendai on Monday. The tremor was felt in Oslo.", "earthquake", "tremor"),
        ("A blast rocked the port on Monday. The explosion killed three.", "blast", "explosion"),
    ],
)
def test_a_calamity_is_taken_up_by_another_word_for_it(text: str, word: str, taken_up: str) -> None:
    assert _mentions(text, word) == [taken_up]


def test_of_two_of_one_word_the_last_one_is_taken_up() -> None:
    text = "Explosion destroys hospital\n\nAn explosion destroyed a hospital on Monday. The explosion killed three."
    assert _at(text, "Explosion", 0) == [] and _at(text, "explosion", 0) == ["explosion"]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Police staged a raid in Rome. Two men were convicted of that raid.", True),
        ("Police staged a raid in Rome. A shop closed. It rained. Two men were convicted of that raid.", False),
    ],
)
def test_that_one_is_the_one_told_right_before(text: str, same: bool) -> None:
    raids = [e for e in annotated(text).events if e.lemma == "raid"]
    assert (len(raids) == 1) == same
