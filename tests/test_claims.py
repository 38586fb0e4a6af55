"""What is held to be so, by whom, and which claims compete. And the pairs that only look like one."""

from __future__ import annotations

import pytest

from analysis.model import Claim
from tests.annotated import annotated


def claim(text: str, words: str) -> Claim:
    found = [c for c in annotated(text).claims if words in c.span.of(text)]
    assert len(found) == 1, [c.span.of(text) for c in annotated(text).claims]
    return found[0]


def pairs(text: str) -> list[tuple[str, str, str]]:
    by_id = {c.id: c.span.of(text) for c in annotated(text).claims}
    return [(p.relation, by_id[p.a], by_id[p.b]) for p in annotated(text).claim_pairs]


@pytest.mark.parametrize(
    ("text", "words", "holder", "stance"),
    [
        ("Kenya accused Uganda of massing troops on the border.", "massing troops", "Kenya", "asserts"),
        ("The company, accused of dumping waste, closed its plant.", "dumping", "unspecified", "asserts"),
        ("Spain denied any plan for an invasion.", "invasion", "Spain", "denies"),
        ("Observers believe that the governor is bluffing.", "bluffing", "Observers", "believes"),
        ("Few observers rule out an attack.", "attack", "Few observers", "does not exclude"),
        ("According to the Red Cross, 40 people drowned.", "drowned", "Red Cross", "asserts"),
        ("State television claimed the recordings to be fake.", "fake", "State television", "denies"),
        ("The recordings appear to show a robbery.", "robbery", None, "asserts, hedged"),
        ('"We have red lines," said Anna Berg.', "red lines", "Anna Berg", "asserts"),
        ("The minister said that he would resign.", "resign", "minister", "promises"),
    ],
)
def test_a_claim_has_its_words_its_holder_and_its_stance(
    text: str, words: str, holder: str | None, stance: str
) -> None:
    found = claim(text, words)
    assert (found.holder, found.stance) == (holder, stance)


def test_an_accusation_and_its_purpose_are_two_claims() -> None:
    text = "Kenya accused Uganda of massing troops on the border in order to attack the city."
    assert [c.span.of(text) for c in annotated(text).claims] == [
        "massing troops on the border",
        "in order to attack the city",
    ]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (
            "Kenya accused Uganda of planning an attack on the port. Uganda denied any plans for an invasion.",
            "contradiction",
        ),
        ("Recordings appear to show a robbery. State television claimed the recordings to be fake.", "contradiction"),
        ("Kenya accused Uganda of hiding weapons. Uganda accused Kenya of spying on its army.", "counter-accusation"),
        ("The bank, accused of hiding losses, insists on its honesty.", "rebuttal"),
        ("Many observers believe that the governor is bluffing, but few rule out an attack.", "internal hedge"),
        (
            "Kenya accused Uganda of massing troops on the border with Rwanda. "
            "The deployment of troops on the border with Rwanda worries farmers.",
            "drift",
        ),
        (
            '"Russia never intended to attack anyone," said Dmitry Peskov. '
            "The Russian annexation of Crimea in 2014 shocked Europe.",
            "counter-evidence",
        ),
    ],
)
def test_claims_that_compete_are_paired(text: str, relation: str) -> None:
    assert [r for r, _, _ in pairs(text)] == [relation]
    assert all(p.issue.endswith("?") for p in annotated(text).claim_pairs)


@pytest.mark.parametrize(
    "text",
    [
        # a denial of plans is none of the presence of troops
        "Kenya accused Uganda of massing troops on the border. Uganda denied any plans for an invasion.",
        # a concession within one quotation
        '"Russia never intended to attack anyone, but we have red lines," said Dmitry Peskov.',
        # two figures of two electorates
        "The board reported that Anna Berg won 77% of the vote. The Times said that 84% abroad voted for Anna Berg.",
        # two consequences of one condition
        'The minister said it "would respond with force". An official warned that the army would give support.',
        # another action, though a word is shared
        "The agency said that people had fled the war. Anna Berg said that they did not want to return to the war.",
        # one holder, who says and denies two things
        "Anna Berg said that the road was open. She denied that the bridge was closed.",
    ],
)
def test_what_only_looks_like_a_pair_is_none(text: str) -> None:
    assert pairs(text) == []


def test_a_claim_has_the_certainty_of_its_event_and_its_words() -> None:
    text = "Kenya accused Uganda of massing troops on the border."
    found = claim(text, "massing")
    assert found.certainty == "alleged" and found.cue is not None and found.cue.of(text) == "accused"


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("Peru said that Chile attacked the port. Chile denies that it attacked the port.", True),
        ("Mr Hill said the bank stole money. The bank denied it.", True),
        ("Mr Hill accused Ann Bell of stealing money. She denied the accusation.", True),
        ("Peru said Chile attacked the port. Chile denied involvement in the attack.", True),
        ("Mr Hill said the bank stole money. Chile denied it.", False),  # nobody has said anything of Chile
        ("Peru said Chile attacked the port. Chile denied involvement in the robbery.", False),
    ],
)
def test_a_denial_answers_what_was_said_of_who_denies(text: str, contradicts: bool) -> None:
    assert [kind for kind, _, _ in pairs(text)] == ["contradiction"] * contradicts


def test_an_article_that_repeats_itself_has_as_many_pairs_as_turns() -> None:
    turn = "Kenya accused Uganda of planning an attack. Uganda accused Kenya of planning an invasion. "
    assert [len(pairs(turn * n)) for n in (1, 4, 8)] == [1, 7, 15]
