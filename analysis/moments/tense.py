"""Does the sentence look back or ahead? Text around a mention → -1, 1 or 0, and the word that tells.

    "Biden will phone Macron on Tuesday" → (1, "will")

A light reading without syntax: the nearest cue before the expression in its sentence, else the first after it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from analysis.language import Language
from analysis.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[^\W\d_a-zß-ÿ])|\n\s*\n")
NEAR = 6  # words within which a weak cue counts
REACH = 300  # characters; a sentence longer than that tells no tense


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of a language that tell a direction, as sets."""

    future: frozenset[str]
    clitics: tuple[str, ...]
    future_weak: frozenset[str]
    future_before: tuple[str, ...]
    future_suffixes: tuple[str, ...]
    past: frozenset[str]
    past_suffixes: tuple[str, ...]
    participle_marks: frozenset[str]
    pluperfect: frozenset[str]
    future_nouns: frozenset[str]  # cues that are nouns behind a word of `noun_marks`
    noun_marks: frozenset[str]
    future_joined: Mapping[str, tuple[frozenset[str], frozenset[str]]]  # cues by what stands behind them, and last
    lasting: frozenset[str]  # verbs of what went on until then
    when: frozenset[str]
    until: frozenset[str]  # cues of `future_before` that behind one of `negation` tell when it was at last
    negation: frozenset[str]
    after_all: frozenset[str]
    ahead: frozenset[str]  # cues of `future_before` that a past tense before them outweighs
    perfect: frozenset[str]  # auxiliaries that tell of now
    by: frozenset[str]  # cues of `future_before` by which, behind a past perfect, a thing had come about
    were: frozenset[str]  # what makes a plan of the past
    turning: frozenset[str]  # what opens the clause that says what became of it


@cache
def cues(language: Language) -> Cues:
    def words(name: str) -> frozenset[str]:
        return language.words("anchoring", name)

    def ordered(name: str) -> tuple[str, ...]:
        return tuple(sorted(words(name)))

    return Cues(
        words("future"), tuple(w for w in ordered("future") if w[0] == "'"), words("future_weak"),
        ordered("future_before"), ordered("future_suffixes"), words("past"), ordered("past_suffixes"),
        words("participle_marks"), words("pluperfect"),
        words("future_nouns"), words("noun_marks"),
        {
            word: (frozenset(beside.get("behind", ())), frozenset(beside.get("last", ())))
            for word, beside in language.table("anchoring.future_joined").items()
        },
        words("lasting"), language.words("events", "then_when"),
        language.words("certainty", "until"), words("negation"), language.words("certainty", "after_all"),
        words("ahead"), words("perfect"), words("by"), words("were"), words("turning"),
    )  # fmt: skip


def tense(
    text: str, span: Span, language: Language, *, weak: bool = True, within: int | None = None
) -> tuple[int, str]:
    """The direction of the sentence (-1 past, 1 future, 0 not told) and the cue.

    `weak` counts words such as "may" and "due" too, and those that stand right before the expression; `within` only
    looks at so many words before it.
    """
    known = cues(language)
    before = text[max(0, span.start - REACH) : span.start]
    ends = list(_END.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    back = _WORD.findall(before)
    if within is not None:
        return _last(back[-within:], known, weak) or (0, "")
    after = text[span.end : span.end + REACH]
    stop = _END.search(after)
    ahead = _WORD.findall(after[: stop.start()] if stop else after)
    low = " " + before.lower().rstrip()
    if weak:
        for cue in known.future_before:
            at_last = cue in known.until and not known.negation.isdisjoint(w.lower() for w in back)
            lasted = cue in known.until and (
                not known.lasting.isdisjoint(w.lower() for w in back[-NEAR:]) or _tells_when(after, known)
            )
            by_then = cue in known.by and not known.pluperfect.isdisjoint(w.lower() for w in back[-NEAR:-1])
            told = cue in known.ahead and _is_told(back, known)
            over = at_last or lasted or by_then or told or not known.pluperfect.isdisjoint(ahead[:NEAR])
            if low.endswith(" " + cue) and not over:
                return 1, cue
    if weak and (missed := _missed(back, ahead, known)):
        return -1, missed
    return _last(back, known, weak) or _first(ahead, known, weak) or (0, "")


def _is_told(words: list[str], known: Cues) -> bool:
    """ "Fell on Tuesday ahead of Wednesday's vote": told when both were over; not "has fallen ahead of …"."""
    found = _last(words, known, weak=False)
    return found is not None and found[0] == -1 and found[1].lower() not in known.perfect


def _missed(back: list[str], ahead: list[str], known: Cues) -> str | None:
    """ "Was due to leave on Tuesday but left at noon": what stood before was the plan, and the day is over."""
    low = [w.lower() for w in ahead]
    turn = next((i for i, word in enumerate(low) if word in known.turning), None)
    if turn is None or (_first(ahead[turn + 1 :], known, weak=False) or (0, ""))[0] != -1:
        return None
    planned = (i for i, word in enumerate(back) if word.lower() in known.were)
    return next((back[i] for i in planned if (_last(back[i + 1 :], known, weak=True) or (0, ""))[0] == 1), None)


def _tells_when(after: str, known: Cues) -> bool:
    """ "Until Sunday, when he fled": what follows tells of that day, in its own tense."""
    words = _WORD.findall(after) if after.startswith(",") else []
    if not words or words[0].lower() not in known.when:
        return False
    return (_first(words[1:], known, weak=False) or (0, ""))[0] == -1


def words_before(text: str, place: int) -> list[str]:
    """The words of a sentence up to a place, in lower case."""
    before = text[max(0, place - REACH) : place]
    ends = list(_END.finditer(before))
    return [w.lower() for w in _WORD.findall(before[ends[-1].end() :] if ends else before)]


def ends_between(text: str, start: int, end: int) -> bool:
    """Does a sentence end between two places?"""
    return _END.search(text, start, end) is not None


def _last(words: list[str], known: Cues, weak: bool) -> tuple[int, str] | None:
    """The cue nearest to the end of some words."""
    for place in range(len(words) - 1, -1, -1):
        found = _cue(words, place, known, weak and len(words) - 1 - place < NEAR, words[-1].lower())
        if found is not None:
            return found
    return None


def _first(words: list[str], known: Cues, weak: bool) -> tuple[int, str] | None:
    """The cue nearest to the beginning of some words."""
    for place in range(len(words)):
        found = _cue(words, place, known, weak and place < NEAR)
        if found is not None:
            return found
    return None


def _cue(words: list[str], place: int, known: Cues, weak: bool, closing: str = "") -> tuple[int, str] | None:
    """The direction that one word tells, in the company of those beside it; `closing` is the last before the date."""
    word = words[place]
    low = word.lower().replace("’", "'")
    before = words[place - 1].lower() if place else ""
    if low in known.future_nouns and (before in known.noun_marks or _is_past(before, known)):
        return None  # "announced a plan on Monday", "approved plans": a noun, which tells no tense
    following = words[place + 1].lower() if place + 1 < len(words) else ""
    behind, last = known.future_joined.get(low, (frozenset(), frozenset()))
    if weak and (following in behind or closing in last):
        return 1, word  # "set to open in May", "moved the vote to Friday"
    if low in known.future or low.endswith(known.clitics):
        return 1, word
    if before and f"{before} {low}" in known.future:
        came = place > 1 and words[place - 2].lower() in known.after_all
        return -1 if came else 1, f"{before} {low}"  # "lifted in May, only to be reimposed in July"
    if weak and low in known.future_weak and (word.islower() or not place):
        acts = following in known.noun_marks and low.endswith(known.past_suffixes)  # "proposed the bill in February"
        return -1 if acts else 1, word  # "May" inside a sentence is the month
    if before in known.participle_marks:
        return None  # "will be named": a participle, no past
    if len(low) > 4 and low.endswith(known.future_suffixes):
        return 1, word
    return (-1, word) if _is_past(low, known) else None


def _is_past(word: str, known: Cues) -> bool:
    return word in known.past or len(word) > 4 and word.endswith(known.past_suffixes)
