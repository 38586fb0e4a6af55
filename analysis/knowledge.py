"""Recognise named events from knowledge files: text → (span, known event). Outside facts, never the text's own.

    known = load_known([Path("my_events.toml")])
    find_known("the annexation of Crimea", "en", known)

A knowledge file is TOML, a table `[[event]]` per event; the head of `knowledge/world_politics.toml` says what
stands in it. What is found here is stored beside what an article says of a date, never in its place.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from analysis import catalogue, dates
from analysis.errors import BadKnowledgeFile
from analysis.model import KnownEvent, Moment, Span

GAP = 8  # "…" in a name stands for so many words at most
_CODE = re.compile(r"[a-z]{2,3}")
_WORD = re.compile(r"\w+|…")
_BREAK = re.compile(r"[.!?;:\n]")
_REQUIRED = {"id": str, "name": str, "edtf": str, "source": str, "names": dict}
_OPTIONAL = {"alternatives": list, "context": list}
Name = tuple[str, ...]


# -- files -----------------------------------------------------------------------------------------


def load_known(paths: Iterable[Path] = ()) -> tuple[KnownEvent, ...]:
    """The events of `analysis/knowledge`, and of files of one's own; a record there replaces ours of the same id.

    Raises `BadKnowledgeFile`, which lists all that is wrong with a file.
    """
    known = {event.id: event for event in _shipped()}
    for path in paths:
        known |= {event.id: event for event in _load(path)}
    return tuple(known.values())


@cache
def _shipped() -> tuple[KnownEvent, ...]:
    return tuple(event for name in catalogue.names("knowledge") for event in _load(catalogue.file("knowledge", name)))


def _load(path: Path) -> list[KnownEvent]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as err:
        raise BadKnowledgeFile(f"cannot read the knowledge file {path}: {err.strerror}; check the path") from err
    except ValueError as err:  # not UTF-8, or not TOML
        raise BadKnowledgeFile(f"{path} is not a TOML file in UTF-8: {err}") from err
    except RecursionError as err:
        raise BadKnowledgeFile(f"{path} is not a knowledge file: its values are nested too deeply") from err
    tables = data.get("event")
    if not isinstance(tables, list) or not tables or set(data) != {"event"}:
        raise BadKnowledgeFile(f"{path} is not a knowledge file: expected [[event]] tables and nothing else")
    faults = [fault for place, table in enumerate(tables, 1) for fault in _faults(place, table)]
    often = Counter(str(table.get("id")) for table in tables if isinstance(table, dict))
    faults += [f"there are {count} events with the id {name!r}" for name, count in often.items() if count > 1]
    if faults:
        raise BadKnowledgeFile(f"{path} has {len(faults)} fault{'s' * (len(faults) > 1)}: " + "; ".join(faults))
    return [_event(table) for table in tables]


def _faults(place: int, table: Any) -> list[str]:
    """All that is wrong with one table, in words."""
    if not isinstance(table, dict):
        return [f"event {place}: expected a table"]
    who = f"event {table.get('id', place)}"
    kinds = _REQUIRED | _OPTIONAL
    found = [f"{who}: unknown key {key!r}" for key in sorted(set(table) - set(kinds))]
    found += [f"{who}: {key} is missing" for key in _REQUIRED if key not in table]
    found += [
        f"{who}: {key} is of the wrong type"
        for key, kind in kinds.items()
        if not isinstance(table.get(key, kind()), kind)
    ]
    if found:
        return found
    for edtf in (table["edtf"], *table.get("alternatives", ())):
        if not isinstance(edtf, str) or dates.edtf_bounds(edtf) is None:
            found.append(f"{who}: {edtf!r} is not an EDTF date or interval such as 2014-03 or 2014-02-20/2014-03-18")
    if not table["source"].startswith("https://"):
        found.append(f"{who}: source is the https:// address of a page that tells the date")
    found += [
        f"{who}: names.{code} is not a language: expected a code such as en"
        for code in table["names"]
        if not _CODE.fullmatch(code)
    ]
    lists = {f"names.{code}": names for code, names in table["names"].items()} | {
        "context": table.get("context", ["x"])
    }
    found += [f"{who}: {key} is a list of names in words" for key, names in lists.items() if not _are_names(names)]
    return found


def _are_names(names: Any) -> bool:
    return (
        isinstance(names, list)
        and bool(names)
        and all(
            isinstance(name, str) and (words := _words(name)) and "…" not in (words[0], words[-1]) for name in names
        )
    )


def _event(table: Mapping[str, Any]) -> KnownEvent:
    names = {language: tuple(found) for language, found in table["names"].items()}
    return KnownEvent(
        table["id"], table["name"], table["edtf"], tuple(table.get("alternatives", ())), names, table["source"],
        tuple(table.get("context", ())),
    )  # fmt: skip


# -- words -----------------------------------------------------------------------------------------


def find_known(text: str, language: str, known: Sequence[KnownEvent]) -> tuple[tuple[Span, KnownEvent], ...]:
    """Each place where a name of an event stands, the longest first; several events may share a name.

    A name matches whole words in any case; its "…" stands for up to eight words of the same sentence. An event with
    `context` is found only in a text that has one of these words.
    """
    starts: dict[str, list[tuple[Name, KnownEvent]]] = defaultdict(list)
    tokens = [(match.group().casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]
    vocabulary = {word for word, _, _ in tokens}
    for event in known:
        if not event.context or any(vocabulary.issuperset(_words(one)) for one in event.context):
            for name in event.names.get(language, ()):
                starts[_words(name)[0]].append((_words(name), event))
    found = [
        (Span(tokens[place][1], tokens[last][2]), event)
        for place, (word, _, _) in enumerate(tokens)
        for name, event in starts.get(word, ())
        if (last := _match(name, tokens, place, text)) is not None
    ]
    return tuple(sorted(found, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start, pair[1].id)))


def _words(name: str) -> Name:
    return tuple(_WORD.findall(name.casefold()))


def _match(name: Name, tokens: Sequence[tuple[str, int, int]], place: int, text: str) -> int | None:
    """The place of the last word, where the name begins at `place`."""
    gap = 0
    at = place
    for word in name[1:]:
        if word == "…":
            gap = GAP
            continue
        reach = range(at + 1, min(at + 2 + gap, len(tokens)))
        found = next((i for i in reach if tokens[i][0] == word), None)
        if found is None or _BREAK.search(text, tokens[at][2], tokens[found][1]):
            return None
        at, gap = found, 0
    return at


# -- choice ----------------------------------------------------------------------------------------


def choose(candidates: Sequence[KnownEvent], moment: Moment | None, published: str | None) -> KnownEvent | None:
    """The event that a name means here, or None if that is not clear.

    It has to fit what the text says of its date. A yearly event without a date is the last one before the day of
    publication; one that lies after publication is meant only where the text dates it so.
    """
    fit = list({event.id: event for event in candidates if compatible(event, moment)}.values())
    if moment is None and published is not None:
        limit = dates.day_bounds(published)[1]
        fit = sorted((event for event in fit if _start(event) < limit), key=_start)[-1:]
    return fit[0] if len(fit) == 1 else None


def compatible(event: KnownEvent, moment: Moment | None) -> bool:
    """Whether the outside date, or an alternative to it, shares a moment with the date the text gives."""
    if moment is None:
        return True
    for edtf in (event.edtf, *event.alternatives):
        found = dates.edtf_bounds(edtf)
        if found and _before(found[0], moment.end) and _before(moment.start, found[1]):
            return True
    return False


def _before(start: int | None, end: int | None) -> bool:
    return start is None or end is None or start < end


def _start(event: KnownEvent) -> int:
    found = dates.edtf_bounds(event.edtf)
    assert found is not None
    start, end, *_ = found
    return start if start is not None else (end or 0) - 1
