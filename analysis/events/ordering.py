"""Say how events stand to each other in time: dated clusters, Links → TimeLinks, by place.

Beside what the syntax links: what the two people of a talk tell each other on its day is said in it; a part lies in its
whole, and what closes the whole ends it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.dates import day_bounds
from analysis.events import habits, parts
from analysis.events.draft import Cluster, Draft
from analysis.events.granting import undoes
from analysis.events.linking import Link
from analysis.events.sequence import against_writing
from analysis.events.told import Told
from analysis.language import Language
from analysis.model import DCT, LinkBasis, PublicationDate, TimeExpression, TimeLink, TimeRelation, When

if TYPE_CHECKING:
    from analysis.tree import Token

_APART = frozenset({"BEFORE", "AFTER", "IBEFORE", "IAFTER", "ENDED_BY"})
_ENDS_NO_LATER = frozenset({"BEFORE", "IBEFORE", "IS_INCLUDED", "SIMULTANEOUS", "ENDED_BY", "BEGINS", "ENDS"})
_ENDS_NO_EARLIER = frozenset({"AFTER", "IAFTER", "INCLUDES", "SIMULTANEOUS", "ENDED_BY", "BEGUN_BY", "ENDS"})
_ONE_GO = 3  # sentences between two quotations of one person that are said in one go
# Source and target by place, the evidence, and what it rests on.
Placed = tuple[int, TimeRelation, int, str, LinkBasis]


def time_links(
    dated: Sequence[tuple[Cluster, When, bool]], told: Told, links: Sequence[Link],
    weaker: Sequence[Sequence[Link]], ids: Sequence[str], expressions: Sequence[TimeExpression],
) -> Mapping[int, tuple[TimeLink, ...]]:  # fmt: skip
    """The links of each cluster, by its place; `ids` are those of the events.

    What a group of `weaker` ones says of two events counts where nothing before it says anything of them.
    """
    found: dict[int, list[TimeLink]] = {}
    linked: set[frozenset[int]] = set()
    apart: set[frozenset[int]] = set()

    def add(places: Iterable[Placed]) -> None:
        for source, kind, target, words, basis in places:
            if source != target:
                apart.update([frozenset((source, target))] if kind in _APART else ())
                found.setdefault(source, []).append(TimeLink(kind, ids[target], words, basis))

    def unsaid(places: Iterable[Placed]) -> Iterator[Placed]:
        new = [p for p in places if frozenset((p[0], p[2])) not in linked]
        linked.update(frozenset((p[0], p[2])) for p in new)
        yield from new

    add(unsaid([*_linked(links, told), *_said_in_talks(dated, told), *_parts(dated, told)]))
    add(unsaid(_said_in_one_go(dated, told)))
    for group in weaker:
        add(unsaid(_linked(group, told)))
    by_verb = {d.verb.i: (place, d.found) for place, (cluster, _, _) in enumerate(dated) for d in cluster}
    for place, (cluster, when, _) in enumerate(dated):
        is_dated = when.expression is not None and not _goes_on(when, told.published)
        written = against_writing(cluster[0], is_dated, told.language)
        if written is not None:
            found.setdefault(place, []).append(TimeLink(written[0], DCT, written[1], "tense"))
        during = (
            *_lasting(cluster[0], when, told.language), *_in_vague_times(cluster[0], told.language),
            *_right_behind(cluster[0], place, by_verb, apart, told.language), *_also_then(cluster[0], when),
        )  # fmt: skip
        found.setdefault(place, []).extend(during)
    over, ahead = _around_writing(dated, found, ids, told.published)
    between = habits.between_events(dated, over, ahead, told.language)
    add((one, kind, other, why, "habit") for one, kind, other, why in between if frozenset((one, other)) not in linked)
    for place, (cluster, when, _) in enumerate(dated):
        if when.moment is None and place not in over and place not in ahead and habits.is_to_be(cluster[0]):
            found.setdefault(place, []).append(TimeLink("AFTER", DCT, "to be done", "habit"))
    for place, t in habits.beside_times(dated, expressions, apart, told.language):
        if all(link.target != t.id for link in found.get(place, ())):
            near = TimeLink("IS_INCLUDED", t.id, f"“{t.mention.text}”, right beside it", "habit")
            found.setdefault(place, []).append(near)
    return {place: tuple(dict.fromkeys(all_)) for place, all_ in found.items()}


def _around_writing(
    dated: Sequence[tuple[Cluster, When, bool]], found: Mapping[int, Sequence[TimeLink]], ids: Sequence[str],
    published: PublicationDate | None,
) -> tuple[set[int], set[int]]:  # fmt: skip
    """What is over before the article is written, and what lies ahead of it, by place."""
    over, ahead = (
        {place for place, links in found.items() if any(k.target == DCT and k.kind == kind for k in links)}
        for kind in ("BEFORE", "AFTER")
    )
    if published is not None and published.day is not None:
        first, last = day_bounds(published.day)
        moments = [(place, when.moment) for place, (_, when, _) in enumerate(dated) if when.moment is not None]
        over |= {place for place, m in moments if m.end is not None and m.end <= first}
        ahead |= {place for place, m in moments if m.start is not None and m.start >= last}
    places = {identity: place for place, identity in enumerate(ids)}
    no_later: dict[int, set[int]] = {}  # what is over once that is
    for place, links in found.items():
        for link in links:
            other = places.get(link.target)
            if other is not None and link.kind in _ENDS_NO_LATER:
                no_later.setdefault(other, set()).add(place)
            if other is not None and link.kind in _ENDS_NO_EARLIER:
                no_later.setdefault(place, set()).add(other)
    waiting = list(over)
    while waiting:
        new = no_later.get(waiting.pop(), set()) - over
        over |= new
        waiting += new
    return over, ahead


def _goes_on(when: When, published: PublicationDate | None) -> bool:
    """ "fell this year": what dates it lasts beyond the day of writing, so that the tense says more."""
    if published is None or published.day is None or when.moment is None:
        return False
    begin, end = when.moment.start, when.moment.end
    first, last = day_bounds(published.day)
    return begin is not None and end is not None and begin <= first and last < end


def _lasting(draft: Draft, when: When, language: Language) -> Iterator[TimeLink]:
    """ "held for five months", "a two-hour talk": as long as that; "fell within five months": some time in it."""
    for t in draft.found:
        if t.timex.type == "DURATION" and t.id != when.expression:
            kind = _extent(draft, t, language)
            if kind is not None:
                yield TimeLink(kind, t.id, "as long as told" if kind == "SIMULTANEOUS" else "within a stretch of time")


def _in_vague_times(draft: Draft, language: Language) -> Iterator[TimeLink]:
    """ "recently announced", "fell in the past": no bounds, so they date nothing. Not "fear of the future"."""
    for t in draft.found:
        if t.timex.type in ("DATE", "TIME", "SET") and t.moment is None:
            words = draft.verb.doc.char_span(t.span.start, t.span.end, "expand")
            before = words[0].nbor(-1) if words is not None and words.start > 0 else None
            own = words is not None and words.root.head.i == draft.trigger.token.i  # "about future demand"
            if own or before is None or before.pos_ != "ADP" or before.lower_ in language.words("events", "spanning"):
                yield TimeLink("IS_INCLUDED", t.id, f"“{t.mention.text}”, whenever that is")


def _also_then(draft: Draft, when: When) -> Iterator[TimeLink]:
    """ "fell on Monday, that same day": of two dates that hold, the one that does not date it."""
    for t in draft.found:
        if t.id != when.expression and t.timex.type in ("DATE", "TIME") and t.moment is not None and _holds(t, when):
            yield TimeLink("IS_INCLUDED", t.id, f"“{t.mention.text}”, too")


def _holds(t: TimeExpression, when: When) -> bool:
    a, b = t.moment, when.moment
    if when.expression is None or a is None or b is None or a.start is None or a.end is None:
        return False
    return b.start is not None and b.end is not None and a.start <= b.start and b.end <= a.end


def _right_behind(
    draft: Draft, place: int, by_verb: Mapping[int, tuple[int, Sequence[TimeExpression]]],
    apart: Container[frozenset[int]], language: Language,
) -> Iterator[TimeLink]:  # fmt: skip
    """ "left the talks in Geneva on Monday": what dates a verb from right behind a noun mostly dates both. A habit.

    Not "was convicted of the murder on Monday", "demanded a trial on Friday", "overturned a ban on Friday": they are
    told apart.
    """
    noun = draft.trigger.token
    head = {"dobj": noun.head, "pobj": noun.head.head}.get(noun.dep_)
    if draft.found or draft.trigger.carrier is not None or not draft.trigger.is_noun or head is None:
        return
    other, dates = by_verb.get(head.i, (place, ()))
    if frozenset((place, other)) in apart or draft.standing.certainty not in ("asserted", "alleged"):
        return
    if undoes(head, language):
        return
    edge = max(c.i for c in noun.subtree) if dates else noun.i
    for t in dates:
        words = noun.doc.char_span(t.span.start, t.span.end, "expand")
        if t.timex.type not in ("DATE", "TIME") or t.moment is None or words is None:
            continue
        between = [c.lower_ for c in noun.doc.tokens[edge + 1 : words.start]]
        joined = not between or len(between) == 1 and between[0] in language.words("events", "spanning")
        if words.start > edge and joined:
            yield TimeLink("IS_INCLUDED", t.id, f"“{t.mention.text}”, right behind it", "telling")


def _extent(draft: Draft, length: TimeExpression, language: Language) -> TimeRelation | None:
    """Not "two hours after the talks", "four flights a week": how much later, and how often."""
    span, verb = length.span, draft.verb
    if draft.trigger.is_noun and (draft.trigger.carrier is None or span.end <= draft.trigger.token.idx):
        return "SIMULTANEOUS" if 0 <= draft.trigger.token.idx - span.end <= 1 else None
    for prep in verb.children:
        if prep.dep_ == "prep" and any(c.dep_ == "pobj" and span.start <= c.idx < span.end for c in prep.children):
            return language.table("events.extents").get(prep.lower_)
    measured = any(c.dep_ in ("dobj", "npadvmod") and span.start <= c.idx < span.end for c in verb.children)
    return "SIMULTANEOUS" if measured and verb.lemma_.lower() in language.words("events", "taking_time") else None


def _linked(links: Sequence[Link], told: Told) -> Iterator[Placed]:
    for link in links:
        if link.source in told.places and link.target in told.places:
            yield told.places[link.source], link.exact or link.kind, told.places[link.target], link.words, link.basis


def _said_in_one_go(dated: Sequence[tuple[Cluster, When, bool]], told: Told) -> Iterator[Placed]:
    """ "“We won,” Smith said. He added: …": what one person is quoted with is said at once, but for "later".

    Some sentences on he may have been asked again.
    """
    apart = told.language.words("events", "next") | told.language.words("events", "previously")
    last: dict[str, tuple[int, str, int]] = {}
    for place, (cluster, when, _) in enumerate(dated):
        first = cluster[0]
        speaker = next((p.name for p in first.participants if p.role == "speaker"), None)
        held = first.standing.certainty in ("asserted", "alleged") and first.trigger.event_class == "REPORTING"
        if speaker is None or not held or first.trigger.is_noun:
            continue
        if speaker in last and _is_reported(first.verb, dated[last[speaker][0]][0][0].verb):
            continue
        own = when.expression is not None or any(c.lower_ in apart for c in first.verb.children if c.dep_ == "advmod")
        number, _ = told.sentences[first.trigger.token.sent.start_char]
        other, tense, before = last.get(speaker, (place, "", number))
        if not own and tense == first.said.tense and number - before <= _ONE_GO:
            word = dated[other][0][0].trigger.text
            yield place, "SIMULTANEOUS", other, f"said by {speaker}, as “{word}”", "telling"
        last[speaker] = place, first.said.tense, number


def _is_reported(saying: Token, outer: Token) -> bool:
    """ "Said he had told them": what is said of a saying is another one; not "said, adding that …"."""
    content = False
    for head in saying.ancestors:
        content = content or saying.dep_ == "ccomp"
        saying = head
        if head is outer:
            return content
    return False


def _said_in_talks(dated: Sequence[tuple[Cluster, When, bool]], told: Told) -> Iterator[Placed]:
    """ "Biden told Putin …": in the dated talk of these two that is told before."""
    talks = told.language.words("events.nouns", "talk")
    last: tuple[int, frozenset[str], When] | None = None
    for place, (cluster, when, _) in enumerate(dated):
        first, people = cluster[0], frozenset(name for d in cluster for name in d.people)
        talking = any(d.trigger.is_noun and d.trigger.token.lemma_.lower() in talks for d in cluster)
        if talking and when.moment is not None and len(people) > 1 and first.standing.certainty == "asserted":
            last = place, people, when
        elif last is not None and _is_said_in(cluster, when, last[1], last[2]):
            word = dated[last[0]][0][0].trigger.text
            yield place, "IS_INCLUDED", last[0], f"said by one to the other in “{word}”", "signal"


def _is_said_in(cluster: Cluster, when: When, people: frozenset[str], talk: When) -> bool:
    if cluster[0].trigger.event_class != "REPORTING" or not _is_from(cluster, people):
        return False
    return _same_day(when, talk)


def _is_from(cluster: Cluster, people: frozenset[str]) -> bool:
    roles = {p.role: p.name for p in cluster[0].participants}
    to = roles.get("addressee") or roles.get("recipient")
    return roles.get("speaker") in people and to in people


def _same_day(one: When, other: When) -> bool:
    a, b = one.moment, other.moment
    if a is None or b is None or a.start is None or b.start is None or a.precision not in ("day", "minute"):
        return False
    return a.start // 86_400 == b.start // 86_400


def _parts(dated: Sequence[tuple[Cluster, When, bool]], told: Told) -> Iterator[Placed]:
    for name, wholes in told.parts.items():
        ends = frozenset(told.language.table(f"events.scripts.{name}").get("ends", ()))
        inside = [p for p, (_, when, _) in enumerate(dated) if when.reason.startswith(parts.PART_OF)]
        for place in inside:
            closes = dated[place][0][0].trigger.token.lemma_.lower() in ends
            kind: TimeRelation = "ENDS" if closes else "IS_INCLUDED"
            whole = dated[wholes[0]][0][0].trigger.text
            yield place, kind, wholes[0], f"{parts.PART_OF} “{whole}”", "signal"
            for other in inside if closes else ():
                yield other, "BEFORE", place, f"“{whole}” ends with it", "signal"
