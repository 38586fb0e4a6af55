"""Take tellings from the sentences of a language without syntax: Narrative → Tellings without rows.

    "Le pont Alder s'est effondré lundi 4 mars dans la Lune, à Varnholm."     # collapse · {pont, alder} · 4 March

There are no events there, so nothing says who does what to whom: a sentence tells a family of the language file, names
that stand in it, and the date nearest to the word. That is enough to join an event that another article tells in full,
and to say what this one tells of it; it makes no row of the timeline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from analysis import dates
from analysis.model import Instant
from analysis.narrative import Narrative
from analysis.threads.telling import About, Telling, all_names, plain_words, undated_bounds
from analysis.threads.vocabulary import WORD, Vocabulary, vocabulary

_END = re.compile(r"[.!?…]{1,3}[»”\"]?\s{1,4}(?=[^\W_a-z])|\n\s{0,8}\n")
_TOLD = frozenset({"body", "heading"})
_BEFORE = 3  # words before a verb among which its negation begins
_LONGEST = 2_000  # characters of a sentence; a longer one is a table
_HOLDER = 60
_MINUTE = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)")

When = tuple[Instant | None, Instant | None, str]


def sentence_tellings(narrative: Narrative) -> list[Telling]:
    """Of all articles that have no row, in languages with families."""
    with_rows = set(narrative.timeline["document"])
    found, named = [], all_names(narrative)
    document: Any
    dated = dict(list(narrative.expressions.groupby("document", sort=False)))
    for document in narrative.documents.itertuples():
        words = vocabulary(document.language)
        if document.id not in with_rows and words.language.code == document.language:
            times = dated.get(document.id)
            expressions = [] if times is None else list(times.itertuples())
            found += list(_of_document(document, expressions, words, named))
    return found


def _of_document(document: Any, expressions: list[Any], words: Vocabulary, named: set[str]) -> Iterator[Telling]:
    published = dates.day_number(document.published) if document.published is not None else None
    before, about = frozenset[str](), About.of(document.text, words, named)
    for start, end, kind in _sentences(document):
        sentence = document.text[start:end]
        names = about.names(sentence)
        first = WORD.search(sentence)
        leaning = first is not None and first[0].casefold() in words.language.words("threads", "pronouns")
        names = before = names | before if leaning or not names else names  # "Il avait été arrêté"
        told = [e for e in expressions if start <= e.start < end]
        seen = set[str]()
        off = any(family == "cancel" for family, *_ in words.in_sentence(sentence))
        for family, left, right in words.in_sentence(sentence):
            if family in seen:
                continue
            seen.add(family)
            called_off = off and family != "cancel"  # then the date is that of the calling off
            first_instant, last, precision = _when([] if called_off else told, start + left)
            certainty = "negated" if called_off else _certainty(sentence, left, right, words)
            bounds = undated_bounds(certainty, None, None, published)
            yield Telling(
                f"{document.id}:{start + left}", None, document.id, start + left, start + right, sentence[left:right],
                " ".join(sentence.split()), family, family in vocabulary("en").language.words("threads", "once"),
                (), (), (), frozenset(), frozenset(), frozenset(), names, about.topic, plain_words(sentence),
                first_instant, last,
                (first_instant, last) if first_instant is not None else bounds, precision, False, False, certainty,
                _holder(sentence, words), published, kind == "heading", None, sentence, start,
            )  # fmt: skip


def _sentences(document: Any) -> Iterator[tuple[int, int, str]]:
    for start, end, kind in document.sections:
        if kind not in _TOLD:
            continue
        begun = start
        for match in [*_END.finditer(document.text, start, end), None]:
            stop = match.end() if match is not None else end
            text = document.text[begun:stop]
            left, right = begun + len(text) - len(text.lstrip()), begun + len(text.rstrip())
            if 0 < right - left <= _LONGEST:
                yield left, right, kind
            begun = stop


def _when(told: list[Any], place: int) -> When:
    """The date told nearest to a word."""
    for expression in sorted(told, key=lambda e: (abs(e.start - place), e.start)):
        found = _interval(expression)
        if found is not None:
            return found
    return None, None, "none"


def _interval(expression: Any) -> When | None:
    if expression.type not in ("DATE", "TIME") or not isinstance(expression.value, str):
        return None
    clock = _MINUTE.fullmatch(expression.value)
    if clock is not None:
        start = dates.day_bounds(clock[1])[0] + int(clock[2]) * 3_600 + int(clock[3]) * 60
        return start, start + 60, "minute"
    found = dates.edtf_bounds(expression.value.partition("T")[0])
    return None if found is None or None in found[:2] else (found[0], found[1], found[2])


def _certainty(sentence: str, left: int, right: int, words: Vocabulary) -> str:
    """Negated, alleged or planned, by the words before; else told."""
    before = [w.casefold() for w in WORD.findall(sentence[:left])][-_BEFORE:]
    near = {*before, *(w.casefold() for w in WORD.findall(sentence[right:])[:_BEFORE])}
    cues = {key: words.language.words("threads", key) for key in ("negation", "alleged", "future", "future_endings")}
    if cues["negation"] & set(before):
        return "negated"
    if cues["alleged"] & near:
        return "alleged"
    endings = tuple(cues["future_endings"])
    later = cues["future"] & near or endings and sentence[left:right].casefold().endswith(endings)
    return "future" if later else "asserted"


def _holder(sentence: str, words: Vocabulary) -> str | None:
    """Of whom the article has it: "selon la police"."""
    for cue in sorted(words.language.words("threads", "source")):
        found = re.search(rf"\b{re.escape(cue)}\s([^,.;:\n]{{1,{_HOLDER}}})", sentence, re.IGNORECASE)
        if found is not None:
            return re.sub(r"^(?:la|le|les|l['’])\s?", "", found[1].strip(), flags=re.IGNORECASE) or None
    return None
