"""Count how often annotators bear out our habits: .tml files → for each, the same, something else, or nothing said.

    python benchmarks/habits.py [--shared ../shared] [--corpus DIR]

Of each pair that `analysis/events/habits.py` links, and nothing else, what do the corpus's own TLINKs and what follows
from them say? Events and times are the corpus's. Most pairs are not annotated; of those that are, a habit should be
right in three of four. Prints a table.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from awareness import flat, write_gold

from analysis.given import Given, read_given
from analysis.metadata import annotate_files
from analysis.model import DCT
from analysis.relations.network import Network, Statement
from analysis.timeml import TimeML, read_timeml

_WORDS = re.compile("“.*”")
_KINDS = {"DURING": "IS_INCLUDED", "DURING_INV": "INCLUDES"}


def told(document: TimeML) -> Network:
    """What the corpus says of its events and times, by their ids (`DCT`: the document's own time)."""
    names = {m.attributes["eiid"]: m.attributes["eventID"] for m in document.instances}
    if document.dct is not None:
        names[document.dct.id] = DCT

    def side(link: Mapping[str, str], *keys: str) -> str:
        name = next(link[key] for key in keys if key in link)
        return names.get(name, name)

    found = []
    for link in document.of("TLINK"):
        source = side(link.attributes, "eventInstanceID", "timeID")
        target = side(link.attributes, "relatedToEventInstance", "relatedToTime")
        kind = link.attributes["relType"]
        if source != target:
            found.append(Statement(source, _KINDS.get(kind, kind), target))
    return Network.of(found)


def answers(path: Path, given: Mapping[str, Given]) -> Iterator[tuple[str, str]]:
    """Each habit of an article, and what the annotators say of the pair."""
    gold = told(read_timeml(path))
    ids = {span: name for (_, span), name in given[path.stem].names().items()}
    for found in annotate_files(path, kind="news", given=given):
        names = {thing.id: ids.get(thing.span, "") for thing in (*found.events, *found.expressions)} | {DCT: DCT}
        for relation in found.relations:
            if relation.basis == "habit":
                said = gold.relation(names[relation.source], names[relation.target])
                answer = "nothing" if said is None else "same" if said == relation.kind else "other"
                yield f"{_WORDS.sub('…', relation.evidence)}: {relation.kind}", answer


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", type=Path, help="a folder of .tml files (timex/tbaq, of both folders)")
    args = parser.parse_args()
    corpus = args.corpus or args.shared / "data" / "timex" / "tbaq"
    if not corpus.is_dir():
        print(f"skipped: there is no corpus at {corpus}")
        return 0
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as scratch:
        folder = flat(corpus, Path(scratch) / "gold")
        given = read_given(write_gold(folder, Path(scratch) / "gold.jsonl"))
        for path in sorted(folder.glob("*.tml")):
            for habit, answer in answers(path, given):
                counts[habit][answer] += 1
    print("| habit | the same | something else | nothing | right where anything is said |")
    print("|---|---|---|---|---|")
    for habit, c in sorted(counts.items()):
        share = c["same"] / (c["same"] + c["other"] or 1)
        print(f"| {habit} | {c['same']} | {c['other']} | {c['nothing']} | {share:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
