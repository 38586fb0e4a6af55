"""A post quoted in the article is an event of its own: its author posted it, at the time it is signed with.

"- annmarie hordern (@annmarie) December 7, 2021" closes an embedded tweet. Its words may be somebody else's.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from analysis.model import Document, Event, Participant, Section, Span, TimeExpression, When

_SIGNATURE = re.compile(r"[-–—][ \t\xa0]{0,3}([^\n()]{1,80}?)[ \t\xa0]{0,3}\((@\w{1,30})\)[^\n]{0,60}")


def signatures(document: Document) -> list[Span]:
    """The signature lines of all embedded posts."""
    return [Span(m.start(1), m.end()) for m in _matches(document)]


def _matches(document: Document) -> list[re.Match[str]]:
    embeds = [s for s in document.sections if s.kind == "embed"]
    return [m for s in embeds for m in _SIGNATURE.finditer(document.text, s.span.start, s.span.end)]


def find_posts(document: Document, expressions: Sequence[TimeExpression]) -> list[Event]:
    """One event for each signature."""
    found = []
    for match in _matches(document):
        span = Span(match.start(1), match.start(1) + len(match[0].rstrip()) - (match.start(1) - match.start()))
        date = next((t for t in expressions if t.span.within(span) and t.moment is not None), None)
        when = (
            When(date.moment, date.edtf, date.source, f"the post is signed “{date.mention.text}”", date.id)
            if date
            else When(None, None, "none", "the post carries no date")
        )
        content = f"{document.id}\0event\0{span.start}\0{span.of(document.text)}"
        found.append(
            Event(
                id=f"e-{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}",
                span=span,
                sentence=_paragraphs(document, match),
                lemma="post",
                label=f"{match[1]} ({match[2]}) posts",
                event_class="REPORTING",
                certainty="asserted",
                cue=None,
                holder=None,
                when=when,
                on_timeline=True,
                participants=(Participant(match[1], "agent", Span(match.start(1), match.end(1))),),
            )  # fmt: skip
        )
    return found


def _paragraphs(document: Document, match: re.Match[str]) -> Span:
    section: Section = next(s for s in document.sections if s.span.start <= match.start() < s.span.end)
    words = section.span.of(document.text)
    return Span(section.span.start + len(words) - len(words.lstrip()), section.span.start + len(words.rstrip()))
