"""Score the project on the development corpora and write docs/scores.md.

    python benchmarks/scores.py [--shared ../shared] [--only tbaq,seed]

The corpora and the scorers are not part of the project; without them this says so and stops. Each corpus
is annotated by the `timeline` code of this checkout and scored by the published scorers, unchanged.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from analysis import files
from analysis.document import from_text
from analysis.language import load_language
from analysis.pipeline import given_date, time_only

ROOT = Path(__file__).resolve().parent.parent
TIMEX = {"tbaq": "news", "wikiwars-train": "narrative", "tweets-train": "post"}
TARGETS = {"tbaq": (0.88, 0.95, 0.85), "wikiwars-train": (0.90, 0.95, 0.89), "tweets-train": (0.88, 0.94, 0.72)}
PEERS = {  # measured by the authors of the scorers on the same files; see docs/scores.md
    "tbaq": {"HeidelTime": (0.841, 0.921, 0.775), "recognizers-text": (0.704, 0.856, 0.619),
             "chrono 2.10": (0.618, 0.748, 0.532), "dateparser.search 1.5": (0.369, 0.621, 0.409)},
    "wikiwars-train": {"HeidelTime": (0.855, 0.920, 0.838), "recognizers-text": (0.697, 0.854, 0.510),
                       "chrono 2.10": (0.537, 0.681, 0.318), "dateparser.search 1.5": (0.476, 0.778, 0.464)},
    "tweets-train": {"HeidelTime": (0.723, 0.774, 0.566), "chrono 2.10": (0.630, 0.756, 0.568)},
}  # fmt: skip
ARTICLES = {
    "seed": ("seed_score.py", "data/seed/gold.json", "data/seed/000_093e2c476bcc5ea9.txt"),
    "article2": (
        "article_score.py",
        "data/article2/politics_and_conflicts_elections_3.gold.json",
        "data/article2/politics_and_conflicts_elections_3.txt",
    ),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--only", default=",".join([*TIMEX, *ARTICLES]))
    parser.add_argument("--print", action="store_true", help="print the page instead of writing docs/scores.md")
    args = parser.parse_args()
    if not (args.shared / "eval").is_dir():
        print(f"scores: no corpora and scorers at {args.shared}: nothing measured", file=sys.stderr)
        return 1
    wanted = args.only.split(",")
    page = [
        "# Scores",
        "",
        "Written by `python benchmarks/scores.py`; do not edit. Peers were measured on the same files.",
    ]
    with tempfile.TemporaryDirectory() as scratch:
        for corpus in [c for c in TIMEX if c in wanted]:
            page += _timex(args.shared, corpus, Path(scratch))
        for article in [a for a in ARTICLES if a in wanted]:
            page += _article(args.shared, article, Path(scratch))
    text = "\n".join(page) + "\n"
    if args.print:
        print(text)
    else:
        files.write_text(ROOT / "docs" / "scores.md", text)
    return 0


def _run(*command: object) -> str:
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return done.stdout


def _timex(shared: Path, corpus: str, scratch: Path) -> Iterator[str]:
    """Recognise, normalise and anchor, without syntax, and score."""
    texts, predicted = scratch / corpus, scratch / f"{corpus}.jsonl"
    gold = shared / "data" / "timex" / corpus
    _run(shared / "eval" / "timeml_text.py", gold, texts)
    documents = []
    for line in (texts / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        with open(texts / row["text_path"], encoding="utf-8", newline="") as file:
            documents.append((row["doc"], row["dct"], file.read()))
    rules: dict[tuple[str, int, int], str] = {}
    language, started, lines = load_language("en"), time.perf_counter(), []
    for name, dct, text in documents:
        document = from_text(text, id=name, language="en", kind=TIMEX[corpus])
        _, found = time_only(document, language, given_date(dct) if dct else None)
        rules |= {(name, t.span.start, t.span.end): t.mention.rule for t in found}
        spans = [
            {"start": t.span.start, "end": t.span.end, "type": t.timex.type, "value": t.timex.value} for t in found
        ]
        lines.append(json.dumps({"doc": name, "timexes": spans}) + "\n")
    seconds = time.perf_counter() - started
    predicted.write_text("".join(lines), encoding="utf-8")
    result = json.loads(_run(shared / "eval" / "timex_score.py", gold, predicted, "--json"))
    yield from _timex_page(corpus, result, seconds, sum(len(text) for _, _, text in documents))


def _timex_page(corpus: str, result: dict[str, object], seconds: float, characters: int) -> Iterator[str]:
    rows = result.get("timex", result)
    ours = [rows[k]["f1"] if isinstance(rows[k], dict) else rows[k] for k in ("strict", "relaxed", "value")]  # type: ignore[index]
    yield from (
        "",
        f"## Time expressions: {corpus}",
        "",
        "| system | strict F1 | relaxed F1 | value F1 |",
        "|---|---|---|---|",
    )
    yield "| **ours** | " + " | ".join(f"{v:.3f}" for v in ours) + " |"
    yield "| target | " + " | ".join(f"{v:.2f}" for v in TARGETS[corpus]) + " |"
    for name, values in PEERS[corpus].items():
        yield f"| {name} | " + " | ".join(f"{v:.3f}" for v in values) + " |"
    yield from ("", f"{characters / seconds / 1000:,.0f} kB/s on this machine, one process, without syntax.")


def _article(shared: Path, name: str, scratch: Path) -> Iterator[str]:
    scorer, gold, article = ARTICLES[name]
    predicted = scratch / f"{name}.jsonl"
    _run("-m", "analysis.cli", "annotate", shared / article, "--out", predicted)
    printed = _run(shared / "eval" / scorer, shared / gold, shared / article, predicted)
    yield from ("", f"## Whole article: {name}", "", "```", *printed.rstrip().splitlines(), "```")


if __name__ == "__main__":
    sys.exit(main())
