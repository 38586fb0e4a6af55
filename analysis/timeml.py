"""Read TimeML and get all of it: bytes → TimeML, the text with its tags, whatever attributes they have.

    found = read_timeml("wsj_0026.tml")
    found.text[found.events[0].span.start :], found.dct.attributes["value"]

TimeML 1.2.1 (Saurí et al., TimeML Annotation Guidelines, 2006) in the layout of TempEval-3: DOCID, DCT, TITLE and
EXTRAINFO, TEXT, then instances and links. Offsets are code points into the characters of TEXT.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis import sources
from analysis.errors import BadTimeML, UnreadableSource
from analysis.model import Span
from analysis.pieces import required

IDS = {"EVENT": "eid", "TIMEX3": "tid", "SIGNAL": "sid", "MAKEINSTANCE": "eiid", "TLINK": "lid", "SLINK": "lid",
       "ALINK": "lid"}  # fmt: skip
LINKS = ("TLINK", "SLINK", "ALINK")
DCT = "CREATION_TIME"
DEEPEST = 100  # elements in each other; TimeML needs four
_POINTS = {  # attribute → what it names
    "eventInstanceID": "MAKEINSTANCE", "relatedToEventInstance": "MAKEINSTANCE", "timeID": "TIMEX3",
    "subordinatedEventInstance": "MAKEINSTANCE", "relatedToTime": "TIMEX3", "eventID": "EVENT", "signalID": "SIGNAL",
    "anchorTimeID": "TIMEX3", "beginPoint": "TIMEX3", "endPoint": "TIMEX3",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tag:
    """A TimeML element with all its attributes. `span` is None where it holds no words of TEXT."""

    name: str
    attributes: Mapping[str, str]
    span: Span | None = None

    @property
    def id(self) -> str:
        return self.attributes.get(IDS[self.name], "")


@dataclass(frozen=True, slots=True)
class TimeML:
    """A document: its text, its tags in their order, and the words of what stands beside the text."""

    text: str
    tags: tuple[Tag, ...]
    beside: tuple[tuple[str, str], ...]

    def of(self, *names: str) -> tuple[Tag, ...]:
        return tuple(tag for tag in self.tags if tag.name in names)

    @property
    def events(self) -> tuple[Tag, ...]:
        return self.of("EVENT")

    @property
    def timexes(self) -> tuple[Tag, ...]:
        """The time expressions of the text, without the document's own time."""
        return tuple(tag for tag in self.of("TIMEX3") if tag is not self.dct)

    @property
    def instances(self) -> tuple[Tag, ...]:
        return self.of("MAKEINSTANCE")

    @property
    def links(self) -> tuple[Tag, ...]:
        return self.of(*LINKS)

    @property
    def dct(self) -> Tag | None:
        """The document creation time."""
        return next((t for t in self.of("TIMEX3") if t.attributes.get("functionInDocument") == DCT), None)

    @property
    def id(self) -> str | None:
        return self._beside("DOCID")

    @property
    def title(self) -> str | None:
        return self._beside("TITLE")

    def _beside(self, name: str) -> str | None:
        return next((words.strip() for found, words in self.beside if found == name), None) or None

    def loose(self) -> tuple[str, ...]:
        """What is wrong beyond the form: ids that are there twice, and references to what is not there."""
        there = Counter((tag.name, tag.id) for tag in self.tags if tag.name not in LINKS)
        twice = (f"{name} {known} is there twice" for (name, known), count in there.items() if count > 1)
        missing = (
            f"{tag.name} {tag.id}: {key} {value} is not there"
            for tag in self.tags
            for key, value in tag.attributes.items()
            if key in _POINTS and (_POINTS[key], value) not in there
        )
        return (*twice, *missing)


def read_timeml(path: str | Path) -> TimeML:
    """The document in a file. Raises `BadTimeML`, or `UnreadableSource` if there is no such file."""
    path = Path(path)
    try:
        size = sources.regular(path, str(path))
        with path.open("rb") as file:
            data = sources.bounded(file, str(path), size)
    except OSError as err:
        raise UnreadableSource(f"{path} cannot be read: {(err.strerror or str(err)).lower()}") from err
    return parse_timeml(data, str(path))


def parse_timeml(data: bytes, name: str) -> TimeML:
    """The same of bytes. Entities that a file declares are refused, and nothing that it names is fetched."""
    tree = required("defusedxml.ElementTree", f"reading {name}")
    try:
        root = tree.fromstring(data, forbid_entities=True, forbid_external=True)
    except (SyntaxError, ValueError, LookupError) as err:  # defusedxml refuses with a ValueError
        raise BadTimeML(f"{name} holds XML that cannot be read ({_why(err)}): save it anew as TimeML") from err
    bodies = list(root.iter("TEXT"))
    if len(bodies) != 1:
        raise BadTimeML(f"{name} has {len(bodies)} TEXT elements: TimeML is read with one")
    text: list[str] = []
    tags: list[Tag] = []
    beside: list[tuple[str, str]] = []
    for element in root:
        if element.tag not in (*IDS, "TEXT"):
            beside.append((str(element.tag), "".join(element.itertext())))
        tags += _tags(element, text, name)
    if not any(element is bodies[0] for element in root):
        raise BadTimeML(f"{name} has its TEXT inside another element: TimeML has it right below the root")
    return TimeML("".join(text), tuple(tags), tuple(beside))


def _why(err: Exception) -> str:
    return f"{type(err).__name__}: {' '.join(str(err).split())[:80]}"


def _tags(top: Any, text: list[str], name: str) -> Iterator[Tag]:
    """The tags of one part of the document, in order of their beginnings; the words of TEXT are added to `text`."""
    inside, place = top.tag == "TEXT", 0
    found: list[Tag | None] = []
    open_: list[tuple[Any, Iterator[Any], int, int]] = []  # element, its children, where it begins, its place in found

    def begin(element: Any) -> None:
        nonlocal place
        if len(open_) >= DEEPEST:
            raise BadTimeML(f"{name} has more than {DEEPEST} elements in each other: that is no TimeML")
        open_.append((element, iter(element), place, len(found)))
        found.append(None)
        place += _said(element.text, inside, text)

    begin(top)
    while open_:
        element, children, start, slot = open_[-1]
        child = next(children, None)
        if child is not None:
            begin(child)
            continue
        open_.pop()
        if element.tag in IDS:
            found[slot] = Tag(element.tag, dict(element.attrib), Span(start, place) if inside else None)
        if open_:
            place += _said(element.tail, inside, text)
    return (tag for tag in found if tag is not None)


def _said(words: str | None, inside: bool, text: list[str]) -> int:
    if not inside or not words:
        return 0
    text.append(words)
    return len(words)
