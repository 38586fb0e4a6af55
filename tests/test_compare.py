"""The reader's list speaks of the article it belongs to, and the comparison with it holds together."""

from __future__ import annotations

import pytest

import analysis
from analysis import highlight
from analysis.narrative import Narrative
from notebooks import compare

TEXT = (compare.GOLD.parents[2] / "seeds" / "000_093e2c476bcc5ea9.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def seed() -> Narrative:
    return analysis.build(compare.GOLD.parents[2] / "seeds")


@pytest.mark.parametrize("section", ["expression", "temponym", "signal", "event", "quote", "claim", "flag"])
def test_the_readers_words_stand_where_they_say(section: str) -> None:
    for record in compare.reader()[section]:
        end = record.get("end", record["start"] + len(record.get("words", "")))
        assert 0 <= record["start"] < end <= len(TEXT)
        assert TEXT[record["start"] : end] == record.get("words", TEXT[record["start"] : end])


def test_links_of_the_list_lead_somewhere() -> None:
    gold = compare.reader()
    claims, starts = {c["id"] for c in gold["claim"]}, {e["start"] for e in gold["event"]}
    assert {pair[side] for pair in (*gold["pair"], *gold["no_pair"]) for side in "ab"} <= claims
    assert {int(start) for start in gold["participants"]} <= starts


def test_found_and_missed_make_up_the_list(seed: Narrative) -> None:
    table = compare.scores(seed)
    assert list(table["kind"]) == list(compare.KINDS)
    assert (table["found"] + table["missed"] == table["reader"]).all()
    assert table.set_index("kind").loc["time", "missed"] == 0
    for kind, missed in zip(table["kind"], table["missed"], strict=True):
        places = compare.missed(seed, kind)
        assert len(places) == missed * (2 if kind == "pair" else 1)
        assert len(highlight.spans(seed, places)) <= len(places)


def test_claims_that_do_not_compete_are_no_pair(seed: Narrative) -> None:
    held = {claim["id"]: claim for claim in compare.reader()["claim"]}
    found = {frozenset((pair.a, pair.b)) for pair in seed.claim_pairs.itertuples()}
    for pair in compare.reader()["no_pair"]:
        a, b = (compare.claims_like(seed, held[pair[side]])[:1] for side in "ab")
        assert frozenset((a[0]["id"], b[0]["id"])) not in found


def test_no_decoy_is_taken_for_a_time(seed: Narrative) -> None:
    assert len(compare.decoys()) == len(compare.reader()["decoys"]["spans"])
    assert compare.decoys_taken(seed).empty


def test_dateparser_stands_beside(seed: Narrative) -> None:
    table = compare.with_dateparser(seed)
    assert (table["words"] != "").sum() == len(seed.expressions)
    assert "2021-12-01 00:00" in set(table.loc[table["here"] == "no time", "dateparser"])  # "we", read as Wednesday
    assert table["start"].is_monotonic_increasing
