"""Does the sentence look back or ahead? Text around a mention → -1, 1 or 0, and the word that tells.

    "Biden will phone Macron on Tuesday" → (1, "will")

A light reading without syntax: the nearest cue before the expression in its sentence, else the first after it.
"""

from __future__ import annotations

import re

from analysis.language import Language
from analysis.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[^\W\d_a-zß-ÿ])|\n\s*\n")
NEAR = 10  # words within which a weak cue counts
REACH = 300  # characters; a sentence longer than that tells no tense


def tense(
    text: str, span: Span, language: Language, *, weak: bool = True, within: int | None = None
) -> tuple[int, str]:
    """The direction of the sentence (-1 past, 1 future, 0 not told) and the cue.

    `weak` counts words such as "may" and "due" too, and those that stand right before the expression; `within` only
    looks at so many words before it.
    """
    before = text[max(0, span.start - REACH) : span.start]
    ends = list(_END.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    after = text[span.end : span.end + REACH]
    stop = _END.search(after)
    after = after[: stop.start()] if stop else after
    back, ahead = _WORD.findall(before), _WORD.findall(after)
    if within is not None:
        return _last(back[-within:], language, weak) or (0, "")
    low = " " + before.lower().rstrip()
    if weak:
        for cue in sorted(language.words("anchoring", "future_before")):
            if low.endswith(" " + cue) and language.words("anchoring", "pluperfect").isdisjoint(ahead[:NEAR]):
                return 1, cue
    return _last(back, language, weak) or _first(ahead, language, weak) or (0, "")


def _last(words: list[str], language: Language, weak: bool) -> tuple[int, str] | None:
    """The cue nearest to the end of some words."""
    for place in range(len(words) - 1, -1, -1):
        found = _cue(words, place, language, weak and len(words) - 1 - place < NEAR)
        if found is not None:
            return found
    return None


def _first(words: list[str], language: Language, weak: bool = False) -> tuple[int, str] | None:
    """The cue nearest to the beginning of some words."""
    for place in range(len(words)):
        found = _cue(words, place, language, weak and place < NEAR)
        if found is not None:
            return found
    return None


def _cue(words: list[str], place: int, language: Language, weak: bool) -> tuple[int, str] | None:
    """The direction that one word tells, in the company of the one before it."""
    word = words[place]
    low = word.lower().replace("’", "'")
    pair = f"{words[place - 1].lower()} {low}" if place else low
    future = language.words("anchoring", "future")
    if low in future or pair in future or any(low.endswith(f) for f in future if f[0] == "'"):
        return 1, pair if pair in future else word
    if weak and low in language.words("anchoring", "future_weak") and (word.islower() or not place):
        return 1, word  # "May" inside a sentence is the month
    if place and words[place - 1].lower() in language.words("anchoring", "participle_marks"):
        return None  # "will be named": a participle, no past
    if len(low) > 4 and low.endswith(tuple(language.words("anchoring", "future_suffixes"))):
        return 1, word
    suffixes = tuple(language.table("anchoring").get("past_suffixes", ()))
    if low in language.words("anchoring", "past") or (suffixes and len(low) > 4 and low.endswith(suffixes)):
        return -1, word
    return None
