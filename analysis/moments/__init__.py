"""Anchor meanings: Meaning → Moment, when it is, here.

    "Monday", told as past in an article of Tuesday 2021-12-07 → 2021-12-06

News counts from the publication date, a narrative from the last date told, a post from its own day. Without
an anchor an expression keeps an underspecified value, no moment, and the reason why. Nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from analysis import dates
from analysis.language import Language
from analysis.model import (
    CalendarDate,
    Clock,
    Deictic,
    Document,
    Duration,
    Impossible,
    Meaning,
    Mention,
    Named,
    Offset,
    PublicationDate,
    Recurrence,
    TimeExpression,
    Timex,
    TimexType,
    Vague,
)
from analysis.moments.calendar import place_calendar, place_named
from analysis.moments.counted import place_deictic, place_duration, place_offset, place_recurrence, place_vague
from analysis.moments.hours import hour_of, place_clock
from analysis.moments.identity import identity
from analysis.moments.neighbours import is_joined, on_from, restated, share
from analysis.moments.scene import Placed, Scene
from analysis.moments.telling import is_aside
from analysis.moments.values import place_given

__all__ = ["anchor", "place_given"]


def anchor(
    document: Document,
    found: Sequence[tuple[Mention, Meaning]],
    published: PublicationDate | None,
    language: Language,
) -> tuple[TimeExpression, ...]:
    """Each meaning in its place, in the order of the text.

    `published=None` leaves what needs it without a moment. Tense is read from words: on 556 weekdays and months of
    newswire, a parser's tense put one more of them right, at eighty times the cost.
    """
    day = None if published is None or published.day is None else dates.day_number(published.day)
    return tuple(_anchored(document, share(document, found, language), Scene(document, language, day)))


def _anchored(document: Document, found: Sequence[tuple[Mention, Meaning]], scene: Scene) -> Iterator[TimeExpression]:
    last: tuple[Mention, Meaning, Placed] | None = None
    for number, (mention, meaning) in enumerate(found):
        joined = last is not None and is_joined(document, last[0], mention, scene.language)
        placed = _beside(last, mention, meaning, scene) if last is not None and joined else None
        placed = placed or _restated(found[number : number + 2], scene) or place(mention, meaning, scene)
        last = (mention, meaning, placed)
        yield TimeExpression(
            identity(document, mention), mention, placed.timex, placed.moment, placed.edtf,
            "inferred" if placed.inferred else "text", placed.reason, placed.alternatives,
        )  # fmt: skip
        if placed.focus is None:
            continue
        scene.last = placed.focus
        if not is_aside(mention, meaning, placed.focus, scene):
            scene.focus, scene.place = placed.focus, mention.span.end
            hour = hour_of(meaning)
            if hour is not None:
                scene.clock = placed.focus.start, hour, meaning.zone if isinstance(meaning, Clock) else None
            if placed.focus.unit == "quarter":
                scene.quarter, scene.quarter_place = placed.focus, mention.span.end


def _beside(last: tuple[Mention, Meaning, Placed], mention: Mention, meaning: Meaning, scene: Scene) -> Placed | None:
    """A date that goes on from the one it is joined to; None for all others."""
    words, first, placed = last
    completed = on_from(first, placed, meaning, story=scene.narrative)
    if completed == meaning:
        return None
    reason = f"'{mention.text}' goes on from '{words.text}', {placed.timex.value}"
    return replace(place(mention, completed, scene), inferred=True, reason=reason)


def _restated(pair: Sequence[tuple[Mention, Meaning]], scene: Scene) -> Placed | None:
    """An expression that the date behind it tells again; None for all others."""
    if len(pair) < 2 or (date := restated(scene.document, pair[0], pair[1], scene.language)) is None:
        return None
    (mention, _), (other, _) = pair
    return replace(place(mention, date, scene), inferred=True, reason=f"'{mention.text}' is '{other.text}'")


def place(mention: Mention, meaning: Meaning, scene: Scene) -> Placed:
    """One expression in its place, by the kind of its meaning."""
    match meaning:
        case CalendarDate():
            return place_calendar(mention, meaning, scene)
        case Named():
            return place_named(mention, meaning, scene)
        case Deictic():
            return place_deictic(mention, meaning, scene)
        case Offset():
            return place_offset(mention, meaning, scene)
        case Clock():
            return place_clock(mention, meaning, scene, place)
        case Duration():
            return place_duration(mention, meaning, scene)
        case Recurrence():
            return place_recurrence(meaning)
        case Vague():
            return place_vague(meaning, scene)
        case Impossible():
            kind: TimexType = "TIME" if meaning.value.startswith("T") else "DATE"
            return Placed(Timex(kind, meaning.value), None, None, f"not a date: {meaning.why}", inferred=False)
        case _:
            assert_never(meaning)
