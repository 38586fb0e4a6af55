"""Write TimeML 1.2.1: Narrative → a .tml file of one article, or a .zip of one file for each of several.

    timeline export PATH… --to timeml -o story.tml        # or -o stories.zip

The characters of TEXT are those of the article. Each mention is an EVENT with its MAKEINSTANCE, mentions of one event
are joined by IDENTITY; what a link rests on is its origin, and in words its comment. TimeML has no place for who takes
part, who says so and how sure it is; those are left out, as are quotes and claims. The form is that of
`analysis/schemas/timeml.rng`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from pathlib import Path
from typing import Any, get_args
from xml.sax.saxutils import escape, quoteattr

import pandas as pd

from analysis.errors import BadTimeML
from analysis.files import write_bytes
from analysis.model import DCT, Span, TimeRelation
from analysis.narrative import Narrative

SUFFIX = ".tml"
UNKNOWN = "XXXX-XX-XX"  # the day of an article that is not known
RELATIONS = frozenset({*get_args(TimeRelation), "DURING", "DURING_INV", "IDENTITY"})
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n'
)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, § 2.2
_LINE_ENDS = {"\r": "&#13;"}  # else a reader makes a line feed of it
_WHITE = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a ZIP file: the same articles give the same bytes
Row = Any  # a namedtuple of itertuples()


def export(narrative: Narrative, path: Path) -> Path:
    """Write the articles. Raises `BadTimeML` for several in one .tml, or a character that XML cannot hold."""
    documents = list(narrative.documents.itertuples())
    made = [(str(document.id), _document(narrative, document)) for document in documents]
    if Path(path).suffix.lower() == ".zip":
        return write_bytes(path, _archive(made))
    if len(made) > 1:
        raise BadTimeML(f"{path} takes one article, and there are {len(made)}: choose a name that ends in .zip")
    return write_bytes(path, (made[0][1] if made else f"{_HEAD}<TEXT/>\n</TimeML>\n").encode())


def _archive(made: Sequence[tuple[str, str]]) -> bytes:
    out = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in made:
            archive.writestr(zipfile.ZipInfo(f"{_file_name(name, taken)}.tml", _FIRST_DAY), text.encode(),
                             zipfile.ZIP_DEFLATED)  # fmt: skip
    return out.getvalue()


def _file_name(name: str, taken: set[str]) -> str:
    """The id of an article as a name that every system takes, and that no other article has."""
    plain = re.sub(r"[^\w.-]+", "_", name).lstrip(".")[:80] or "article"
    number, found = 1, plain
    while found.lower() in taken:
        number += 1
        found = f"{plain}-{number}"
    taken.add(found.lower())
    return found


# -- one article -----------------------------------------------------------------------------------


@dataclass
class Made:
    """The tags of one article as they are numbered: what stands in the text, instances and links, and ids of ours."""

    inline: list[tuple[Span, str, dict[str, object]]] = field(default_factory=list)
    after: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    ends: dict[str, dict[str, object]] = field(default_factory=dict)  # our id → (timeID or eventInstanceID) its number


def _document(narrative: Narrative, document: Row) -> str:
    day = document.published or UNKNOWN
    made = Made(ends={DCT: {"timeID": "t0"}})
    _add_timexes(made, _own(narrative.expressions, document), day)
    again = list(_add_events(made, _own(narrative.timeline, document)))
    _add_links(made, again, _own(narrative.relations, document))
    dct: dict[str, object] = {"tid": "t0", "type": "DATE", "value": day, "temporalFunction": "false",
                              "functionInDocument": "CREATION_TIME"}  # fmt: skip
    where = f"the article {document.id!r}"
    lines = [
        f"<DOCID>{_text(document.id, where)}</DOCID>",
        f"<DCT>{_tag('TIMEX3', dct, where)}{day}</TIMEX3></DCT>",
        *([f"<TITLE>{_text(document.title, where)}</TITLE>"] if document.title else []),
        f"<TEXT>{_marked(document.text, made.inline, where)}</TEXT>",
        *(_tag(name, attributes, where, closed=True) for name, attributes in made.after),
    ]
    return _HEAD + "\n".join(lines) + "\n</TimeML>\n"


def _own(table: pd.DataFrame, document: Row) -> list[Row]:
    return list(table[table["document"] == document.id].itertuples())


def _add_timexes(made: Made, rows: Sequence[Row], day: str) -> None:
    """A begin or end that is a day is the document's, or that of the expression with this value, or has no id."""
    ordered = sorted(rows, key=lambda row: (row.start, -row.end))
    days = {row.value: f"t{number}" for number, row in reversed(list(enumerate(ordered, 1)))} | {day: "t0"}
    for number, row in enumerate(ordered, 1):
        attributes = {
            "tid": f"t{number}", "type": row.type, "value": row.value, "mod": row.mod, "quant": row.quant,
            "freq": row.freq, "beginPoint": days.get(row.begin_point), "endPoint": days.get(row.end_point),
            "temporalFunction": "true" if row.source == "inferred" else "false", "functionInDocument": "NONE",
        }  # fmt: skip
        made.inline.append((Span(row.start, row.end), "TIMEX3", attributes))
        made.ends[row.id] = {"timeID": f"t{number}"}


def _add_events(made: Made, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Every mention is an EVENT; yields (mention, event) for those that take an event up again."""
    told = []
    for row in rows:
        if row.kind != "event":
            continue
        said = (row.event_class, row.tense, row.aspect, row.polarity, row.modality, row.pos)
        told.append((Span(row.span_start, row.span_end), row.id, said))
        for place, (start, end, *again) in enumerate(row.mentions, 1):
            told.append((Span(start, end), f"{row.id}-{place}", tuple(again)))
            yield f"{row.id}-{place}", row.id
    for number, (span, name, said) in enumerate(sorted(told, key=lambda t: (t[0].start, -t[0].end, t[1])), 1):
        event_class, tense, aspect, polarity, modality, pos = said
        made.inline.append((span, "EVENT", {"eid": f"e{number}", "class": event_class}))
        made.ends[name] = {"eventInstanceID": f"ei{number}"}
        made.after.append(("MAKEINSTANCE", {
            "eiid": f"ei{number}", "eventID": f"e{number}", "tense": tense, "aspect": aspect, "pos": pos,
            "polarity": polarity, "modality": modality,
        }))  # fmt: skip


def _add_links(made: Made, again: Sequence[tuple[str, str]], relations: Iterable[Row]) -> None:
    links = [(mention, event, "IDENTITY", None, None) for mention, event in again]
    links += [(row.source, row.target, row.kind, row.evidence, row.basis) for row in relations]
    known = [link for link in links if {*link[:2]} <= made.ends.keys() and link[2] in RELATIONS]
    for number, (source, target, kind, evidence, basis) in enumerate(known, 1):
        ((key, value),) = made.ends[target].items()
        related = "relatedToTime" if key == "timeID" else "relatedToEventInstance"
        made.after.append(("TLINK", {"lid": f"l{number}", "relType": kind, **made.ends[source], related: value,
                                     "origin": basis, "comment": evidence}))  # fmt: skip


# -- XML -------------------------------------------------------------------------------------------


def _marked(text: str, inline: Sequence[tuple[Span, str, dict[str, object]]], where: str) -> str:
    """The text with its tags, one in the other where their words are; of two that cross, the later begins after."""
    out: list[str] = []
    open_: list[tuple[int, str]] = []
    place = 0

    def up_to(end: int) -> None:
        nonlocal place
        out.append(_text(text[place:end], where, place))
        place = end

    def close(start: int) -> None:
        while open_ and open_[-1][0] <= start:
            end, name = open_.pop()
            up_to(end)
            out.append(f"</{name}>")

    for start, end, name, attributes in _nested(inline):
        close(start)
        up_to(start)
        out.append(_tag(name, attributes, where))
        open_.append((end, name))
    close(len(text))
    up_to(len(text))
    return "".join(out)


def _nested(
    inline: Sequence[tuple[Span, str, dict[str, object]]],
) -> Iterator[tuple[int, int, str, dict[str, object]]]:
    """The tags in the order in which they open; none ends inside another that ends later."""
    waiting = sorted((span.start, -span.end, place) for place, (span, _, _) in enumerate(inline))
    ends: list[int] = []
    while waiting:
        start, minus, place = heappop(waiting)
        while ends and ends[-1] <= start:
            ends.pop()
        if ends and ends[-1] < -minus:
            heappush(waiting, (ends[-1], minus, place))
            continue
        ends.append(-minus)
        yield start, -minus, inline[place][1], inline[place][2]


def _tag(name: str, attributes: Mapping[str, object], where: str, *, closed: bool = False) -> str:
    said = "".join(
        f" {key}={_attribute(str(value), where)}" for key, value in attributes.items() if value is not None
    )
    return f"<{name}{said}{' /' if closed else ''}>"


def _attribute(value: str, where: str) -> str:
    return quoteattr(_checked(value, where, None), _WHITE)


def _text(text: str, where: str, place: int | None = None) -> str:
    return escape(_checked(text, where, place), _LINE_ENDS)


def _checked(text: str, where: str, place: int | None) -> str:
    odd = _NO_XML.search(text)
    if odd is not None:
        at = "" if place is None else f" at {place + odd.start():,}"
        raise BadTimeML(
            f"{where} has the character U+{ord(odd[0]):04X}{at}, which XML cannot hold: take it out, or choose another "
            "format"
        )
    return text
