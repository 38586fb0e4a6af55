"""Keep apart what articles tell differently of one event: threads → a row for each telling of a disputed field.

    thread     field              value             document
    t-1f0c…    number of people   12                courier-1
    t-1f0c…    number of people   14                radio-1

Nothing is averaged and nobody is believed more. A coarser date is no disagreement with a finer one that lies in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis import dates
from analysis.narrative import Narrative
from analysis.threads.matching import Bounds, overlap
from analysis.threads.telling import Telling, head
from analysis.threads.vocabulary import WORD, Vocabulary, vocabulary

_PEOPLE = frozenset({"person", "group"})
_TAKING = frozenset({"agent", "patient"})
_FIGURES = re.compile(r"\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+(?!\d)|\d+")
_NOBODY = "unspecified"  # "allegedly"
_FINE = frozenset({"second", "minute", "hour"})
_TOGETHER = frozenset({"die", "injure", "rescue", "accident"})  # families whose number is of people, whatever the noun


@dataclass(frozen=True, slots=True)
class Said:
    """One value of one field, and who tells it where."""

    field: str
    value: str
    telling: Telling
    start: int
    end: int


def disagreements(group: Sequence[Telling], facts: Facts) -> list[Said]:
    """What the tellings of one thread say differently, each with all of its values side by side."""
    said = [one for t in group for one in (*facts.lengths(t), *facts.numbers(t))]
    found = [one for field in sorted({s.field for s in said}) for one in _unlike([s for s in said if s.field == field])]
    found += _dates(group)
    found += _unlike([Said("certainty", t.certainty, t, t.start, t.end) for t in group if t.certainty != "future"])
    named = [t for t in group if t.holder not in (None, _NOBODY)]
    return found + _unlike([Said("holder", str(t.holder), t, t.start, t.end) for t in named])


def _unlike(said: Sequence[Said]) -> list[Said]:
    """All of them, if two articles or two holders differ; none if all agree."""
    values = {one.value for one in said}
    documents = {one.telling.document for one in said}
    return list(said) if len(values) > 1 and len(documents) > 1 else []


def _dates(group: Sequence[Telling]) -> list[Said]:
    """The dates, where two of them cannot both be right."""
    dated = [t for t in group if t.first is not None and t.last is not None]
    apart = [t for t in dated if any(not overlap(*_comparable(t, o)) for o in dated)]
    return [Said("date", _written(t), t, t.start, t.end) for t in apart]


def _comparable(a: Telling, b: Telling) -> tuple[Bounds, Bounds]:
    """As told; of a time with a zone and one without, with room for the zone."""
    return ((a.first, a.last), (b.first, b.last)) if a.zoned == b.zoned else (a.room, b.room)


def _written(t: Telling) -> str:
    assert t.first is not None and t.last is not None
    if t.precision in _FINE:
        return dates.iso_minute(t.first) + ("Z" if t.zoned else "")
    first, last = dates.day_edtf(t.first), dates.day_edtf(t.last - 1)
    return first if first == last else f"{first}/{last}"


@dataclass(frozen=True)
class Facts:
    """What stands beside an event in its sentence: lengths of time and numbers."""

    durations: Mapping[str, Sequence[Any]]  # by document
    rows: Mapping[str, Any]
    others: Mapping[str, Sequence[int]]  # where the events of each document are told
    languages: Mapping[str, str]
    texts: Mapping[str, str]

    @classmethod
    def of(cls, narrative: Narrative) -> Facts:
        durations: dict[str, list[Any]] = {}
        times = narrative.expressions
        row: Any
        for row in times[times["type"] == "DURATION"].itertuples():
            durations.setdefault(row.document, []).append(row)
        events = narrative.timeline[narrative.timeline["kind"] == "event"]
        others: dict[str, list[int]] = {}
        rows: dict[str, Any] = {str(row.id): row for row in events.itertuples()}
        for row in rows.values():
            others.setdefault(row.document, []).append(row.span_start)
        documents = narrative.documents
        return cls(durations, rows, others, dict(zip(documents["id"], documents["language"], strict=True)),
                   dict(zip(documents["id"], documents["text"], strict=True)))  # fmt: skip

    def lengths(self, t: Telling) -> Iterator[Said]:
        """The length of time that stands beside it; "two hours and one minute" is one."""
        start, end = _sentence(t)
        told = [e for e in self.durations.get(t.document, ()) if start <= e.start < end]
        if not told or any(dates.seconds_of(e.value) is None for e in told):
            return
        lasting = self._stands_beside(t, told)
        if lasting:
            seconds = sum(dates.seconds_of(e.value) or 0 for e in told)
            yield Said("duration", dates.words_of(seconds), t, told[0].start, told[-1].end)

    def _stands_beside(self, t: Telling, told: Sequence[Any]) -> bool:
        """Is it the event whose length is told: "a two-hour call", "the call lasted two hours"?"""
        start, end = _sentence(t)
        close = [e for e in told if 0 <= e.start - t.end <= 24 or 0 <= t.start - e.end <= 24]
        between = [o for o in self.others.get(t.document, ()) if start <= o < end and o != t.start]
        return bool(close) and not any(
            min(t.start, e.start) < o < max(t.start, e.start) and not self._lasts(t.document, o)
            for e in close for o in between
        )  # fmt: skip

    def _lasts(self, document: str, place: int) -> bool:
        return self.texts[document][place : place + 4].casefold() == "last"

    def numbers(self, t: Telling) -> Iterator[Said]:
        """How many take part: "at least nine people were killed"."""
        words = vocabulary(self.languages[t.document])
        row = self.rows.get(t.row or "")
        if row is None:
            yield from self._of_sentence(t, words)
            return
        for name, role, kind, start, end, _ in row.participants:
            number = number_in(name, words) if role in _TAKING else None
            if number is not None:
                of = "people" if kind in _PEOPLE or t.family in _TOGETHER else head(name)
                yield Said(f"number of {of}", str(number), t, start, end)

    def _of_sentence(self, t: Telling, words: Vocabulary) -> Iterator[Said]:
        """Of a sentence without syntax: the number nearest before the word, of what is told of people."""
        if t.family not in _TOGETHER:
            return
        start = t.sentence_start
        number = number_in(self.texts[t.document][start : t.start], words)
        if number is not None:
            yield Said("number of people", str(number), t, start, t.end)


def _sentence(t: Telling) -> tuple[int, int]:
    return t.sentence_start, t.sentence_start + len(t.sentence)


def number_in(phrase: str, words: Vocabulary) -> int | None:
    """The number that a phrase tells: "at least eleven cars", "4,000 people"; None unless there is just one."""
    found = [int(re.sub(r"\D", "", m[0])) for m in _FIGURES.finditer(phrase)]
    if not found:
        spoken = (words.language.value("number", w) for w in WORD.findall(phrase) if w.casefold() not in _ONE)
        found = [int(n) for n in spoken if isinstance(n, int | float) and n == int(n) and n > 0]
    return found[0] if len(found) == 1 else None


_ONE = frozenset({"a", "an", "one", "un", "une"})  # an article as often as a number
