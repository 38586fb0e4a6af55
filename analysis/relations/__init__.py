"""Order what is told: Events → relations, ranks, bounds and conflicts.

    "phoned them after the call", the call dated to 15:07 → the call ranks before the phoning

All that dates and words say of the order goes into one network (`network`), the most reliable first; what contradicts
it is kept aside as a conflict, with both sources. Ranks (`ranks`) follow the network, and where it is silent the way of
telling. What is not told apart is level. Habits come in after all that: they move nothing and are no conflict.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from analysis import dates
from analysis.model import (
    DCT,
    Conflict,
    Event,
    Instant,
    Moment,
    Order,
    PublicationDate,
    Relation,
    TimeExpression,
    TimeRelation,
    When,
)
from analysis.relations.axis import Axis
from analysis.relations.calendar import along_calendar
from analysis.relations.limits import limits
from analysis.relations.network import Contradiction, Network, Statement
from analysis.relations.ranks import RANKED, rank

# How far each source is believed; of two that contradict each other, the lower stands.
STATED, SIGNAL, INFERRED, CAUSE, TENSE, TELLING, HABIT = range(7)
_CLOCKS = frozenset({"hour", "minute", "second"})
_DOUBTS = {"signal": SIGNAL, "cause": CAUSE, "tense": TENSE, "telling": TELLING, "habit": HABIT}


def order(
    events: Sequence[Event], expressions: Sequence[TimeExpression] = (), published: PublicationDate | None = None
) -> Order:
    """One account of the order of `events`; `expressions` on the day of publication are tied to it."""
    held = [e for e in events if e.certainty in RANKED]
    day = dates.day_bounds(published.day) if published is not None and published.day is not None else None
    axis = Axis.of(held, {DCT: day} if day is not None else {})
    doubts = {DCT: STATED} | {e.id: STATED if e.when.source == "text" or e.when.by_hand else INFERRED for e in held}
    ids = {DCT, *(e.id for e in held)}
    links = dict(_links(events))
    linked = tuple(links)
    said = {Statement(r.source, r.kind, r.target, n): r for r, n in links.items() if {r.source, r.target} <= ids}
    firm = [s for s in said if s.doubt < HABIT]
    tied = _ends(firm)  # the others stand alone
    dating = list(axis.statements(doubts))
    network = Network.of([*(s for s in dating if s.source in tied or s.kind == "IBEFORE"), *firm])
    ranks, bounds = rank(events, network, day), limits([e.id for e in held], network, axis, INFERRED)
    habits = [s for s in said if s.doubt == HABIT]
    more = _ends(habits) - tied
    outside = network.widen([s for s in dating if s.source in more], habits) if habits else set()
    unmeant = {said[s] for s in outside} | set(_untimely(events, expressions))
    dated = _dated(events, expressions)
    told = {e.id: Relation(e.id, DCT, "IS_INCLUDED", e.when.reason, "date") for e in held}
    told |= {relation.source: relation for relation in dated}
    aside = unmeant | {said[c.statement] for c in network.contradictions if c.statement in said}
    # A way of telling that does not hold here is no statement of the text, so it conflicts with none.
    stated = (c for c in network.contradictions if c.statement.doubt != TELLING)
    conflicts = [_conflict(c, said, told) for c in stated]
    return Order(
        relations=(
            *dated, *_of_the_day(expressions, day), *along_calendar(expressions, events, day),
            *(r for r in linked if r not in aside),
        ),
        conflicts=tuple(conflicts),
        ranks=ranks,
        bounds=bounds,
    )


def _untimely(events: Sequence[Event], expressions: Sequence[TimeExpression]) -> Iterator[Relation]:
    """Habits that put an event in a time in which it is not: it has another date, from a person or by now."""
    moments = {t.id: t.moment for t in expressions}
    for e in events:
        for link in e.links:
            time = moments.get(link.target) if link.basis == "habit" else None
            if time is not None and e.when.moment is not None and not _meet(e.when.moment, time):
                yield Relation(e.id, link.target, link.kind, link.evidence, link.basis)


def _meet(one: Moment, other: Moment) -> bool:
    ends = ((one.start, other.end), (other.start, one.end))
    return all(start is None or end is None or start < end for start, end in ends)


def _ends(statements: Iterable[Statement]) -> set[Hashable]:
    return {end for statement in statements for end in (statement.source, statement.target)}


def _links(events: Sequence[Event]) -> Iterator[tuple[Relation, int]]:
    """What the text says, and how far it is to be doubted."""
    for e in events:
        for link in e.links:
            yield Relation(e.id, link.target, link.kind, link.evidence, link.basis), _DOUBTS[link.basis]


def _dated(events: Sequence[Event], expressions: Sequence[TimeExpression]) -> list[Relation]:
    """How each event lies to the expression that dates it."""
    moments = {t.id: t.moment for t in expressions}
    return [
        Relation(e.id, e.when.expression, _side(e.when, moments.get(e.when.expression)), e.when.reason, "date")
        for e in events if e.when.expression
    ]  # fmt: skip


def _side(when: When, said: Moment | None) -> TimeRelation:
    """ "since May", "from 2006 to 2009": begun by it; "until May": ended by it; "by May", "before noon": before it.

    "After 3 p.m." is later on the same day, not begun by the hour.
    """
    m = when.moment
    if m is None or said is None or said.start is None or said.end is None:
        return "IS_INCLUDED"
    if m.start is not None and m.start >= said.end:
        return "AFTER"
    if m.start == said.start and (m.end is None or m.end > said.end):
        later = m.precision in _CLOCKS and m.end is not None and m.holds == "within"
        return "AFTER" if later else "BEGUN_BY"
    if m.end is not None and (m.end <= said.start or m.start is None and m.end == said.end):
        return "ENDED_BY" if when.edtf is not None and when.edtf.startswith("../") else "BEFORE"
    return "IS_INCLUDED"


def _of_the_day(expressions: Sequence[TimeExpression], day: tuple[Instant, Instant] | None) -> Iterator[Relation]:
    """The expressions that mean the day of publication."""
    for t in expressions:
        if t.moment is not None and (t.moment.start, t.moment.end) == day:
            yield Relation(t.id, DCT, "SIMULTANEOUS", "the day of publication", "calendar")


def _conflict(found: Contradiction, said: Mapping[Statement, Relation], dated: Mapping[str, Relation]) -> Conflict:
    def words(statement: Statement) -> Relation | None:
        """What was said, or the date of its source; None for the axis itself."""
        return said.get(statement) or dated.get(str(statement.source))

    against = dict.fromkeys(r for s in found.against if (r := words(s)) is not None)
    relation = words(found.statement)
    assert relation is not None  # the axis alone never contradicts itself
    return Conflict(relation, tuple(against))
