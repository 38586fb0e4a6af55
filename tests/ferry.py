"""An invented article of a ferry, and how the tests of corrections correct it.

Its sentences are such that each row has one plain reading.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import analysis
from analysis.narrative import Narrative

PARAGRAPHS = (
    "ARNDAL, 7 December 2021 - The harbour board closed the old bridge in June.",
    "Mayor Ida Berg opened a new ferry on Monday. The ferry sank two days later, fishermen said.",
    "“We were not warned,” the captain said. The board denies any fault. The sinking cost the town a summer.",
)
ME: dict[str, Any] = {"author": "A. Smith", "time": "2026-01-02T10:00:00Z", "reason": "the harbour log"}
NOTE = "corrected by A. Smith, 2026-01-02: the harbour log"


def write(folder: Path, paragraphs: tuple[str, ...]) -> Path:
    path = folder / "ferry.txt"
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    return path


def row(narrative: Narrative, words: str, kind: str = "event") -> Any:
    rows = narrative.timeline[(narrative.timeline["quote"] == words) & (narrative.timeline["kind"] == kind)]
    assert len(rows) == 1, f"{len(rows)} rows of {words!r} among {list(narrative.timeline['quote'])}"
    return rows.iloc[0]


def built(article: Path, path: Path) -> Narrative:
    return analysis.build(article, corrections=path)


def all_tables(narrative: Narrative) -> list[str]:
    names = ("timeline", "expressions", "relations", "claim_pairs", "documents", "flags")
    return [getattr(narrative, name).to_csv() for name in names]
