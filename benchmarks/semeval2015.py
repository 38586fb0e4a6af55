"""Make entity timelines of SemEval-2015 task 4: its documents, its entities → a file each, in the task's form.

    python benchmarks/semeval2015.py DOCS_DIR ENTITIES.txt OUT_DIR [--gold-events]

DOCS_DIR holds the task's `.tml` files, ENTITIES.txt an entity a line. Raw text goes in (track A); with `--gold-events`
the spans of the events are given (track B), and which they concern, when, in what order stays ours.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from analysis import events, files  # noqa: E402 - the path first
from analysis.document import from_text  # noqa: E402
from analysis.entities import entity_timeline, text_of  # noqa: E402
from analysis.errors import AnalysisError, BadDate, UnreadableSource  # noqa: E402
from analysis.events.classes import class_of_verb  # noqa: E402
from analysis.events.triggers import Trigger, find_triggers  # noqa: E402
from analysis.language import Language  # noqa: E402
from analysis.model import Annotations, Span  # noqa: E402
from analysis.narrative import Narrative, tabulate  # noqa: E402
from analysis.pipeline import annotate  # noqa: E402
from analysis.publication import given_date  # noqa: E402
from analysis.tree import Doc, Stretch  # noqa: E402
from benchmarks.tml import Paper, read_tml  # noqa: E402


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("docs", type=Path, metavar="DOCS_DIR")
    parser.add_argument("entities", type=Path, metavar="ENTITIES.txt")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--gold-events", action="store_true", help="take the spans of events from the documents")
    args = parser.parse_args(argv)
    try:
        for path in timelines(args.docs, args.entities, args.out, gold_events=args.gold_events):
            print(path)
    except (AnalysisError, OSError) as err:
        print(f"semeval2015: {err}", file=sys.stderr)
        return 1
    return 0


def timelines(docs: Path, entities: Path, out: Path, *, gold_events: bool = False) -> Iterator[Path]:
    """Write the timeline of each entity, named like the gold: "Airbus A380" → `airbus_a380.txt`."""
    wanted = [" ".join(line.split()) for line in entities.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    papers = {paper.number: paper for paper in map(read_tml, sorted(docs.glob("*.tml")))}
    if not papers:
        raise UnreadableSource(f"the folder {docs} holds no .tml file: give the folder of the task's documents")
    narrative = narrative_of(list(papers.values()), gold_events)
    files.ensure_folder(out)
    for entity in wanted:
        table = entity_timeline(narrative, entity, every=gold_events)
        text = text_of(entity, table, lambda document, start, end: papers[document].mention(Span(start, end)))
        yield files.write_text(out / file_name(entity), text)


def file_name(entity: str) -> str:
    return re.sub(r"[^\w&.+-]+", "_", entity.casefold()).strip("_.") + ".txt"


def narrative_of(papers: Sequence[Paper], gold_events: bool) -> Narrative:
    found = []
    for paper in papers:
        with given(paper.events) if gold_events else nullcontext():
            found.append(_annotated(paper))
    return tabulate(found)


def _annotated(paper: Paper) -> Annotations:
    """The annotations of a document; its date is that of its date line, and only without one that of its metadata."""
    document = from_text(paper.text, id=paper.number, language="en", kind="news")
    found = annotate(document)
    if (found.published is None or found.published.day is None) and _is_day(paper.dated):
        found = annotate(document, published=paper.dated)
    return found


def _is_day(date: str | None) -> bool:
    try:
        return date is not None and given_date(date) is not None
    except BadDate:
        return False


@contextmanager
def given(spans: Sequence[Span]) -> Iterator[None]:
    """Events are where the task says, and nowhere else; what they are is found as ever."""

    def triggers(doc: Doc, language: Language, _: Sequence[Span]) -> tuple[Trigger, ...]:
        own = {t.token.i: t for t in find_triggers(doc, language, ())}
        told = (doc.char_span(span.start, span.end, "expand") for span in spans)
        return tuple(_trigger(words, own, language) for words in told if words is not None)

    with patch.object(events, "find_triggers", triggers):
        yield


def _trigger(words: Stretch, own: dict[int, Trigger], language: Language) -> Trigger:
    """The trigger that the rules see in the words of an event; else one of their head."""
    token = next((t for t in words if t.i in own), words.root)
    if token.i in own:
        return own[token.i]
    if token.pos_ in ("VERB", "AUX"):
        return Trigger(token, class_of_verb(token, frozenset(), language), token)
    carrier = token.head if token.dep_ == "dobj" and token.head.pos_ in ("VERB", "AUX") else None
    return Trigger(token, "OCCURRENCE", carrier)


if __name__ == "__main__":
    sys.exit(main())
