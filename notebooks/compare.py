"""Compare what was found in the seed article with others: with a careful reader, and with dateparser.

    compare.scores(narrative)                    # how much of the reader's list was found, kind by kind
    compare.missed(narrative, "claim")           # what was not: a table that highlight.spans() shows

The reader's list is tests/gold/seed.toml. It was not made for these notebooks: the tests hold the code to it.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

import analysis
from analysis.narrative import Narrative

GOLD = Path(analysis.__file__).parents[1] / "tests" / "gold" / "seed.toml"
Record = dict[str, Any]


@cache
def reader() -> Record:
    return tomllib.loads(GOLD.read_text(encoding="utf-8"))


def decoys() -> pd.DataFrame:
    """Words that look like times and are none, with what they are."""
    both = zip(reader()["decoys"]["spans"], reader()["decoys"]["why"], strict=True)
    return _table([(start, end, "no time", why) for (start, end), why in both], "start", "end", "label", "reason")


def decoys_taken(narrative: Narrative) -> pd.DataFrame:
    """Of the decoys, those that were taken for times all the same."""
    table = decoys()
    taken = [any(_overlap(t.start, t.end, d) for t in narrative.expressions.itertuples()) for d in _records(table)]
    return table[pd.Series(taken, dtype=bool)]


# -- with a careful reader ---------------------------------------------------------------------------------


def scores(narrative: Narrative, *kinds: str) -> pd.DataFrame:
    """Of each kind (all of `KINDS` if none is given): how many the reader has, how many of them were found."""
    rows = []
    for kind in kinds or tuple(KINDS):
        found = [row is not None for _, row in _matches(narrative, kind)]
        rows.append((kind, len(found), sum(found), len(found) - sum(found)))
    return _table(rows, "kind", "reader", "found", "missed")


def missed(narrative: Narrative, *kinds: str) -> pd.DataFrame:
    """What the reader has and was not found: where, what (`label`), and what it is (`reason`)."""
    rows = [
        (start, end, f"{kind} not found", KINDS[kind][1](gold))
        for kind in kinds
        for gold, row in _matches(narrative, kind)
        if row is None
        for start, end in _places(gold, kind)
    ]
    return _table(sorted(rows), "start", "end", "label", "reason")


def different(narrative: Narrative, *kinds: str) -> pd.DataFrame:
    """What both found, and read differently."""
    text = narrative.documents.iloc[0]["text"]
    rows = [
        (text[gold["start"] : gold["end"]], what, theirs, ours)
        for kind in kinds
        for gold, row in _matches(narrative, kind)
        if row is not None
        for what, theirs, ours in _differences(kind, gold, row)
    ]
    return _table(rows, "words", "what", "reader", "here")


def beyond(narrative: Narrative, kind: str) -> pd.DataFrame:
    """Rows of the timeline that the reader has nothing like: of events, those that a timeline shows."""
    rows = narrative.timeline[narrative.timeline["kind"] == kind]
    rows = rows[rows["on_timeline"]] if kind == "event" else rows
    places = [place for gold in reader()[kind] for place in ((gold["start"], gold["end"]), *gold.get("also", ()))]
    known = [
        any(s < b and a < e for a, b in places for s, e in ((r.span_start, r.span_end), *(m[:2] for m in r.mentions)))
        for r in rows.itertuples()
    ]
    return rows[~pd.Series(known, rows.index, dtype=bool)]


def _matches(narrative: Narrative, kind: str) -> Iterator[tuple[Record, Any]]:
    """Each record of the reader, with the row that was found for it, or None."""
    section, _, find = KINDS[kind]
    for gold in _participants() if kind == "participant" else reader()[section]:
        yield gold, find(narrative, gold)


def _participants() -> Iterator[Record]:
    events = {event["start"]: event for event in reader()["event"]}
    for start, people in reader()["participants"].items():
        for name, role in people:
            yield events[int(start)] | {"name": name, "role": role}


def _places(gold: Record, kind: str) -> list[tuple[int, int]]:
    held = {claim["id"]: claim for claim in reader()["claim"]}
    sides = [held[gold["a"]], held[gold["b"]]] if kind == "pair" else [gold]
    return [(side["start"], side["end"]) for side in sides]


def _differences(kind: str, gold: Record, row: Any) -> Iterator[tuple[str, str, str]]:
    compared = {
        "event": [("certainty", gold.get("certainty"), row.get("certainty"))],
        "quote": [("speaker", gold.get("speaker") or None, row.get("holder"))],
        "claim": [("stance", gold.get("stance"), row.get("stance"))],
        "participant": [(f"role of {gold.get('name')}", gold.get("role"), row.get("role"))],
    }.get(kind, [])
    for what, theirs, ours in compared:
        if theirs != ours:
            yield what, theirs or "nobody", ours or "nobody"
    if kind == "event" and _interval(row["edtf"]) not in [_interval(date) for date in gold["dates"] or (None,)]:
        yield "date", " or ".join(gold["dates"]) or "none", row["edtf"] or "none"


def _interval(edtf: str | None) -> str:
    """Forms that mean the same: "2014~" as "2014", a bound of the article's own day as no date."""
    plain = re.sub(r"[~?%\[\]]", "", edtf or "").replace("/", "..")
    bare = re.sub(r"\.{2,}", "..", plain)
    return "" if bare == f"..{reader()['published']}" and edtf and edtf.startswith("[..") else bare


# -- one finder for each kind: narrative, record of the reader → row, or None --------------------------------


def _time(narrative: Narrative, gold: Record) -> Any:
    return next(
        (t for t in _records(narrative.expressions) if (t["start"], t["words"]) == (gold["start"], gold["words"])), None
    )


def _known(narrative: Narrative, gold: Record) -> Any:
    """By its own words, or by the name of what it is at ("see … at the G20")."""
    rows = narrative.timeline[narrative.timeline["known_event"].notna()]
    name = gold["words"].removeprefix("the ")
    for row in _records(rows):
        if any(_overlap(*place, gold) for place in _told(row)) or name in [p[0] for p in row["participants"]]:
            return row
    return None


def _signal(narrative: Narrative, gold: Record) -> Any:
    """A relation that rests on the very word, from an event of the same sentence."""
    rows = {row["id"]: row for row in _records(narrative.timeline)}
    for link in _records(narrative.relations):
        row = rows.get(link["source"])
        if row is None:  # an expression stands so to the day of publication
            continue
        around = row["sentence_start"] <= gold["start"] < row["sentence_start"] + len(row["sentence"])
        if around and link["evidence"].casefold() == gold["words"].casefold():
            return link
    return None


def _event(narrative: Narrative, gold: Record) -> Any:
    """Of the events whose words overlap, one that a timeline shows as the reader would, the closest first."""
    rows = _records(narrative.timeline[narrative.timeline["kind"] == "event"])
    near = [row for row in rows if any(_overlap(*place, gold) for place in _told(row))]
    return min(
        near,
        key=lambda r: (r["on_timeline"] != gold["on_timeline"], abs(r["span_start"] - gold["start"])),
        default=None,
    )


def _quote(narrative: Narrative, gold: Record) -> Any:
    rows = narrative.timeline[narrative.timeline["kind"] == "quote"]
    return next((r for r in _records(rows) if (r["span_start"], r["span_end"]) == (gold["start"], gold["end"])), None)


def claims_like(narrative: Narrative, gold: Record) -> list[Record]:
    """All whose words overlap and that have a holder in common, the best overlap first."""
    rows = _records(narrative.timeline[narrative.timeline["kind"] == "claim"])
    wanted = {name.casefold() for name in gold["holders"]}
    near = []
    for row in rows:
        held = {name.casefold() for name in (row["holder"] or "").split(", ") if name}
        if _overlap(row["span_start"], row["span_end"], gold) and (wanted & held or wanted == held):
            near.append(row)
    return sorted(near, key=lambda r: -_shared(r, gold) / (r["span_end"] - r["span_start"]))


def _claim(narrative: Narrative, gold: Record) -> Any:
    return next(iter(claims_like(narrative, gold)), None)


def _pair(narrative: Narrative, gold: Record) -> Any:
    held = {claim["id"]: claim for claim in reader()["claim"]}
    a, b = ({row["id"] for row in claims_like(narrative, held[gold[side]])} for side in "ab")
    for pair in _records(narrative.claim_pairs):
        crossed = (pair["a"] in a and pair["b"] in b) or (pair["a"] in b and pair["b"] in a)
        if crossed and pair["relation"] == gold["relation"]:
            return pair
    return None


def _flag(narrative: Narrative, gold: Record) -> Any:
    return next((f for f in _records(narrative.flags) if _overlap(f["start"], f["end"], gold)), None)


def _participant(narrative: Narrative, gold: Record) -> Any:
    event = _event(narrative, gold)
    taking = [p for p in (event["participants"] if event else ()) if _alike(p[0], gold["name"])]
    return {"role": taking[0][1]} if taking else None


def _alike(one: str, other: str) -> bool:
    one, other = (re.sub(r"^the ", "", name.casefold()) for name in (one, other))
    return one in other or other in one


def _held_by(gold: Record) -> str:
    return ", ".join(gold["holders"]) or "the article"


KINDS: dict[str, tuple[str, Callable[[Record], str], Callable[[Narrative, Record], Any]]] = {
    "time": ("expression", lambda g: f"{g['type']} {g['value']}", _time),
    "event with a known date": ("temponym", lambda _: "the text gives no date, the world does", _known),
    "signal": ("signal", lambda g: g["orders"], _signal),
    "event": ("event", lambda g: f"{g['certainty']}, {' or '.join(g['dates']) or 'no date'}", _event),
    "participant": ("event", lambda g: f"{g['name']}, {g['role']}", _participant),
    "quote": ("quote", lambda g: f"{g['kind']}, {g['speaker'] or 'nobody'}", _quote),
    "claim": ("claim", lambda g: f"{_held_by(g)} {g['stance']}: {g['proposition']}", _claim),
    "pair": ("pair", lambda g: f"{g['relation']}: {g['issue']}", _pair),
    "flag": ("flag", lambda g: f"meant: {g['meant']}", _flag),
}  # fmt: skip


def _told(row: Record) -> list[tuple[int, int]]:
    return [(row["span_start"], row["span_end"]), *(place[:2] for place in row["mentions"])]


def _overlap(start: int, end: int, gold: Record) -> bool:
    return start < gold["end"] and gold["start"] < end


def _shared(row: Record, gold: Record) -> int:
    return min(row["span_end"], gold["end"]) - max(row["span_start"], gold["start"])


# -- with dateparser ---------------------------------------------------------------------------------------


def with_dateparser(narrative: Narrative) -> pd.DataFrame:
    """What `dateparser.search` makes of the same text, beside what was found here, in order of the text.

    It gives words without their place: they are looked for one after the other. `here` is a TIMEX3 value.
    """
    text = narrative.documents.iloc[0]["text"]
    times = _records(narrative.expressions)
    rows = [[t["start"], t["end"], t["words"], t["value"], "", ""] for t in times]
    for start, words, moment in _searched(text, narrative.documents.iloc[0]["published"]):
        end = start + len(words)
        beside = next((row for row in rows if row[0] < end and start < row[1] and row[4] == ""), None)
        reading = moment.isoformat(sep=" ", timespec="minutes")
        if beside is not None:
            beside[4:] = [words, reading]
        else:
            rows.append([start, end, "", "no time", words, reading])
    table = _table(sorted(rows), "start", "end", "words", "here", "dateparser's words", "dateparser")
    return table.drop(columns=["end"])


def _searched(text: str, published: str) -> Iterator[tuple[int, str, dt.datetime]]:
    from dateparser.search import search_dates

    base = dt.datetime.fromisoformat(published)  # midnight of that day; without a base it would be the machine's now
    at = 0
    for words, moment in search_dates(text, languages=["en"], settings={"RELATIVE_BASE": base}) or ():
        start = re.compile(rf"\b{re.escape(words)}\b").search(text, at)
        if start is not None:
            at = start.end()
            yield start.start(), words, moment


def _table(rows: list[Any], *columns: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns))


def _records(table: pd.DataFrame) -> list[Record]:
    return table.to_dict("records")
