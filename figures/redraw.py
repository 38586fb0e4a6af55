"""Redraw the figures in this folder: `make figures`. They are of the seed article, or of the examples if they compare.

The JSON is what counts: a picture is drawn again only where its JSON has changed, so that another browser or
another font alone changes nothing. What stands here stays small: pictures of few colours, and no JSON that is large.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import analysis
from analysis import catalogue, images
from analysis.files import write_bytes
from analysis.pictures import pictures
from analysis.png import compact

HERE = Path(__file__).parent
SEED = HERE.parent / "seeds" / "000_093e2c476bcc5ea9.txt"
EXAMPLES = HERE.parent / "notebooks" / "examples"
COMPARING = ("sources",)  # of one article they have nothing to show
KINDS = ("png", "svg")
SCALE, COLOURS = 1.5, 256  # of a PNG
LARGE = 60_000  # bytes of JSON: of a larger figure only the hash of it is kept


def redraw() -> None:
    """Bring this folder up to date, and say what changed."""
    seed, examples = analysis.build(SEED), analysis.merge(analysis.build(EXAMPLES))
    names = catalogue.names("figures")
    figures = {name: analysis.draw(examples if name in COMPARING else seed, name) for name in names}
    changed = [name for name in names if _store(name, images.figure_json(figures[name]))]
    jobs = [(name, kind) for name in changed for kind in KINDS]
    drawn = pictures([(figures[name], kind) for name, kind in jobs], scale=SCALE)
    for (name, kind), data in zip(jobs, drawn, strict=True):
        write_bytes(HERE / f"{name}.{kind}", compact(data, colours=COLOURS) if kind == "png" else data)
    for name in names:
        print(f"{name}: {'redrawn' if name in changed else 'unchanged'}")
    for file in sorted(HERE.iterdir()):
        if file.suffix[1:] in ("json", *KINDS) and file.stem not in names:
            print(f"{file.name}: of no figure any more; remove it", file=sys.stderr)


def _store(name: str, text: str) -> bool:
    """Keep the JSON of a figure; whether it has changed, or a picture of it is missing."""
    stored = HERE / f"{name}.json"
    if len(text.encode()) > LARGE:
        text = f'{{"sha256": "{hashlib.sha256(text.encode()).hexdigest()}"}}\n'
    missing = any(not (HERE / f"{name}.{kind}").exists() for kind in KINDS)
    changed = not stored.exists() or stored.read_text(encoding="utf-8") != text
    stored.write_text(text, encoding="utf-8")
    return changed or missing


if __name__ == "__main__":
    redraw()
