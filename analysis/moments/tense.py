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
NEAR = 5  # words within which a weak cue counts
REACH = 300  # characters; a sentence longer than that tells no tense


def tense(text: str, span: Span, language: Language, *, weak: bool = True) -> tuple[int, str]:
    """The direction of the sentence (-1 past, 1 future, 0 not told) and the cue.

    `weak` counts words such as "may" and "due" too, and those that stand right before the expression.
    """
    before = text[max(0, span.start - REACH) : span.start]
    ends = list(_END.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    low = " " + before.lower().rstrip()
    if weak:
        for cue in sorted(language.words("anchoring", "future_before")):
            if low.endswith(" " + cue):
                return 1, cue
    after = text[span.end : span.end + REACH]
    stop = _END.search(after)
    after = after[: stop.start()] if stop else after
    back, ahead = _WORD.findall(before)[::-1], _WORD.findall(after)
    return _nearest(back, language, weak) or _nearest(ahead, language, weak) or (0, "")


def _nearest(words: list[str], language: Language, weak: bool) -> tuple[int, str] | None:
    future, past = language.words("anchoring", "future"), language.words("anchoring", "past")
    may = language.words("anchoring", "future_weak") if weak else frozenset()
    suffixes = tuple(language.table("anchoring").get("past_suffixes", ()))
    for place, word in enumerate(words):
        low = word.lower().replace("’", "'")
        if low in future or (low in may and place < NEAR) or any(low.endswith(f) for f in future if f[0] == "'"):
            return 1, word
        if low in past or (suffixes and len(low) > 4 and low.endswith(suffixes)):
            return -1, word
    return None
