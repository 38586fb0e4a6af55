"""Score our order of events on TimeML: .tml files → temporal awareness (TempEval-3), raw and with gold entities.

    python benchmarks/awareness.py [--shared ../shared] [--corpus DIR] [--keep DIR]

Raw, all is found by us. With gold entities (`--given`), the spans, classes and values of events and time expressions
are the corpus's, and their times, order and relations ours. The judging is left to the published scorer.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.timeml import TimeML, read_timeml

TARGETS = {"raw text": 0.33, "gold entities": 0.42}


def gold_line(name: str, document: TimeML) -> Mapping[str, Any]:
    """What `--given` takes of a document; tags without words are left out."""
    timexes = [
        {"id": t.id, "type": t.attributes["type"], "value": t.attributes["value"], "mod": t.attributes.get("mod")}
        | {"start": t.span.start, "end": t.span.end}
        for t in document.timexes
        if t.span is not None and t.span.of(document.text).strip()
    ]
    events = [
        {"id": e.id, "class": e.attributes["class"], "start": e.span.start, "end": e.span.end}
        for e in document.events
        if e.span is not None and e.span.of(document.text).strip()
    ]
    return {"doc": name, "timexes": timexes, "events": events}


def write_gold(corpus: Path, out: Path) -> Path:
    """GOLD.jsonl of all .tml files of a folder."""
    lines = [json.dumps(gold_line(path.stem, read_timeml(path))) for path in sorted(corpus.glob("*.tml"))]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return out


def awareness(corpus: Path, scorer: Path, predicted: Path, *options: object) -> Mapping[str, Any]:
    """The scorer's figures for one way to annotate the folder."""
    annotate = ("-m", "analysis.cli", "annotate", corpus, "--kind", "news", *options, "--out", predicted)
    result = predicted.with_suffix(".json")
    for command in (annotate, (scorer, corpus, predicted, "--json", result)):
        subprocess.run([sys.executable, *map(str, command)], check=True, stdout=subprocess.DEVNULL)
    found: Mapping[str, Any] = json.loads(result.read_text(encoding="utf-8"))["micro"]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", type=Path, help="a folder of .tml files (timex/tbaq, of both folders)")
    parser.add_argument("--keep", type=Path, help="folder in which the predictions are left")
    args = parser.parse_args()
    scorer = args.shared / "eval" / "awareness_score.py"
    if not scorer.exists():
        print(f"skipped: there is no scorer at {scorer}")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        corpus = flat(args.corpus or args.shared / "data" / "timex" / "tbaq", folder / "gold")
        given = write_gold(corpus, folder / "gold.jsonl")
        print("| from | awareness F1 | precision | recall | target | events F1 |")
        print("|---|---|---|---|---|---|")
        for name, options in (("raw text", ()), ("gold entities", ("--given", given))):
            found = awareness(corpus, scorer, folder / f"{name.replace(' ', '-')}.jsonl", *options)
            a, events = found["awareness"], found["events"]["F1"]
            print(f"| {name} | {a['F1']:.3f} | {a['P']:.3f} | {a['R']:.3f} | {TARGETS[name]:.2f} | {events:.3f} |")
    return 0


def flat(corpus: Path, folder: Path) -> Path:
    """All .tml files below a folder in one, as the scorer takes them."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(corpus.rglob("*.tml")):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


if __name__ == "__main__":
    sys.exit(main())
