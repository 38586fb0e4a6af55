"""The seed article against a careful reader's timeline: exact where it must be, floors elsewhere."""

from __future__ import annotations

import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from analysis.model import Annotations, Event, Span
from analysis.pipeline import annotate

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_093e2c476bcc5ea9.txt"
GOLD = tomllib.loads((ROOT / "tests" / "gold" / "seed.toml").read_text(encoding="utf-8"))
FLOORS = GOLD["floors"]


@cache
def seed() -> Annotations:
    return annotate(SEED)


def paired(gold: dict[str, object]) -> Event | None:
    """The event whose trigger overlaps the reader's, the closest in length first."""
    span = Span(int(gold["start"]), int(gold["end"]))  # type: ignore[call-overload]
    near = [e for e in seed().events if e.span.overlaps(span)]
    return min(near, key=lambda e: (e.on_timeline != gold["on_timeline"], abs(e.span.start - span.start)), default=None)


def test_the_seed_is_byte_for_byte_what_it_was() -> None:
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == GOLD["sha256"]


def test_its_publication_date_is_inferred_with_bounds_and_evidence() -> None:
    published = seed().published
    assert published is not None and not published.given
    assert (published.day, published.earliest, published.latest) == ("2021-12-07", "2021-12-07T17:07Z", "2021-12-07")
    words = [e.span.of(seed().document.text) for e in published.evidence]
    assert words[0] == "December 7, 2021" and "Tuesday" in words


@pytest.mark.parametrize("gold", GOLD["expression"], ids=lambda g: f"{g['words']}@{g['start']}")
def test_each_expression_has_its_words_type_value_and_edtf(gold: dict[str, object]) -> None:
    found = {t.span.start: t for t in seed().expressions}
    t = found[gold["start"]]  # type: ignore[index]
    assert (t.mention.text, t.timex.type, t.timex.value, t.edtf or "") == (
        gold["words"], gold["type"], gold["value"], gold["edtf"],
    )  # fmt: skip


def test_there_are_no_other_expressions_so_no_decoy_is_one() -> None:
    assert len(seed().expressions) == len(GOLD["expression"])
    decoys = [Span(*pair) for pair in GOLD["decoys"]["spans"]]
    assert not [t.mention.text for t in seed().expressions for d in decoys if t.span.overlaps(d)]


def test_boilerplate_yields_nothing() -> None:
    limit = GOLD["boilerplate_from"]
    a = seed()
    assert all(x.span.end <= limit for x in (*a.expressions, *a.events, *a.quotes, *a.claims))
    assert all(m.span.end <= limit for e in a.events for m in e.mentions)


def test_timeline_recall_and_precision() -> None:
    wanted = [g for g in GOLD["event"] if g["on_timeline"]]
    hits = [g for g in wanted if (e := paired(g)) is not None and e.on_timeline]
    assert len(hits) >= FLOORS["timeline_recall"], [g["words"] for g in wanted if g not in hits]
    shown = [e for e in seed().events if e.on_timeline]
    gold = [Span(*pair) for g in GOLD["event"] for pair in ((g["start"], g["end"]), *g.get("also", ()))]
    right = [e for e in shown if any(s.overlaps(g) for s in (e.span, *(m.span for m in e.mentions)) for g in gold)]
    assert len(right) / len(shown) >= FLOORS["timeline_precision"]


def test_certainty() -> None:
    right = [g for g in GOLD["event"] if (e := paired(g)) is not None and e.certainty == g["certainty"]]
    assert len(right) >= FLOORS["certainty"], [g["words"] for g in GOLD["event"] if g not in right]


def test_dates_are_right_or_absent() -> None:
    right = []
    for g in GOLD["event"]:
        e = paired(g)
        if e is not None and (_edtf(e.when.edtf) in map(_edtf, g["dates"]) or not g["dates"] and _is_open(e)):
            right.append(g)
    assert len(right) >= FLOORS["dates"], [g["words"] for g in GOLD["event"] if g not in right]


def _is_open(e: Event) -> bool:
    """No date, or none but the article's own as its bound."""
    return e.when.moment is None or e.when.edtf == "[..2021-12-07]"


def _edtf(value: str | None) -> str:
    """Forms that mean the same interval: "2014~" as "2014", an open end as "..", a set as its interval."""
    plain = re.sub(r"[~?%\[\]]", "", value or "").replace("/", "..")
    return re.sub(r"\.{2,}", "..", plain)


def test_june_has_no_day_and_the_known_day_of_the_summit_stays_apart() -> None:
    summit = next(e for e in seed().events if e.span.of(seed().document.text) == "summit")
    assert summit.when.edtf == "2021-06"
    assert summit.when.moment is not None and summit.when.moment.precision == "month"
    assert summit.known is not None and summit.known.edtf == "2021-06-16"


def test_the_meeting_that_did_not_happen_is_never_asserted() -> None:
    text = seed().document.text
    meetings = [e for e in seed().events if e.span.of(text) in ("see", "meet") and "G20" in e.sentence.of(text)]
    assert meetings and all(e.certainty in ("negated", "future") for e in meetings)


@pytest.mark.parametrize("gold", GOLD["quote"], ids=lambda g: str(g["start"]))
def test_quote_spans_and_kinds(gold: dict[str, object]) -> None:
    found = {(q.span.start, q.span.end): q for q in seed().quotes}
    assert found[gold["start"], gold["end"]].kind == gold["kind"]  # type: ignore[index]


def test_quote_speakers() -> None:
    found = {q.span.start: q.speaker for q in seed().quotes}
    assert found[1220] is None  # “Situation Room” is said by nobody
    right = [g for g in GOLD["quote"] if g["speaker"] and g["speaker"] in (found.get(g["start"]) or "")]
    assert len(right) >= FLOORS["quote_speakers"]


# -- who took part, what is claimed, what came first -----------------------------------------------------------


def test_participants() -> None:
    found = 0
    for g in GOLD["event"]:
        e = paired(g)
        names = " | ".join(p.name.casefold() for p in e.participants) if e is not None else ""
        found += sum(who.casefold() in names for who, _ in GOLD["participants"].get(str(g["start"]), ()))
    assert found >= FLOORS["participants"]


def _claims_at(gold: dict[str, object]) -> set[str]:
    span = Span(int(gold["start"]), int(gold["end"]))  # type: ignore[call-overload]
    return {c.id for c in seed().claims if c.span.overlaps(span)}


def test_claims_and_the_pairs_that_compete() -> None:
    by_id = {g["id"]: _claims_at(g) for g in GOLD["claim"]}
    assert sum(bool(ids) for ids in by_id.values()) >= FLOORS["claims"]
    pairs = {frozenset((p.a, p.b)) for p in seed().claim_pairs}
    right = [g for g in GOLD["pair"] if any(frozenset((a, b)) in pairs for a in by_id[g["a"]] for b in by_id[g["b"]])]
    assert len(right) >= FLOORS["claim_pairs"]
    assert GOLD["pair"][0] in right  # one side charges, the other denies: the heart of the article


def test_no_pair_is_made_of_claims_that_only_look_like_one() -> None:
    by_id = {g["id"]: _claims_at(g) for g in GOLD["claim"]}
    real = {frozenset((a, b)) for g in GOLD["pair"] for a in by_id[g["a"]] for b in by_id[g["b"]]}
    made = {frozenset((p.a, p.b)) for p in seed().claim_pairs} - real
    for g in GOLD["no_pair"]:
        assert not made & {frozenset((a, b)) for a in by_id[g["a"]] for b in by_id[g["b"]]}, g


def test_order() -> None:
    layers, ranks = GOLD["order"]["layers"], seed().ranks
    events = {g["start"]: paired(g) for g in GOLD["event"]}
    placed = [(i, ranks.get(e.id)) for i, layer in enumerate(layers) for start in layer if (e := events[start])]
    pairs = [(a, b) for i, a in placed for j, b in placed if i < j]
    right = sum(a is not None and b is not None and a < b for a, b in pairs)
    assert right / len(pairs) >= FLOORS["order"]


def test_variants_of_an_utterance_are_linked_and_channels_are_named() -> None:
    found = {q.span.start: q for q in seed().quotes}
    assert found[768].same_as == found[397].id
    assert found[397].via == "annmarie hordern" and found[397].addressee == "Vladimir Putin"
    assert found[232].via == "United States government"


def test_what_reads_wrong_is_flagged() -> None:
    flagged = [f.span for f in seed().flags]
    named = [g for g in GOLD["flag"] if any(s.overlaps(Span(g["start"], g["end"])) for s in flagged)]
    assert len(named) >= 4
