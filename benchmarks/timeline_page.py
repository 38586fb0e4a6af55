"""Score entity timelines on SemEval-2015 task 4 (trial and corpus 1): corpus → lines of Markdown.

    python benchmarks/timeline_page.py [--shared ../shared]      # prints them; `scores.py` may call `entity_timelines`

The corpora and the scorer are not part of the project. The judging is left to the published scorer; "together" is its
micro score over the timelines of both.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.semeval2015 import timelines  # noqa: E402 - the path first
from benchmarks.timex_page import run  # noqa: E402

# corpus: (raw documents, documents with events, gold)
CORPORA = {
    "trial": ("Corpus-trial-data_task4_events_timelines_TimeML",) * 2 + ("TimeLines_trial_data_task4_v1.2",),
    "corpus1": ("corpus_trackA_TimeML", "corpus_trackB_TimeML", "TimeLines_Gold_Standard"),
}
# with given events: (target, best published)
TARGETS = {False: (0.25, 0.079), True: (0.36, 0.286)}
Counts = list[int]


def entity_timelines(shared: Path, scratch: Path) -> Iterator[str]:
    """The section of the page: official micro F1 per corpus and together, from raw text and with the events given."""
    yield from ("", "## Entity timelines: SemEval-2015 task 4", "")
    yield "| events | corpus | precision | recall | F1 | dates right | target | best published (other documents) |"
    yield "|---|---|---|---|---|---|---|---|"
    for given, (target, published) in TARGETS.items():
        total: Counts = [0, 0, 0, 0]
        what = "given" if given else "found"
        for name in CORPORA:
            micro = _scored(shared, scratch, name, given)
            total = [a + b for a, b in zip(total, micro["official"]["counts"], strict=True)]
            yield f"| {what} | {name} | {_figures(micro['official']['counts'])} | {micro['dates']['exact']:.3f} | | |"
        yield f"| {what} | together | {_figures(total)} | | {target:.2f} | {published:.3f} |"


def _scored(shared: Path, scratch: Path, name: str, given: bool) -> dict[str, dict[str, list[int]]]:
    folder = shared / "data" / "timeline" / f"semeval2015-t4-{name}"
    raw, marked, gold = (folder / part for part in CORPORA[name])
    wanted, out = scratch / f"{name}.entities", scratch / f"{name}-{'given' if given else 'found'}"
    wanted.write_text("\n".join(_entities(folder, gold)) + "\n", encoding="utf-8")
    list(timelines(marked if given else raw, wanted, out, gold_events=given))
    scores = scratch / f"{out.name}.json"
    run(shared / "eval" / "timeline_score.py", gold, out, "--json", scores)
    micro: dict[str, dict[str, list[int]]] = json.loads(scores.read_text(encoding="utf-8"))["micro"]
    return micro


def _entities(folder: Path, gold: Path) -> list[str]:
    """The list of the task; the trial has none, and there the gold names them."""
    for listed in folder.glob("list_target_entities*.txt"):
        return listed.read_text(encoding="utf-8-sig").splitlines()
    return [path.read_text(encoding="utf-8-sig").splitlines()[0] for path in sorted(gold.glob("*.txt"))]


def _figures(counts: Counts) -> str:
    precision, recall = (a / b if b else 0.0 for a, b in (counts[:2], counts[2:]))
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"{precision:.3f} | {recall:.3f} | {both:.3f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    args = parser.parse_args()
    if not (args.shared / "eval").is_dir():
        print(f"timeline_page: no corpora and scorer at {args.shared}: nothing measured", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        print("\n".join(entity_timelines(args.shared, Path(scratch))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
