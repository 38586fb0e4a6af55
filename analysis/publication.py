"""Date the article itself: Document, TimeExpressions → PublicationDate, or None. Never today's date.

Three kinds of evidence, strongest first: what the caller gives; a dateline (a line of the head that holds
nothing but a date, or the opening of an agency's report); the latest day that an embedded post carries, if the
article's bare weekdays agree with it ("on Tuesday" in an article that quotes a post of Tuesday 7 December 2021).
Without any, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis import dates
from analysis.errors import BadDate
from analysis.language import Language
from analysis.model import Document, Event, Evidence, PublicationDate, Span, TimeExpression

_SENTENCE = 600  # characters before a weekday in which its verb stands
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T|$)")
_CLOCK = re.compile(r"T(\d\d):?(\d\d)")


def given_date(value: str) -> PublicationDate:
    """The caller's date: an ISO 8601 day, with or without a time of day. Raises `BadDate`."""
    try:
        day = dates.iso_day(value)
    except ValueError as err:
        raise BadDate(
            f"a publication date is a day such as 2021-12-07, with or without T15:07, not {value[:40]!r}"
        ) from err
    clock = _CLOCK.search(value)
    minute = int(clock[1]) * 60 + int(clock[2]) if clock else None
    return PublicationDate(day, day, day, (), given=True, clock=minute)


def date_document(
    document: Document, expressions: Sequence[TimeExpression], language: Language
) -> PublicationDate | None:
    """The publication date that the text itself gives evidence for.

    `expressions` are those of the article anchored without a publication date: the ones that are complete
    days in themselves have a moment.
    """
    days = [t for t in expressions if t.source == "text" and t.moment is not None and _DAY.match(t.timex.value)]
    datelines = [s.span for s in document.sections if s.kind == "dateline"]
    dateline = next((t for t in days if any(t.span.within(line) for line in datelines)), None)
    if dateline is not None:
        day = dateline.timex.value[:10]
        return PublicationDate(day, day, day, (Evidence(dateline.span, "a line of the head that is a date"),))
    posts = [t for t in days if any(s.kind == "embed" and t.span.within(s.span) for s in document.sections)]
    if not posts:
        return None
    last = max(posts, key=lambda t: (_start(t), -t.span.start))
    return _agreeing(document, last, expressions, language)


def _start(expression: TimeExpression) -> int:
    assert expression.moment is not None and expression.moment.start is not None
    return expression.moment.start


def _agreeing(
    document: Document, post: TimeExpression, expressions: Sequence[TimeExpression], language: Language
) -> PublicationDate:
    """The day of the post, if a bare weekday of the article is that day's; else only a lower bound."""
    day = dates.day_edtf(_start(post))
    evidence = [Evidence(post.span, "an embedded post of that day: the article is no earlier")]
    same, future = None, None
    for t in _weekdays(expressions, dates.weekday(day)):
        cue = _future_cue(document.text, t.span, language)
        if cue is None:
            same = same or Evidence(t.span, "a bare weekday, told as past: it agrees with the post's day")
        else:
            future = future or Evidence(Span(cue, t.span.end), "the same weekday, told as still to come: no later")
    evidence += [e for e in (same, future) if e is not None]
    if same is None and future is None:
        return PublicationDate(None, day, None, tuple(evidence))
    return PublicationDate(day, day, day, tuple(evidence))


def _weekdays(expressions: Sequence[TimeExpression], number: int) -> Iterator[TimeExpression]:
    value = f"XXXX-WXX-{number}"
    return (
        t for t in expressions if t.timex.value == value or t.timex.value.startswith(f"{value}T")
    )  # Tuesday evening


def _future_cue(text: str, span: Span, language: Language) -> int | None:
    """Where the sentence's future auxiliary stands, if there is one before the weekday."""
    start = max(text.rfind(mark, max(0, span.start - _SENTENCE), span.start) for mark in ("\n", ". ", "? ", "! ")) + 1
    for match in re.finditer(r"[^\W\d_]+", text[start : span.start]):
        if match[0].lower() in language.words("certainty", "future"):
            return start + match.start()
    return None


def narrow(published: PublicationDate | None, events: Sequence[Event]) -> PublicationDate | None:
    """An inferred date, no earlier than the end of what the article tells as over, to the minute.

    Only for events whose clock time the text gives; a caller's date stays as it is.
    """
    if published is None or published.given or published.day is None:
        return published
    first, after = dates.day_bounds(published.day)
    over = [
        (e.when.moment.end, e)
        for e in events
        if e.certainty == "asserted" and e.on_timeline and e.when.moment is not None
        and e.when.moment.precision == "minute" and e.when.moment.end is not None
        and first < e.when.moment.end < after and e.when.moment.zone is not None
    ]  # fmt: skip
    if not over:
        return published
    end, event = max(over, key=lambda pair: (pair[0], -pair[1].span.start))
    proof = Evidence(event.span, "told as over: the article is later than its end")
    return replace(published, earliest=dates.iso_minute(end) + "Z", evidence=(*published.evidence, proof))
