"""Lay one correction over what was found in its article: Annotations, Correction → Annotations and what was changed.

    "The treaty was signed in June." with date = "2013-06-04" → the event so dated, and a reason that names the person

A function here gives an `Applied`, or the words that tell why the correction fits no more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from analysis.corrections.checking import CHANGES
from analysis.corrections.dating import NONE, read_date, told
from analysis.corrections.placing import sentence_around, text_of
from analysis.errata import Correction, Words
from analysis.model import Annotations, Claim, Event, Participant, ParticipantKind, Quote, Retelling, Span, When

Row = Event | Quote | Claim
One = TypeVar("One", Event, Quote, Claim)
Changes = tuple[tuple[str, str | None, str | None], ...]  # field, before, after
_UNSHOWN = ("conditional", "opinion")
ARTICLE, NOBODY = "the article", "nobody"


@dataclass(frozen=True, slots=True)
class Applied:
    """The article corrected, the id of the row that says so, and what was changed."""

    found: Annotations
    row: str
    changes: Changes


def apply(found: Annotations, entry: Correction) -> Applied | str:
    """The article with `entry` laid over it, or why it fits no more."""
    place = _place(found, entry.words)
    return place if isinstance(place, str) else _ACTIONS[entry.action](found, entry, place)


def _place(found: Annotations, words: Words) -> Span | str:
    places = text_of(found.document.text).find(words)
    if len(places) == 1:
        return places[0]
    if places:
        return f"the text now has these words, with those around them, in {len(places)} places"
    bare = text_of(found.document.text).find(Words(words.exact))
    if bare:
        return "the words are still there, but not with the words around them: the sentence was changed or taken out"
    return "the words are no longer in the text"


def rows_of(found: Annotations, kind: str) -> Sequence[Row]:
    rows: dict[str, Sequence[Row]] = {"event": found.events, "quote": found.quotes, "claim": found.claims}
    return rows[kind]


def _row_at(found: Annotations, kind: str, place: Span) -> Row | str:
    """The row of these words; an event's trigger may by now take in a word more or less."""
    rows = rows_of(found, kind)
    same = [row for row in rows if row.span == place]
    near = [
        row
        for row in rows
        if kind == "event"
        and (row.span.within(place) or place.within(row.span))
        and (row.span.start == place.start or row.span.end == place.end)
    ]
    for fitting in (same, near):
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return f"{len(fitting)} rows have these words now"
    if kind == "event" and any(m.span == place for e in found.events for m in e.mentions):
        return "the words are now told of as another mention of an event: correct that event, or split it off"
    return f"the words are there, but no {kind} is found in them any more"


def _event_at(found: Annotations, place: Span) -> Event | str:
    row = _row_at(found, "event", place)
    assert isinstance(row, Event | str)
    return row


# -- change ------------------------------------------------------------------------------------------


def _change(found: Annotations, entry: Correction, place: Span) -> Applied | str:
    """The row with the fields of the entry, and each with what stood there before."""
    row = _row_at(found, entry.kind, place)
    if isinstance(row, str):
        return row
    new = _with_fields(found, row, entry)
    if entry.date is not None:
        new = replace(new, when=_dated(entry, entry.note))
    changes = tuple((field, _value(row, field), _value(new, field)) for field in _given(entry))
    return Applied(_with(found, row, new), row.id, changes)


def _with(found: Annotations, row: Row, new: Row | None) -> Annotations:
    """The article with another row in place of one, or none."""
    match row:
        case Event():
            return replace(found, events=_swap(found.events, row, (new,) if isinstance(new, Event) else ()))
        case Quote():
            return replace(found, quotes=_swap(found.quotes, row, (new,) if isinstance(new, Quote) else ()))
        case Claim():
            return replace(found, claims=_swap(found.claims, row, (new,) if isinstance(new, Claim) else ()))


def _swap(rows: tuple[One, ...], row: One, new: tuple[One, ...]) -> tuple[One, ...]:
    at = rows.index(row)
    return rows[:at] + new + rows[at + 1 :]


def _given(entry: Correction) -> list[str]:
    return [field for field in CHANGES if getattr(entry, field) is not None]


def _with_fields(found: Annotations, row: Row, entry: Correction) -> Row:
    """The row with all that `entry` gives but the date."""
    holder = entry.holder or None
    if isinstance(row, Quote):
        return row if entry.holder is None else replace(row, speaker=holder)
    if entry.holder is not None:
        row = replace(row, holder=holder)
    if isinstance(row, Claim):
        return row if entry.certainty is None else replace(row, certainty=entry.certainty)  # type: ignore[arg-type]
    if entry.certainty is not None:  # no word of the text says so, and a mere wish or condition is not shown
        shown = entry.certainty not in _UNSHOWN
        row = replace(row, certainty=entry.certainty, cue=None, on_timeline=shown)  # type: ignore[arg-type]
    if entry.people is not None:
        row = replace(row, participants=tuple(_participant(found, row, *one) for one in entry.people))
    return row if entry.label is None else replace(row, label=entry.label)


def _dated(entry: Correction, reason: str) -> When:
    """A person's date is `inferred`: the words alone do not give it, and no record of the world was looked up."""
    moment, edtf = read_date(entry.date or NONE)
    return When(moment, edtf, "inferred" if moment else "none", reason, by_hand=True)


def _value(row: Row, field: str) -> str:
    """A field in words."""
    match field:
        case "date":
            return told(row.when.moment, row.when.edtf)
        case "holder":
            return (row.speaker if isinstance(row, Quote) else row.holder) or ARTICLE
        case "people" if isinstance(row, Event):
            return ", ".join(f"{p.name} ({p.role})" for p in row.participants) or NOBODY
        case _:
            return str(getattr(row, field))


def _participant(found: Annotations, event: Event, name: str, role: str) -> Participant:
    """Where the sentence names them; else where the article first does; else at the event's own words."""
    known = next((p for p in event.participants if p.name == name), None)
    if known is not None:
        return replace(known, role=role)
    kind: ParticipantKind = next((p.kind for e in found.events for p in e.participants if p.name == name), "person")
    places = text_of(found.document.text).find(Words(name.strip()))
    here = next((place for place in places if place.within(event.sentence)), None)
    first = places[0] if places and here is None else None
    return Participant(name, role, here or event.span, kind, first)


# -- hide, merge, split, add -------------------------------------------------------------------------


def _hide(found: Annotations, entry: Correction, place: Span) -> Applied | str:
    """The row is gone, and what points at it."""
    row = _row_at(found, entry.kind, place)
    if isinstance(row, str):
        return row
    left = _with(found, row, None)
    left = replace(
        left, events=tuple(_unlinked(e, row.id) for e in left.events),
        quotes=tuple(replace(q, same_as=None) if q.same_as == row.id else q for q in left.quotes),
        claim_pairs=tuple(pair for pair in left.claim_pairs if row.id not in (pair.a, pair.b)),
    )  # fmt: skip
    label = row.label if isinstance(row, Event) else row.span.of(found.document.text)
    return Applied(left, row.id, (("hide", label, None),))


def _unlinked(event: Event, target: str) -> Event:
    placed = event.placement if event.placement and event.placement.target != target else None
    return replace(event, links=tuple(k for k in event.links if k.target != target), placement=placed)


def _merge(found: Annotations, entry: Correction, place: Span) -> Applied | str:
    """The row becomes another mention of the one it is merged into, which keeps its own date if it has one."""
    row, where = _event_at(found, place), _place(found, entry.into or Words(""))
    into = where if isinstance(where, str) else _event_at(found, where)
    if isinstance(row, str):
        return row
    if isinstance(into, str):
        return f"of the row to merge into: {into}"
    if row.id == into.id:
        return "both are one row now"
    changes: Changes = (("merge", f"{row.label} | {into.label}", into.label),)
    when = into.when
    if row.when.moment and not when.moment:
        when = row.when
        changes += (("date", _value(into, "date"), _value(row, "date")),)
    names = {p.name for p in into.participants}
    verbal = (row.tense, row.aspect, row.polarity, row.modality, row.pos)
    mentions = {m.span: m for m in (*into.mentions, Retelling(row.span, row.event_class, verbal), *row.mentions)}
    one = replace(
        into, when=when, links=(*into.links, *row.links),
        mentions=tuple(mentions[span] for span in sorted(mentions)),
        participants=(*into.participants, *(p for p in row.participants if p.name not in names)),
    )  # fmt: skip
    merged = (one if e.id == into.id else e for e in found.events if e.id != row.id)
    events = tuple(_relinked(e, row.id, into.id) for e in merged)
    return Applied(replace(found, events=events), into.id, changes)


def _relinked(event: Event, old: str, new: str) -> Event:
    links = (replace(k, target=new) if k.target == old else k for k in event.links)
    placed = event.placement
    if placed and placed.target == old:
        placed = replace(placed, target=new) if new != event.id else None
    return replace(event, links=tuple(dict.fromkeys(k for k in links if k.target != event.id)), placement=placed)


def _split(found: Annotations, entry: Correction, place: Span) -> Applied | str:
    """A mention becomes a row of its own, without the date of the row that it was in."""
    told_in = [e for e in found.events if any(m.span == place for m in e.mentions)]
    if len(told_in) != 1:
        return "the words are no longer another mention of an event"
    whole = told_in[0]
    mention = next(m for m in whole.mentions if m.span == place)
    rest = replace(whole, mentions=tuple(m for m in whole.mentions if m != mention))
    tense, aspect, polarity, modality, pos = mention.verbal
    own = replace(_made(found, place, entry, f"split from “{whole.label}”"), event_class=mention.event_class,
                  tense=tense, aspect=aspect, polarity=polarity, modality=modality, pos=pos,
                  certainty=whole.certainty, on_timeline=whole.on_timeline, holder=whole.holder)  # fmt: skip
    new = _with_fields(found, own, entry)
    assert isinstance(new, Event)
    left = replace(found, events=_swap(found.events, whole, (rest, new)))
    return Applied(left, new.id, (("split", whole.label, new.label), *_first(new, entry)))


def _add(found: Annotations, entry: Correction, place: Span) -> Applied | str:
    """A row by hand, on words of the text."""
    if any(e.span == place for e in found.events):
        return "an event is found in these words now: correct that row, and take this entry out"
    if any(s.kind == "boilerplate" and s.span.start <= place.start < s.span.end for s in found.document.sections):
        return "the words are no part of the article itself (links, tags, advertising)"
    new = _with_fields(found, _made(found, place, entry, "a row added by hand"), entry)
    assert isinstance(new, Event)
    return Applied(replace(found, events=(*found.events, new)), new.id, (("add", None, new.label), *_first(new, entry)))


def _first(new: Event, entry: Correction) -> Changes:
    """What a new row was given beside its label."""
    return tuple((field, None, _value(new, field)) for field in _given(entry) if field != "label")


def _made(found: Annotations, place: Span, entry: Correction, how: str) -> Event:
    document = found.document
    rows: Sequence[Row] = (*found.events, *found.quotes, *found.claims)
    words = " ".join(place.of(document.text).split())
    content = f"{document.id}\0{entry.action}\0{place.start}\0{words}"
    return Event(
        id=f"e-{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}", span=place,
        sentence=sentence_around(document.text, place, (row.sentence for row in rows)),
        lemma=words.casefold(), label=entry.label or words, event_class="OCCURRENCE", certainty="asserted", cue=None,
        participants=(), holder=None, when=_dated(entry, f"{entry.note} ({how})"), on_timeline=True,
    )  # fmt: skip


_ACTIONS: dict[str, Callable[[Annotations, Correction, Span], Applied | str]] = {
    "change": _change, "hide": _hide, "merge": _merge, "split": _split, "add": _add,
}  # fmt: skip
