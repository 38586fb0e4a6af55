"""Score the project on the development corpora and write docs/scores.md.

    python benchmarks/scores.py [--shared ../shared] [--only tbaq,seed]

The corpora and the scorers are not part of the project; without them this says so and stops. Each corpus
is annotated by the `timeline` code of this checkout and scored by the published scorers, unchanged.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from event_page import events, salient
from timeline_page import entity_timelines
from timex_page import Corpus, Rules, by_rule, page, run

from analysis import files

ROOT = Path(__file__).resolve().parent.parent
CORPORA = (  # the peers were measured by the authors of the scorers on the same files
    Corpus("tbaq", "news", target=(0.88, 0.95, 0.85), peers={
        "HeidelTime": (0.841, 0.921, 0.775), "recognizers-text": (0.704, 0.856, 0.619),
        "chrono 2.10": (0.618, 0.748, 0.532), "dateparser.search 1.5": (0.369, 0.621, 0.409)}),
    Corpus("wikiwars-train", "narrative", target=(0.90, 0.95, 0.89), peers={
        "HeidelTime": (0.855, 0.920, 0.838), "recognizers-text": (0.697, 0.854, 0.510),
        "chrono 2.10": (0.537, 0.681, 0.318), "dateparser.search 1.5": (0.476, 0.778, 0.464)}),
    Corpus("tweets-train", "post", target=(0.88, 0.94, 0.72), peers={
        "HeidelTime": (0.723, 0.774, 0.566), "chrono 2.10": (0.630, 0.756, 0.568)}),
    Corpus("krauts-diezeit", "news", language="de"),  # a language without a file: dateparser's locale
)  # fmt: skip
ARTICLES = {
    "seed": ("seed_score.py", "data/seed/gold.json", "data/seed/000_093e2c476bcc5ea9.txt"),
    "article2": (
        "article_score.py",
        "data/article2/politics_and_conflicts_elections_3.gold.json",
        "data/article2/politics_and_conflicts_elections_3.txt",
    ),
}
EVENTS, SALIENT, ENTITIES = "events", ("timeset-dev", "timeset-test60"), "entities"
HEAD = """# Scores

Written by `python benchmarks/scores.py`; do not edit. Peers were measured on the same files. In the tables of errors
a figure stands for any (`#`), and words are those of the expression alone."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--only", default=",".join([*(c.name for c in CORPORA), EVENTS, *SALIENT, ENTITIES, *ARTICLES]))
    parser.add_argument("--print", action="store_true", help="print the page instead of writing docs/scores.md")
    args = parser.parse_args()
    if not (args.shared / "eval").is_dir():
        print(f"scores: no corpora and scorers at {args.shared}: nothing measured", file=sys.stderr)
        return 1
    text = "\n".join([*HEAD.splitlines(), *_sections(args.shared, args.only.split(","))]) + "\n"
    if args.print:
        print(text)
    else:
        files.write_text(ROOT / "docs" / "scores.md", text)
    return 0


def _sections(shared: Path, wanted: list[str]) -> Iterator[str]:
    rules = Rules()
    with tempfile.TemporaryDirectory() as scratch:
        for corpus in CORPORA:
            if corpus.name in wanted:
                yield from page(shared, corpus, Path(scratch), rules)
        if EVENTS in wanted:
            yield from events(shared, Path(scratch))
        for name in SALIENT:
            if name in wanted:
                yield from salient(shared, Path(scratch), name)
        if ENTITIES in wanted:
            yield from entity_timelines(shared, Path(scratch))
        for article in ARTICLES:
            if article in wanted:
                yield from _article(shared, article, Path(scratch))
    if rules.read:
        yield from by_rule(rules)


def _article(shared: Path, name: str, scratch: Path) -> Iterator[str]:
    scorer, gold, article = ARTICLES[name]
    predicted = scratch / f"{name}.jsonl"
    run("-m", "analysis.cli", "annotate", shared / article, "--out", predicted)
    printed = run(shared / "eval" / scorer, shared / gold, shared / article, predicted)
    yield from ("", f"## Whole article: {name}", "", "```", *printed.rstrip().splitlines(), "```")


if __name__ == "__main__":
    sys.exit(main())
