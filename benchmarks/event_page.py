"""Score events, people, dates and order on public corpora: corpus → lines of Markdown.

    python benchmarks/scores.py        # calls this

Raw text goes in; the judging is left to the published scorers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from awareness import TARGETS as AWARENESS
from awareness import write_gold
from timex_page import run

# figure of the scorer: (its name on the page, the target)
TIMESET = {
    "event_recall": ("salient events found", 0.85), "participant_recall_found": ("participants found", 0.60),
    "timex_exact": ("dates exact", 0.55), "order_f1": ("order F1", 0.45),
    "flashback_accuracy_found": ("flashbacks in order", 0.60),
    "three_way_weighted_f1": ("3-way weighted F1, raw text", None),
}  # fmt: skip
GIVEN = 0.58  # the 3-way figure where the events are given


def events(shared: Path, scratch: Path) -> Iterator[str]:
    """Event extents and classes on TimeBank and AQUAINT, in the form of TempEval-3 task B."""
    texts, predicted = scratch / "tbaq-events", scratch / "tbaq-events.jsonl"
    gold = shared / "data" / "timex" / "tbaq"
    run(shared / "eval" / "timeml_text.py", gold, texts)
    run("-m", "analysis.cli", "annotate", texts, "--docs", texts / "docs.jsonl", "--kind", "news", "--out", predicted)
    result = json.loads(run(shared / "eval" / "timex_score.py", gold, predicted, "--json"))["event"]
    yield from ("", "## Events: tbaq", "", "| | precision | recall | F1 | target |", "|---|---|---|---|---|")
    for name, key, target in (("extent", "strict", 0.84), ("class", "class", 0.70)):
        row = result[key]
        yield f"| {name} | {row['p']:.3f} | {row['r']:.3f} | {row['f1']:.3f} | {target:.2f} |"
    yield from relations(shared, scratch, gold, predicted)


def relations(shared: Path, scratch: Path, gold: Path, predicted: Path) -> Iterator[str]:
    """Temporal awareness of the relations, as TempEval-3 measures it: of the same run, and with entities given."""
    flat, given, scored = scratch / "tbaq-gold", scratch / "tbaq-given.jsonl", scratch / "tbaq-awareness.json"
    flat.mkdir(exist_ok=True)
    for path in gold.rglob("[!.]*.tml"):
        (flat / path.name).write_bytes(path.read_bytes())
    run("-m", "analysis.cli", "annotate", flat, "--kind", "news", "--given", write_gold(flat, scratch / "gold.jsonl"),
        "--out", given)  # fmt: skip
    yield from ("", "## Relations: tbaq", "", "| | precision | recall | F1 | target |", "|---|---|---|---|---|")
    for source, found in (("raw text", predicted), ("gold entities", given)):
        run(shared / "eval" / "awareness_score.py", flat, found, "--json", scored)
        row = json.loads(scored.read_text(encoding="utf-8"))["micro"]["awareness"]
        figures = f"{row['P']:.3f} | {row['R']:.3f} | {row['F1']:.3f} | {AWARENESS[source]:.2f}"
        yield f"| temporal awareness, {source} | {figures} |"


def salient(shared: Path, scratch: Path, name: str) -> Iterator[str]:
    """What TimeSET's readers found salient: events, participants, dates, order."""
    folder = shared / "data" / "timeline" / name
    predicted, scored = scratch / f"{name}.jsonl", scratch / f"{name}.json"
    run("-m", "analysis.cli", "annotate", folder, "--out", predicted)
    run(shared / "eval" / "order_score.py", folder, predicted, "--finish", "exclusive", "--json", scored)
    result = json.loads(scored.read_text(encoding="utf-8"))["summary"]
    yield from ("", f"## Salient events: {name}", "", "| figure | ours | target |", "|---|---|---|")
    for key, (what, target) in TIMESET.items():
        if key != "timex_exact" or result["timex_events"]:
            yield f"| {what} | {result[key]:.3f} | {'' if target is None else f'{target:.2f}'} |"
    given = scratch / f"{name}-gold.jsonl"
    given.write_text("".join(json.dumps(_marked(ann)) + "\n" for ann in sorted(folder.glob("*.ann"))), encoding="utf-8")
    run("-m", "analysis.cli", "annotate", folder, "--kind", "news", "--given", given, "--out", predicted)
    run(shared / "eval" / "order_score.py", folder, predicted, "--finish", "exclusive", "--json", scored)
    result = json.loads(scored.read_text(encoding="utf-8"))["summary"]
    yield f"| 3-way weighted F1, gold events | {result['three_way_weighted_f1']:.3f} | {GIVEN:.2f} |"


def _marked(ann: Path) -> dict[str, object]:
    """The triggers of a brat file, as `--given` takes them; a broken one by its first part, as the scorer reads it."""
    spans, triggers = {}, set()
    for line in ann.read_text(encoding="utf-8").splitlines():
        name, *cells = line.split("\t")
        if name.startswith("T"):
            start, end = cells[0].split(" ", 1)[1].split(";")[0].split()
            spans[name] = int(start), int(end)
        elif name.startswith("E"):
            triggers.add(cells[0].split()[0].split(":")[1])
    events = sorted({spans[trigger] for trigger in triggers})
    return {"doc": ann.stem, "events": [{"start": start, "end": end} for start, end in events]}
