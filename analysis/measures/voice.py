"""Measure how often, how densely, how late, how surely and in whose words it is told: Text → values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from analysis.measures.told import Text, Told, Value

_KNOWN = 2**61
ARTICLE, NOBODY = "the article itself", "nobody named"


def frequency(text: Text) -> Iterator[Value]:
    """The values of the family "frequency"."""
    own = text.timeline
    often = [e.often for e in own]
    yield Value("told once", _share(sum(n == 1 for n in often), own), len(own))
    yield Value("told again", _share(sum(n > 1 for n in often), own), len(own))
    yield Value("tellings of an event", sum(often) / len(own) if own else None, len(own))
    yield Value("most tellings of an event", max(often, default=None), len(own))
    yield Value("told as a habit", sum(e.habitual for e in own), len(own))


def density(text: Text) -> Iterator[Value]:
    """The values of the family "density"."""
    own = text.timeline
    dated = sum(e.bounds.dated for e in own)
    yield Value("events in 100 words", 100 * len(own) / text.words if text.words else None, text.words)
    yield Value("events with a date", _share(dated, own), len(own), outside=sum(e.bounds.outside for e in own))


def lag(text: Text) -> Iterator[Value]:
    """The values of the family "lag": from the beginning of what happened to the day of publication."""
    own = [e for e in text.timeline if e.certainty == "asserted"]
    sides = [side for e in own if (side := _late(e, text.published)) is not None]
    outside = sum(e.bounds.outside for e in own) if sides else 0
    for of, place in (("at least", 0), ("at most", 1)):
        middle = median(side[place] for side in sides) if sides else None
        yield Value("median lag", middle, len(sides), of, len(own) - len(sides), outside)
    coming = [e for e in text.timeline if e.certainty == "future"]
    yield Value("told before it happens", _share(len(coming), text.timeline), len(text.timeline))


def standing(text: Text) -> Iterator[Value]:
    """The values of the families "certainty", "holder" and "quotation"."""
    for measure, shares in (("text by certainty", _by(text, "certainty")), ("text by holder", _by(text, "holder"))):
        for of, share in shares.items():
            yield Value(measure, share, len(text.events), of)
    total = sum(text.quoted.values())
    yield Value("text in quotation marks", min(1.0, total / text.words) if text.words else None, text.words)
    for speaker, words in text.quoted.items():
        yield Value("quoted words by speaker", words / total if total else None, words, speaker or NOBODY)


def _share(part: int, own: Sequence[Told]) -> float | None:
    return part / len(own) if own else None


def _late(e: Told, published: tuple[int, int] | None) -> tuple[int, int] | None:
    """How long before publication the event began: at least, at most; what is told as happened is not still to come."""
    b = e.bounds
    if published is None or b.start < -_KNOWN or b.begun > _KNOWN:
        return None
    return max(0, published[0] - b.begun), max(0, published[1] - b.start)


def _by(text: Text, field: str) -> dict[str, float]:
    """The share of the words that tell events, the greatest first; they sum to 1."""
    found: Counter[str] = Counter()
    for e in text.events:
        found[getattr(e, field) or ARTICLE] += e.words  # type: ignore[assignment]
    total = sum(found.values())
    return {name: n / total for name, n in sorted(found.items(), key=lambda one: (-one[1], one[0]))} if total else {}
