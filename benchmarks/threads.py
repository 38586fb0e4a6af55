"""Measure threads: the shipped gold, SemEval-2015 task 4, and how the work grows → figures, printed.

    python benchmarks/threads.py [--semeval FOLDER] [--sizes 1000 10000 100000]

The shipped articles and what a reader joins in them are in `notebooks/examples`. SemEval's corpus 1 is not shipped:
FOLDER is that of the task, with `corpus_trackA_TimeML` and `TimeLines_Gold_Standard`. The rows for the
growth are made here.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import analysis  # noqa: E402 - the path first
from analysis import schema  # noqa: E402
from analysis.dates import DAY, day_edtf, day_of  # noqa: E402
from analysis.model import Span  # noqa: E402
from analysis.narrative import DOCUMENTS, EXPRESSIONS, RELATIONS, Narrative  # noqa: E402
from analysis.threads import merge  # noqa: E402

EXAMPLES = ROOT / "notebooks/examples"
Place = tuple[str, int]  # a document, and where in it


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--semeval", type=Path, metavar="FOLDER", help="the folder of SemEval's corpus 1")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000], metavar="ROWS")
    args = parser.parse_args(argv)
    print(f"shipped gold      {shipped()}")
    if args.semeval is not None:
        print(f"SemEval corpus 1  {semeval(args.semeval)}")
    growth(args.sizes)
    return 0


# -- the shipped gold ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Score:
    """B-cubed (Bagga and Baldwin 1998), over all mentions that the gold or the result puts in a thread."""

    precision: float
    recall: float
    mentions: int

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision else 0.0

    def __str__(self) -> str:
        parts = f"precision {self.precision:.3f}, recall {self.recall:.3f}, {self.mentions} mentions"
        return f"B-cubed F1 {self.f1:.3f} ({parts})"


def shipped() -> Score:
    """How well threads of the shipped articles agree with a reader's."""
    return score(merge(analysis.build(EXAMPLES)), gold_of(EXAMPLES / "gold.toml"))


def gold_of(path: Path) -> list[list[tuple[str, str, str]]]:
    """The gold threads: (document, words around, trigger) of each mention."""
    threads = tomllib.loads(path.read_text(encoding="utf-8"))["thread"]
    return [[(m["in"], m["words"], m["trigger"]) for m in thread["mention"]] for thread in threads]


def score(merged: Narrative, gold: Sequence[Sequence[tuple[str, str, str]]]) -> Score:
    texts = dict(zip(merged.documents["id"], merged.documents["text"], strict=True))
    covered = _covered(merged)
    mine: dict[object, object] = {}
    theirs: dict[object, object] = {}
    seen = set()
    for number, mention in ((n, m) for n, thread in enumerate(gold) for m in thread):
        document, at = place = place_of(mention, texts)
        found = next((key for (d, start, end), key in covered.items() if d == document and start <= at < end), None)
        mine[place], theirs[place] = found[0] if found is not None else place, number
        seen.add(found)
    for key in set(covered.values()) - seen:
        mine[key], theirs[key] = key[0], key
    return _b_cubed(mine, theirs)


def _covered(merged: Narrative) -> dict[tuple[str, int, int], tuple[str, str]]:
    """The places of all threaded mentions, those that their article tells again too, with thread and row."""
    again = {row.id: [m[:2] for m in row.mentions] for row in merged.timeline.itertuples()}
    found = {}
    for m in merged.thread_mentions.itertuples():
        key = (m.thread, m.row or f"{m.document}:{m.start}")
        for start, end in [(m.start, m.end), *again.get(m.row, ())]:
            found[m.document, start, end] = key
    return found


def place_of(mention: tuple[str, str, str], texts: Mapping[str, str]) -> Place:
    """Where a gold mention's trigger stands. Raises `ValueError` if the article has its words not once."""
    document, words, trigger = mention
    text = texts[document]
    if text.count(words) != 1 or words.count(trigger) != 1:
        raise ValueError(f"{document}: {words!r} with {trigger!r} should stand there once")
    return document, text.index(words) + words.index(trigger)


def _b_cubed(mine: Mapping[object, object], theirs: Mapping[object, object]) -> Score:
    def groups(labels: Mapping[object, object]) -> dict[object, set[object]]:
        found: dict[object, set[object]] = defaultdict(set)
        for item, label in labels.items():
            found[label].add(item)
        return found

    own, gold = groups(mine), groups(theirs)
    shared = [len(own[mine[i]] & gold[theirs[i]]) for i in mine]
    precision = sum(s / len(own[mine[i]]) for i, s in zip(mine, shared, strict=True)) / len(mine)
    recall = sum(s / len(gold[theirs[i]]) for i, s in zip(mine, shared, strict=True)) / len(mine)
    return Score(precision, recall, len(mine))


# -- SemEval-2015 task 4, corpus 1 -----------------------------------------------------------------


@dataclass(frozen=True)
class Joins:
    """What became of the lines that join documents. A join is a pair of articles in one thread.

    `astray` lines name, but for one, only documents that the corpus does not have: their numbers are misspelt.
    """

    lines: int
    astray: int
    joined: int
    right: int
    wrong: int
    unknown: int

    def __str__(self) -> str:
        return (f"{self.joined} of {self.lines} lines that join documents are joined ({self.astray} of them name one "
                f"document and misspelt ones); {self.right} right joins, {self.wrong} "
                f"wrong, {self.unknown} of mentions that the gold does not have")  # fmt: skip


def semeval(folder: Path) -> Joins:
    from benchmarks.semeval2015 import narrative_of
    from benchmarks.tml import read_tml

    papers = {p.number: p for p in map(read_tml, sorted((folder / "corpus_trackA_TimeML").glob("*.tml")))}
    merged = merge(narrative_of(list(papers.values()), False))
    again = {row.id: [m[:2] for m in row.mentions] for row in merged.timeline.itertuples()}
    threads: dict[str, set[str]] = defaultdict(set)
    for m in merged.thread_mentions.itertuples():
        for start, end in [(m.start, m.end), *again.get(m.row, ())]:
            threads[m.thread].add(papers[m.document].mention(Span(start, end)))
    lines = lines_of(sorted((folder / "TimeLines_Gold_Standard").glob("*.txt")))
    return joins_of(list(threads.values()), lines, set(papers))


def lines_of(paths: Iterable[Path]) -> list[frozenset[str]]:
    """The mentions of each line of the gold timelines."""
    rows = (line.split("\t")[2:] for path in paths for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return [frozenset(m for m in row if m) for row in rows if row]


def joins_of(threads: Sequence[set[str]], lines: Sequence[frozenset[str]], papers: Collection[str]) -> Joins:
    joining = [line for line in lines if len({_paper(m) for m in line}) > 1]
    found = [[{m for m in line if _is_in(m, thread)} for line in lines] for thread in threads]
    joined = [line for n, line in enumerate(lines) if any(len({_paper(m) for m in here[n]}) > 1 for here in found)]
    right = wrong = unknown = 0
    for thread, here in zip(threads, found, strict=True):
        for a, b in combinations(sorted({_paper(m) for m in thread}), 2):
            of = [({_paper(m) for m in mentions}) for mentions in here]
            if any({a, b} <= named for named in of):
                right += 1
            elif any(a in named for named in of) and any(b in named for named in of):
                wrong += 1
            else:
                unknown += 1
    astray = sum(1 for line in joining if len({_paper(m) for m in line} & set(papers)) < 2)
    return Joins(len(joining), astray, sum(line in joined for line in joining), right, wrong, unknown)


def _is_in(mention: str, thread: set[str]) -> bool:
    """Is it there, or a compound of it in its sentence: "flight" as "charity-flight"?"""
    paper, sentence, word = mention.split("-", 2) if mention.count("-") > 1 else (mention, "", "")
    return mention in thread or any(m.startswith(f"{paper}-{sentence}-") and m.endswith(f"-{word}") for m in thread)


def _paper(mention: str) -> str:
    return mention.split("-", 1)[0]


# -- growth ----------------------------------------------------------------------------------------


def growth(sizes: Sequence[int]) -> None:
    """Print how long a merge takes; a constant last column is n log n."""
    print("\n     rows   threads   seconds   µs per row   ns per row and log2 row")
    for size in sizes:
        narrative = made(size)
        begun = time.perf_counter()
        merged = merge(narrative)
        took = time.perf_counter() - begun
        print(f"{size:>9,} {len(merged.threads):>9,} {took:>9.2f} {took / size * 1e6:>12.1f} "
              f"{took / size / math.log2(size) * 1e9:>12.0f}")  # fmt: skip


VERBS = ("visit", "arrest", "collapse", "resign", "open", "call", "attack", "buy", "flood", "award", "repair", "ban")
_FIRST = ("Ada", "Bo", "Cy", "Dag", "Edo", "Fay", "Gus", "Hal", "Ivo", "Jo", "Kim", "Lea", "Max", "Nia", "Ole", "Pia")
_LAST = ("ber", "dal", "far", "gren", "holm", "kar", "lund", "mar", "nes", "rik", "sen", "tor", "vik", "wick")


def made(size: int) -> Narrative:
    """`size` events, each told by three articles of ten events; people and days are as many as the events ask for."""
    rows, texts = [], []
    articles = max(3, size // 10)
    for article in range(articles):
        sentences, start, day = [], 0, day_of(2001) + article // 3 // 4
        for place in range(10):
            event = article // 3 * 10 + place
            who, whom, verb = _name(event * 7), _name(event * 13 + 5), VERBS[event % len(VERBS)]
            sentence = f"{who} {verb}ed {whom} in town {event % 97} on that day."
            rows.append(_row(f"a{article}", article, place, start, sentence, who, whom, verb, day))
            sentences.append(sentence)
            start += len(sentence) + 1
        texts.append((f"a{article}", "0", "en", "news", None, None, day_edtf(day * DAY), None, None, False, (),
                      ((0, start, "body"),), " ".join(sentences)))  # fmt: skip
    return Narrative(
        timeline=schema.frame(rows[:size]), expressions=_empty(EXPRESSIONS), relations=_empty(RELATIONS),
        claim_pairs=_empty(("document", "a", "b", "relation", "issue")),
        documents=pd.DataFrame(texts, columns=list(DOCUMENTS), dtype="object"),
    )  # fmt: skip


def _empty(columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame([], columns=list(columns), dtype="object")


def _name(number: int) -> str:
    number = number * 2_654_435_761 % 2**32  # Knuth's multiplicative hash: varied, and the same on every run
    middle = _LAST[number // 16 % 14]
    return f"{_FIRST[number % 16]} {middle.title()}{_LAST[number // 224 % 14]}{_LAST[number // 3136 % 14]}"


def _row(
    document: str, article: int, place: int, start: int, sentence: str, who: str, whom: str, verb: str, day: int
) -> dict[str, object]:
    at = sentence.index(verb)
    people = tuple((name, role, "person", start, start + 1, None) for name, role in ((who, "agent"), (whom, "patient")))
    dated = (article + place) % 3 > 0
    row: dict[str, object] = dict.fromkeys(schema.COLUMNS)
    return row | {
        "id": f"e-{article}-{place}", "kind": "event", "label": sentence, "trigger": verb, "event_class": "OCCURRENCE",
        "tense": "PAST", "participants": people, "mentions": (), "start": day * DAY if dated else None,
        "end": (day + 1) * DAY if dated else None, "precision": "day" if dated else "none", "holds": "within",
        "approximate": False, "date_source": "text" if dated else "none", "reason": "made", "certainty": "asserted",
        "telling": place, "rank": place, "on_timeline": True, "document": document, "sha256": "0", "section": "body",
        "published": day_edtf(day * DAY), "sentence": sentence, "sentence_start": start,
        "span_start": start + at, "span_end": start + at + len(verb), "quote": verb,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
