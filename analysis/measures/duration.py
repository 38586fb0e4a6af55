"""Measure how much text goes on how much time: Text → values, and the pace of each chapter of the story.

A chapter is a stretch of time that the events need, as in the figures (`analysis.drawing.chapters`). An event lies
somewhere in its interval, so that a chapter is the most time that it can cover, and its pace the least.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from analysis.dates import DAY
from analysis.drawing.chapters import Chapter, chapters
from analysis.measures.told import Text, Told, Value

MOST = 40  # chapters
_KNOWN = 2**61
READING = 238 / 60  # words a second: silent reading of English non-fiction (Brysbaert 2019)


@dataclass(frozen=True, slots=True)
class Pace:
    """A chapter of story time [`start`, `end`): its events, the words that tell them, and the time they surely cover.

    `movement` is Genette's: "scene", "summary", or "" where the dates are too vague to tell.
    """

    start: int
    end: int
    events: tuple[Told, ...]
    words: float
    covered: int

    @property
    def seconds(self) -> int:
        return self.end - self.start

    @property
    def words_a_day(self) -> float:
        return self.words * DAY / self.seconds

    @property
    def movement(self) -> str:
        reading = max(1.0, self.words) / READING
        if self.covered > 2 * reading:
            return "summary"
        return "scene" if self.seconds <= 2 * reading else ""


def duration(text: Text) -> Iterator[Value]:
    """The values of the family "duration"."""
    own = paces(text)
    told = [e for pace in own for e in pace.events]
    ordered = [e for e in text.events if e.ordered]
    value = partial(Value, left_out=len(ordered) - len(told), outside=sum(e.bounds.outside for e in told))
    days = sum(pace.seconds for pace in own) / DAY
    words = sum(pace.words for pace in own)
    yield value("story time told, at most", days * DAY if own else None, len(told))
    yield value("words a day of story time, at least", words / days if own else None, len(told))
    paced = [pace.words_a_day for pace in own]
    slowest, fastest = (min(paced), max(paced)) if paced else (0.0, 0.0)
    yield value("fastest to slowest", fastest / slowest if slowest else None, len(own))
    yield value("isochrony", _isochrony(own), len(own))
    gaps = [later.start - earlier.end for earlier, later in pairwise(own)]
    yield value("ellipses", sum(gap > 0 for gap in gaps), len(own))
    yield value("longest ellipsis, at least", max(gaps) if gaps else None, len(own))
    for movement, share in movements(text, own).items():
        yield value("text by movement", share, text.words, of=movement)


def paces(text: Text) -> list[Pace]:
    """The chapters of an article in which anything ordered happens, in order of time.

    What has no beginning ("by 2014"), or lies in no one chapter ("between 2014 and 2021"), belongs to none; what has no
    end ("since 2014") counts by its beginning.
    """
    dated = sorted(
        (e for e in text.events if e.ordered and e.bounds.start > -_KNOWN), key=lambda e: (*_cell(e), e.telling)
    )
    own = [(part, [e for e in dated if part.start <= _cell(e)[0] and _cell(e)[1] <= part.end])
           for part in chapters([_cell(e) for e in dated], MOST)]  # fmt: skip
    return [_pace(part, events) for part, events in own if events]


def movements(text: Text, own: Sequence[Pace]) -> dict[str, float]:
    """The share of the text in each movement; they sum to 1."""
    if not text.words:
        return {}
    quoted = min(text.words, sum(text.quoted.values()))
    narrated = sum(pace.words for pace in own)
    shares = {"dialogue": quoted / text.words, "narrative": min(narrated, text.words - quoted) / text.words}
    return {**shares, "pause": max(0.0, 1.0 - sum(shares.values()))}


def _pace(part: Chapter, events: Sequence[Told]) -> Pace:
    """The words between quotation marks are a scene of their own and count in no chapter."""
    sure = max(e.bounds.start for e in events) - min(e.bounds.begun for e in events)
    return Pace(part.start, part.end, tuple(events), sum(e.narrated for e in events), max(0, sure))


def _cell(e: Told) -> tuple[int, int]:
    """The time an event needs."""
    return e.bounds.start, e.bounds.end if e.bounds.end < _KNOWN else e.bounds.begun


def _isochrony(own: Sequence[Pace]) -> float | None:
    """1 where each chapter has text in proportion to its time, towards 0 where the text goes on hardly any of it."""
    words, seconds = sum(p.words for p in own), sum(p.seconds for p in own)
    if not words:
        return None
    return 1 - sum(abs(p.words / words - p.seconds / seconds) for p in own) / 2
