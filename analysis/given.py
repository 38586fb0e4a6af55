"""Read what somebody has marked in articles already: GOLD.jsonl → Given, one per article.

    {"doc": "a", "timexes": [{"start": 0, "end": 6, "type": "DATE", "value": "2021-12-06"}],
     "events": [{"id": "e1", "start": 7, "end": 10, "class": "OCCURRENCE"}]}

The spans, classes and values are taken, as those of `annotations.jsonl` are; when an event was, and what came before
what, is not read from here. Offsets are code points, `end` exclusive. Ids are free, and may be left out. Where events
are marked and no time expression is, nobody has looked for these, and they are found as ever.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast, get_args

from analysis import sources
from analysis.errors import BadGiven
from analysis.model import Document, EventClass, Section, Span, Timex, TimexType

LONGEST = 1_000_000_000  # bytes of a file: some hundred thousand articles


@dataclass(frozen=True, slots=True)
class GivenTimex:
    """A time expression: where it stands, and its TIMEX3 type, value and mod."""

    span: Span
    timex: Timex
    id: str | None


@dataclass(frozen=True, slots=True)
class GivenEvent:
    """The trigger of an event, and its TimeML class, if that is given too."""

    span: Span
    event_class: EventClass | None
    id: str | None


@dataclass(frozen=True, slots=True)
class Given:
    """All that is given of one article, in order of the text; `place` is its line, for messages."""

    doc: str
    place: str
    timexes: tuple[GivenTimex, ...]
    events: tuple[GivenEvent, ...]

    def names(self) -> Mapping[tuple[str, Span], str]:
        """The ids that are given, by "timexes" or "events", and span."""
        return {(kind, item.span): item.id for kind, items in self.kinds() for item in items if item.id is not None}

    @property
    def has_times(self) -> bool:
        """Are the time expressions these, and no others?"""
        return bool(self.timexes) or not self.events

    def kinds(self) -> Iterator[tuple[str, Sequence[GivenTimex | GivenEvent]]]:
        yield "timexes", self.timexes
        yield "events", self.events


def of_document(given: Mapping[str, Given], document: Document) -> tuple[Given, Document]:
    """What is given of a document; and the document, in which no section that holds any of it is boilerplate.

    Raises `BadGiven` if there is nothing, or a span that is not one of its text.
    """
    found = given.get(document.id)
    if found is None:
        raise BadGiven(f"nothing is given of {document.id!r}: give a line with that doc, or leave the article out")
    for name, items in found.kinds():
        for place, item in enumerate(items):
            if item.span.end > len(document.text) or not item.span.of(document.text).strip():
                what = "is outside" if item.span.end > len(document.text) else "holds no word of"
                raise BadGiven(
                    f"{found.place}: the span {item.span.start} to {item.span.end} in {name} (number {place + 1} in "
                    f"the text) {what} the text of {document.id!r}, which has {len(document.text):,} characters"
                )
    return found, replace(document, sections=tuple(_section(s, found) for s in document.sections))


def check_articles(given: Mapping[str, Given], paths: Sequence[Path]) -> None:
    """Raises `BadGiven` for a line of an article that is not there; in an archive or a table nobody can tell before."""
    if any(sources.holds_many(path.name) for path in paths):
        return
    stems = {path.stem for path in paths}
    for doc, told in given.items():
        if doc not in stems:
            raise BadGiven(
                f"{told.place}: there is no article called {doc!r} among those to read: check doc, or the paths"
            )


def _section(section: Section, given: Given) -> Section:
    """Somebody has seen an event there: then it is no boilerplate, and no dateline."""
    silent = section.kind in ("boilerplate", "dateline")
    held: tuple[GivenEvent | GivenTimex, ...] = given.events
    if section.kind == "boilerplate":
        held = (*held, *given.timexes)
    if silent and any(item.span.overlaps(section.span) for item in held):
        return replace(section, kind="body")
    return section


def read_given(path: str | Path) -> dict[str, Given]:
    """What is given, by document. Raises `BadGiven` with the line and the field."""
    path = Path(path)
    try:
        if path.stat().st_size > LONGEST:
            raise BadGiven(f"{path} has more than {LONGEST:,} bytes: split it")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as err:
        raise BadGiven(f"cannot read {path}: {(err.strerror or 'no reason given').lower()}") from err
    except UnicodeDecodeError as err:
        raise BadGiven(f"{path} is not JSON Lines in UTF-8: save it as UTF-8") from err
    found: dict[str, Given] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        given = _given(line, f"{path}, line {number}")
        if given.doc in found:
            raise BadGiven(f"{given.place}: a second line for doc {given.doc!r}: keep one of them")
        found[given.doc] = given
    return found


def _given(line: str, place: str) -> Given:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as err:
        raise BadGiven(f"{place}: no JSON: expected an object with doc, timexes and events") from err
    if not isinstance(row, dict):
        raise BadGiven(f"{place}: expected an object with doc, timexes and events, got {line[:40]!r}")
    doc = row.get("doc")
    if not isinstance(doc, str) or not doc:
        raise BadGiven(f"{place}: doc is the name of an article's file without its ending, not {_shown(doc)}")
    times = row if row.get("timexes") is not None else {"timexes": []}
    timexes = tuple(_timex(item, where) for item, where in _items(times, "timexes", place))
    events = tuple(_event(item, where) for item, where in _items(row, "events", place))
    _told_apart(timexes, events, place)
    return Given(doc, place, tuple(sorted(timexes, key=_span)), tuple(sorted(events, key=_span)))


def _span(item: GivenTimex | GivenEvent) -> Span:
    return item.span


def _items(row: Mapping[str, Any], name: str, place: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    listed = row.get(name)
    if not isinstance(listed, list):
        raise BadGiven(f"{place}: {name} is a list, empty if there are none, not {_shown(listed)}")
    for number, item in enumerate(listed):
        if not isinstance(item, dict):
            raise BadGiven(f"{place}, {name}[{number}]: expected an object with start and end, not {_shown(item)}")
        yield item, f"{place}, {name}[{number}]"


def _timex(item: Mapping[str, Any], where: str) -> GivenTimex:
    kind, value, mod = item.get("type"), item.get("value"), item.get("mod")
    if kind not in get_args(TimexType):
        raise BadGiven(f"{where}.type: expected one of {', '.join(get_args(TimexType))}, not {_shown(kind)}")
    if not isinstance(value, str) or not value or len(value) > 100 or not value.isprintable():
        raise BadGiven(f"{where}.value: expected a TIMEX3 value such as 2021-12-07, not {_shown(value)}")
    if mod is not None and not isinstance(mod, str):
        raise BadGiven(f"{where}.mod: expected a TIMEX3 mod such as APPROX, or null, not {_shown(mod)}")
    return GivenTimex(_place(item, where), Timex(cast(TimexType, kind), value, mod or None), _id(item, where))


def _event(item: Mapping[str, Any], where: str) -> GivenEvent:
    event_class = item.get("class")
    if event_class is not None and event_class not in get_args(EventClass):
        raise BadGiven(f"{where}.class: expected null or one of {', '.join(get_args(EventClass))}, "
                       f"not {_shown(event_class)}")  # fmt: skip
    return GivenEvent(_place(item, where), cast(EventClass | None, event_class), _id(item, where))


def _place(item: Mapping[str, Any], where: str) -> Span:
    for name in ("start", "end"):
        if type(item.get(name)) is not int or item[name] < 0:
            raise BadGiven(f"{where}.{name}: expected the number of a character, from 0, not {_shown(item.get(name))}")
    if item["end"] <= item["start"]:
        raise BadGiven(f"{where}.end: expected more than start ({item['start']}), not {item['end']}")
    return Span(item["start"], item["end"])


def _id(item: Mapping[str, Any], where: str) -> str | None:
    name = item.get("id")
    if name is not None and (not isinstance(name, str) or not name):
        raise BadGiven(f"{where}.id: expected a name, or none at all, not {_shown(name)}")
    return name


def _told_apart(timexes: tuple[GivenTimex, ...], events: tuple[GivenEvent, ...], place: str) -> None:
    """Raises `BadGiven` if two have one id, or two of a kind the same words."""
    names = [name for name in (*(t.id for t in timexes), *(e.id for e in events)) if name is not None]
    if twice := next((name for name in names if names.count(name) > 1), None) if len(set(names)) < len(names) else None:
        raise BadGiven(f"{place}: the id {twice!r} is given twice: give each its own")
    for name, spans in (("timexes", [t.span for t in timexes]), ("events", [e.span for e in events])):
        if len(set(spans)) < len(spans):
            span = next(span for span in spans if spans.count(span) > 1)
            raise BadGiven(f"{place}: {name} has the span {span.start} to {span.end} twice: keep one of them")


def _shown(value: object) -> str:
    return "nothing" if value is None else repr(value)[:40]
