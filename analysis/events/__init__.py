"""Find events: Doc, TimeExpressions → Events. Who did what, when, and how sure is it.

    find_events(document, doc, expressions, published, cast, quotes, language, known)

Triggers by syntax (`triggers`), certainty (`standing`), people (`participants`), dates (`attaching`, `dating`,
`scene`), one event for its several mentions (`coreference`), a readable line (`labels`).
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from analysis.events import attaching, coreference, sharing
from analysis.events.causes import cause_links
from analysis.events.draft import Cluster, Draft
from analysis.events.labels import label
from analysis.events.linking import find_links
from analysis.events.marked import marked_triggers, unmarked_triggers
from analysis.events.ordering import time_links
from analysis.events.participants import find_participants
from analysis.events.placing import place_all
from analysis.events.posting import posting
from analysis.events.scene import date_all
from analysis.events.sequence import known_links, tense_links
from analysis.events.standing import judge
from analysis.events.triggers import find_triggers
from analysis.events.verbal import verbal
from analysis.given import Given
from analysis.knowledge import choose, find_known
from analysis.language import Language
from analysis.model import (
    Document,
    Event,
    KnownEvent,
    Participant,
    Placement,
    PublicationDate,
    Quote,
    Retelling,
    Span,
    TimeExpression,
    TimeLink,
    When,
)
from analysis.people import Cast
from analysis.syntax import sentence_span

if TYPE_CHECKING:
    from analysis.tree import Doc

__all__ = ["find_events"]
Placed = TypeVar("Placed", TimeExpression, Quote)


def find_events(
    document: Document,
    doc: Doc,
    expressions: Sequence[TimeExpression],
    published: PublicationDate | None,
    cast: Cast,
    quotes: Sequence[Quote],
    language: Language,
    known: Sequence[KnownEvent],
    given: Given | None = None,
) -> tuple[Event, ...]:
    """Every event of the article, in order of the text.

    Where there are `given` ones, these are among them as they stand, never told as one with others; what else is found
    is the story around them, for the caller to leave out once it has done its work.
    """
    posts = posting(document, expressions) if given is None else []
    dead = sorted([t.span for t in expressions] + [post.signature for post, _ in posts])
    marked = marked_triggers(doc, language, given.events) if given else ()
    around = unmarked_triggers(doc, language, marked, dead) if given else find_triggers(doc, language, dead)
    triggers = sorted((*marked, *around), key=lambda t: t.token.i) if given else around
    attachments = attaching.attach(doc, expressions, triggers, language, published.day if published else None)
    drafts = [
        Draft(
            trigger=trigger,
            standing=judge(trigger, cast, language),
            participants=find_participants(trigger, cast, language),
            found=sharing.direct(trigger, attachments, language),
            quote=next((q for q in _about(trigger.span, quotes) if trigger.span.within(q.span)), None),
            section=_section(document, trigger.span),
            said=verbal(trigger, language),
        )
        for trigger in triggers
    ]
    own = {id(trigger) for trigger in marked}
    groups = [[d for d in drafts if (id(d.trigger) in own) == is_given] for is_given in (True, False)]
    clusters = [cluster for group in groups if group for cluster in coreference.resolve(group, language, quotes)]
    clusters.sort(key=lambda cluster: cluster[0].trigger.token.i)
    links = find_links(triggers, expressions, language)
    dated, told = date_all(clusters, links, published, document, language)
    ids = [event_id(document, cluster[0].trigger.span) for cluster, _, _ in dated]
    causes = cause_links(drafts, language)
    weaker = causes, tense_links(drafts, language), known_links(drafts, language)
    between = time_links(dated, told, links, weaker, ids, expressions)
    placed = place_all(dated, told, causes, ids)
    context = Context(
        document, quotes, [t for t in expressions if t.timex.type in ("DATE", "TIME")],
        find_known(document.text, document.language, known), published.day if published else None, language,
    )  # fmt: skip
    events = [
        _event(cluster, when, shown, ids[place], between.get(place, ()), placed.get(place), context)
        for place, (cluster, when, shown) in enumerate(dated)
    ]
    posted = [replace(event, id=event_id(document, event.span)) for _, event in posts]
    return tuple(sorted([*events, *posted], key=lambda e: e.span))


def _about(span: Span, found: Sequence[Placed]) -> Sequence[Placed]:
    """Of things in the order of the text, without overlaps, those that share a character with `span`."""
    if not found:
        return found
    first = bisect_left(found, span.start, key=lambda thing: thing.span.end)
    last = bisect_left(found, span.end, first, key=lambda thing: thing.span.start)
    return found[max(0, first - 1) : last + 1]


def _section(document: Document, span: Span) -> str:
    place = bisect_right(document.sections, span.start, key=lambda section: section.span.end)
    return document.sections[place].kind if place < len(document.sections) else "body"


@dataclass(frozen=True)
class Context:
    """What every event of one article is written down with."""

    document: Document
    quotes: Sequence[Quote]
    dates: Sequence[TimeExpression]
    named: Sequence[tuple[Span, KnownEvent]]
    day: str | None
    language: Language


def _event(
    cluster: Cluster, when: When, shown: bool, identity: str, links: tuple[TimeLink, ...], placement: Placement | None,
    context: Context,
) -> Event:  # fmt: skip
    first = cluster[0]
    trigger, sentence = first.trigger, sentence_span(first.trigger.token.sent)
    said = first.said
    near = [t.span for t in _about(sentence, context.dates)]
    return Event(
        id=identity,
        span=trigger.span,
        sentence=sentence,
        lemma=trigger.token.lemma_.lower(),
        label=label(trigger, near, _about(sentence, context.quotes)),
        event_class=trigger.event_class,
        certainty=first.standing.certainty,
        cue=first.standing.cue,
        participants=_merged(cluster),
        holder=first.standing.holder or (first.quote.speaker if first.quote else None),
        when=when,
        on_timeline=shown,
        mentions=tuple(_retelling(d) for d in cluster[1:]),
        known=_known(cluster, when, context.day, context.named),
        links=links,
        placement=placement,
        tense=said.tense,
        aspect=said.aspect,
        polarity=said.polarity,
        modality=said.modality,
        pos=said.pos,
    )


def _retelling(draft: Draft) -> Retelling:
    v = draft.said
    return Retelling(draft.trigger.span, draft.trigger.event_class, (v.tense, v.aspect, v.polarity, v.modality, v.pos))


def _known(
    cluster: Cluster, when: When, published: str | None, links: Sequence[tuple[Span, KnownEvent]]
) -> KnownEvent | None:
    """The named event that the words around the trigger mean: the longest such name decides."""
    trigger = cluster[0].trigger.span
    names = [(span, known) for span, known in links if trigger.within(span)]
    if not names:
        return None
    return choose([known for span, known in names if span == names[0][0]], when.moment, published)


def _merged(cluster: Sequence[Draft]) -> tuple[Participant, ...]:
    """The participants of all mentions; an event that is told twice takes no part in itself."""
    seen: dict[str, Participant] = {}
    mentions = [draft.trigger.span for draft in cluster] if len(cluster) > 1 else []
    for draft in cluster:
        for participant in draft.participants:
            if not any(mention.within(participant.span) for mention in mentions):
                seen.setdefault(participant.name, participant)
    return tuple(seen.values())


def event_id(document: Document, span: Span) -> str:
    content = f"{document.id}\0event\0{span.start}\0{span.of(document.text)}"
    return f"e-{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
