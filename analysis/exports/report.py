"""Write the report: Narrative → one HTML page that needs nothing else, to read, print and pass on.

Timeline, story curve, claims, quotes and the other figures, each with its table; the articles with their words marked;
what was inferred from what, what has no date, and what reads wrong. The page is made in `analysis.reporting`.
"""

from __future__ import annotations

from pathlib import Path

from analysis import files
from analysis.narrative import Narrative
from analysis.reporting import page

SUFFIX = ".html"


def export(narrative: Narrative, path: Path) -> Path:
    """Write the page."""
    return files.write_text(path, page(narrative))
