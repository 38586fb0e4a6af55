"""Check one entry of a corrections file: table → what is wrong with it, in words.

    list(faults({"exact": "met", "certainty": "sure"})) → ["document: it is missing: …", "certainty: expected one of …"]

The keys are named here, in the order in which they are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from analysis import dates
from analysis.corrections.dating import read_date
from analysis.errata import ACTIONS

CERTAINTIES = ("asserted", "future", "alleged", "conditional", "opinion", "denied", "negated")
KINDS = ("event", "quote", "claim")
KEYS: Mapping[str, int] = {  # the longest text of each, in characters
    "document": 1_000, "sha256": 64, "title": 2_000, "kind": 10, "exact": 20_000, "prefix": 4_000, "suffix": 4_000,
    "action": 10, "into_exact": 20_000, "into_prefix": 4_000, "into_suffix": 4_000, "date": 100, "label": 500,
    "certainty": 20, "people": 50, "holder": 200, "author": 200, "time": 40, "reason": 2_000,
}  # fmt: skip
CHANGES = ("date", "label", "certainty", "people", "holder")
_REQUIRED = {
    "document": "name the article", "exact": "quote the words of the row", "author": "say who corrects",
    "time": "say when, such as 2026-01-02", "reason": "say why",
}  # fmt: skip
_FREE = ("exact", "prefix", "suffix", "into_exact", "into_prefix", "into_suffix", "document", "title")  # as in the text
_OF_KIND = {"quote": ("date", "holder"), "claim": ("date", "certainty", "holder")}
_NAME = 200  # characters of a name or a role


def faults(table: Any) -> Iterator[str]:
    """All that is wrong: "field: what was expected, what came, what to do"."""
    if not isinstance(table, dict):
        yield f"expected a table of keys and values, got {str(table)[:60]!r}"
        return
    yield from (
        f"{key[:60]!r}: there is no such key; the keys are {', '.join(KEYS)}" for key in table if key not in KEYS
    )
    yield from (f"{key}: it is missing: {what}" for key, what in _REQUIRED.items() if key not in table)
    shape = {key: fault for key in KEYS if key in table for fault in _shape(key, table[key])}
    yield from (f"{key}: {fault}" for key, fault in shape.items())
    sound = {key: value for key, value in table.items() if key not in shape}
    yield from _values(sound)
    yield from _action(sound, "action" not in shape)


def _shape(key: str, value: Any) -> Iterator[str]:
    if key == "people":
        yield from _people(value)
    elif not isinstance(value, str):
        yield f"expected text in quotation marks, got {str(value)[:60]}"
    elif len(value) > KEYS[key]:
        yield f"it has {len(value):,} characters, and {KEYS[key]:,} is the most: shorten it"
    elif key not in _FREE and not value.isprintable():
        yield "it holds characters that cannot be seen, or several lines: write it in one line of plain text"
    elif not value.strip() and key in (*_REQUIRED, "label", "into_exact", "date"):
        yield "it is empty: fill it in" + (", with none if there is no date" if key == "date" else "")
    elif _lone_surrogate(value):
        yield "it holds half a character: it cannot be written in UTF-8"


def _lone_surrogate(value: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in value)


def _people(value: Any) -> Iterator[str]:
    if not isinstance(value, list) or len(value) > KEYS["people"]:
        yield f"expected a list of at most {KEYS['people']} people, each {{name = …, role = …}}"
        return
    for one in value:
        if not isinstance(one, dict) or set(one) != {"name", "role"}:
            yield f'expected people as {{name = "Ann Lee", role = "agent"}}, got {str(one)[:60]}'
            return
        for what in one.values():
            if not isinstance(what, str) or not what.strip() or not what.isprintable() or len(what) > _NAME:
                yield f"expected a name and a role in plain words of at most {_NAME} characters, got {str(what)[:60]!r}"
                return


def _values(table: Mapping[str, Any]) -> Iterator[str]:
    for key, known in (("kind", KINDS), ("action", ACTIONS), ("certainty", CERTAINTIES)):
        if key in table and table[key] not in known:
            yield f"{key}: expected one of {', '.join(known)}, got {table[key]!r}"
    if "date" in table:
        try:
            read_date(table["date"])
        except ValueError as err:
            yield f"date: {err}"
    if "time" in table:
        try:
            dates.iso_day(table["time"])
        except ValueError as err:
            yield f"time: {err}"


def _action(table: Mapping[str, Any], sound: bool) -> Iterator[str]:
    """What the kind of change asks for, and what it does not go with."""
    action, kind = table.get("action", "change" if sound else ""), table.get("kind", "event")
    changed = [key for key in CHANGES if key in table]
    if action == "change" and not changed:
        yield f"nothing is changed: give one of {', '.join(CHANGES)}, or an action ({', '.join(ACTIONS[1:])})"
    if action in ("hide", "merge"):
        yield from (f"{key}: a row to {action} has nothing else changed: make two entries" for key in changed)
    if action in ("merge", "split", "add") and kind in ("quote", "claim"):
        yield f"kind: only events can be used with {action}, not a {kind}"
    if action == "add" and "label" not in table:
        yield "label: it is missing: say in a line what happens"
    if action == "merge" and "into_exact" not in table:
        yield "into_exact: it is missing: quote the words of the row that this one becomes part of"
    if action != "merge":
        yield from (f"{key}: it goes with the action merge only" for key in table if key.startswith("into_"))
    for key in changed if action == "change" else ():
        if key not in _OF_KIND.get(kind, CHANGES):
            yield f"{key}: a {kind}'s cannot be changed, only its {' and '.join(_OF_KIND[kind])}"
