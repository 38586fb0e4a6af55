"""A post quoted in the article is an event of its own: its author posted it, at the time it is signed with."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.model import Document, Event, Participant, Span, TimeExpression, When
from analysis.posts import Post, find_posts


def posting(document: Document, expressions: Sequence[TimeExpression]) -> list[tuple[Post, Event]]:
    """One event for each signature; its id is given by the caller's rule for all events."""
    return [(post, _event(document, post, expressions)) for post in find_posts(document)]


def _event(document: Document, post: Post, expressions: Sequence[TimeExpression]) -> Event:
    date = next((t for t in expressions if t.span.within(post.signature) and t.moment is not None), None)
    when = (
        When(date.moment, date.edtf, date.source, f"the post is signed “{date.mention.text}”", date.id)
        if date
        else When(None, None, "none", "the post carries no date")
    )
    words = post.section.span.of(document.text)
    start = post.section.span.start
    return Event(
        id="", span=post.signature, lemma="post", label=f"{post.author} ({post.handle}) posts",
        sentence=Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip())),
        event_class="REPORTING", certainty="asserted", cue=None, holder=None, when=when, on_timeline=True,
        participants=(Participant(post.author, "agent", post.signature, "person"),),
    )  # fmt: skip
