"""Date an event by syntax, not by the nearest date: Trigger, TimeExpressions → When.

1. its own modifier: "announced **on Monday**", "the 2014 annexation", "reminiscent of 2014 and the annexation";
2. a date shared by syntax: coordination ("spoke on Monday and agreed"), "expressed in June **during a summit**";
3. the present tense of a dated news article: the publication day;
4. the scene: a past event whose people are those of the last dated event lies on its day;
5. else a bound: what is told as past lies on or before the publication day. No bound without that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis import dates
from analysis.events.bounds import meet
from analysis.events.triggers import Trigger
from analysis.model import Certainty, Moment, PublicationDate, TimeExpression, When

TOLD_AS_PAST = "told as past"
PRESENT, PAST, FUTURE, NONE = "present", "past", "future", "none"


def tense(trigger: Trigger) -> str:
    """present, past, future or none, from the verb that carries the event."""
    verb = trigger.carrier
    if verb is None:
        participle = next((c for c in trigger.token.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)
        return PAST if participle is not None else NONE
    if verb.dep_ in ("xcomp", "pcomp") and not any(c.dep_ == "aux" and c.tag_ != "TO" for c in verb.children):
        return NONE
    tags = {c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if "MD" in tags:
        return FUTURE
    if verb.tag_ == "VBD" or "VBD" in tags or verb.tag_ == "VBN":
        return PAST
    if verb.tag_ == "VB" and tags <= {"TO"}:  # "must go and rest", "caused it to fall": no tense of its own
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            return tense(replace(trigger, carrier=verb.head))
        return PRESENT if verb.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in verb.children) else NONE
    return PRESENT if verb.tag_ in ("VBZ", "VBP", "VB") or tags & {"VBZ", "VBP"} else NONE


def is_simple_past(trigger: Trigger) -> bool:
    """ "held", "was held": not "has held" or "had held", which look back."""
    verb = trigger.carrier
    if verb is None:
        return False
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.lemma_ == "have" for c in auxiliaries):
        return False
    return verb.tag_ == "VBD" or verb.tag_ == "VBN" and any(c.tag_ == "VBD" for c in auxiliaries)


def is_main(trigger: Trigger) -> bool:
    """The verb of a main clause, or one coordinated with it."""
    verb = trigger.carrier
    while verb is not None and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb is not None and verb.dep_ in ("ROOT", "parataxis")


# -- from expressions to a date ------------------------------------------------------------------


def combine(found: Sequence[TimeExpression]) -> When | None:
    """One date from all expressions of an event: day + clock + length, the finest that agrees.

    "a two-hour exchange on Tuesday" that "began at 3:07 p.m. GMT": 15:07 to 17:07 of that Tuesday.
    """
    placed = [t for t in found if t.moment is not None and t.timex.type in ("DATE", "TIME")]
    lengths = [t for t in found if t.timex.type == "DURATION"]
    if not placed:
        vague = next((t for t in lengths if t.moment is not None), None)
        return _of(vague) if vague is not None else None
    both = meet(placed)
    if both is not None:
        first = min(placed, key=lambda t: t.span)
        return When(both, None, "inferred", f"“{first.mention.text}” and what ends it: {first.reason}", first.id)
    finest = min(placed, key=lambda t: (_width(t), t.span))
    wider = [t for t in placed if not _contains(t, finest)]
    if wider:  # two dates that exclude each other: the first stands, the other is another event's
        finest = min(placed, key=lambda t: t.span)
    when = _of(finest)
    seconds = next((s for t in lengths if (s := dates.seconds_of(t.timex.value)) is not None), None)
    clock = (
        finest.timex.type == "TIME" and finest.moment is not None and finest.moment.precision in ("minute", "second")
    )
    if seconds and clock and when.moment is not None and when.moment.start is not None:
        start = when.moment.start
        moment = Moment(start, start + seconds, "minute", when.moment.said, "throughout", when.moment.zone)
        reason = f"{when.reason}; it lasts {dates.words_of(seconds)} from there"
        return When(moment, dates.day_edtf(start), "inferred", reason, finest.id)
    return when


def _of(t: TimeExpression) -> When:
    return When(t.moment, t.edtf, t.source, f"“{t.mention.text}”: {t.reason}", t.id)


def _width(t: TimeExpression) -> int:
    m = t.moment
    return m.end - m.start if m is not None and m.start is not None and m.end is not None else 1 << 60


def _contains(outer: TimeExpression, inner: TimeExpression) -> bool:
    a, b = outer.moment, inner.moment
    if a is None or b is None or None in (a.start, a.end, b.start, b.end):
        return True
    return a.start <= b.start and b.end <= a.end  # type: ignore[operator]


# -- where the text gives no expression --------------------------------------------------------------


def on_day(published: PublicationDate, reason: str) -> When:
    """Some time on the publication day."""
    assert published.day is not None
    start, end = dates.day_bounds(published.day)
    return When(Moment(start, end, "day"), published.day, "inferred", reason)


def by_day(published: PublicationDate, reason: str) -> When:
    """On or before the publication day: an open beginning."""
    assert published.day is not None
    _, end = dates.day_bounds(published.day)
    return When(Moment(None, end, "day"), f"[..{published.day}]", "inferred", reason)


def undated(certainty: Certainty, published: PublicationDate | None) -> When:
    """No date, and why."""
    if certainty in ("conditional", "future", "opinion"):
        return When(None, None, "none", "the text gives no time for it, and it is not told as having happened")
    if certainty == "negated":
        return When(None, None, "none", "it did not happen, and the text gives no time at which it would have")
    if published is None or published.day is None:
        return When(None, None, "none", "no time expression dates it, and the article's own date is not known")
    return When(None, None, "none", "no time expression dates it")
