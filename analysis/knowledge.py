"""Recognise named events from knowledge files: text → (span, known event). Outside facts, never the text's own.

    known = load_known([Path("my_events.toml")])
    find_known("the annexation of Crimea", "en", known)

A knowledge file is TOML, a table `[[event]]` per event, read by `analysis.records`; the head of
`knowledge/world_politics.toml` says what stands in it. What is found here is stored beside what an article says of a
date, never in its place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis import dates
from analysis.model import KnownEvent, Moment, Span
from analysis.records import WORD, load_knowledge, name_words

GAP = 8  # "…" in a name stands for so many words at most
_BREAK = re.compile(r"[.!?;:\n]")
Name = tuple[str, ...]


def load_known(paths: Iterable[Path] = ()) -> tuple[KnownEvent, ...]:
    """The events of `load_knowledge`. Raises `BadKnowledgeFile`, which lists all that is wrong with a file."""
    return load_knowledge(paths).events


# -- words -----------------------------------------------------------------------------------------


def find_known(text: str, language: str, known: Sequence[KnownEvent]) -> tuple[tuple[Span, KnownEvent], ...]:
    """Each place where a name of an event stands, the longest first; several events may share a name.

    A name matches whole words in any case; its "…" stands for up to eight words of the same sentence. An event with
    `context` is found only in a text that has one of these words.
    """
    starts: dict[str, list[tuple[Name, KnownEvent]]] = defaultdict(list)
    vocabulary = {word.casefold() for word in set(WORD.findall(text))} | {"…"}
    for event in known:  # few articles have all words of any name, and only those are read
        names = [words for words in map(name_words, event.names.get(language, ())) if vocabulary.issuperset(words)]
        if names and (not event.context or any(vocabulary.issuperset(name_words(one)) for one in event.context)):
            for words in names:
                starts[words[0]].append((words, event))
    if not starts:
        return ()
    tokens = [(match.group().casefold(), match.start(), match.end()) for match in WORD.finditer(text)]
    found = [
        (Span(tokens[place][1], tokens[last][2]), event)
        for place, (word, _, _) in enumerate(tokens)
        for name, event in starts.get(word, ())
        if (last := _match(name, tokens, place, text)) is not None
    ]
    return tuple(sorted(found, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start, pair[1].id)))


def _match(name: Name, tokens: Sequence[tuple[str, int, int]], place: int, text: str) -> int | None:
    """The place of the last word, where the name begins at `place`."""
    gap = 0
    at = place
    for word in name[1:]:
        if word == "…":
            gap = GAP
            continue
        reach = range(at + 1, min(at + 2 + gap, len(tokens)))
        found = next((i for i in reach if tokens[i][0] == word), None)
        if found is None or _BREAK.search(text, tokens[at][2], tokens[found][1]):
            return None
        at, gap = found, 0
    return at


# -- choice ----------------------------------------------------------------------------------------


def choose(candidates: Sequence[KnownEvent], moment: Moment | None, published: str | None) -> KnownEvent | None:
    """The event that a name means here, or None if that is not clear.

    It has to fit what the text says of its date. A yearly event without a date is the last one before the day of
    publication; one that lies after publication is meant only where the text dates it so.
    """
    fit = list({event.id: event for event in candidates if compatible(event, moment)}.values())
    if moment is None and published is not None:
        limit = dates.day_bounds(published)[1]
        fit = sorted((event for event in fit if _start(event) < limit), key=_start)[-1:]
    return fit[0] if len(fit) == 1 else None


def compatible(event: KnownEvent, moment: Moment | None) -> bool:
    """Whether the outside date, or an alternative to it, shares a moment with the date the text gives."""
    if moment is None:
        return True
    for edtf in (event.edtf, *event.alternatives):
        found = dates.edtf_bounds(edtf)
        if found and _before(found[0], moment.end) and _before(moment.start, found[1]):
            return True
    return False


def _before(start: int | None, end: int | None) -> bool:
    return start is None or end is None or start < end


def _start(event: KnownEvent) -> int:
    found = dates.edtf_bounds(event.edtf)
    assert found is not None
    start, end, *_ = found
    return start if start is not None else (end or 0) - 1
