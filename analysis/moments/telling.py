"""Does an expression carry the story on, or only look aside? Narratives count from the last date that does.

"an assault that lasted until February 1945. By the start of July …" → July of the year told before
"the leader of the August 1792 uprising": an attribute of a noun, the story stays where it was
"""

from __future__ import annotations

import re

from analysis.grammar import fold
from analysis.model import CalendarDate, Deictic, Meaning, Mention, Named, Offset
from analysis.moments.scene import Scene
from analysis.moments.stretches import Stretch

_ASIDE = 400  # characters; further from the last date told, a year begins something new
_REMOTE = 20 * 365  # days; a year so far back is no continuation, wherever it stands
_NEAR = 12  # … and in news, which tells of more than one story
_REACH = 60  # characters before an expression in which a word of looking aside counts
_OPENING = re.compile(r"(?:[.!?]|\n)[\s\"'“”)]*(?:\w+\s)?$")  # a sentence begins, at most one word before
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.!?;]\s|\n")
_NOUN = re.compile(r" ([^\W\d_]{3,})")


def is_aside(mention: Mention, meaning: Meaning, told: Stretch, scene: Scene) -> bool:
    """Only where there is a date to come back to; in news, only what bounds or compares."""
    if scene.focus is None:
        return False
    text = scene.document.text
    before = text[max(0, mention.span.start - _REACH) : mention.span.start]
    if not scene.narrative:
        return scene.news and (_is_bound(before[-_NEAR:], scene) or _looks_back(meaning) and _is_before(mention, scene))
    if _looks_back(meaning):
        return True
    if _is_bound(before, scene) or _is_bare_year(mention, told, scene):
        return True
    return scene.near(mention) and _is_attribute(before, text[mention.span.end : mention.span.end + 24], scene)


def _is_before(mention: Mention, scene: Scene) -> bool:
    """ "The pair had argued the previous evening": the story goes on from what it looked back from."""
    return not scene.language.words("anchoring", "pluperfect").isdisjoint(scene.before(mention))


def _looks_back(meaning: Meaning) -> bool:
    """ "the previous year", "two years earlier": from there the story returns."""
    match meaning:
        case Deictic():
            return meaning.shift < 0
        case Offset():
            return meaning.direction < 0
        case CalendarDate() | Named():
            return meaning.relative == -1
        case _:
            return False


def _is_bare_year(mention: Mention, told: Stretch, scene: Scene) -> bool:
    """A bare year inside a sentence of a story that is told by days and months, or one of long ago."""
    focus, text, span = scene.focus, scene.document.text, mention.span
    if focus is None or told.unit not in ("year", "decade", "century"):
        return False
    if text[span.start - 1 : span.start] == "(" and text[span.end : span.end + 1] == ")":
        return True
    fine = focus.unit in ("day", "month", "week", "season")
    near = fine and scene.near(mention) and span.start - scene.place <= _ASIDE
    if not near and focus.start - told.end < _REMOTE:
        return False
    return not _OPENING.search(text[max(scene.place, span.start - _ASIDE) : span.start])


def _is_attribute(before: str, after: str, scene: Scene) -> bool:
    """ "the May 2007 high": between a determiner and the noun that it belongs to."""
    words = _WORD.findall(before[-12:])
    if not words or before[-1:] != " " or words[-1].lower() not in scene.language.words("anchoring", "determiners"):
        return False
    noun = _NOUN.match(after)
    return noun is not None and fold(noun[1]) not in scene.language.words("anchoring", "clause_words")


def _is_bound(before: str, scene: Scene) -> bool:
    """ "until the fall of Budapest in February 1945", "compared to summer 2007"."""
    clause = _SENTENCE.split(before)[-1]
    return not scene.language.words("anchoring", "asides").isdisjoint(w.lower() for w in _WORD.findall(clause))
