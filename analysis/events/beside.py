"""What a date dates by standing beside it, whatever the parser hangs it on: span → verbs.

    "June 2014: Russia annexes Crimea"    → annexes
    "said Monday the plane had left"      → said
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.events.belonging import says
from analysis.language import Language
from analysis.model import Unit

if TYPE_CHECKING:
    from analysis.tree import Stretch as DocSpan
    from analysis.tree import Token

_FAR = 12  # tokens behind a colon among which the verb of a dated item is looked for


def opened(span: DocSpan) -> list[tuple[Token, list[Token]]]:
    """ "June 2014: Russia annexes Crimea": in a list of dates, the clause behind the colon."""
    doc = span.doc
    opens = span.start == 0 or doc.tokens[span.start - 1].is_space and "\n" in doc.tokens[span.start - 1].text
    if not opens or span.end + 1 >= len(doc) or doc.tokens[span.end].text != ":":
        return []
    first = doc.tokens[span.end + 1]
    above = (first, *first.ancestors) if not first.is_space else ()
    verbs = [t for t in above if t.i > span.end and t.pos_ in ("VERB", "AUX")]
    root = next((t for t in verbs if t.head.i <= span.end or t.head is t), None)
    behind = (t for t in doc.tokens[first.i : first.i + _FAR] if t.tag_ in ("VBD", "VBP", "VBZ"))
    root = root or next((t for t in behind if t.sent.start >= span.start and t.dep_ in ("ROOT", "appos")), None)
    return [(root, [])] if root is not None else []


def adjacent(span: DocSpan, precision: Unit, language: Language) -> list[tuple[Token, list[Token]]]:
    """ "said (on) Monday the plane …", "found Monday he acted": a day right behind a verb of saying is the verb's."""
    before = span[0].nbor(-1) if span.start > 0 else None
    month = before is not None and before.lower_ in language.words("events", "month_prepositions")
    if precision != ("month" if month else "day"):
        return []
    if before is not None and before.i > 0 and (month or before.lower_ in language.words("events", "day_prepositions")):
        before = before.nbor(-1)
    following = span[-1].nbor(1) if span.end < len(span.doc) else None
    if before is None or before.pos_ != "VERB" or before.tag_ not in ("VBD", "VBZ", "VBN") or following is None:
        return []
    opens = ("PRON", "SCONJ") if month else ("PROPN", "DET", "PRON", "NOUN", "SCONJ", "NUM", "ADJ")
    inside = following.pos_ in opens  # "said in October it would pay"; not "said in October sales fell"
    return [(before, [])] if says(before, language) and inside else []
