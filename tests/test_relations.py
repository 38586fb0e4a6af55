"""One account of what came before what: the network, what it keeps aside, ranks and bounds."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.model import Conflict
from analysis.model.points import POINTS
from analysis.relations.network import Network, Statement
from tests.annotated import annotated, event

KINDS = ("BEFORE", "AFTER", "INCLUDES", "IS_INCLUDED", "BEGINS", "BEGUN_BY", "ENDS", "ENDED_BY", "SIMULTANEOUS")
MIRROR = {
    "BEFORE": "AFTER", "INCLUDES": "IS_INCLUDED", "BEGINS": "BEGUN_BY", "ENDS": "ENDED_BY",
    "SIMULTANEOUS": "SIMULTANEOUS",
}  # fmt: skip
MIRROR |= {other: kind for kind, other in MIRROR.items()}
INTERVAL = st.tuples(st.integers(0, 9), st.integers(1, 4)).map(lambda pair: (pair[0], pair[0] + pair[1]))
STATEMENTS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(KINDS), st.sampled_from("abcdef"), st.integers(0, 3)).filter(
        lambda s: s[0] != s[2]
    ),
    max_size=14,
).map(lambda found: [Statement(*s) for s in found])


def holds(one: tuple[int, int], kind: str, other: tuple[int, int]) -> bool:
    signs = {"<": int.__lt__, "<=": int.__le__, "=": int.__eq__, ">=": int.__ge__, ">": int.__gt__}
    return all(signs[sign](one[i], other[j]) for i, sign, j in POINTS[kind])


def test_what_follows_is_told_and_what_does_not_is_unknown() -> None:
    said = [Statement("a", "BEFORE", "b"), Statement("b", "INCLUDES", "c"), Statement("d", "BEFORE", "c")]
    network = Network.of(said)
    assert network.relation("a", "c") == "BEFORE"
    assert network.relation("c", "a") == "AFTER"
    assert network.relation("a", "d") is None
    assert network.relation("a", "nobody") is None


def test_the_more_doubtful_of_two_contradicting_statements_stays_outside_with_those_it_contradicts() -> None:
    first, second = Statement("a", "BEFORE", "b", 1), Statement("b", "BEFORE", "c", 0)
    network = Network.of([Statement("c", "BEFORE", "a", 2), first, second])
    (found,) = network.contradictions
    assert found.statement == Statement("c", "BEFORE", "a", 2)
    assert set(found.against) == {first, second}
    assert network.relation("a", "c") == "BEFORE"


def test_what_was_taken_out_for_another_comes_back() -> None:
    """Of three that cannot all hold, one goes; a fourth that only it contradicted stays."""
    network = Network.of([
        Statement("a", "BEFORE", "b", 0), Statement("b", "BEFORE", "a", 3), Statement("b", "BEFORE", "c", 1),
        Statement("a", "BEFORE", "c", 2),
    ])  # fmt: skip
    assert [c.statement for c in network.contradictions] == [Statement("b", "BEFORE", "a", 3)]
    assert network.relation("a", "c") == "BEFORE"


def test_what_contradicts_only_what_is_aside_itself_stays() -> None:
    network = Network.of([
        Statement("a", "IS_INCLUDED", "d"), Statement("b", "IS_INCLUDED", "d"), Statement("d", "IS_INCLUDED", "a"),
        Statement("b", "AFTER", "a", 1),
    ])  # fmt: skip
    assert [c.statement for c in network.contradictions] == [Statement("d", "IS_INCLUDED", "a")]
    assert network.relation("b", "a") == "AFTER"


@given(STATEMENTS)
def test_nothing_is_lost_and_what_is_aside_does_not_hold(statements: list[Statement]) -> None:
    network = Network.of(statements)
    aside = [c.statement for c in network.contradictions]
    for statement in statements:
        known = network.relation(statement.source, statement.target)
        if statement in aside:
            assert Network.of([*(s for s in statements if s not in aside), statement]).contradictions
        else:
            assert network._holds(statement.source, statement.kind, statement.target), known


@given(STATEMENTS)
def test_relations_are_read_the_same_from_both_sides(statements: list[Statement]) -> None:
    network = Network.of(statements)
    for one, other in permutations("abcdef", 2):
        known, mirrored = network.relation(one, other), network.relation(other, one)
        assert (known is None) == (mirrored is None)
        if known is not None:
            assert mirrored == MIRROR[known]


@given(st.dictionaries(st.sampled_from("abcdef"), INTERVAL, min_size=2), st.data())
def test_a_true_account_has_no_contradictions_and_nothing_false_follows(
    intervals: dict[str, tuple[int, int]], data: st.DataObject
) -> None:
    true = [
        Statement(a, kind, b)
        for a, b in permutations(sorted(intervals), 2)
        for kind in KINDS
        if holds(intervals[a], kind, intervals[b])
    ]
    network = Network.of(data.draw(st.lists(st.sampled_from(true), max_size=12)) if true else [])
    assert not network.contradictions
    for a, b in permutations(sorted(intervals), 2):
        known = network.relation(a, b)
        assert known is None or holds(intervals[a], known, intervals[b])


# -- of an article -----------------------------------------------------------------------------------


def ranks(text: str, *words: str, published: str | None = "2021-12-07") -> list[int | None]:
    return [annotated(text, published).ranks.get(event(text, w, published).id) for w in words]


@pytest.mark.parametrize(
    ("text", "earlier", "later"),
    [
        ("The ship sank on Monday. The crew had warned the port.", "warned", "sank"),
        ("The ship sank on Monday. The owner said the crew was trained.", "sank", "said"),
        ("The ship sank on Monday. The man who repaired the engine wept.", "repaired", "sank"),
        ("A storm hit the coast on Monday. Boats were then moved to the harbour.", "hit", "moved"),
        ("The mayor resigned on Monday. He had previously denied the charges.", "denied", "resigned"),
        ("The minister agreed on Monday to pay the workers.", "agreed", "pay"),
        ("Two men fled before the police arrived on Monday.", "fled", "arrived"),
        ("The bridge collapsed on Sunday. It was built in 1967. Divers found it.", "built", "found"),
        ("In 2009 he was arrested. He was released. A judge resigned in 2015.", "released", "resigned"),
        ("In 2009 he was arrested.\n\nHe was released. A judge resigned in 2015.", "resigned", "released"),
        ("Police said on Monday a bridge had fallen. Three cars burned.", "burned", "said"),
        (
            "The ship sank on Friday. The port lies in Spain. The crew drowned. The port closed on Monday.",
            "drowned",
            "closed",
        ),
    ],
)
def test_what_is_told_earlier_in_time_ranks_below(text: str, earlier: str, later: str) -> None:
    first, second = ranks(text, earlier, later)
    assert first is not None and second is not None and first < second


def test_a_present_tense_that_opens_a_paragraph_ends_a_flashback() -> None:
    past = "A ship sank on Saturday.\n\nAnother burned in May."
    sank, burned, wept = ranks(f"{past}\n\nA firm in Spain owns the ship. Crowds wept.", "sank", "burned", "wept")
    assert burned is not None and burned < (sank or 0) and wept == sank
    for on in (" A firm in Spain owns the ship. Crowds wept.", "\n\nCrowds wept."):
        burned, wept = ranks(past + on, "burned", "wept")
        assert wept == burned, "the flashback goes on"


def test_what_is_told_on_is_level_and_not_ordered_by_the_text() -> None:
    text = "The ship sank on Monday. Three sailors drowned. The captain survived."
    assert len(set(ranks(text, "sank", "drowned", "survived"))) == 1


def test_a_year_told_by_the_way_holds_nobody_up() -> None:
    text = "The bridge collapsed on Sunday. It was built in 1967. Divers found two bodies."
    built, collapsed, found = ranks(text, "built", "collapsed", "found")
    assert built is not None and collapsed is not None and found is not None and built < collapsed <= found


def test_what_did_not_happen_or_might_has_no_rank() -> None:
    text = "The ship sank on Monday. The captain did not jump. If it rains, the crew will return."
    assert ranks(text, "jump", "return") == [None, None]


def test_without_a_day_of_publication_nothing_is_placed_before_the_first_date() -> None:
    text = "The ship sank. Divers arrived on 3 May 2020. The cook drowned."
    sank, arrived, drowned = ranks(text, "sank", "arrived", "drowned", published=None)
    assert sank is None and arrived == drowned == 0


def test_a_sign_of_time_dates_by_its_clause_but_a_manner_does_not() -> None:
    assert event("Two ships sank when the storm hit on Monday.", "sank").when.edtf == "2021-12-06"
    assert event("Two ships sank, as the coast guard reported on Monday.", "sank").when.edtf != "2021-12-06"


def test_a_contradiction_is_kept_aside_with_both_sources() -> None:
    text = "In late 2020, the firm shuttered its magazine, while its radio was terminated in 2014."
    (found,) = annotated(text).conflicts
    assert found.relation.kind == "SIMULTANEOUS" and found.relation.evidence == "while"
    assert {r.source for r in found.against} == {event(text, "shuttered").id, event(text, "terminated").id}
    assert found.relation not in annotated(text).relations


def test_no_conflict_where_the_text_agrees_with_itself() -> None:
    text = "The firm shuttered its magazine in 2020 after its radio was terminated in 2014."
    assert annotated(text).conflicts == ()


def test_the_order_bounds_what_no_date_gives() -> None:
    text = "Investigators relied on alerts to probe the causes of the accident before the wreckage was found in 2011."
    probe = event(text, "probe")
    assert probe.when.moment is None
    assert annotated(text).bounds[probe.id] == (None, 15_340 * 86_400)  # not after 2011


def test_a_date_of_its_own_needs_no_bounds() -> None:
    text = "Investigators relied on alerts to probe the causes of the accident before the wreckage was found in 2011."
    assert event(text, "found").id not in annotated(text).bounds


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["sank", "burned", "stopped", "turned"]), min_size=1, max_size=4))
def test_ranks_agree_with_the_relations_that_are_kept(verbs: list[str]) -> None:
    text = "The ship left on Monday. " + " ".join(f"The boat {v} after the crew had asked for help." for v in verbs)
    found = annotated(text)
    for relation in found.relations:
        a, b = found.ranks.get(relation.source), found.ranks.get(relation.target)
        if a is not None and b is not None and relation.kind in ("BEFORE", "AFTER"):
            assert a < b if relation.kind == "BEFORE" else a > b


def test_an_expression_of_the_day_of_publication_is_tied_to_it() -> None:
    found = annotated("The ship sank on Monday. The port closed on Tuesday.")
    monday, tuesday = found.expressions
    tied = {(r.source, r.kind) for r in found.relations if r.target == "DCT" and r.source.startswith("t-")}
    assert tied == {(tuesday.id, "SIMULTANEOUS"), (monday.id, "BEFORE")}


def test_tense_tells_an_event_from_the_time_of_writing() -> None:
    found = annotated("The minister will resign. Two men fled. The factory makes shoes. They want to leave.")
    told = {r.source: r.kind for r in found.relations if r.target == "DCT"}
    kinds = {e.span.of(found.document.text): told.get(e.id) for e in found.events}
    assert kinds == {"resign": "AFTER", "fled": "BEFORE", "makes": "INCLUDES", "want": "INCLUDES", "leave": None}


def test_every_conflict_names_what_it_contradicts() -> None:
    text = "In late 2020, the firm shuttered its magazine, while its radio was terminated in 2014."
    assert all(isinstance(c, Conflict) and c.against for c in annotated(text).conflicts)


@pytest.mark.parametrize(
    ("text", "earlier", "later"),
    [
        ("Tom Hill tried to flee on 3 May 2019. Ann Berg resigned on 5 May 2019.", "flee", "resigned"),
        ("On 3 May 2019 the crew rushed to help. Ann Berg resigned on 5 May 2019.", "help", "resigned"),
        ("The firm pledged on 3 May 2019 to pay. Ann Berg resigned on 5 May 2019.", "resigned", "pay"),
    ],
)
def test_what_is_tried_lies_at_its_own_time_and_what_is_pledged_ahead(text: str, earlier: str, later: str) -> None:
    first, second = ranks(text, earlier, later)
    assert first is not None and second is not None and first < second
