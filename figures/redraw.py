"""Redraw the figures of the seed article in this folder: `make figures`.

The JSON is what counts: a picture is drawn again only where its JSON has changed, so that another browser or
another font alone changes nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import analysis
from analysis import catalogue, images

HERE = Path(__file__).parent
SEED = HERE.parent / "seeds" / "000_093e2c476bcc5ea9.txt"
PICTURES = (".png", ".svg")


def redraw() -> None:
    """Bring this folder up to date, and say what changed."""
    narrative = analysis.build(SEED)
    names = catalogue.names("figures")
    for name in names:
        stored = HERE / f"{name}.json"
        figure = analysis.draw(narrative, name)
        before = stored.read_bytes() if stored.exists() else b""
        images.write_figure(figure, stored)
        missing = [suffix for suffix in PICTURES if not stored.with_suffix(suffix).exists()]
        changed = stored.read_bytes() != before
        for suffix in PICTURES if changed else missing:
            images.write_figure(figure, stored.with_suffix(suffix))
        print(f"{name}: {'redrawn' if changed or missing else 'unchanged'}")
    for file in sorted(HERE.iterdir()):
        if file.suffix in (".json", *PICTURES) and file.stem not in names:
            print(f"{file.name}: of no figure any more; remove it", file=sys.stderr)


if __name__ == "__main__":
    redraw()
