"""Find the events that an entity takes part in: rows, an article's text → yes or no for each.

    part = Part.of(document.text, rows, names)
    [row for row in rows if part.taken(row)]

By a name of its own (`naming`), as agent or patient; by what it is, where it was the last of its kind to be named
("the airline"); by "he" and "she", where it was the last person to be named.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.entities.naming import Names, kinds_of, words_of

ROLES = frozenset({"agent", "patient", "speaker", "addressee", "target"})  # PropBank's Arg0 and Arg1
_MORE = re.compile(r"[\s“\"]{1,3}(?=[A-Z\d-]{0,4}\d)[A-Z\d][\w-]{0,8}")  # the code behind a name: "iPhone 4"
_RIVAL = re.compile(r"\b(?:[A-Z][\w-]{0,30} )?(?:[A-Z]{1,3}-?\d{2,3}|\d{3})[\w-]{0,8}\b")  # "Boeing 747", "A320"
_CODED = frozenset({"craft", "ship", "vehicle"})  # what is mostly told apart by numbers
_MODELS = _CODED | {"phone", "player", "computer", "program"}
_BEHIND = _MODELS | {"market"}  # what a name may have behind it: "the iPod music player"
_COPULA = re.compile(r"[”\"]?(?:,| is| was) (?:an?|the|[A-Z]\w{0,20}['’]s) ((?:[a-z-]{1,20} ){0,5}[a-z-]{1,20})")
_LAST = re.compile(r"([^\W\d_]+)\s+$")
_FIRMS = frozenset({"firm", "airline", "bank"})
_OFTEN = 4
_BEFORE = 60  # characters before a trigger in which its subject is sought
_LONGEST = 3  # words of "the new airliner"


@dataclass(frozen=True)
class Part:
    """What one article calls the entity, and where."""

    text: str
    names: Names
    named: list[int]  # where it is named
    others: list[int]  # where others of its kind are
    persons: list[tuple[int, bool]]  # where a person is named, and whether it is the entity

    @classmethod
    def of(cls, text: str, rows: Sequence[Any], names: Names) -> Part:
        """`rows` are the events of the article, in order of telling."""
        families = names.families
        named = [m.start() for m in names.pattern.finditer(text)]
        others = set(_others(rows, text, names)) if families - _CODED else set()
        if families & _CODED:
            others |= {m.start() for m in _RIVAL.finditer(text) if not names.mean(m[0])}
        persons = {(p[3], names.mean(p[0])) for row in rows for p in row.participants if _is_named_person(p, text)}
        return cls(text, names, named, sorted(others - set(named)), sorted(persons))

    def taken(self, row: Any) -> bool:
        """Does the entity take part in the event of a row?"""
        return any(self._is(p) for p in row.participants) or self._subject(row)

    def _is(self, participant: Sequence[Any]) -> bool:
        name, role, kind, start, end, introduced = participant
        if role not in ROLES or kind == "person" and self._is_other_person(name):
            return False
        spans = [(start, end)] + ([introduced] if introduced else [])
        if self.names.mean(name) and not any(self._cut_short(name, *span) for span in spans):
            return True
        if self.names.mean(self._phrase(start, end)) or self._ends_whole(end):
            return True
        if introduced and self.text[start : start + 1].islower() and self.names.mean(self._phrase(*introduced)):
            return True
        place = start if self.text[start:end].endswith(name[-4:]) else self.text.rfind(name, 0, start)
        return self._described(place, name)

    def _is_other_person(self, name: str) -> bool:
        """ "Harrison Ford", of a Ford that is no person."""
        capitals = [w for w in words_of(name) if w[:1].isupper()]
        return not self.names.person and len(capitals) > len(self.names.full)

    def _ends_whole(self, end: int) -> bool:
        """Does the whole name stand there, of which the parser saw an end?"""
        full = self.names.full
        return len(full) > 1 and words_of(self.text[max(0, end - 120) : end])[-len(full) :] == full

    def _cut_short(self, name: str, start: int, end: int) -> bool:
        """ "iPhone", where the text has "iPhone 4"."""
        return self.text[start:end].endswith(name) and _MORE.match(self.text, end) is not None

    def _phrase(self, start: int, end: int) -> str:
        more = _MORE.match(self.text, end)
        return self.text[start : more.end() if more else end]

    def _described(self, start: int, phrase: str) -> bool:
        """ "the airline", where no other of its kind was named since the entity was."""
        words = phrase.split()
        if start < 0 or not 0 < len(words) <= _LONGEST or any(w[:1].isupper() for w in words):
            return False
        if not kinds_of(words[-1], self.names.language) & self.names.families or not self._is_definite(start):
            return False
        own, other = bisect_left(self.named, start), bisect_left(self.others, start)
        return own > 0 and (other == 0 or self.others[other - 1] < self.named[own - 1])

    def _is_definite(self, start: int) -> bool:
        before = words_of(self.text[max(0, start - 40) : start])
        return bool(before) and before[-1].casefold() in self.names.language.words("entities", "definite")

    def _subject(self, row: Any) -> bool:
        """ "Jobs also noted", "he founded": right before the verb."""
        before = self.text[max(0, row.span_start - _BEFORE) : row.span_start]
        between, endings = (self.names.language.words("entities", key) for key in ("between", "adverb_endings"))
        while (last := _LAST.search(before)) and (last[1] in between or last[1].islower() and _ends(last[1], endings)):
            before = before[: last.start()]
        told = any(p[1] in ROLES and p[3] < row.span_start for p in row.participants)
        if last is None or told or row.tense == "NONE":
            return False
        if self.names.language.table("people.pronouns").get(last[1].casefold()) in ("he", "she"):
            return self._is_meant(row.span_start)
        return any(m.end() == last.end(1) for m in self.names.pattern.finditer(before))

    def _is_meant(self, start: int) -> bool:
        """ "He", of the one person named last, if the article is mostly of that person."""
        place = bisect_left(self.persons, (start, False))
        mostly = 2 * sum(own for _, own in self.persons) >= len(self.persons)
        return place > 0 and self.persons[place - 1][1] and mostly


def _ends(word: str, endings: frozenset[str]) -> bool:
    return word.endswith(tuple(endings))


def families_of(called: Sequence[tuple[Names, str]]) -> frozenset[str]:
    """What kinds of thing it is said to be: "the airline, Ryanair", "the A380 superjumbo", "Airbus, a manufacturer".

    `called` are the names in each article, and its text. What is said once beside what is said often is chance.
    """
    said: Counter[str] = Counter()
    for names, text in called:
        for word in {*names.full, *(w for m in names.pattern.finditer(text) for w in _beside(text, m, names))}:
            said.update(kinds_of(word, names.language))
    kinds = {kind for kind, count in said.items() if _OFTEN * count >= max(said.values())}
    if kinds & _FIRMS:
        return frozenset(kinds - _MODELS | {"firm"})  # "Airbus jets" are no Airbus
    return frozenset(kinds)


def _beside(text: str, match: re.Match[str], names: Names) -> Iterator[str]:
    before = text[max(0, match.start() - 40) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + 80].partition("\n")[0]
    yield from re.findall(r"([a-z][\w-]{0,30}),? $", before)
    behind = re.match(r"(?: [a-z][\w-]{0,30}){1,3}", after)
    yield from (w for w in (behind[0].split() if behind else ()) if kinds_of(w, names.language) & _BEHIND)
    copula = _COPULA.match(after)
    yield from re.split(r" (?:of|for|in|that|which|by|to|from) ", copula[1])[0].split()[-1:] if copula else ()


def _others(rows: Sequence[Any], text: str, names: Names) -> Iterator[int]:
    """Where other organisations and things of a name are named."""
    found = {p[0] for row in rows for p in row.participants if p[2] in ("organisation", "thing") and p[0][:1].isupper()}
    others = sorted((name for name in found if not names.mean(name)), key=lambda name: (-len(name), name))
    if others:
        yield from (m.start() for m in re.finditer(rf"\b(?:{'|'.join(map(re.escape, others))})\b", text))


def _is_named_person(p: Sequence[Any], text: str) -> bool:
    words = text[p[3] : p[4]].split()
    return p[2] == "person" and bool(words) and words[-1][:1].isupper() and words[-1] in p[0]
